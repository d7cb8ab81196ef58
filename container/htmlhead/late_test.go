package htmlhead_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// TestLate: what would be in the head if scripting were enabled is told apart from what
// is in it.
func TestLate(t *testing.T) {
	for page, want := range map[string]string{
		`<meta name=a><noscript><img src=p></noscript><meta name=b><link rel=x href=y><meta name=c><p><meta name=d>`: "a | b c",
		`<noscript><link rel=x href=y><img></NOSCRIPT ><title>t</title><meta name=b></head><meta name=c>`:            " | b c",
		`<meta name=a><noscript><link rel=x href=y></noscript><meta name=b>`:                                         "a b | ",
		`<meta name=a><img><meta name=b>`:                                   "a | ",
		`<meta name=a><noscript><img></noscripts><meta name=b>`:             "a | ",
		`<noscript><img></noscript-x></noscript a=">"><meta name=b>`:        " | b",
		`<meta name=a><noscript><img></noscript`:                            "a | ",
		`<noscript><img></noscript><noscript><img></noscript><meta name=b>`: " | ",
	} {
		var p htmlhead.Page
		htmlhead.Scan(&p, []byte(page))
		if got := names(p.Metas) + " | " + names(p.Late); got != want {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
		for _, m := range p.Late {
			if !bytes.HasPrefix([]byte(page)[m.Offset:], []byte("<meta")) {
				t.Errorf("%s: offset %d", page, m.Offset)
			}
		}
		htmlhead.Scan(&p, []byte("<p>"))
		if p.Late != nil {
			t.Error("a reused page keeps what was late before")
		}
	}
}

func names(metas []htmlhead.Meta) string {
	var list []string
	for _, m := range metas {
		list = append(list, string(m.Name))
	}
	return strings.Join(list, " ")
}
