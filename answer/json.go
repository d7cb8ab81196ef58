package answer

import (
	"encoding/base64"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
)

// AppendJSON appends the answer as one line of JSON without the line end, in the
// form of docs/batch.md. Members always stand in the same order, so equal
// answers are equal bytes. It is written by hand because a batch spends most of
// its time here.
func (a *Answer) AppendJSON(b []byte) []byte {
	b = append(b, `{"schema":"`+Schema+`","id":`...)
	if a.ID == nil {
		b = append(b, "null"...)
	} else {
		b = append(b, a.ID...)
	}
	b = append(b, `,"url":`...)
	b = appendString(b, a.Question.URL)
	b = append(b, `,"as":`...)
	b = appendList(b, a.Question.As, appendString)
	b = append(b, `,"profile":`...)
	b = appendString(b, a.Question.Profile.Name)
	b = append(b, `,"access":"`...)
	b = append(b, a.Reading.Access.String()...)
	b = append(b, '"')
	if where := a.Reading.AccessBy; where != (proviso.Where{}) {
		b = append(b, `,"access_by":`...)
		b = appendWhere(b, where)
	}
	b = append(b, `,"uses":{`...)
	for i, use := range proviso.Uses() {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendRuling(b, use, &a.Rulings[use])
	}
	b = append(b, `},"evidence":[`...)
	for i := range a.Resolution.Evidence {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendEvidence(b, &a.Resolution.Evidence[i])
	}
	b = append(b, `],"conflicts":`...)
	b = appendList(b, a.Conflicts(), a.appendConflict)
	b = append(b, `,"rights":`...)
	b = appendList(b, a.Reading.Rights, appendRights)
	b = append(b, `,"problems":`...)
	b = appendList(b, a.Reading.Problems, appendProblem)
	if a.Policy != nil {
		b = append(b, `,"decisions":{`...)
		for i := range a.Decisions {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendDecision(b, &a.Decisions[i])
		}
		b = append(b, '}')
	}
	return append(b, '}')
}

func appendRuling(b []byte, use proviso.Use, r *proviso.Ruling) []byte {
	b = append(b, '"')
	b = append(b, use.String()...)
	b = append(b, `":{"outcome":"`...)
	b = append(b, r.Outcome.Word().String()...)
	b = append(b, `","offers":`...)
	b = appendList(b, r.Outcome.Offers(), appendOffer)
	b = append(b, `,"by":`...)
	b = appendList(b, r.Decided, appendInt)
	return append(b, '}')
}

func appendOffer(b []byte, offer proviso.Offer) []byte { return appendList(b, offer, appendTerm) }

// appendTerm writes an element as a string and an opaque term as an object.
func appendTerm(b []byte, t proviso.Term) []byte {
	if !t.Opaque() {
		return appendString(b, t.Kind)
	}
	b = append(b, `{"kind":`...)
	b = appendString(b, t.Kind)
	b = appendMember(b, "link", t.Link)
	b = appendMember(b, "text", t.Text)
	return append(b, '}')
}

func appendEvidence(b []byte, e *proviso.Evidence) []byte {
	b = append(b, `{"carrier":`...)
	b = appendString(b, e.Carrier)
	b = append(b, `,"spec":`...)
	b = appendString(b, e.Spec)
	b = append(b, `,"where":`...)
	b = appendWhere(b, e.Where)
	b = append(b, `,"says":`...)
	b = appendWords(b, &e.Outcomes)
	if utf8.ValidString(e.Raw) {
		b = append(b, `,"raw":`...)
		b = appendString(b, e.Raw)
	} else {
		b = append(b, `,"raw_base64":"`...)
		b = base64.StdEncoding.AppendEncode(b, []byte(e.Raw))
		b = append(b, '"')
	}
	b = appendMember(b, "scope", e.Scope)
	b = appendMember(b, "asker", e.Asker)
	b = appendMember(b, "party", e.Party.Name)
	b = append(b, `,"identification":"`...)
	b = append(b, e.Party.Identification.String()...)
	b = append(b, `","reach":"`...)
	b = append(b, e.Reach.String()...)
	b = append(b, `","trust":"`...)
	b = append(b, e.Trust.String()...)
	b = append(b, '"')
	if !e.Observed.IsZero() {
		b = append(b, `,"observed":"`...)
		b = e.Observed.UTC().AppendFormat(b, time.RFC3339)
		b = append(b, '"')
	}
	b = appendMember(b, "injected", e.Injected)
	if e.Explained != nil {
		b = append(b, `,"explained":{"by":`...)
		b = appendWhere(b, e.Explained.By)
		b = append(b, `,"literal":`...)
		b = appendWords(b, &e.Explained.Literal)
		b = append(b, '}')
	}
	return append(b, '}')
}

// appendWords writes the word for every use that something is said about.
func appendWords(b []byte, outcomes *proviso.Outcomes) []byte {
	b = append(b, '{')
	first := true
	for use := range outcomes {
		word := outcomes[use].Word()
		if word == proviso.Unstated {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(b, '"')
		b = append(b, proviso.Use(use).String()...)
		b = append(b, `":"`...)
		b = append(b, word.String()...)
		b = append(b, '"')
	}
	return append(b, '}')
}

func appendRights(b []byte, r proviso.Rights) []byte {
	b = append(b, `{"kind":"`...)
	b = append(b, r.Kind.String()...)
	b = append(b, `","value":`...)
	b = appendString(b, r.Value)
	b = appendMember(b, "name", r.Name)
	b = appendMember(b, "about", r.About)
	b = append(b, `,"carrier":`...)
	b = appendString(b, r.Carrier)
	b = append(b, `,"where":`...)
	b = appendWhere(b, r.Where)
	return append(b, '}')
}

func (a *Answer) appendConflict(b []byte, c proviso.Conflict) []byte {
	b = append(b, `{"use":"`...)
	b = append(b, c.Use.String()...)
	b = append(b, `","class":"`...)
	b = append(b, c.Class.String()...)
	b = append(b, `","evidence":`...)
	b = appendList(b, c.Evidence, appendInt)
	b = append(b, `,"stands":"`...)
	b = append(b, a.Rulings[c.Use].Outcome.Word().String()...)
	if c.Class == proviso.DeadVocabulary {
		b = append(b, `","meant":"`...)
		b = append(b, c.Meant.Word().String()...)
	}
	return append(b, `"}`...)
}

func appendProblem(b []byte, p proviso.Problem) []byte {
	b = append(b, `{"code":`...)
	b = appendString(b, p.Code)
	b = append(b, `,"severity":"`...)
	b = append(b, p.Severity.String()...)
	b = append(b, `","where":`...)
	b = appendWhere(b, p.Where)
	b = append(b, `,"hint":`...)
	b = appendString(b, p.Hint)
	b = appendMember(b, "mend", p.Mend)
	return append(b, '}')
}

func appendDecision(b []byte, d *proviso.Decision) []byte {
	b = append(b, '"')
	b = append(b, d.Use.String()...)
	b = append(b, `":{"action":"`...)
	b = append(b, d.Action.String()...)
	b = append(b, `","owed":`...)
	b = appendList(b, d.Owed, appendOffer)
	b = append(b, `,"policy":`...)
	b = appendString(b, d.Policy.Name+"/"+strconv.Itoa(d.Policy.Version))
	return append(b, '}')
}

func appendWhere(b []byte, w proviso.Where) []byte { return appendString(b, w.String()) }

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendMember writes a string member unless it is empty.
func appendMember(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(b, ',', '"')
	b = append(b, name...)
	b = append(b, '"', ':')
	return appendString(b, value)
}

func appendList[T any](b []byte, list []T, element func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = element(b, e)
	}
	return append(b, ']')
}

// appendString quotes s for JSON (RFC 8259 section 7). Bytes that are not UTF-8
// become U+FFFD. Line and paragraph separators are escaped, so that a line of
// output is one line to every reader.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < 0x7f {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			b = append(b, s[start:i]...)
			b = appendEscape(b, c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(b, s[start:i]...)
			b = append(b, `\ufffd`...)
			start = i + size
		case r == '\u2028' || r == '\u2029':
			b = append(b, s[start:i]...)
			b = append(b, `\u202`...)
			b = append(b, hex[r&0xf])
			start = i + size
		}
		i += size
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

const hex = "0123456789abcdef"

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
}

// AppendJSON appends the site's answer as one line of JSON without the line end.
func (s *Site) AppendJSON(b []byte) []byte {
	b = append(b, `{"schema":"`+SiteSchema+`","url":`...)
	b = appendString(b, s.Page.Question.URL)
	b = append(b, `,"said":{"page":"`...)
	b = append(b, s.Said.Page.String()...)
	b = append(b, `","image":"`...)
	b = append(b, s.Said.Image.String()...)
	b = append(b, `","copy":"`...)
	b = append(b, s.Said.Copy.String()...)
	b = append(b, `"},"clarity":{"met":`...)
	b = appendInt(b, s.Clarity.Met)
	b = append(b, `,"of":`...)
	b = appendInt(b, s.Clarity.Of)
	b = append(b, `,"tests":`...)
	b = appendList(b, s.Clarity.Tests, appendTest)
	b = append(b, `},"findings":`...)
	b = appendList(b, s.Findings, appendProblem)
	b = appendMember(b, "mark", s.Mark)
	b = append(b, `,"page":`...)
	b = s.Page.AppendJSON(b)
	for _, part := range [...]struct {
		name string
		a    *Answer
	}{{"image", s.Image}, {"missing", s.Missing}} {
		b = append(b, ',', '"')
		b = append(b, part.name...)
		b = append(b, `":`...)
		b = appendPart(b, part.a)
	}
	b = append(b, `,"addresses":`...)
	b = appendList(b, s.Variants, appendPart)
	return append(b, '}')
}

func appendPart(b []byte, a *Answer) []byte {
	if a == nil {
		return append(b, "null"...)
	}
	return a.AppendJSON(b)
}

func appendTest(b []byte, t Test) []byte {
	b = append(b, `{"question":`...)
	b = appendString(b, t.Question)
	b = append(b, `,"applies":`...)
	b = strconv.AppendBool(b, t.Applies)
	b = append(b, `,"met":`...)
	b = strconv.AppendBool(b, t.Met)
	return append(b, '}')
}
