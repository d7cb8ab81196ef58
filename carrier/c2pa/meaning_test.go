package c2pa_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier/c2pa"
)

// TestConstraints: what becomes of the information of a constraint.
func TestConstraints(t *testing.T) {
	for info, want := range map[string]proviso.Term{
		"https://example.com/a":        {Link: "https://example.com/a"},
		" HTTPS://Example.com\n":       {Link: "https://example.com/"},
		"https://example.com/a b":      {Text: "https://example.com/a b"},
		"see https://example.com/":     {Text: "see https://example.com/"},
		"mailto:a@example.com":         {Text: "mailto:a@example.com"},
		"/policy":                      {Text: "/policy"},
		"CC BY 4.0":                    {Text: "CC BY 4.0"},
		"\xff":                         {Text: "�"},
		strings.Repeat("x", 2000):      {Text: strings.Repeat("x", c2pa.MaxConstraint) + "…"},
		"https://" + long4096 + ".org": {Text: "https://" + long4096[:c2pa.MaxConstraint-len("https://")] + "…"},
	} {
		want.Kind = c2pa.KindConstraint
		r := read(whole(speaks(holds("cawg.training-mining", object("entries", object("cawg.ai_generative_training", use("constrained", info))))).drawing("")))
		if info == "\xff" {
			if got := r.Evidence[0].Outcomes[proviso.TrainAI]; got.Word() != proviso.Deny { // text that is not UTF-8 is not valid CBOR
				t.Errorf("%q: %v", info, got)
			}
			continue
		}
		got := r.Evidence[0].Outcomes[proviso.TrainAI]
		if diff := cmp.Diff(proviso.Permit(proviso.NewOffer(want)).Offers(), got.Offers()); diff != "" {
			t.Errorf("%q: %s", info, diff)
		}
		if !want.Opaque() {
			t.Errorf("%v could be claimed to be met", want)
		}
	}
}

var long4096 = strings.Repeat("a", 4096)

// TestKeys: spellings that are known for what they are.
func TestKeys(t *testing.T) {
	for key, want := range map[string]string{
		"cawg.ai_generative_training":        "train-ai=deny",
		"ai_generative_training":             "train-ai=deny c2pa-key-spelling",
		"c2pa.ai_generative_training":        "train-ai=deny c2pa-key-spelling",
		"CAWG.AI_Generative_Training":        "train-ai=deny c2pa-key-spelling",
		"cawg.ai-generative-training":        "train-ai=deny c2pa-key-spelling",
		"cawg.aiGenerativeTraining":          "train-ai=deny c2pa-key-spelling",
		"com.example.ai_generative_training": "c2pa-key-custom",
		"cawg.ai_generative":                 "c2pa-key-unknown",
		"":                                   "c2pa-key-custom",
		"cawg." + long4096:                   "c2pa-key-unknown",
	} {
		r := read(whole(speaks(holds("cawg.training-mining", object("entries", object(key, use("notAllowed", ""))))).drawing("")))
		if got := said(r); got != want {
			t.Errorf("%.40q: %s, want %s", key, got, want)
		}
		if r.Problems != nil && strings.Contains(want, "deny") && r.Problems[0].Mend != "cawg.ai_generative_training" {
			t.Errorf("%q is to be mended as %q", key, r.Problems[0].Mend)
		}
		for _, p := range r.Problems {
			if len(p.Hint) > 600 {
				t.Errorf("%.40q: a hint of %d bytes", key, len(p.Hint))
			}
		}
	}
}

// TestUsesAreMended: near misses name what was probably meant.
func TestUsesAreMended(t *testing.T) {
	for word, mend := range map[string]string{"NOTALLOWED": "notAllowed", "not_allowed": "notAllowed", "denied": "notAllowed", "allow": "allowed", "Constrained": "constrained", "maybe": ""} {
		r := read(whole(speaks(cawg("cawg.ai_generative_training " + word)).drawing("")))
		if said(r) != "train-ai=deny c2pa-use" || r.Problems[0].Mend != mend {
			t.Errorf("%s: %s, %+v", word, said(r), r.Problems)
		}
	}
}

// TestMeaningOfMining: mining permits tdm only beside the other parts of it.
func TestMeaningOfMining(t *testing.T) {
	words := []string{"", "allowed", "notAllowed", "constrained https://example.com/"}
	for _, m := range words {
		for _, i := range words {
			for _, g := range words {
				var list []string
				for key, word := range map[string]string{"cawg.data_mining ": m, "cawg.ai_inference ": i, "cawg.ai_training ": g} {
					if word != "" {
						list = append(list, key+word)
					}
				}
				slices.Sort(list)
				want := proviso.Unstated
				switch {
				case m == "notAllowed" || i != "" && i != "allowed" || g != "" && g != "allowed":
					want = proviso.Deny
				case m == "constrained https://example.com/":
					want = proviso.Conditional
				case m == "allowed" && i == "allowed" && g == "allowed":
					want = proviso.Allow
				}
				r := read(whole(speaks(cawg(list...)).drawing("")))
				if got := proviso.Combine(r.Evidence).Everyone.Outcomes()[proviso.TDM].Word(); got != want {
					t.Errorf("%q: tdm %v, want %v", list, got, want)
				}
			}
		}
	}
}

// TestMisnamedPartOfMining: an entry that is not spelt as it should be permits no part of
// tdm, either.
func TestMisnamedPartOfMining(t *testing.T) {
	r := read(whole(speaks(cawg("cawg.data_mining allowed", "cawg.ai_training allowed", "c2pa.ai_inference allowed")).drawing("")))
	if o := proviso.Combine(r.Evidence).Everyone.Outcomes(); !o.Silent() {
		t.Errorf("%s", said(r))
	}
}
