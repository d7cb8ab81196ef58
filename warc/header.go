package warc

import (
	"strconv"
	"strings"
	"time"
)

// Field is one named field or header field, as it was read: the value without
// the white space around it, folded lines joined by a space.
type Field struct{ Name, Value string }

// fields splits a header block, without its first line, into fields. The strings
// share the block's memory. Lines that are no field are counted in bad.
//
//	field    = name ":" [ value ]
//	folded   = 1*( SP / HTAB ) text   ; continues the field before it
//
// White space between name and colon is dropped, as RFC 9112 section 5.1 asks of
// whoever passes a response on.
func fields(block string, limit int) (list []Field, bad int, over bool) {
	list = make([]Field, 0, min(limit, strings.Count(block, "\n")))
	var folded []string // the parts of the last value, once it is folded
	open := false       // the line before was a field, which a folded line may continue
	for block != "" {
		var line string
		line, block, _ = strings.Cut(block, "\n")
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			switch {
			case !open:
				bad++
			case folded == nil:
				folded = []string{list[len(list)-1].Value, trim(line)}
			default:
				folded = append(folded, trim(line))
			}
			continue
		}
		folded = unfold(list, folded)
		name, value, ok := strings.Cut(line, ":")
		name = trim(name)
		if open = ok && isToken(name); !open {
			bad++
			continue
		}
		if len(list) == limit {
			return list, bad, true
		}
		list = append(list, Field{name, trim(value)})
	}
	unfold(list, folded)
	return list, bad, false
}

// unfold gives the last field the value that its folded lines make.
func unfold(list []Field, parts []string) []string {
	if parts != nil {
		list[len(list)-1].Value = trim(strings.Join(parts, " "))
	}
	return nil
}

// trim removes the white space that HTTP and WARC know: space and tab. A stray
// CR, as of CR CR LF, goes with it.
func trim(s string) string { return strings.Trim(s, " \t\r") }

// isToken reports whether s is a token in the sense of RFC 9110 section 5.6.2.
func isToken(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0:
		default:
			return false
		}
	}
	return s != ""
}

// get finds the first field of that name, without regard to case.
func get(list []Field, name string) string {
	for _, f := range list {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// contentLength finds the one length a record states. Several that differ would
// let two readers see two different files, so they count as none.
func contentLength(list []Field) (int64, bool) {
	length, found := int64(-1), false
	for _, f := range list {
		if !strings.EqualFold(f.Name, "Content-Length") {
			continue
		}
		n, err := strconv.ParseUint(f.Value, 10, 63)
		if err != nil || found && int64(n) != length {
			return 0, false
		}
		length, found = int64(n), true
	}
	return length, found
}

// dateLayouts are the precisions of WARC 1.1 section 5.4, the commonest first.
var dateLayouts = []string{
	"2006-01-02T15:04:05Z", "2006-01-02T15:04:05.999999999Z",
	"2006-01-02T15:04Z", "2006-01-02", "2006-01", "2006",
}

// parseDate reads a WARC-Date, which is in UTC.
func parseDate(s string) (time.Time, bool) {
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// inBrackets removes the angle brackets around a URI.
func inBrackets(s string) string {
	if len(s) > 1 && s[0] == '<' && s[len(s)-1] == '>' {
		return s[1 : len(s)-1]
	}
	return s
}
