package nginx

import "bytes"

// lua finds the end of a block of Lua, as lua-nginx-module's own reader does: its braces are
// counted, and those in strings and comments are not (Lua 5.1 manual, section 2.1).
func lua(text []byte, at int) (int, *fault) {
	start := at
	for depth := 1; at < len(text); {
		switch c := text[at]; {
		case c == '{':
			depth++
			at++
		case c == '}':
			depth--
			at++
			if depth == 0 {
				return at, nil
			}
		case c == '"' || c == '\'':
			at = luaString(text, at)
		case c == '-' && bytes.HasPrefix(text[at:], []byte("--")):
			at += 2
			if end := longBracket(text, at); end > at {
				at = end
			} else if end := bytes.IndexByte(text[at:], '\n'); end >= 0 {
				at += end
			} else {
				at = len(text)
			}
		case c == '[':
			at = max(at+1, longBracket(text, at))
		default:
			at++
		}
	}
	return len(text), &fault{start, `the file ends, and a block of Lua is not closed by "}"`, ""}
}

// luaString passes over a quoted string; a line end ends one that is not closed.
func luaString(text []byte, at int) int {
	quote := text[at]
	for at++; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case quote:
			return at + 1
		case '\n':
			return at
		}
	}
	return len(text)
}

// longBracket passes over "[[…]]" and "[==[…]==]"; it gives the place itself where none is, and
// the end of the text for one that is not closed.
func longBracket(text []byte, at int) int {
	open := at
	if open >= len(text) || text[open] != '[' {
		return at
	}
	for open++; open < len(text) && text[open] == '='; open++ {
	}
	if open >= len(text) || text[open] != '[' {
		return at
	}
	closing := "]" + string(text[at+1:open]) + "]"
	end := bytes.Index(text[open:], []byte(closing))
	if end < 0 {
		return len(text)
	}
	return open + end + len(closing)
}
