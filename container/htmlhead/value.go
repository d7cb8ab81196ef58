package htmlhead

import (
	"encoding/binary"
	"html"
	"strings"
	"unicode/utf8"
)

// written is an attribute of the tag in hand as it is written; nil for none.
func (s *scanner) written(a attribute) []byte {
	if !s.tag.has(a) {
		return nil
	}
	return s.tag.values[a].of(s.html)
}

// value is an attribute of the tag in hand as the standard reads it: a part of the
// page where nothing has to be mended, otherwise a copy in the page's own store; nil
// for none.
func (s *scanner) value(a attribute) []byte {
	if s.tag.present&(1<<a) == 0 {
		return nil
	}
	return s.present(a)
}

// present is kept out of line so that value costs nothing for the many attributes that
// are absent.
//
//go:noinline
func (s *scanner) present(a attribute) []byte { return s.page.value(s.tag.values[a].of(s.html)) }

func (p *Page) value(written []byte) []byte {
	if plain(written) {
		return written
	}
	from := len(p.store)
	p.store = appendValue(p.store, written)
	return p.store[from:len(p.store):len(p.store)]
}

// plain reports whether a text stays as it is written: whether it has no "&", CR or
// NUL. It looks at eight bytes at a time.
func plain(text []byte) bool {
	n := len(text)
	for ; n > eight; n -= eight {
		if mayNeedMending(binary.LittleEndian.Uint64(text[len(text)-n:])) && !plainBytes(text) {
			return false
		}
	}
	if len(text) >= eight {
		return !mayNeedMending(binary.LittleEndian.Uint64(text[len(text)-eight:])) || plainBytes(text)
	}
	return plainBytes(text)
}

func plainBytes(text []byte) bool {
	for _, c := range text {
		if class[c]&mends != 0 {
			return false
		}
	}
	return true
}

const ones = 0x0101010101010101

// hasZero sets the high bit of the lowest byte that is zero, if there is one of
// eight; what it sets above that means nothing.
func hasZero(v uint64) uint64 { return (v - ones) &^ v }

// mayNeedMending reports whether one of eight bytes is "&" or a control character
// up to CR. Line feeds and tabs are rare in values.
func mayNeedMending(v uint64) bool {
	return ((v-('\r'+1)*ones)|((v^'&'*ones)-ones))&^v&(0x80*ones) != 0
}

// appendValue appends an attribute's value with line breaks as LF, NUL as U+FFFD
// and character references resolved.
func appendValue(to, value []byte) []byte {
	for i := 0; i < len(value); {
		from := i
		for i < len(value) && class[value[i]]&mends == 0 {
			i++
		}
		to = append(to, value[from:i]...)
		if i == len(value) {
			break
		}
		switch value[i] {
		case 0:
			to = utf8.AppendRune(to, utf8.RuneError)
			i++
		case '\r':
			to = append(to, '\n')
			i++
			if i < len(value) && value[i] == '\n' {
				i++
			}
		case '&':
			var n int
			to, n = appendReference(to, value[i:])
			i += n
		}
	}
	return to
}

// text gives running text as the standard reads it, as value does for attributes.
// NUL is dropped in the body and becomes U+FFFD in a title or textarea.
func (p *Page) text(text []byte, titular bool) []byte {
	if plain(text) {
		return text
	}
	from := len(p.store)
	mend := mendText
	if titular {
		mend = mendTitle
	}
	p.store = append(p.store, html.UnescapeString(mend.Replace(string(text)))...)
	if len(p.store) == from {
		return text[:0:0] // empty, and not nil
	}
	return p.store[from:len(p.store):len(p.store)]
}

var (
	mendText  = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "")
	mendTitle = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD")
)
