package contentsignal

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// readHeader reads the header field of a response. Several field lines are one text,
// joined with commas (RFC 9110 section 5.3).
func readHeader(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	if a.Kind != carrier.Response {
		return carrier.Reading{}
	}
	var values []string
	for i := range a.Header {
		if f := &a.Header[i]; len(f.Name) == len(Field) && strings.EqualFold(f.Name, Field) {
			values = append(values, strings.Trim(f.Value, blanks))
		}
	}
	if len(values) == 0 {
		return carrier.Reading{}
	}
	where := proviso.Where{Source: Field, Column: 1}
	var report problems
	var said proviso.Outcomes
	text := strings.Join(values[:min(len(values), MaxLines)], ", ")
	if len(values) > MaxLines {
		report.tooMany(where)
		said = denyAll(make([]proviso.Outcomes, 1))[0]
	} else {
		said = readPlace([]line{{text: text, where: where, inColumns: true}}, &report)[0]
	}
	reading := carrier.Reading{Problems: report}
	if !said.Silent() {
		from := found{party: carrier.ServerOf(carrier.BaseOf(a, q)), observed: a.Observed}
		e := from.evidence(said, where, text)
		e.Injected = convertedBy(a)
		reading.Evidence = []proviso.Evidence{e}
	}
	return reading
}

// htmlSource is how positions in a page are named.
const htmlSource = "page"

// readMetas reads the meta elements of a page. No published text knows the form; a few
// tools write it.
func readMetas(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	page := carrier.PageOf(a)
	if page == nil {
		return carrier.Reading{}
	}
	var lines []line
	for i := range page.Metas {
		if m := &page.Metas[i]; isSignalMeta(m) {
			lines = append(lines, line{text: metaText(m), where: carrier.At(htmlSource, a.Body, m.Offset)})
			if len(lines) > MaxLines {
				break
			}
		}
	}
	if len(lines) == 0 {
		return carrier.Reading{}
	}
	var report problems
	report.add(CodeMeta, proviso.Notice, lines[0].where,
		"no published text knows a meta element content-signal; it is read as the header field "+Field+" would be, which more readers know", "")
	said := readPlace(lines, &report)
	reading := carrier.Reading{Problems: report}
	from := found{observed: a.Observed}
	if a.Kind != carrier.Request { // nothing tells who sends a request
		from.party = carrier.ServerOf(carrier.BaseOf(a, q))
	}
	for i := range lines {
		if !said[i].Silent() {
			reading.Evidence = append(reading.Evidence, from.evidence(said[i], lines[i].where, lines[i].text))
		}
	}
	return reading
}

func isSignalMeta(m *htmlhead.Meta) bool {
	name := m.Name
	if len(name) > len(Field) {
		name = trimHTML(name)
	}
	return len(name) == len(Field) && strings.EqualFold(string(name), Field)
}

// metaText is the content of a meta element with its white space as blanks, since
// authors break long attributes into lines.
func metaText(m *htmlhead.Meta) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\f':
			return ' '
		}
		return r
	}, string(trimHTML(m.Content)))
}

// trimHTML drops the white space of HTML from both ends.
func trimHTML(b []byte) []byte {
	for len(b) > 0 && isHTMLSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isHTMLSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func isHTMLSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'
}
