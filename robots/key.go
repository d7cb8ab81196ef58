package robots

import (
	"bytes"
	"encoding/binary"
)

// Kind is what a line is.
type Kind uint8

const (
	Blank        Kind = iota // nothing but white space
	Comment                  // nothing but a comment
	UserAgent                // names an asker
	Allow                    // opens paths
	Disallow                 // closes paths
	Sitemap                  // points to a sitemap; binds nobody
	ContentUsage             // a Content-Usage rule (attach-05 section 3)
	Unknown                  // some other directive
	NoDirective              // text that is no directive
)

var kindNames = [...]string{"blank", "comment", "user-agent", "allow", "disallow", "sitemap", "content-usage", "unknown", "no-directive"}

// String gives a stable word, which for directives is the proper key.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// classify tells what a line is. The usual spellings are told by their first
// bytes; the rest takes the line apart.
func classify(line []byte) Kind {
	if len(line) == 0 {
		return Blank
	}
	if kind, colon := plainKey(line); colon > 0 {
		return kind
	}
	if line[0] == '#' {
		return Comment
	}
	return split(line).kind
}

// lower sets the bit that makes a letter lower case. As every byte of a key has it
// set, only the byte itself or its upper case can be taken for it; for "-" that
// would be a carriage return, which no line has in it.
const lower = 0x2020202020202020

var (
	wordDisallow = binary.LittleEndian.Uint64([]byte("disallow"))
	wordUserAge  = binary.LittleEndian.Uint64([]byte("user-age"))
	wordSitemap  = binary.LittleEndian.Uint64([]byte("sitemap:"))
	wordAllo     = binary.LittleEndian.Uint32([]byte("allo"))
)

// plainKey recognises a properly spelt key at the very beginning of a line with
// its colon right behind, and tells where that colon is; 0 means no.
func plainKey(line []byte) (Kind, int) {
	if len(line) < 6 {
		return 0, 0
	}
	switch line[0] | 0x20 {
	case 'd':
		if len(line) > 8 && line[8] == ':' && binary.LittleEndian.Uint64(line)|lower == wordDisallow {
			return Disallow, 8
		}
	case 'a':
		if line[5] == ':' && line[4]|0x20 == 'w' && binary.LittleEndian.Uint32(line)|uint32(lower&0xFFFFFFFF) == wordAllo {
			return Allow, 5
		}
	case 'u':
		if len(line) > 10 && line[10] == ':' && line[8]|0x20 == 'n' && line[9]|0x20 == 't' &&
			binary.LittleEndian.Uint64(line)|lower == wordUserAge {
			return UserAgent, 10
		}
	case 's':
		if len(line) > 7 && line[7] == ':' && binary.LittleEndian.Uint64(line)|lower == wordSitemap {
			return Sitemap, 7
		}
	}
	return 0, 0
}

// spellings lists how keys may begin. The first of each kind is the proper one;
// the rest are what google/robotstxt takes for it.
var spellings = []struct {
	kind  Kind
	begin string
}{
	{UserAgent, "user-agent"}, {UserAgent, "useragent"}, {UserAgent, "user agent"},
	{Allow, "allow"},
	{Disallow, "disallow"}, {Disallow, "dissallow"}, {Disallow, "dissalow"}, {Disallow, "disalow"},
	{Disallow, "diasllow"}, {Disallow, "disallaw"},
	{Sitemap, "sitemap"}, {Sitemap, "site-map"},
}

// keyKind tells what directive a key means to google/robotstxt.
func keyKind(key []byte) Kind {
	switch key[0] | 0x20 { // a key is never empty
	case 'u', 'a', 'd', 's':
		for _, s := range spellings {
			if len(key) >= len(s.begin) && equalFold(key[:len(s.begin)], s.begin) {
				return s.kind
			}
		}
	}
	return Unknown
}

// equalFold compares without regard to the case of ASCII letters, and of those
// only.
func equalFold[A, B []byte | string](a A, b B) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && toLower(a[i]) != toLower(b[i]) {
			return false
		}
	}
	return true
}

func toLower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// trim drops white space in the sense of google/robotstxt from both ends.
func trim(b []byte) []byte { return trimRight(trimLeft(b)) }

func trimLeft(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	return b
}

func trimRight(b []byte) []byte {
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// trimBlanks drops the white space of RFC 9309: space and tab.
func trimBlanks(b []byte) []byte { return bytes.Trim(b, " \t") }
