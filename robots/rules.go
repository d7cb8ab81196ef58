package robots

import (
	"maps"
	"sync/atomic"
)

// MaxCachedTokens is how many tokens a file keeps rules for. Rules for tokens
// beyond it are made anew each time, so that whoever chooses the tokens cannot make
// a file grow.
const MaxCachedTokens = 64

// maxCachedToken is the longest token, in bytes, that is worth keeping.
const maxCachedToken = 64

// Rules is what a file says to one asker. It is immutable and safe for concurrent
// use.
type Rules struct {
	file *File
	// who is looked for in user-agent lines: for access as google/robotstxt does,
	// so that a token that is no legal one is named by no line, and for everything
	// else also whole. Either is the zero asker where no line names it.
	access, who asker

	scans atomic.Int32          // how often the rules were asked before index
	index atomic.Pointer[index] // nil until it is worth making
}

// maxScans is how many paths are answered by going through the file line by
// line. An index costs about as much as eight such walks, and a file that is asked
// once or twice never needs one.
const maxScans = 4

// For gives the rules for an asker: those of all groups that name its product
// token, without regard to case, or else those for everyone ("*"). The token "*",
// and an empty one, get the rules for everyone. See the package comment for tokens
// that are not legal.
//
// Rules are kept, for up to [MaxCachedTokens] tokens, so asking again is cheap.
func (f *File) For(token string) *Rules {
	who := newAsker(token)
	if who.by == byNothing {
		return f.forEveryone()
	}
	var buffer [maxCachedToken]byte
	if len(who.token) > len(buffer) {
		return f.lookUp(who)
	}
	folded := buffer[:len(who.token)]
	for i := range folded {
		folded[i] = toLower(who.token[i])
	}
	if kept := f.cache.Load(); kept != nil {
		if r, ok := (*kept)[string(folded)]; ok {
			return r
		}
	}
	return f.keep(string(folded), f.lookUp(who))
}

// Whole gives the rules for an asker whose token is no legal product token, such as
// "AI2Bot", by a reader that compares it whole for access too. It is nil where that
// makes no difference: for legal tokens, and where no line names the asker.
// google/robotstxt reads the name "AI2Bot" as "AI", and so do [Rules.Match] and
// [Rules.Access]; nothing is kept of the rules given here.
func (r *Rules) Whole() *Rules {
	if r.access == r.who {
		return nil
	}
	return &Rules{file: r.file, access: r.who, who: r.who}
}

// lookUp gives the rules for an asker past the cache.
func (f *File) lookUp(who asker) *Rules {
	if !f.namedBy(who) {
		return f.forEveryone()
	}
	r := &Rules{file: f, who: who}
	if who.by == byProduct {
		r.access = who
	}
	return r
}

func (f *File) forEveryone() *Rules {
	if r := f.everyone.Load(); r != nil {
		return r
	}
	f.everyone.CompareAndSwap(nil, &Rules{file: f})
	return f.everyone.Load()
}

// keep puts rules in the cache where there is room, and gives what the cache then
// has for the token.
func (f *File) keep(token string, r *Rules) *Rules {
	f.caching.Lock()
	defer f.caching.Unlock()
	var next map[string]*Rules
	if kept := f.cache.Load(); kept != nil {
		if first, ok := (*kept)[token]; ok {
			return first
		}
		if len(*kept) >= MaxCachedTokens {
			return r
		}
		next = maps.Clone(*kept)
	} else {
		next = make(map[string]*Rules)
	}
	next[token] = r
	f.cache.Store(&next)
	return r
}

// Named reports whether a group names the asker. Where none does, the rules are
// those for everyone, or none at all.
func (r *Rules) Named() bool { return r.who.by != byNothing }

// Verdict is what the rules say about a path.
type Verdict struct {
	Allowed bool
	Line    int     // of the rule that decided; 0 where none matched
	Usage   []Usage // as from [Rules.Usage]
}

// Match asks for access and Content-Usage at once. See [Rules.Access] and
// [Rules.Usage]; usage is given for a path that is not allowed too, and attach-05
// section 3.1 says that it then has no meaning.
//
// After the first few paths nothing is allocated, unless the path has encodings to
// be normalised for Content-Usage, or different patterns of one length match.
func (r *Rules) Match(path string) Verdict {
	path = asked(path)
	var v Verdict
	x := r.indexed()
	if x == nil {
		v.Allowed, v.Line = r.scan(path).verdict()
		return v
	}
	at := x.find(path)
	v.Allowed, v.Line = x.bestRank(path, at).verdict()
	v.Usage = x.usageOf(path, at)
	return v
}

// Access reports whether the asker may fetch a path, and the line of the rule that
// says so: 0 where no rule matches, which allows. The path is as [PathOf] gives
// it, percent-encoded, with its query; anything that does not begin with "/" is
// put through PathOf first.
func (r *Rules) Access(path string) (allowed bool, line int) {
	path = asked(path)
	if x := r.indexed(); x != nil {
		return x.bestRank(path, x.find(path)).verdict()
	}
	return r.scan(path).verdict()
}

// indexed gives the index, or nil while it is not worth making. Files with
// Content-Usage rules always have one.
func (r *Rules) indexed() *index {
	if x := r.index.Load(); x != nil {
		return x
	}
	if !r.file.usages && r.scans.Add(1) <= maxScans {
		return nil
	}
	r.index.CompareAndSwap(nil, r.file.compile(r.access, r.who))
	return r.index.Load()
}

// Usage lists the Content-Usage rules with the longest path that matches, in file
// order; none where no rule matches. The path is as for [Rules.Access]. The result
// is shared and must not be modified.
func (r *Rules) Usage(path string) []Usage {
	if !r.file.usages {
		return nil
	}
	path = asked(path)
	x := r.indexed()
	return x.usageOf(path, x.find(path))
}
