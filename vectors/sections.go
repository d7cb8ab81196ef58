package vectors

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// section reads one section.
func (p *parser) section(s section) {
	name, quoted := strings.CutSuffix(s.name, ".quoted")
	if strings.TrimSpace(name) == "" {
		p.errorf(s.line-1, "a section without a name")
		return
	}
	if name == "expect" && !quoted {
		p.expect(s)
		return
	}
	words := strings.Fields(name)
	if !slices.Contains([]string{"robots.txt", "headers", "expression", "body", "document"}, words[0]) {
		p.errorf(s.line-1, "unknown section %q", s.name)
		return
	}
	parts, ok := p.parts(s, quoted)
	if !ok {
		return
	}
	switch words[0] {
	case "body":
		p.body(s, words[1:], strings.Join(parts, ""))
	case "document":
		p.document(s, words[1:], strings.Join(parts, ""))
	case "robots.txt":
		p.v.Robots = []byte(strings.Join(parts, ""))
	case "expression":
		value := strings.TrimSuffix(strings.Join(parts, ""), "\n")
		p.field(s.line, "Content-Usage", value)
	case "headers":
		for i, part := range parts {
			name, value, ok := strings.Cut(strings.TrimSuffix(part, "\n"), ":")
			if !ok || name == "" {
				p.errorf(s.line+i, "not a \"Name: value\" line")
				continue
			}
			p.field(s.line+i, name, strings.TrimPrefix(value, " "))
		}
		if len(parts) == 0 {
			p.errorf(s.line, "no header line")
		}
	}
}

// body reads a section "body [MEDIA-TYPE]".
func (p *parser) body(s section, words []string, text string) {
	p.v.Body, p.v.MediaType = []byte(text), "text/html"
	switch {
	case p.v.MediaType != "" && len(words) > 1:
		p.errorf(s.line-1, "a body section is named body, with a media type if it is not text/html")
	case len(words) == 1:
		p.v.MediaType = words[0]
	}
}

// document reads a section "document URL [MEDIA-TYPE] [STATUS]".
func (p *parser) document(s section, words []string, text string) {
	d := Document{Status: 200, Body: []byte(text)}
	for i, word := range words {
		status, err := strconv.Atoi(word)
		switch {
		case i == 0:
			d.URL = word
		case err == nil:
			d.Status = status
		default:
			d.MediaType = word
		}
	}
	if !absolute(d.URL) || len(words) > 3 || d.Status < 100 || d.Status > 599 {
		p.errorf(s.line-1, "a document section is named document URL, then perhaps a media type and a status")
	}
	p.v.Documents = append(p.v.Documents, d)
}

// parts gives the lines of a section, unquoted where they are quoted.
func (p *parser) parts(s section, quoted bool) (parts []string, ok bool) {
	if !quoted {
		return slices.Collect(strings.Lines(s.data)), true
	}
	for line, text := range lines(s) {
		part, err := strconv.Unquote(text)
		if err != nil {
			p.errorf(line, "not a quoted string")
			return nil, false
		}
		parts = append(parts, part)
	}
	return parts, true
}

func (p *parser) field(line int, name, value string) {
	if !utf8.ValidString(name + value) {
		p.errorf(line, "a header that is not UTF-8 cannot be put in a batch request; use robots.txt.quoted")
		return
	}
	p.v.Headers = append(p.v.Headers, Field{name, value})
}

// expect reads the -- expect -- section.
func (p *parser) expect(s section) {
	p.v.Expect.Uses = make(map[string]Outcome, len(Uses()))
	stated := false
	for line, text := range lines(s) {
		key, value, ok := strings.Cut(text, ":")
		value = strings.TrimSpace(value)
		switch {
		case !ok:
			p.errorf(line, "not a \"key: value\" line")
		case !p.once(line, "expectation", key):
		case key == "access":
			p.v.Expect.Access = value
			if !slices.Contains([]string{"allowed", "disallowed", "unknown"}, value) {
				p.errorf(line, "unknown access %q", value)
			}
			stated = true
		case key == "problem":
			for code := range strings.SplitSeq(value, ",") {
				p.v.Problems = append(p.v.Problems, strings.TrimSpace(code))
			}
		case key == "licence":
			for licence := range strings.SplitSeq(value, ",") {
				p.v.Licences = append(p.v.Licences, strings.TrimSpace(licence))
			}
		case slices.Contains(Uses(), key):
			outcome, err := parseOutcome(value)
			if err != nil {
				p.errorf(line, "%w", err)
			}
			p.v.Expect.Uses[key] = outcome
			stated = true
		default:
			p.errorf(line, "unknown expectation %q", key)
		}
	}
	if !stated {
		p.errorf(s.line, "the expectation is empty")
	}
	for _, use := range Uses() {
		if _, listed := p.v.Expect.Uses[use]; !listed {
			p.v.Expect.Uses[use] = Outcome{Word: "unstated", Offers: [][]Term{}}
		}
	}
}

// lines yields the lines of a section with their numbers in the file, without
// their ends.
func lines(s section) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		line := s.line
		for text := range strings.Lines(s.data) {
			if !yield(line, strings.TrimSuffix(text, "\n")) {
				return
			}
			line++
		}
	}
}
