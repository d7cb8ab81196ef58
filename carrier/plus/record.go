package plus

import (
	"strings"

	"github.com/proviso-signals/proviso/container/xmp"
)

// What a stamp has written is recorded beside Proviso's mark (docs/mark.md), so that it
// can be told from what others wrote: a list of texts "plus:NAME TEXT".
const (
	recordSpace  = "https://github.com/proviso-signals/proviso/ns/mark/1.0/"
	recordPrefix = "proviso"
	recordName   = "Wrote"
	ourPrefix    = "plus:"
)

// written is a text that a stamp put into a property of PLUS.
type written struct{ name, text string }

// recordOf gives what earlier stamps wrote.
func recordOf(p *xmp.Packet) (list []written) {
	if p == nil {
		return nil
	}
	v := p.Get(recordSpace, recordName)
	if v == nil {
		return nil
	}
	for i := range v.Items {
		if rest, ok := strings.CutPrefix(v.Items[i].Text, ourPrefix); ok {
			name, text, _ := strings.Cut(rest, " ")
			list = append(list, written{name, text})
		}
	}
	return list
}

// record sets the record. What other carriers have in it stays.
func (e *edit) record() {
	var items []xmp.Value
	if v := e.get(recordSpace, recordName); v != nil {
		for _, item := range v.Items {
			if !strings.HasPrefix(item.Text, ourPrefix) {
				items = append(items, item)
			}
		}
	}
	for _, w := range e.after {
		items = append(items, xmp.Text(ourPrefix+w.name+" "+w.text))
	}
	if len(items) == 0 {
		e.remove(recordSpace, recordName)
		return
	}
	if list, was := xmp.Bag(items...), e.get(recordSpace, recordName); was == nil || !was.Equal(&list) {
		e.changes = append(e.changes, xmp.Set(recordSpace, recordPrefix, recordName, list))
	}
}
