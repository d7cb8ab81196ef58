package htmlhead

import "encoding/binary"

// letters are up to eight letters of a name as a number, in lower case.
type letters uint64

const (
	eight    = 8
	allLower = 0x2020202020202020
)

// spell makes letters of a name in lower case.
func spell(name string) letters {
	var b [eight]byte
	copy(b[:], name)
	return letters(binary.LittleEndian.Uint64(b[:])) | allLower
}

// lettersAt are the first letters, eight at most, of the name in html from an index
// up to another. What is no letter may come out as another byte, but never as a
// letter, so that names of letters only are the same if their letters are.
func lettersAt(html []byte, from, to int) letters {
	n := min(to-from, eight)
	if from+eight <= len(html) {
		v := binary.LittleEndian.Uint64(html[from:])
		return letters(v&(^uint64(0)>>(64-8*n))) | allLower
	}
	var b [eight]byte
	copy(b[:n], html[from:to])
	return letters(binary.LittleEndian.Uint64(b[:])) | allLower
}

// lower is ASCII lower case, the only folding that HTML knows.
var lower = func() (table [256]byte) {
	for i := range table {
		table[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			table[i] |= 0x20
		}
	}
	return table
}()

// is reports whether text is name, a name in lower case, without regard to case.
func is(text []byte, name string) bool {
	if len(text) != len(name) {
		return false
	}
	for i := range text {
		if lower[text[i]] != name[i] {
			return false
		}
	}
	return true
}

// endsWith reports whether text ends in suffix, which is in lower case, without
// regard to case.
func endsWith(text []byte, suffix string) bool {
	return len(text) >= len(suffix) && is(text[len(text)-len(suffix):], suffix)
}

// beginsWith is the same for the beginning.
func beginsWith(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && is(text[:len(prefix)], prefix)
}

// same reports whether two names are the same without regard to case. Letters beyond
// ASCII have none in HTML.
func same(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if lower[a[i]] != lower[b[i]] {
			return false
		}
	}
	return true
}
