package middleware

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/robots"
)

// robots checks the site's own robots.txt, and gives it with the rules in it; nil where it is
// not served.
func (c *checker) robots() []byte {
	own := []byte(c.config.RobotsTxt)
	if len(own) == 0 {
		return nil
	}
	const name = "RobotsTxt"
	before := len(c.mistakes)
	if len(own) > robots.MaxSize {
		c.mistake(name, "", fmt.Sprintf("it has %d bytes, and readers read %d", len(own), robots.MaxSize), "")
		return nil
	}
	if !utf8.Valid(own) || bytes.IndexByte(own, 0) >= 0 {
		c.mistake(name, "", "it is not UTF-8 text", "")
		return nil
	}
	file := robots.Parse(own)
	for u := range file.Usages() {
		c.mistake(fmt.Sprintf("%s line %d", name, u.Line), strings.TrimSpace(u.Path+" "+string(u.Text)),
			"Content-Usage lines are made from the rules", "a rule in Rules, and no line here")
	}
	for _, p := range file.Problems() {
		if strings.HasPrefix(p.Code, "robots-usage-misspelt") || p.Code == "robots-usage-missing-colon" || p.Code == "robots-html" || p.Code == "robots-utf-16" {
			c.mistake(fmt.Sprintf("%s line %d", name, p.Line), "", strings.TrimSuffix(p.Hint, "."), "")
		}
	}
	if len(c.mistakes) > before {
		return nil
	}
	merged := merge(own, file, usageLines(c.config.Rules))
	if len(merged) > robots.MaxSize {
		c.mistake(name, "", fmt.Sprintf("with the rules in each of its %d groups it has %d bytes, and readers read %d",
			len(file.Groups()), len(merged), robots.MaxSize), "fewer rules, or one group where several say the same")
		return nil
	}
	return merged
}

// nothing is a statement that says nothing. A line without one would set no shorter path
// aside; readers ignore labels that they do not know.
const nothing = "unstated"

// usageLines writes the rules as lines (attach-05 section 3).
func usageLines(rules []Rule) (lines []string) {
	for _, r := range rules {
		usage := r.Usage
		if usage == "" {
			usage = nothing
		}
		lines = append(lines, strings.TrimSuffix("Content-Usage: "+r.Path, " ")+" "+usage)
	}
	return lines
}

// merge puts the lines into each group of a file, behind its last rule, as a group that
// names a crawler is all that this crawler reads. A file without a group for everyone gets
// one. Groups are not said a second time at the end of the file: RFC 9309 section 2.2.1 has
// groups with one name merged, but readers that follow the older draft-koster-robots, such
// as Python's urllib.robotparser, take the first and would see nothing of another.
//
// The lines stand behind a rule and never within a run of user-agent lines, as readers that
// do not know Content-Usage see no end of the run there.
func merge(own []byte, file *robots.File, lines []string) []byte {
	eol := "\n"
	if i := bytes.IndexAny(own, "\r\n"); i >= 0 && own[i] == '\r' {
		eol = "\r\n"
	}
	var block []byte
	for _, line := range lines {
		block = append(append(block, line...), eol...)
	}
	var merged []byte
	at, everyone := 0, false
	ends := lineEnds(own)
	for _, g := range file.Groups() {
		last := g.Agents[len(g.Agents)-1].Line
		if len(g.Rules) > 0 {
			last = g.Rules[len(g.Rules)-1]
		}
		merged = append(ended(append(merged, own[at:ends[last-1]]...), eol), block...)
		at = ends[last-1]
		for _, a := range g.Agents {
			everyone = everyone || a.Token == "*"
		}
	}
	merged = append(merged, own[at:]...)
	if !everyone {
		merged = append(ended(merged, eol), eol+"User-agent: *"+eol...)
		merged = append(merged, block...)
	}
	return merged
}

// ended sees to it that the last line has its end.
func ended(text []byte, eol string) []byte {
	if n := len(text); n > 0 && text[n-1] != '\n' && text[n-1] != '\r' {
		return append(text, eol...)
	}
	return text
}

// lineEnds tells where each line ends, behind its CR, LF or CRLF.
func lineEnds(text []byte) (ends []int) {
	for i, c := range text {
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			ends = append(ends, i+1)
		}
	}
	return append(ends, len(text))
}
