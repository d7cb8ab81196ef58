package proviso

import (
	"strconv"
	"time"
)

// Evidence is a statement together with where it was found: enough to find it
// again and to read it again.
type Evidence struct {
	Statement
	Carrier  string    // name of the carrier, such as "robots" or "content-usage"
	Spec     string    // specification and revision the reading follows
	Where    Where     // position of the statement
	Raw      string    // the bytes as they stood, which need not be UTF-8
	Trust    Trust     // what is known about the source, apart from its meaning
	Observed time.Time // when it was seen; zero when unknown
	Reach    Reach     // whether it was said with the asset, or for its whole host
	// Injected names who seems to have put the statement there on its way, such as
	// the network that delivers the asset; empty for the source itself. It counts all
	// the same.
	Injected string
	// Explained is set by [Settle] where a declaration explains the statement.
	Explained *Explanation
}

// Reach tells how far from the asset a statement was found. It serves showing who
// contradicts whom, and has no part in combining.
type Reach uint8

const (
	WithAsset Reach = iota // in the response or file itself
	ForHost                // in a file that speaks for a whole host: robots.txt, a well-known file
	Linked                 // in a document that the asset or its host links to
	Declared               // in the declaring party's declaration
)

// String words the reach.
func (r Reach) String() string {
	switch r {
	case ForHost:
		return "host"
	case Linked:
		return "linked"
	case Declared:
		return "declaration"
	}
	return "asset"
}

// Where is a position in something gathered. The zero Where is no position.
type Where struct {
	Source string // what was read: "robots.txt", "Content-Usage", a file name
	Line   int    // 1-based line; 0 where lines mean nothing
	Column int    // 1-based byte position in the line, or in the value; 0 unknown
	// Offset is where it begins in a file of bytes, counted from 0; 0 where that is
	// unknown, as nothing stands at the start of such a file but its signature.
	Offset int64
	// Part names the field within a file that is not lines of text: "XMP
	// plus:DataMining", "Exif Copyright".
	Part string
}

// String writes source, line and column with colons between, then offset and part,
// leaving out what is unknown: "robots.txt:3:15", "Content-Usage::12",
// "photo.jpg@4711 XMP plus:DataMining".
func (w Where) String() string {
	s := w.Source
	if w.Offset > 0 {
		s += "@" + strconv.FormatInt(w.Offset, 10)
	}
	if w.Line > 0 {
		s += ":" + strconv.Itoa(w.Line)
	} else if w.Column > 0 {
		s += ":"
	}
	if w.Column > 0 {
		s += ":" + strconv.Itoa(w.Column)
	}
	if w.Part != "" {
		s += " " + w.Part
	}
	return s
}

// Trust is what is known about the source of a statement, apart from what the
// statement means. A broken signature never turns a deny into anything else.
type Trust uint8

const (
	Unchecked  Trust = iota // nothing to check, or nothing was checked
	Valid                   // a signature was checked and holds
	Unverified              // signed, but by no one known
	Expired                 // signed, and out of date
	Tampered                // signed, and the signature does not hold
)

// String gives the stable word.
func (t Trust) String() string {
	switch t {
	case Valid:
		return "valid"
	case Unverified:
		return "unverified"
	case Expired:
		return "expired"
	case Tampered:
		return "tampered"
	}
	return "unchecked"
}

// Problem is news about an input: something that is wrong, odd or likely to be
// misread. Reading never fails on bad input; it reports problems.
type Problem struct {
	Code     string // stable, kebab-case; listed in docs/problems.md
	Severity Severity
	Where    Where
	Hint     string // one sentence: what the strict reading is, what was likely meant
	Mend     string // text that would say what was likely meant; may be empty
}

// Severity grades a [Problem] by what it does to the answer.
type Severity uint8

const (
	Notice  Severity = iota // the answer stands; other readers may differ
	Warning                 // something said was not read, or likely not meant so
	Fault                   // the carrier could not be read as its specification asks
)

// String gives the stable word: notice, warning or fault.
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Fault:
		return "fault"
	}
	return "notice"
}

// Access tells whether an asker may fetch an asset. It is not a preference and
// never becomes one.
type Access uint8

const (
	AccessUnknown Access = iota // nothing tells
	AccessAllowed
	AccessDisallowed
)

// String gives the stable word: unknown, allowed or disallowed.
func (a Access) String() string {
	switch a {
	case AccessAllowed:
		return "allowed"
	case AccessDisallowed:
		return "disallowed"
	}
	return "unknown"
}
