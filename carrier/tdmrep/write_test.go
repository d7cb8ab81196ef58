package tdmrep_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/tdmrep"
)

var (
	no     = proviso.Denied()
	yes    = proviso.Allowed()
	credit = proviso.Signals()[0].Outcome()
	asks   = proviso.Permit(proviso.NewOffer(proviso.Term{Kind: tdmrep.KindPolicy, Link: "https://example.com/p"}))
)

func form(t *testing.T, name string) func(carrier.Said) (string, []proviso.Loss, error) {
	t.Helper()
	for _, f := range tdmrep.Carrier.Forms {
		if f.Name == name {
			return f.Write
		}
	}
	t.Fatalf("no form %s", name)
	return nil
}

// TestWrite: what is chosen for what is to be said, and what is lost by it.
func TestWrite(t *testing.T) {
	var none proviso.Outcome
	const link = "https://example.com/terms"
	for _, tt := range []struct {
		name           string
		train, ai, tdm proviso.Outcome
		link           string
		want           string // values, "1" or "0", and a policy
		lost           string // the uses that are lost, with the form that stands in
	}{
		{"nothing", none, none, none, link, "", ""},
		{"deny all", no, no, no, link, "1", ""},
		{"allow mining", yes, none, yes, link, "0", ""},
		{"allow all", yes, yes, yes, link, "0", "ai-use:"},
		{"deny training", no, none, none, link, "1", "ai-use:1 tdm:1"},
		{"deny input to models", none, no, none, link, "1", "train-ai:1 tdm:1"},
		{"allow training", yes, none, none, link, "", "train-ai:"},
		{"allow input to models", none, yes, none, link, "", "ai-use:"},
		{"allow mining, deny input", yes, no, yes, link, "1", "train-ai:1 tdm:1"},
		{"allow training, deny mining", yes, none, no, link, "1", "train-ai:1 ai-use:1"},
		{"credit without a link", credit, none, yes, "", "1", "train-ai:1 ai-use:1 tdm:1"},
		{"credit with a link", credit, credit, credit, link, "1 " + link, "train-ai: ai-use: tdm:"},
		{"credit and allow with a link", credit, none, yes, link, "1 " + link, "train-ai: ai-use:1 tdm:1"},
		{"credit and deny", credit, none, no, link, "1", "train-ai:1 ai-use:1"},
		{"as it was read", asks, asks, asks, "", "1 https://example.com/p", ""},
		{"as it was read, with a link", asks, asks, asks, link, "1 https://example.com/p", ""},
	} {
		said := carrier.Said{Link: tt.link}
		said.Outcomes[proviso.TrainAI], said.Outcomes[proviso.AIUse], said.Outcomes[proviso.TDM] = tt.train, tt.ai, tt.tdm
		text, losses, err := form(t, "header")(said)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer("tdm-reservation: ", "", "\ntdm-policy: ", " ").Replace(text)
		var lost []string
		for _, l := range losses {
			lost = append(lost, l.Use.String()+":"+strings.TrimPrefix(l.Form, "tdm-reservation: "))
			if !l.Said.Equal(said.Outcomes[l.Use]) || l.Why == "" {
				t.Errorf("%s: loss %+v", tt.name, l)
			}
		}
		if got != tt.want || strings.Join(lost, " ") != tt.lost {
			t.Errorf("%s: %q, lost %q; want %q, lost %q", tt.name, got, lost, tt.want, tt.lost)
		}
	}
}

// TestSearchIsNotSaid: the protocol has nothing to say about search, in either way.
func TestSearchIsNotSaid(t *testing.T) {
	for _, o := range []proviso.Outcome{yes, no, credit} {
		var said carrier.Said
		said.Outcomes[proviso.Search] = o
		text, losses, err := form(t, "meta")(said)
		if text != "" || len(losses) != 1 || losses[0].Use != proviso.Search || losses[0].Form != "" || err != nil {
			t.Errorf("%v: %q, %+v, %v", o, text, losses, err)
		}
	}
}

// TestTexts: the canonical text of each form.
func TestTexts(t *testing.T) {
	said := carrier.Said{Outcomes: proviso.Outcomes{asks, asks, proviso.Outcome{}, asks}, Scope: "/a*.jpg$"}
	said.Outcomes[proviso.TrainAI] = proviso.Permit(proviso.NewOffer(proviso.Term{Kind: tdmrep.KindPolicy, Link: `https://example.com/p?a="b"&c=<d>`}))
	for name, want := range map[string]string{
		"well-known": "[\n  {\n    \"location\": \"/a*.jpg$\",\n    \"tdm-reservation\": 1,\n    \"tdm-policy\": \"https://example.com/p?a=\\\"b\\\"&c=<d>\"\n  }\n]\n",
		"header":     "tdm-reservation: 1\ntdm-policy: https://example.com/p?a=\"b\"&c=<d>",
		"meta":       "<meta name=\"tdm-reservation\" content=\"1\">\n<meta name=\"tdm-policy\" content=\"https://example.com/p?a=&#34;b&#34;&amp;c=&lt;d&gt;\">",
	} {
		text, _, err := form(t, name)(said)
		if err != nil || text != want {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	deny := proviso.Outcomes{no, no, proviso.Outcome{}, no}
	for name, said := range map[string]carrier.Said{
		"a scope that is no pattern": {Outcomes: deny, Scope: "photos/"},
		"a scope that is a URL":      {Outcomes: deny, Scope: "https://example.com/"},
		"a relative link":            {Outcomes: deny, Link: "/policy"},
		"a link of another scheme":   {Outcomes: deny, Link: "mailto:a@example.com"},
		"a link with a line in it":   {Outcomes: deny, Link: "https://example.com/\r\nSet-Cookie: a"},
	} {
		if text, _, err := form(t, "well-known")(said); err == nil {
			t.Errorf("%s: %q", name, text)
		}
	}
}

// TestPolicyRoundTrip: what Policy says in the words of the profile reads as it was
// said, and what it cannot say asks for consent.
func TestPolicyRoundTrip(t *testing.T) {
	term := func(kind, text string) proviso.Term { return proviso.Term{Kind: kind, Link: policyURL, Text: text} }
	sayable := []proviso.Term{
		term(tdmrep.KindConsent, ""), term(tdmrep.KindCompensate, ""), term(tdmrep.KindPurpose, "research"),
		term(tdmrep.KindPurpose, "non-research"), term(tdmrep.KindTarget, "https://example.com/photos"),
	}
	unsayable := []proviso.Term{
		{Kind: proviso.Credit}, {Kind: proviso.Open}, term(tdmrep.KindPolicy, ""), term(tdmrep.KindCompensate, "5 EUR"),
		term(tdmrep.KindPurpose, "teaching"), term(tdmrep.KindTarget, "photos"), {Kind: proviso.KindCondition, Link: "https://example.com/c"},
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var offers []proviso.Offer
		var want []proviso.Offer
		lost := map[proviso.Term]bool{}
		for range 1 + r.IntN(3) {
			var said, read []proviso.Term
			for range r.IntN(4) {
				if r.IntN(3) > 0 {
					one := sayable[r.IntN(len(sayable))]
					said, read = append(said, one), append(read, one)
				} else {
					one := unsayable[r.IntN(len(unsayable))]
					said, read = append(said, one), append(read, sayable[0])
				}
			}
			offers, want = append(offers, proviso.NewOffer(said...)), append(want, proviso.NewOffer(read...))
		}
		said := proviso.Permit(offers...)
		for _, offer := range said.Offers() {
			for _, term := range offer {
				for _, u := range unsayable {
					if term == u {
						lost[term] = true
					}
				}
			}
		}
		text, gone, err := tdmrep.Policy(policyURL, tdmrep.Assigner{Name: "A", Email: "a@example.com", URL: origin + "/licence"}, said)
		if err != nil {
			t.Fatal(err)
		}
		if len(gone) != len(lost) {
			t.Fatalf("%v: lost %v, want %v", said, gone, lost)
		}
		reading := read(policy(text))
		if got := reading.Evidence[0].Outcomes[proviso.TDM]; len(lost) == 0 && !got.Equal(proviso.Permit(want...)) {
			t.Fatalf("%v was written\n%s\nand read %v", said, text, got)
		}
		if len(reading.Problems) > 0 || len(reading.Rights) != 1 || reading.Rights[0].Kind != proviso.AcquireLicence || reading.Rights[0].Value != origin+"/licence" {
			t.Fatalf("%s: problems %+v, rights %+v", text, reading.Problems, reading.Rights)
		}
	}
}

func TestPolicyText(t *testing.T) {
	text, lost, err := tdmrep.Policy("https://example.com/policies/1", tdmrep.Assigner{UID: origin, Name: "Provider"}, credit)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "@context": [
    "http://www.w3.org/ns/odrl.jsonld",
    "http://www.w3.org/ns/tdmrep.jsonld"
  ],
  "@type": "Offer",
  "profile": "http://www.w3.org/ns/tdmrep",
  "uid": "https://example.com/policies/1",
  "assigner": {
    "uid": "https://example.com",
    "vcard:fn": "Provider"
  },
  "permission": [
    {
      "action": "tdm:mine",
      "duty": [
        {
          "action": "obtainConsent"
        }
      ]
    }
  ]
}
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]proviso.Term{{Kind: proviso.Credit}}, lost); diff != "" {
		t.Errorf("lost (-want +got):\n%s", diff)
	}
}

func TestPolicyRefuses(t *testing.T) {
	good := tdmrep.Assigner{Name: "A"}
	for name, tt := range map[string]struct {
		uid  string
		by   tdmrep.Assigner
		said proviso.Outcome
	}{
		"a denial":                {policyURL, good, no},
		"silence":                 {policyURL, good, proviso.Outcome{}},
		"a relative uid":          {"policies/1", good, yes},
		"no uid":                  {"", good, yes},
		"no assigner":             {policyURL, tdmrep.Assigner{}, yes},
		"an address that is none": {policyURL, tdmrep.Assigner{Email: "a"}, yes},
		"a page that is none":     {policyURL, tdmrep.Assigner{URL: "licence"}, yes},
		"a uid that is none":      {policyURL, tdmrep.Assigner{UID: "a b"}, yes},
	} {
		if text, _, err := tdmrep.Policy(tt.uid, tt.by, tt.said); err == nil {
			t.Errorf("%s: %s", name, text)
		}
	}
}
