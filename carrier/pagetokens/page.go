package pagetokens

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// Source is how positions in a page are named.
const Source = "page"

// speaks is a second sieve, which most responses do not pass: there is a field line
// or a meta element that can matter.
func speaks(a *carrier.Artifact) bool {
	if a.Kind == carrier.Response && slices.ContainsFunc(a.Header, isField) {
		return true
	}
	page := carrier.PageOf(a)
	if page == nil {
		return false
	}
	metas := metasOf(page)
	for i := range metas {
		if meta := &metas[i]; isRobots(meta) || mentions(meta.Content) {
			return true
		}
	}
	return short(a, page)
}

// short reports whether elements of the page are missing: there are more than are
// listed, or the text ends within the head.
func short(a *carrier.Artifact, page *htmlhead.Page) bool {
	return len(page.Metas) >= htmlhead.MaxMetas && page.Cut || a.Truncated && page.HeadEnd >= len(a.Body)
}

func isField(f carrier.Field) bool {
	return len(f.Name) == len(Field) && strings.EqualFold(f.Name, Field)
}

func isRobots(meta *htmlhead.Meta) bool {
	return bytes.EqualFold(bytes.TrimSpace(meta.Name), []byte("robots"))
}

// fields reads the header field of a response.
func (m *message) fields() {
	if m.artifact.Kind != carrier.Response {
		return
	}
	line := 0
	for _, field := range m.artifact.Header {
		if !isField(field) || m.beyond != nil {
			continue
		}
		line++
		l := list{m: m, text: field.Value, line: line}
		if line > MaxLines {
			m.overflow(CodeLines, "the field is repeated more often than is read", l.at(0), l.raw())
			return
		}
		l.read()
	}
}

// metas reads the robots meta elements of a page.
func (m *message) metas() {
	if m.beyond != nil {
		return
	}
	page := carrier.PageOf(m.artifact)
	if page == nil {
		return
	}
	metas := metasOf(page)
	for i := range metas {
		if m.beyond == nil {
			m.meta(&metas[i])
		}
	}
	if !short(m.artifact, page) || m.beyond != nil {
		return
	}
	where := carrier.At(Source, m.artifact.Body, page.HeadEnd)
	if page.Cut && len(page.Metas) >= htmlhead.MaxMetas {
		m.overflow(CodeMetas, "the page has more meta elements than are read", where, "")
		return
	}
	m.problem(CodeCut, proviso.Warning, where, "the text that was gathered ends within the head; robots meta elements may stand behind", "")
}

// metasOf gives the meta elements of the head, and those that only a reader without
// scripting takes for none of it: the words refuse, so both readings count.
func metasOf(page *htmlhead.Page) []htmlhead.Meta {
	if page.Late == nil {
		return page.Metas
	}
	return slices.Concat(page.Metas, page.Late)
}

// mentions is a sieve for content that can matter: a word begins with "no" or "ma".
func mentions(content []byte) bool {
	letters := false // before this byte
	for i, c := range content[:max(0, len(content)-1)] {
		if next := content[i+1] | 0x20; !letters && (c|0x20 == 'n' && next == 'o' || c|0x20 == 'm' && next == 'a') {
			return true
		}
		letters = c|0x20 >= 'a' && c|0x20 <= 'z'
	}
	return false
}

// meta reads one element if its name is that of a robots meta.
func (m *message) meta(meta *htmlhead.Meta) {
	agent, ok := "", isRobots(meta)
	if !ok && mentions(meta.Content) {
		if agent, ok = m.product(string(bytes.TrimSpace(meta.Name))); !ok && refusing(meta.Content) {
			m.once(CodeMetaName, proviso.Warning, carrier.At(Source, m.artifact.Body, meta.Offset),
				"the element is named neither robots nor as a known product, and is not read; a robots meta element was probably meant",
				`<meta name="robots" content="`+carrier.Clip(string(meta.Content), maxWord)+`">`)
		}
	}
	if ok {
		l := list{m: m, text: string(meta.Content), meta: meta, agent: agent}
		l.read()
	}
}

// refusing reports whether a list begins with a refusal of machine learning.
func refusing(content []byte) bool {
	text := string(content[:min(len(content), maxWord)])
	from := firstWord(text, 0, len(text))
	word, _, _ := strings.Cut(text[from:wordEnd(text, from, len(text))], ",")
	switch strings.ToLower(word) {
	case "noai", noimageai, "noml":
		return true
	}
	return false
}
