package declare

import "strings"

// maxNear bounds the words that are compared, in bytes; longer ones are near nothing.
const maxNear = 48

// nearest gives the word of a list that is most like another: what people are known to
// write for it, then the one with the fewest letters to change, up to a third of them.
// It is empty where none is near.
func nearest(word string, list []string, known map[string]string) string {
	folded := fold(word)
	if len(folded) > maxNear {
		return ""
	}
	best, least := "", len(folded)/3+2
	for _, candidate := range list {
		if folded == candidate || known[folded] == candidate {
			return candidate
		}
		if n := distance(folded, candidate); n < least && n < len(candidate) {
			best, least = candidate, n
		}
	}
	return best
}

// fold takes out what does not tell words apart: case, white space, and whether parts
// are joined by "-", "_" or " ".
func fold(word string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	return strings.Map(func(r rune) rune {
		if r == '_' || r == ' ' {
			return '-'
		}
		return r
	}, word)
}

// distance is how many letters have to be changed, put in, taken out or swapped with
// their neighbour to get from a to b.
func distance(a, b string) int {
	before, last, this := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		this[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			this[j+1] = min(last[j]+cost, last[j+1]+1, this[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				this[j+1] = min(this[j+1], before[j-1]+1)
			}
		}
		before, last, this = last, this, before
	}
	return last[len(b)]
}
