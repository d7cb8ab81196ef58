package trusttxt

import (
	"errors"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// errScope: a permission for a part of a site would become one for all of it.
var errScope = errors.New("trust.txt: an entry is about the whole site and takes no other scope")

// write says whether training is permitted. Conditions become a refusal. A refusal of
// training refuses other analysis, too, so an owner who permits the one and refuses the
// other is best served by refusing both.
func write(s carrier.Said) (text string, losses []proviso.Loss, err error) {
	if s.Scope != "" && s.Scope != "/" {
		return "", nil, errScope
	}
	train, tdm := s.Outcomes[proviso.TrainAI].Word(), s.Outcomes[proviso.TDM].Word()
	refuses := false
	switch {
	case train == proviso.Unstated:
	case train == proviso.Allow && tdm != proviso.Deny && tdm != proviso.Conditional:
		text = Attribute + "=yes"
	default:
		text, refuses = Attribute+"=no", true
	}
	for _, use := range proviso.Uses() {
		said := s.Outcomes[use]
		lost := proviso.Loss{Use: use, Said: said}
		switch {
		case use == proviso.TrainAI && refuses && train != proviso.Deny:
			lost.Form, lost.Why = text, "trust.txt has no conditions, and permits no training without other analysis: training is refused"
		case use == proviso.TDM && refuses && tdm != proviso.Deny:
			lost.Form, lost.Why = text, "a refusal in trust.txt is one of any training, and so of other analysis"
		case use == proviso.TrainAI, use == proviso.TDM && refuses, said.Word() == proviso.Unstated:
			continue
		default:
			lost.Why = "trust.txt speaks about training alone"
		}
		losses = append(losses, lost)
	}
	return text, losses, nil
}
