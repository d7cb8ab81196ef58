package contentsignal_test

import (
	"errors"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
)

func TestWrite(t *testing.T) {
	allow, deny, credit := proviso.Allowed(), proviso.Denied(), proviso.Signals()[0].Outcome()
	none := proviso.Outcome{}
	for _, tt := range []struct {
		train, use, search, tdm proviso.Outcome
		text                    string
		losses                  string // use and form of each
	}{
		{none, none, none, none, "", ""},
		{deny, none, none, deny, "ai-train=no", ""},
		{deny, none, none, none, "ai-train=no", "tdm ai-train=no;"},
		{deny, allow, allow, allow, "search=yes, ai-input=yes, ai-train=no", "tdm ai-train=no;"},
		{credit, none, none, deny, "ai-train=no", "train-ai ai-train=no;"},
		{credit, credit, allow, credit, "search=yes, ai-input=no, ai-train=no", "ai-use ai-input=no;train-ai ai-train=no;tdm ai-train=no;"},
		{allow, deny, deny, none, "search=no, ai-input=no, ai-train=yes", ""},
		{allow, none, none, allow, "ai-train=yes", "tdm ;"},
		{none, none, none, deny, "", "tdm ;"},
		{allow, none, credit, deny, "search=no, ai-train=yes", "search search=no;tdm ;"},
	} {
		var o proviso.Outcomes
		o[proviso.TrainAI], o[proviso.AIUse], o[proviso.Search], o[proviso.TDM] = tt.train, tt.use, tt.search, tt.tdm
		for i := range contentsignal.Carrier.Forms {
			text, losses, err := contentsignal.Carrier.Forms[i].Write(carrier.Said{Outcomes: o, Scope: "/"})
			got := ""
			for _, l := range losses {
				got += l.Use.String() + " " + l.Form + ";"
				if l.Why == "" || !l.Said.Equal(o[l.Use]) {
					t.Errorf("%v: loss %+v", o, l)
				}
			}
			if err != nil || text != tt.text || got != tt.losses {
				t.Errorf("%v: got %q, losses %q, %v; want %q, %q", o, text, got, err, tt.text, tt.losses)
			}
		}
	}
}

// TestWriteScope: a line cannot be about a path, and a header field never is.
func TestWriteScope(t *testing.T) {
	said := carrier.Said{Scope: "/press/"}
	said.Outcomes[proviso.TrainAI] = proviso.Denied()
	for i := range contentsignal.Carrier.Forms {
		form := &contentsignal.Carrier.Forms[i]
		text, _, err := form.Write(said)
		if refused := errors.Is(err, contentsignal.ErrScope); refused != (form.Name == "robots") || refused != (text == "") {
			t.Errorf("%s: got %q, %v", form.Name, text, err)
		}
	}
}
