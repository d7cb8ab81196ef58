package htmlhead

const (
	longestName = 14 // annotation-xml
	nameBits    = 10
)

// spelling is a slot of the table below: an element and its name.
type spelling struct {
	letters letters // the first eight
	length  uint8
	element element
}

// byName finds an element by a hash of its name; names that meet move on to the
// next free slot.
var byName = func() (slots [1 << nameBits]spelling) {
	for i := 1; i < len(traits); i++ {
		name := traits[i].name
		slot := slotOfName(spell(name), len(name))
		for slots[slot].element != ordinary {
			slot = (slot + 1) % (1 << nameBits)
		}
		slots[slot] = spelling{spell(name), uint8(len(name)), element(i)}
	}
	return slots
}()

func slotOfName(name letters, n int) uint64 {
	return (uint64(name) + uint64(n)) * 0x9E3779B97F4A7C15 >> (64 - nameBits)
}

// elementOf finds an element by the name in html from an index up to another, in any
// case.
func elementOf(html []byte, from, to int) element {
	n := to - from
	if n > longestName {
		return ordinary
	}
	name := lettersAt(html, from, to)
	for slot := slotOfName(name, n); ; slot = (slot + 1) % (1 << nameBits) {
		s := &byName[slot]
		if s.element == ordinary {
			return ordinary
		}
		if s.letters != name || int(s.length) != n {
			continue
		}
		// Names of more than eight letters, and h1 to h6, have more to compare.
		if (n > eight || n == 2) && !is(html[from:to], traits[s.element].name) {
			return ordinary
		}
		return s.element
	}
}
