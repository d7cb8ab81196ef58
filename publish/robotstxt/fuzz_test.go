package robotstxt_test

import (
	"bytes"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

// museum declares a bit of everything.
func museum() *declare.Declaration {
	credit, open := proviso.Signals()[0].Outcome(), proviso.Signals()[3].Outcome()
	return &declare.Declaration{
		Party: declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example"},
		Collections: []declare.Collection{
			{Name: "website", Outcomes: proviso.Outcomes{proviso.TrainAI: proviso.Denied(), proviso.AIUse: credit, proviso.Search: proviso.Allowed()}},
			{Name: "photographs", Paths: []string{"/collection/images/"}, Outcomes: proviso.Outcomes{proviso.TrainAI: open, proviso.AIUse: credit, proviso.Search: proviso.Allowed()}},
			{Name: "forum", Paths: []string{"/forum/"}, Outcomes: proviso.Outcomes{}},
		},
	}
}

func FuzzWrite(f *testing.F) {
	for _, seed := range []string{"", "User-agent: *\nDisallow: /wp-admin/\n", "\xEF\xBB\xBFuser-agent:a\r\rContent-Usage: /x train-ai=y\nDisallow",
		"# BEGIN proviso\n# END proviso\n", "User-agent: a\n# BEGIN proviso: this file is made\nx\n# END proviso", "# BEGIN Cloudflare Managed content\nUser-agent: b\n# END Cloudflare Managed Content"} {
		f.Add([]byte(seed))
	}
	s, silent := publish.NewSaying(museum()), &publish.Saying{}
	f.Fuzz(func(t *testing.T, old []byte) {
		base, out := publishIn(t, old, silent)
		if len(out.Problems) > 0 {
			if !bytes.Equal(base, old) {
				t.Fatal("a file was changed that is not understood")
			}
			return
		}
		if base == nil {
			base = []byte{}
		}
		text, out := publishIn(t, base, s)
		for _, p := range out.Problems {
			if p.Severity == proviso.Fault {
				return
			}
		}
		if again, _ := publishIn(t, text, s); !bytes.Equal(again, text) {
			t.Fatalf("written\n%q\nand again\n%q", text, again)
		}
		if back, _ := publishIn(t, text, silent); !bytes.Equal(back, base) {
			t.Fatalf("taken out: %q, was %q, with ours %q", back, base, text)
		}
		before, after := robots.Parse(base), robots.Parse(text)
		for _, token := range []string{"*", "a", "b", "GPTBot"} {
			for _, path := range []string{"/", "/x", "/forum/", "/wp-admin/a.html"} {
				x, _ := before.For(token).Access(path)
				if y, _ := after.For(token).Access(path); x != y {
					t.Fatalf("%s at %s: %v, then %v\n%q\n%q", token, path, x, y, base, text)
				}
			}
		}
	})
}
