package pagetokens

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// refusal is all that these words can say to everyone. The second word adds nothing
// to the first where readers know both; some readers of images know only it.
const refusal = "noai, noimageai"

func writeHeader(s carrier.Said) (string, []proviso.Loss, error) {
	text, losses := write(s)
	return text, losses, nil
}

func writeMeta(s carrier.Said) (string, []proviso.Loss, error) {
	text, losses := write(s)
	if text != "" {
		text = `<meta name="robots" content="` + text + `">`
	}
	return text, losses, nil
}

// write refuses training where it is refused or conditional. Nothing else can be
// said: there is no word that permits, none about search, and none about input to
// models that binds everyone.
func write(s carrier.Said) (text string, losses []proviso.Loss) {
	lose := func(use proviso.Use, form, why string) {
		losses = append(losses, proviso.Loss{Use: use, Said: s.Outcomes[use], Form: form, Why: why})
	}
	switch s.Outcomes[proviso.TrainAI].Word() {
	case proviso.Allow:
		lose(proviso.TrainAI, "", "no robots directive permits a use")
	case proviso.Conditional:
		text = refusal
		lose(proviso.TrainAI, text, "noai takes no conditions, so it refuses")
	case proviso.Deny:
		text = refusal
	}
	if s.Outcomes[proviso.AIUse].Word() != proviso.Unstated {
		lose(proviso.AIUse, "", "no robots directive that binds everyone speaks of input to models")
	}
	if s.Outcomes[proviso.Search].Word() != proviso.Unstated {
		lose(proviso.Search, "", "noai and its kin say nothing about search")
	}
	switch tdm := s.Outcomes[proviso.TDM].Word(); {
	case text != "" && tdm != proviso.Deny:
		lose(proviso.TDM, text, "noai refuses training of models of any kind, so it reads as a refusal of other analysis, too")
	case text == "" && tdm != proviso.Unstated:
		lose(proviso.TDM, "", "no robots directive speaks of other analysis alone")
	}
	return text, losses
}
