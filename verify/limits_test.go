package verify

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
)

func visitOf(t *testing.T, text string) *visit {
	t.Helper()
	d, problems := declare.Parse([]byte(text))
	if d == nil {
		t.Fatalf("%+v", problems)
	}
	return &visit{d: d, origin: "https://museum.example", report: &Report{}, lines: linesOf([]byte(text), d),
		documents: map[string]*carrier.Artifact{}, asked: map[string]bool{}, offered: map[string]bool{}}
}

const short = "version = 1\n[party]\nname = \"Example Museum\"\nrole = \"custodian\"\ndomain = \"museum.example\"\n[[collection]]\nname = \"website\"\n  train-ai = \"deny\"\n"

// TestPoolLimits is the hostile test of MaxLinks, MaxLink, MaxCandidates and MaxSitemapURL.
func TestPoolLimits(t *testing.T) {
	v := visitOf(t, short)
	page := func(n int) *place {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<a href="/%d">`, i)
		}
		return &place{Place: Place{URL: v.origin + "/", Kind: Page}, response: &carrier.Artifact{Kind: carrier.Response, Status: 200, MediaType: "text/html", Body: []byte(b.String())}}
	}
	v.follow(page(MaxLinks + 10))
	if len(v.pool) != min(MaxLinks, MaxCandidates) {
		t.Errorf("%d links are offered", len(v.pool))
	}
	v.offer(v.origin+"/one-more", nil)
	if len(v.pool) > MaxCandidates {
		t.Errorf("%d candidates", len(v.pool))
	}
	v = visitOf(t, short)
	sitemap := strings.Repeat("<url><loc>/a</loc></url>", MaxSitemapURL) + "<url><loc>/beyond</loc></url>"
	v.listed([]byte("<urlset>"+sitemap+"</urlset>"), v.origin+"/sitemap.xml")
	if len(v.pool) != 1 {
		t.Errorf("%d addresses of the sitemap", len(v.pool))
	}
	maps := v.listed([]byte("<sitemapindex>"+strings.Repeat("<sitemap><loc>/b.xml</loc></sitemap>", 50)+"</sitemapindex>"), v.origin+"/sitemap.xml")
	if len(maps) > MaxSitemaps {
		t.Errorf("%d sitemaps", len(maps))
	}
	if _, ok := resolve(v.origin, "/"+strings.Repeat("a", MaxLink)); ok {
		t.Error("a long address is looked at")
	}
}

// TestMaxDocuments is the hostile test of MaxDocuments.
func TestMaxDocuments(t *testing.T) {
	v := visitOf(t, short)
	for i := range MaxDocuments + 5 {
		v.keep([]*carrier.Artifact{{Kind: carrier.Document, Source: fmt.Sprintf("https://museum.example/%d", i)}})
	}
	if len(v.documents) != MaxDocuments {
		t.Errorf("%d documents are kept", len(v.documents))
	}
}

// TestMaxScopes is the hostile test of MaxScopes and MaxScopeReads: what is left out is
// told, and is not as declared.
func TestMaxScopes(t *testing.T) {
	for n, most := range map[int]int{MaxScopes / 10: MaxScopes / 10, 250: MaxScopeReads / 251} {
		v := visitOf(t, short)
		v.opt.File = declare.FileName
		var b strings.Builder
		for i := range n - 1 {
			fmt.Fprintf(&b, `{"scope":"/%d/","expression":"train-ai=y"},`, i)
		}
		text := `{"schema":"proviso.declaration/1","statements":[` + b.String() + `{"expression":"train-ai=y"}]}`
		doc, why := readDocument(&carrier.Artifact{Kind: carrier.Document, Source: v.origin + declare.WellKnown, Status: 200, Body: []byte(text)})
		if doc == nil {
			t.Fatal(why)
		}
		if worst := v.scopes(doc); worst != Looser {
			t.Errorf("worst %v", worst)
		}
		limited, compared := 0, 0
		for _, c := range v.report.Checks {
			if c.ID == "scope limit" && c.Severity == Warn && c.Verdict == NotLookedAt {
				limited++
			} else if c.Verdict == Looser {
				compared++
			}
		}
		if compared != most || (limited == 1) != (most < n) {
			t.Errorf("%d scopes: %d compared, %d times told", n, compared, limited)
		}
	}
}

// TestTextLimits is the hostile test of MaxEvidence, MaxEvidenceRaw and MaxText.
func TestTextLimits(t *testing.T) {
	v := visitOf(t, short)
	var list []Evidence
	for range MaxEvidence + 3 {
		list = v.shownEvidence(list, &proviso.Evidence{Raw: strings.Repeat("ä\x1b[2J\u202e\xff", MaxEvidenceRaw), Where: proviso.Where{Source: strings.Repeat("x", 10*MaxText)}})
	}
	if len(list) != MaxEvidence {
		t.Errorf("%d statements are shown", len(list))
	}
	for _, e := range list {
		if len(e.Where) > MaxText+len("…") || !utf8.ValidString(e.Raw) || len([]rune(e.Raw)) > MaxEvidenceRaw+1 || strings.ContainsAny(e.Raw, "\x1b\u202e") {
			t.Errorf("%q", e)
		}
	}
}

func TestStaging(t *testing.T) {
	s := newStaging("http://127.0.0.1:8080/en/", "museum.example")
	for address, want := range map[string]string{
		"https://museum.example/a?b": "http://127.0.0.1:8080/a?b", "http://www.museum.example": "http://127.0.0.1:8080",
		"https://museum.example:8443/": "http://127.0.0.1:8080/", "https://images.museum.example/a": "https://images.museum.example/a",
		"https://museum.example.other.example/": "https://museum.example.other.example/", "": "", "x": "x",
	} {
		if got := s.toStage(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	if got := s.toPublic("http://127.0.0.1:8080/a"); got != "https://museum.example/a" {
		t.Error(got)
	}
	if got := s.toPublic("http://127.0.0.1:9090/a"); got != "http://127.0.0.1:9090/a" {
		t.Error(got)
	}
	for _, front := range []string{"https://museum.example/", "http://WWW.museum.example:8080/x"} {
		if newStaging(front, "museum.example").active() {
			t.Errorf("%s stands in for the domain", front)
		}
	}
}

// TestLinesOf: where things stand in the file, and nowhere if that is not plain.
func TestLinesOf(t *testing.T) {
	d, _ := declare.Parse([]byte(short))
	l := linesOf([]byte(short), d)
	if l.party != 2 || l.of(d, "website") != 6 || l.about(d, "website", proviso.TrainAI) != 8 || l.about(d, "website", proviso.Search) != 6 || l.of(d, "none") != 0 {
		t.Errorf("%+v", l)
	}
	inline := "version = 1\ncollection = [{ name = \"website\", train-ai = \"deny\" }]\n[party]\nname = \"Example Museum\"\nrole = \"custodian\"\n"
	d, problems := declare.Parse([]byte(inline))
	if d == nil {
		t.Fatalf("%+v", problems)
	}
	if l := linesOf([]byte(inline), d); l.about(d, "website", proviso.TrainAI) != 0 || l.party != 3 {
		t.Errorf("%+v", l)
	}
}
