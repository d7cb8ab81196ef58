package middleware

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

// field is the header field, in the form of the keys of [http.Header].
const field = "Content-Usage"

const robotsPath = "/robots.txt"

// site is a configuration made ready. It does not change, but for what joins remember.
type site struct {
	config    *Config
	paths     *tree // by the patterns as RFC 9309 compares them
	spellings *tree // by the patterns in plain spelling
	encoded   bool  // a pattern has an encoding of what can be written plainly
	joins     joins
	robots    *document // nil where it is the handler's
	declared  *document // nil where it is the handler's
}

// newSite checks a configuration and makes it ready. It keeps the configuration.
func newSite(cfg *Config) (*site, error) {
	c := checker{config: cfg}
	c.rules()
	c.document()
	c.maxAge()
	robots := c.robots()
	if len(c.mistakes) > 0 {
		return nil, errors.Join(c.mistakes...)
	}
	s := &site{config: cfg}
	s.compile()
	control := cacheControl(cfg.MaxAge)
	if robots != nil {
		s.robots = newDocument("text/plain; charset=utf-8", control, robots)
	}
	if len(cfg.Document) > 0 {
		s.declared = newDocument("application/vnd.proviso.declaration+json", control, cfg.Document)
	}
	return s, nil
}

// compile sorts the rules by what they match. Rules whose paths are compared as the same are
// one; rules that say the same share it.
func (s *site) compile() {
	words := map[string]*said{}
	byPath := map[string]*said{}
	var order []string
	for _, r := range s.config.Rules {
		what := words[r.Usage]
		if what == nil {
			what = newSaid(r.Usage, expr.Read([]byte(r.Usage), nil).Outcomes)
			words[r.Usage] = what
		}
		pattern := string(appendNormal(nil, r.Path, true))
		if _, seen := byPath[pattern]; !seen {
			order = append(order, pattern)
		}
		byPath[pattern] = s.joins.of(byPath[pattern], what)
	}
	s.paths = newTree()
	for _, pattern := range order {
		s.paths.add(pattern, len(pattern), byPath[pattern])
	}
	s.paths.finish()
	s.respell(order, byPath)
}

// respell sorts the rules by what they match in any spelling. Patterns that are then the same
// are joined, and as long as the longest of them.
func (s *site) respell(patterns []string, byPath map[string]*said) {
	words, lengths := map[string]*said{}, map[string]int{}
	for _, pattern := range patterns {
		s.encoded = s.encoded || respellable(pattern)
		spelling := plainSpelling(pattern, true)
		words[spelling] = s.joins.of(words[spelling], byPath[pattern])
		lengths[spelling] = max(lengths[spelling], len(pattern))
	}
	s.spellings = newTree()
	for _, spelling := range slices.Sorted(maps.Keys(words)) {
		s.spellings.add(spelling, lengths[spelling], words[spelling])
	}
	s.spellings.finish()
}

// at finds what is said about a target, which begins with "/"; nil for nothing. The usual target stands for itself.
func (s *site) at(target string) *said {
	if !s.encoded && isPlain(target) {
		return find(s.paths, target, &s.joins)
	}
	return s.atOdd(target)
}

// atOdd finds what is said about a target that is to be normalised first, or has other
// spellings. Nothing is allocated for a short one that only has to be normalised.
func (s *site) atOdd(target string) *said {
	var room [256]byte
	path := appendTarget(room[:0], target)
	what := find(s.paths, path, &s.joins)
	if s.encoded || respelled(path) {
		what = s.joins.of(what, find(s.spellings, cleaned(string(path)), &s.joins))
	}
	return what
}

// mark sets the field. A value that is there already is joined to it.
func (s *site) mark(h http.Header, target string) {
	what := s.at(target)
	if what == nil || what.text == "" {
		return
	}
	if old := h[field]; len(old) > 0 {
		h[field] = what.over(old)
		return
	}
	h[field] = what.values()
}

// documentAt gives the document that is asked for; nil where the handler is to answer.
func (s *site) documentAt(target string) *document {
	if s.robots != nil && names(target, robotsPath) {
		return s.robots
	}
	if s.declared != nil && names(target, declare.WellKnown) {
		return s.declared
	}
	return nil
}

// names reports whether a target is a path, whatever its query.
func names(target, path string) bool {
	return strings.HasPrefix(target, path) && (len(target) == len(path) || target[len(path)] == '?')
}
