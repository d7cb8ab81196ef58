package robots

import "strings"

// letters is a set of pairs of neighbouring bytes, each pair in one of 128 places.
// A tail cannot match a path that lacks one of its pairs, which rules out most
// tails without looking at either text.
type letters struct{ low, high uint64 }

// anyLetters stands for the letters of a path that nobody looked at.
var anyLetters = letters{^uint64(0), ^uint64(0)}

// lettersOf gives the pairs of a text.
func lettersOf(text string) letters {
	var set letters
	set.add(text)
	return set
}

func (l *letters) add(text string) {
	var set [2]uint64
	for i := 1; i < len(text); i++ {
		// The pair as a number, multiplied by the golden ratio to spread it.
		place := (uint32(text[i-1])<<8 | uint32(text[i])) * 0x9E3779B1 >> 25
		set[place>>6] |= 1 << (place & 63)
	}
	l.low |= set[0]
	l.high |= set[1]
}

// within reports whether all pairs of l are in has.
func (l letters) within(has letters) bool {
	return l.low&^has.low|l.high&^has.high == 0
}

// needs gives the pairs that a path must have for the tail to match.
func (t *tail) needs() letters {
	var set letters
	for piece := range strings.SplitSeq(t.pieces, "*") {
		set.add(piece)
	}
	return set
}
