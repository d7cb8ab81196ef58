package htmlhead

import "bytes"

// markup is what a "<" begins.
type markup uint8

const (
	isText     markup = iota // nothing
	isStartTag               // a start tag, whose name begins at the index returned
	isEndTag                 // an end tag, likewise
	isAside                  // a comment, DOCTYPE or "</>", which ends at the index returned
)

// markupAt says what the "<" at i begins. Sections 13.2.5.6, 13.2.5.7, 13.2.5.41
// and 13.2.5.42.
func markupAt(html []byte, i int) (markup, int) {
	if i+1 >= len(html) {
		return isText, i + 1
	}
	switch c := html[i+1]; {
	case class[c]&alpha != 0:
		return isStartTag, i + 1
	case c == '/':
		if i+2 >= len(html) {
			return isText, i + 2
		}
		if class[html[i+2]]&alpha != 0 {
			return isEndTag, i + 2
		}
		return isAside, behind(html, i+2)
	case c == '!':
		if i+3 < len(html) && html[i+2] == '-' && html[i+3] == '-' {
			return isAside, behindComment(html, i+4)
		}
		return isAside, behind(html, i+2)
	case c == '?':
		return isAside, behind(html, i+2)
	}
	return isText, i + 1
}

// behind is the index behind the next ">".
func behind(html []byte, i int) int {
	if n := bytes.IndexByte(html[i:], '>'); n >= 0 {
		return i + n + 1
	}
	return len(html)
}

// behindComment is the index behind a comment whose text begins at from. It ends at
// "-->", at "--!>", or at once with ">" or "->". Sections 13.2.5.43 to 13.2.5.52.
func behindComment(html []byte, from int) int {
	for i := from; ; {
		n := bytes.IndexByte(html[i:], '>')
		if n < 0 {
			return len(html)
		}
		i += n + 1
		switch text := html[from : i-1]; {
		case len(text) == 0, len(text) == 1 && text[0] == '-',
			bytes.HasSuffix(text, []byte("--")), bytes.HasSuffix(text, []byte("--!")):
			return i
		}
	}
}
