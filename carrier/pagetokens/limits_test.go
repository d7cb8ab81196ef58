package pagetokens_test

import (
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/pagetokens"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// beyond checks that a reading ended at a limit, and refuses all that can be refused.
func beyond(t *testing.T, r carrier.Reading, code string) {
	t.Helper()
	last := r.Problems[len(r.Problems)-1]
	if last.Code != code || last.Severity != proviso.Fault {
		t.Errorf("the last problem is %+v, want %s", last, code)
	}
	resolution := proviso.Combine(r.Evidence)
	for operator, uses := range map[string][]proviso.Use{
		"":          {proviso.TrainAI, proviso.TDM},
		"Microsoft": {proviso.TrainAI, proviso.TDM, proviso.AIUse},
		"Google":    {proviso.TrainAI, proviso.TDM, proviso.AIUse},
		"Apple":     {proviso.TrainAI, proviso.TDM, proviso.AIUse},
		"Amazon":    {proviso.TrainAI, proviso.TDM},
	} {
		rulings := resolution.For(proviso.Asker{Operators: []string{operator}})
		for _, use := range uses {
			if got := rulings[use].Outcome.Word(); got != proviso.Deny {
				t.Errorf("%s hears %v about %v", operator, got, use)
			}
		}
	}
}

// TestMaxLines is the hostile test of MaxLines.
func TestMaxLines(t *testing.T) {
	a := inHeader("noindex")[0]
	for len(a.Header) < pagetokens.MaxLines {
		a.Header = append(a.Header, a.Header[0])
	}
	if r := read(a, ""); len(r.Evidence)+len(r.Problems) > 0 {
		t.Errorf("%d lines: %+v", len(a.Header), r)
	}
	a.Header = append(a.Header, carrier.Field{Name: pagetokens.Field, Value: "nocache"})
	beyond(t, read(a, ""), pagetokens.CodeLines)
}

// TestMaxDirectives is the hostile test of MaxDirectives, for each thing that is
// counted.
func TestMaxDirectives(t *testing.T) {
	most := strings.TrimSuffix(strings.Repeat("noindex,", pagetokens.MaxDirectives), ",")
	for _, place := range []func(string) []*carrier.Artifact{inHeader, func(text string) []*carrier.Artifact {
		return inPage(`<meta name="robots" content="` + text + `">`)
	}} {
		if r := read(place(most)[0], ""); len(r.Evidence)+len(r.Problems) > 0 {
			t.Errorf("as many as are read: %+v", r)
		}
		for _, more := range []string{",noindex", ",max-snippet:5", ",unavailable_after: 1 Jan 2030", ",no ai", ",foo", " noai", ",abc:def", ",nofollow:"} {
			beyond(t, read(place(most + more)[0], ""), pagetokens.CodeDirectives)
		}
	}
	// The limit is the message's: header and page count together.
	both := inPage(`<meta name="robots" content="index">`)[0]
	both.Header = inHeader(most)[0].Header
	beyond(t, read(both, ""), pagetokens.CodeDirectives)
	metas := inPage(strings.Repeat(`<meta name="robots" content="index">`, pagetokens.MaxDirectives+1))[0]
	beyond(t, read(metas, ""), pagetokens.CodeDirectives)
}

// TestMaxMetas: a robots meta element that stands behind more elements than are read
// refuses.
func TestMaxMetas(t *testing.T) {
	many := strings.Repeat("<meta name=a>", htmlhead.MaxMetas)
	if r := read(inPage(many)[0], ""); len(r.Evidence)+len(r.Problems) > 0 {
		t.Errorf("as many as are read: %+v", r)
	}
	beyond(t, read(inPage(many + "<meta name=a>")[0], ""), pagetokens.CodeMetas)
}

// TestTruncatedHead: what was not gathered is not silence, and not a statement.
func TestTruncatedHead(t *testing.T) {
	for body, want := range map[string]string{
		"<!DOCTYPE html><html><head><title>A page</title>":                               pagetokens.CodeCut + " page:1:49",
		"<!DOCTYPE html><html><head><title>A page</title></head><body><p>Text that goes": "",
	} {
		a := inPage("")[0]
		a.Body, a.Truncated = []byte(body), true
		if r := read(a, ""); codesOf(r) != want || len(r.Evidence) > 0 {
			t.Errorf("%q: %s", body, codesOf(r))
		}
	}
}

// TestHostileTextsStaySmall: answers are bounded, whatever is sent, and so is the time
// they take.
func TestHostileTextsStaySmall(t *testing.T) {
	const n = 1 << 18
	start := time.Now()
	for _, text := range []string{
		strings.Repeat(":", n), strings.Repeat("a:", n), strings.Repeat("1:1 ", n), strings.Repeat("no ai ", n),
		strings.Repeat(",", n), strings.Repeat(" ", n), strings.Repeat("noai", n), strings.Repeat("no-ai,", n),
		strings.Repeat("max-snippet:", n), "max-snippet:" + strings.Repeat("9", n), strings.Repeat("max-snippet:1,max-snippet:2 ", n),
		"unavailable_after:" + strings.Repeat(" 1,", n), "unavailable_after:" + strings.Repeat(" noai", n),
		strings.Repeat(`"`, n) + "noai", strings.Repeat("ccbot,", n), strings.Repeat("\x00\xff", n), strings.Repeat("a", n) + ": noai",
		strings.Repeat("no ", n), strings.Repeat("allow-ai,", n),
	} {
		for _, a := range append(inHeader(text), inPage(`<meta name="robots" content='`+text+`'>`)...) {
			r := read(a, "")
			if len(r.Evidence) > 2*pagetokens.MaxDirectives || len(r.Problems) > pagetokens.MaxDirectives+2 {
				t.Errorf("%.20q: %d statements, %d problems", text, len(r.Evidence), len(r.Problems))
			}
			for _, e := range r.Evidence {
				if len(e.Raw) > carrier.MaxRaw+len("…") {
					t.Errorf("%.20q: raw text of %d bytes", text, len(e.Raw))
				}
			}
			for _, p := range r.Problems {
				if len(p.Hint) > 600 || len(p.Mend) > 300 {
					t.Errorf("%.20q: a hint of %d bytes, a mend of %d", text, len(p.Hint), len(p.Mend))
				}
			}
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	metas := inPage(strings.Repeat(`<meta name=x content=noai>`, 1000))[0]
	if r := read(metas, ""); len(r.Problems) > 2 {
		t.Errorf("%d problems", len(r.Problems))
	}
}

// TestSilenceCostsNothing: where there is nothing of the format, nothing is allocated.
func TestSilenceCostsNothing(t *testing.T) {
	page := inPage(`<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta property="og:title" content="A page">`)[0]
	page.Header = []carrier.Field{{Name: "Content-Type", Value: "text/html"}, {Name: "X-Frame-Options", Value: "DENY"}, {Name: "X-Robots-Tab", Value: "noai"}}
	bare := &carrier.Artifact{Kind: carrier.Response, Header: page.Header}
	q := &carrier.Question{URL: "https://example.com/"}
	for name, a := range map[string]*carrier.Artifact{"a page": page, "a response without a body": bare} {
		artifacts := []*carrier.Artifact{a}
		pagetokens.Carrier.Read(artifacts, q) // a page is read once, for all carriers
		if n := testing.AllocsPerRun(100, func() { pagetokens.Carrier.Read(artifacts, q) }); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
