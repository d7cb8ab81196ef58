package middleware

import (
	"bytes"
	"strings"
)

// tail is what follows the literal beginning of a pattern: it begins with the first "*", or
// is the closing "$" alone.
type tail struct {
	pieces []string // what stands between the stars, in order, without what is empty
	ends   bool     // the pattern closes with "$"
	star   bool     // a star stands before the first piece; else the tail is "$" alone
	loose  bool     // a star stands after the last piece
}

// literalLength is how many bytes of a pattern stand before its tail.
func literalLength(pattern string) int {
	if star := strings.IndexByte(pattern, '*'); star >= 0 {
		return star
	}
	return len(strings.TrimSuffix(pattern, "$"))
}

func newTail(text string) tail {
	var t tail
	text, t.ends = strings.CutSuffix(text, "$")
	t.star = strings.HasPrefix(text, "*")
	t.loose = strings.HasSuffix(text, "*")
	for piece := range strings.SplitSeq(text, "*") {
		if piece != "" {
			t.pieces = append(t.pieces, piece)
		}
	}
	return t
}

// text is a path to match: as it was sent, or in a buffer where it was normalised, so that
// nothing is copied.
type text interface{ string | []byte }

// matchTail reports whether a tail matches the rest of a path. It takes the leftmost place
// for each piece, which finds a match whenever there is one, and never goes back.
func matchTail[T text](t *tail, rest T) bool {
	if !t.star {
		return len(rest) == 0
	}
	for i, piece := range t.pieces {
		if t.ends && !t.loose && i == len(t.pieces)-1 {
			return len(rest) >= len(piece) && string(rest[len(rest)-len(piece):]) == piece
		}
		at := index(rest, piece)
		if at < 0 {
			return false
		}
		rest = rest[at+len(piece):]
	}
	return true
}

func index[T text](s T, piece string) int {
	if b, ok := any(s).([]byte); ok {
		return bytes.Index(b, []byte(piece))
	}
	return strings.Index(string(s), piece)
}
