package statements

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso/declare/notice"
)

// Limits of what is read of a request's preferences. Beyond them, as with none, readers get
// HTML in English.
const (
	MaxAccept = 4 << 10 // bytes of one field
	MaxRanges = 64      // members of one field
)

// chosen gives the name of the file that suits a request best (RFC 9110 section 12.5).
// There is always one: a page in another form says more than an error does.
func chosen(h http.Header) string {
	lang := notice.Match(languages(h.Values("Accept-Language"))...)
	switch best(h.Values("Accept")) {
	case mediaMarkdown:
		return notice.File(lang, notice.FormMarkdown)
	case mediaText:
		return notice.File(lang, notice.FormText)
	case mediaLinked:
		return linkedName
	}
	return notice.File(lang, notice.FormHTML)
}

// best gives the form with the greatest weight; of several, the first.
func best(fields []string) (media string) {
	ranges := members(fields)
	weight := 0
	for _, m := range []string{mediaHTML, mediaMarkdown, mediaText, mediaLinked} {
		if q := weigh(m, ranges); q > weight {
			media, weight = m, q
		}
	}
	return media
}

// weigh gives the weight of a form: that of the most specific range that matches it.
func weigh(media string, ranges []member) (weight int) {
	kind, _, _ := strings.Cut(media, "/")
	specific := 0
	for _, r := range ranges {
		level := 0
		switch {
		case r.name == media, media == mediaLinked && r.name == "application/json":
			level = 3
		case r.name == kind+"/*":
			level = 2
		case r.name == "*/*":
			level = 1
		}
		if level > specific {
			specific, weight = level, r.weight
		}
	}
	return weight
}

// languages lists the languages that are wanted, the most wanted first.
func languages(fields []string) (tags []string) {
	list := members(fields)
	slices.SortStableFunc(list, func(a, b member) int { return b.weight - a.weight })
	for _, m := range list {
		if m.weight > 0 && m.name != "*" {
			tags = append(tags, m.name)
		}
	}
	return tags
}

// member is a name with its weight in thousandths.
type member struct {
	name   string
	weight int
}

// members reads a list of names with weights (RFC 9110 section 12.4.2). A member whose
// weight cannot be read is passed over; other parameters are.
func members(fields []string) (list []member) {
	for _, field := range fields {
		if len(field) > MaxAccept {
			return nil
		}
		for text := range strings.SplitSeq(field, ",") {
			if len(list) == MaxRanges {
				return nil
			}
			parts := strings.Split(text, ";")
			m := member{strings.ToLower(strings.TrimSpace(parts[0])), 1000}
			for _, p := range parts[1:] {
				name, value, _ := strings.Cut(p, "=")
				if strings.EqualFold(strings.TrimSpace(name), "q") {
					m.weight = thousandths(strings.TrimSpace(value))
				}
			}
			if m.name != "" && m.weight >= 0 {
				list = append(list, m)
			}
		}
	}
	return list
}

// thousandths reads a weight; -1 for none.
func thousandths(text string) int {
	if q, err := strconv.ParseFloat(text, 64); err == nil && q >= 0 && q <= 1 {
		return int(q*1000 + 0.5)
	}
	return -1
}
