package pagetokens_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/pagetokens"
)

// TestWrite: what can be said is said in one way, and all else is lost and told.
func TestWrite(t *testing.T) {
	condition := proviso.Signals()[0].Outcome()
	type loss struct {
		Use  proviso.Use
		Form string
	}
	const refusal = "noai, noimageai"
	for _, tt := range []struct {
		name     string
		outcomes proviso.Outcomes
		text     string
		losses   []loss
	}{
		{"nothing", proviso.Outcomes{}, "", nil},
		{"no training, no analysis", proviso.Outcomes{proviso.TrainAI: proviso.Denied(), proviso.TDM: proviso.Denied()}, refusal, nil},
		{"no training", proviso.Outcomes{proviso.TrainAI: proviso.Denied()}, refusal, []loss{{proviso.TDM, refusal}}},
		{"training under conditions", proviso.Outcomes{proviso.TrainAI: condition}, refusal, []loss{{proviso.TrainAI, refusal}, {proviso.TDM, refusal}}},
		{"training", proviso.Outcomes{proviso.TrainAI: proviso.Allowed()}, "", []loss{{proviso.TrainAI, ""}}},
		{"no analysis", proviso.Outcomes{proviso.TDM: proviso.Denied()}, "", []loss{{proviso.TDM, ""}}},
		{"no answers, search", proviso.Outcomes{proviso.AIUse: proviso.Denied(), proviso.Search: proviso.Allowed()}, "", []loss{{proviso.AIUse, ""}, {proviso.Search, ""}}},
	} {
		for _, form := range pagetokens.Carrier.Forms {
			want := tt.text
			if form.Name == "meta" && want != "" {
				want = `<meta name="robots" content="` + want + `">`
			}
			text, losses, err := form.Write(carrier.Said{Outcomes: tt.outcomes})
			var got []loss
			for _, l := range losses {
				got = append(got, loss{l.Use, l.Form})
				if l.Why == "" || !l.Said.Equal(tt.outcomes[l.Use]) {
					t.Errorf("%s: %+v", tt.name, l)
				}
			}
			if text != want || err != nil || !cmp.Equal(got, tt.losses) {
				t.Errorf("%s, %s: %q %+v %v", tt.name, form.Name, text, got, err)
			}
		}
	}
}

// TestOperators: the table of agents knows a product of every operator whose words are
// read, or else what is scoped to one would be lost.
func TestOperators(t *testing.T) {
	for agent, operator := range map[string]string{"bingbot": "Microsoft", "googlebot": "Google", "applebot": "Apple", "amazonbot": "Amazon"} {
		r := read(inHeader(agent + ": noarchive, nosnippet")[0], "")
		if len(r.Evidence) != 1 || r.Evidence[0].Asker != operator {
			t.Errorf("%s: %+v", agent, lines(r))
		}
	}
	rows := map[[2]string]bool{}
	for _, row := range pagetokens.Carrier.Tokens {
		key := [2]string{row.Token, row.Asker}
		if rows[key] || row.Meaning == "" || len(row.Reaches) == 0 {
			t.Errorf("row %v", key)
		}
		rows[key] = true
	}
}
