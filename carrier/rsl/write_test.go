package rsl_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/rsl"
)

func signal(token string) proviso.Outcome {
	s, _ := proviso.SignalNamed(token)
	return s.Outcome()
}

func writeDocument(t *testing.T, s carrier.Said) (string, []string) {
	t.Helper()
	text, losses, err := rsl.Carrier.Forms[0].Write(s)
	if err != nil {
		t.Fatal(err)
	}
	var lost []string
	for _, l := range losses {
		lost = append(lost, l.Use.String()+": "+l.Form)
		if l.Why == "" {
			t.Errorf("a loss without a reason: %+v", l)
		}
	}
	return text, lost
}

func TestWrite(t *testing.T) {
	allow, deny := proviso.Allowed(), proviso.Denied()
	const begin = "<rsl xmlns=\"https://rslstandard.org/rsl\">\n  <content url=\"/\">\n"
	const end = "  </content>\n</rsl>\n"
	for _, tt := range []struct {
		name   string
		said   carrier.Said
		text   string
		losses []string
	}{
		{"nothing", carrier.Said{}, "", nil},
		{"a refusal", carrier.Said{Outcomes: proviso.Outcomes{proviso.TrainAI: deny}},
			begin + "    <license>\n      <prohibits type=\"usage\">ai-train</prohibits>\n    </license>\n" + end,
			[]string{"ai-use: ", "search: ", "tdm: prohibits ai-train"}},
		{"everything allowed", carrier.Said{Outcomes: proviso.Outcomes{allow, allow, allow, allow}},
			begin + "    <license>\n      <permits type=\"usage\">all</permits>\n      <payment type=\"free\"/>\n    </license>\n" + end, nil},
		{"credit, search and no training",
			carrier.Said{Outcomes: proviso.Outcomes{proviso.TrainAI: deny, proviso.AIUse: signal("cc-cr"), proviso.Search: allow, proviso.TDM: deny}, Link: "https://example.com/terms?a=1&b=2"},
			begin + "    <license>\n      <permits type=\"usage\">ai-input</permits>\n      <prohibits type=\"usage\">ai-train</prohibits>\n" +
				"      <payment type=\"attribution\"><standard>https://github.com/creativecommons/cc-signals/tree/main/signals/cr/0.1</standard></payment>\n    </license>\n" +
				"    <license>\n      <permits type=\"usage\">search</permits>\n      <payment type=\"free\"/>\n    </license>\n" +
				"    <terms>https://example.com/terms?a=1&amp;b=2</terms>\n" + end, nil},
		{"contribution, and openness that cannot be asked for",
			carrier.Said{Outcomes: proviso.Outcomes{proviso.TrainAI: signal("cc-cr-op"), proviso.AIUse: signal("cc-cr-ec")}, Scope: "/a&b/*"},
			strings.Replace(begin, `"/"`, `"/a&amp;b/*"`, 1) + "    <license>\n      <permits type=\"usage\">ai-input</permits>\n      <prohibits type=\"usage\">ai-train</prohibits>\n" +
				"      <payment type=\"contribution\"><standard>https://github.com/creativecommons/cc-signals/tree/main/signals/cr-ec/0.1</standard></payment>\n    </license>\n" + end,
			[]string{"train-ai: prohibits ai-train", "search: no permits", "tdm: no permits"}},
		{"other analysis alone", carrier.Said{Outcomes: proviso.Outcomes{proviso.TDM: deny}}, "", []string{"tdm: "}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, losses := writeDocument(t, tt.said)
			if diff := cmp.Diff(tt.text, text); diff != "" {
				t.Errorf("text (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tt.losses, losses); diff != "" {
				t.Errorf("losses (-want +got)\n%s", diff)
			}
			if text == "" {
				return
			}
			a := placeDocument(text)
			r := rsl.Carrier.Read(a, &carrier.Question{URL: "https://example.com/a&b/c"})
			if len(r.Evidence) != 1 || len(r.Problems) > 0 {
				t.Errorf("read back: %v, problems %v", shown(r), r.Problems)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	said := proviso.Outcomes{proviso.Search: proviso.Allowed()}
	for _, s := range []carrier.Said{
		{Outcomes: said, Scope: "photos/"}, {Outcomes: said, Scope: "/a b"}, {Outcomes: said, Scope: "/a\x01"},
		{Outcomes: said, Link: "/terms"}, {Outcomes: said, Link: "javascript:alert(1)"}, {Outcomes: said, Link: "https://example.com/\n"},
	} {
		if text, _, err := rsl.Carrier.Forms[0].Write(s); err == nil {
			t.Errorf("%+v was written %q", s, text)
		}
	}
}

// TestReferencesToADocument: each way of referring to a document is read as one.
func TestReferencesToADocument(t *testing.T) {
	const url = "https://example.com/l.xml?a=1&b=2"
	d := document(docOf("/", noTraining))
	d.Source = url
	field := strings.SplitN(rsl.LinkHeader(url), ": ", 2)
	for name, a := range map[string]*carrier.Artifact{
		"robots.txt": {Kind: carrier.Robots, Status: 200, Body: []byte(rsl.RobotsLine(url) + "\n")},
		"field":      {Kind: carrier.Response, Header: []carrier.Field{{Name: field[0], Value: field[1]}}},
		"element":    page("<!doctype html><head>" + rsl.LinkElement(url) + "</head>"),
	} {
		if r := read(a, d); !strings.Contains(words(r), "train-ai deny") || len(r.Problems) > 0 {
			t.Errorf("%s: %s, problems %v", name, words(r), r.Problems)
		}
	}
}

// TestTokens: the table and the ranks by which its words are read go together.
func TestTokens(t *testing.T) {
	for _, token := range rsl.Carrier.Tokens {
		if token.Meaning == "" || len(token.Reaches) == 0 {
			t.Errorf("%+v", token)
		}
		deny := read(placeDocument(docOf("/", `<prohibits type="usage">`+token.Token+`</prohibits>`))...)
		want := proviso.Outcomes{}
		token.Spread(proviso.Denied(), &want)
		if got := proviso.Combine(deny.Evidence).Everyone.Outcomes(); !got.Equal(want) {
			t.Errorf("%s prohibited: %v, want %v", token.Token, words(deny), want)
		}
		permit := read(placeDocument(docOf("/", `<permits type="usage">`+token.Token+`</permits>`))...)
		want = proviso.Outcomes{}
		token.Spread(proviso.Allowed(), &want)
		for u := range want {
			if want[u].Word() == proviso.Unstated {
				want[u] = proviso.Denied()
			}
		}
		if got := proviso.Combine(permit.Evidence).Everyone.Outcomes(); !got.Equal(want) {
			t.Errorf("%s permitted: %v, want %v", token.Token, words(permit), want)
		}
	}
}

// TestCodes: every code has a meaning, and none two.
func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range rsl.Carrier.Codes {
		if seen[c.Code] || c.Meaning == "" || !strings.HasPrefix(c.Code, "rsl-") {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
}
