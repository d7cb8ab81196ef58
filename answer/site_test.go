package answer_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
)

// about answers for a response with header fields, in the order name, value, …
func about(url string, header ...string) *answer.Answer {
	a := &carrier.Artifact{Kind: carrier.Response, Source: url, Status: 200, Header: []carrier.Field{{Name: "Date", Value: "now"}}}
	for i := 0; i+1 < len(header); i += 2 {
		a.Header = append(a.Header, carrier.Field{Name: header[i], Value: header[i+1]})
	}
	return answer.Of(carrier.Question{URL: url}, []*carrier.Artifact{a}, nil)
}

func findings(s *answer.Site) (codes []string) {
	for _, f := range s.Findings {
		codes = append(codes, f.Code)
	}
	return codes
}

func TestSiteFindings(t *testing.T) {
	const page, usage = "https://example.com/", "Content-Usage"
	for name, tt := range map[string]struct {
		parts   answer.SiteParts
		codes   []string
		met, of int
	}{
		"says nothing": {
			answer.SiteParts{Page: about(page)},
			[]string{answer.CodeSiteSilent}, 2, 3,
		},
		"a plain no": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n, ai-use=n")}, nil, 3, 3,
		},
		"a plain yes is as clear": {
			answer.SiteParts{Page: about(page, usage, "train-ai=y, ai-use=y")}, nil, 3, 3,
		},
		"a condition is as clear": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n;exceptions=cc-cr, ai-use=n;exceptions=cc-cr")}, nil, 3, 3,
		},
		"half said": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n")}, []string{answer.CodeSiteSilent}, 2, 3,
		},
		"image silent": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n, ai-use=n"), Image: about(page + "i.jpg"), Copy: marked("")},
			[]string{answer.CodeSiteImageSilent, answer.CodeSiteCopySilent}, 3, 4,
		},
		"image told something else": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n, ai-use=n"), Image: about(page+"i.jpg", usage, "train-ai=y, ai-use=n"),
				Copy: marked("DMI-PROHIBITED")},
			[]string{answer.CodeSiteImage}, 3, 4,
		},
		"image told the same": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n, ai-use=n"), Image: about(page+"i.jpg", usage, "ai-use=n, train-ai=n")}, nil, 4, 4,
		},
		"retired words": {
			answer.SiteParts{Page: about(page, usage, "train-genai=n, ai-use=n")},
			[]string{answer.CodeSiteSilent, answer.CodeSiteDead, "label-retired"}, 1, 3,
		},
		"unreadable": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n;exceptions=(cc-cr)")},
			[]string{answer.CodeSiteSilent, "expression-syntax"}, 1, 3,
		},
		"another address": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n, ai-use=n"), Variants: []*answer.Answer{about("http://example.com/")}},
			[]string{answer.CodeSiteVariant}, 3, 4,
		},
		"error pages lack it": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n, ai-use=n"), Missing: about(page + "missing")},
			[]string{answer.CodeSiteMissing}, 3, 3,
		},
		"search refused": {
			answer.SiteParts{Page: about(page, usage, "train-ai=n, ai-use=n, search=n")},
			[]string{answer.CodeSiteSearchDenied}, 3, 3,
		},
	} {
		s := answer.OfSite(tt.parts)
		if got := findings(s); !slices.Equal(got, tt.codes) || s.Clarity.Met != tt.met || s.Clarity.Of != tt.of {
			t.Errorf("%s: findings %v, clarity %d of %d; want %v, %d of %d", name, got, s.Clarity.Met, s.Clarity.Of, tt.codes, tt.met, tt.of)
		}
		if line := s.AppendJSON(nil); !json.Valid(line) || !strings.HasPrefix(string(line), `{"schema":"proviso.site/1"`) {
			t.Errorf("%s: %s", name, line)
		}
	}
}

func TestSiteContradiction(t *testing.T) {
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte("User-agent: *\nContent-Usage: train-ai=n, ai-use=n\n")}
	response := &carrier.Artifact{Kind: carrier.Response, Header: []carrier.Field{{Name: "Content-Usage", Value: "train-ai=y"}}}
	s := answer.OfSite(answer.SiteParts{Page: answer.Of(carrier.Question{URL: "https://example.com/"}, []*carrier.Artifact{robots, response}, nil)})
	if s.Said.Page != answer.Contradictory || !slices.Contains(findings(s), answer.CodeSiteContradicts) || s.Clarity.Met != 2 {
		t.Errorf("said %v, findings %+v", s.Said.Page, s.Findings)
	}
	if c := s.Page.Conflicts(); len(c) != 1 || c[0].Class != proviso.HostAndPage {
		t.Errorf("conflicts %+v", c)
	}
}

func TestSiteMark(t *testing.T) {
	for term, want := range map[string]string{
		"": "", "DMI-UNSPECIFIED": "", "DMI-PROHIBITED-AIMLTRAINING": "plus: DMI-PROHIBITED-AIMLTRAINING",
	} {
		s := answer.OfSite(answer.SiteParts{Page: about("https://example.com/"), Image: about("https://example.com/i"), Copy: marked(term)})
		if s.Mark != want {
			t.Errorf("%q: mark %q, want %q", term, s.Mark, want)
		}
	}
}

// marked is what is answered about an image file with a term of plus:DataMining, or none.
func marked(term string) *answer.Answer {
	packet := `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">` +
		`<plus:DataMining>` + term + `</plus:DataMining></rdf:Description></rdf:RDF>`
	if term == "" {
		packet = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`
	}
	file := &carrier.Artifact{Kind: carrier.File, Source: "i.svg", MediaType: "image/svg+xml",
		Body: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>` + packet + `</metadata></svg>`)}
	return answer.Of(carrier.Question{}, []*carrier.Artifact{file}, nil)
}
