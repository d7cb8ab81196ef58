package layer

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// joined is what is at least as strict as each of what may be meant.
func joined(own proviso.Outcomes, meant []*rule, silent bool) proviso.Outcomes {
	for _, use := range proviso.Uses() {
		first, differs, open := own[use], false, silent || own[use].Word() == proviso.Unstated
		if silent && first.Word() != proviso.Unstated {
			differs = true
		}
		for _, m := range meant {
			said := m.Outcomes[use]
			differs = differs || !said.Equal(first)
			open = open || said.Word() == proviso.Unstated
			own[use] = own[use].Join(said)
		}
		if differs && open && use != proviso.TDM {
			own[use] = proviso.Denied()
		}
	}
	return own
}

// kept refuses what would be said by an earlier layer where this one is silent, at hosts
// where silence does not take that away.
func (b *builder) kept(o proviso.Outcomes, set Set) proviso.Outcomes {
	value, _, _ := expr.Write(o)
	if b.host.Twice == Replaced || b.host.Twice == Kept && value != "" {
		return o
	}
	for i := range b.out.List {
		l := &b.out.List[i]
		if !b.host.Overlap(l.Set, set) {
			continue
		}
		for _, use := range proviso.Uses() {
			if use != proviso.TDM && o[use].Word() == proviso.Unstated && l.Outcomes[use].Word() != proviso.Unstated {
				o[use] = proviso.Denied()
			}
		}
	}
	return o
}

func refused(o proviso.Outcomes) proviso.Outcomes {
	for use := range o {
		if o[use].Word() != proviso.Unstated {
			o[use] = proviso.Denied()
		}
	}
	return o
}
