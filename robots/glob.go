package robots

import "strings"

// tail is what follows the literal beginning of a pattern: it begins with the
// first "*", or is the closing "$" alone.
//
// Matching takes the leftmost place for each piece between stars, which finds a
// match whenever there is one, and never goes back: every search begins where the
// one before ended. The pieces are found by strings.Index, whose worst case is
// linear in the path for pieces of 64 bytes and more, and one comparison of at
// most 63 bytes a place for shorter ones. A path of p bytes thus costs O(p)
// per piece at worst and O(p + pattern) for all pieces of a pattern that are found,
// whatever the pattern: "*a*a*a…" walks the path once.
type tail struct {
	pieces string // what stands between the stars, "*" between them; may be empty
	ends   bool   // the pattern closes with "$"
	star   bool   // a star stands before the first piece
	loose  bool   // a star stands after the last piece
	single bool   // pieces is no more than one
}

// literalLength is how many bytes of a pattern stand before its tail.
func literalLength(pattern string) int {
	if star := strings.IndexByte(pattern, '*'); star >= 0 {
		return star
	}
	return len(strings.TrimSuffix(pattern, "$"))
}

// newTail reads a tail.
func newTail(text string) tail {
	var t tail
	if strings.HasSuffix(text, "$") {
		t.ends, text = true, text[:len(text)-1]
	}
	t.star = strings.HasPrefix(text, "*")
	t.loose = strings.HasSuffix(text, "*")
	t.pieces = strings.Trim(text, "*")
	t.single = strings.IndexByte(t.pieces, '*') < 0
	return t
}

// match reports whether the tail matches the rest of a path.
func (t *tail) match(rest string) bool {
	if !t.star { // "$" alone
		return rest == ""
	}
	pieces := t.pieces
	for !t.single {
		star := strings.IndexByte(pieces, '*')
		if star < 0 {
			break
		}
		at := strings.Index(rest, pieces[:star])
		if at < 0 {
			return false
		}
		rest, pieces = rest[at+star:], pieces[star+1:]
	}
	// An empty piece, as "**" leaves, is found at once.
	if t.ends && !t.loose {
		return strings.HasSuffix(rest, pieces)
	}
	return strings.Contains(rest, pieces)
}
