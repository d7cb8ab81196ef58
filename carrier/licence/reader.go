package licence

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// name is the carrier's.
const name = "licence"

// reader collects what one artifact says.
type reader struct {
	artifact *carrier.Artifact
	question *carrier.Question
	doc      *htmlhead.Page // nil outside a page
	baseURL  string         // of the page, once it was asked for
	ownURLs  []string       // of the asset, once they were asked for
	reading  carrier.Reading
	// from tells, for each of the reading's rights, which statements made it, so that
	// one that lists several licences is not taken for a contradiction.
	from       [][]int
	statements int
	crowded    bool // MaxRights was reached

	typeofSought bool
	typeofAt     int // of the first "typeof=" in the page, or -1
}

// source is where something was said, and about what.
type source struct {
	about     string // as in proviso.Rights
	statement int
	field     bool   // in a Link field, not in the page
	offset    int    // in the field or the page
	raw       string // as it stood
}

// statement begins a statement.
func (r *reader) statement(s source) source {
	r.statements++
	s.statement = r.statements
	return s
}

func (r *reader) where(s source) proviso.Where {
	if s.field {
		return proviso.Where{Source: "Link", Column: s.offset + 1}
	}
	return carrier.At("page", r.artifact.Body, s.offset)
}

func (r *reader) problem(code string, severity proviso.Severity, s source, hint, mend string) {
	if len(r.reading.Problems) < MaxProblems {
		r.reading.Problems = append(r.reading.Problems, proviso.Problem{
			Code: code, Severity: severity, Where: r.where(s), Hint: hint, Mend: mend,
		})
	}
}

// own is what references outside the page resolve against: the asset's URL.
func (r *reader) own() string { return carrier.BaseOf(r.artifact, r.question) }

// base is what references resolve against where something was said.
func (r *reader) base(s source) string {
	if s.field || r.doc == nil {
		return r.own()
	}
	if r.baseURL == "" {
		r.baseURL = carrier.PageBase(r.doc, r.own())
	}
	return r.baseURL
}

// thing resolves what a statement is about. It is empty for the asset itself, by its
// own URL or the one that its page calls canonical. part keeps a fragment, for what
// names a part of a page.
func (r *reader) thing(reference string, s source, part bool) (about string, ok bool) {
	if reference == "" {
		return "", true
	}
	url, ok := carrier.Resolve(r.base(s), reference)
	switch {
	case !ok || hasUser(url):
		return "", false
	case part && fragment(reference) != "":
		return url + fragment(reference), true
	case slices.Contains(r.names(), sameAs(url)):
		return "", true
	}
	return url, true
}

// names are the URLs of the asset, as they are compared.
func (r *reader) names() []string {
	if r.ownURLs != nil {
		return r.ownURLs
	}
	r.ownURLs = []string{}
	if url, ok := carrier.Resolve("", r.own()); ok {
		r.ownURLs = append(r.ownURLs, sameAs(url))
	}
	if r.doc == nil {
		return r.ownURLs
	}
	for i := range r.doc.Links {
		l := &r.doc.Links[i]
		if !carrier.HasToken(string(l.Rel), "canonical") {
			continue
		}
		if url, ok := carrier.Resolve(r.base(source{}), string(l.Href)); ok {
			r.ownURLs = append(r.ownURLs, sameAs(url))
		}
		break
	}
	return r.ownURLs
}

// fragment is the fragment of a reference with its "#", or empty.
func fragment(reference string) string {
	u, err := url.Parse(reference)
	if err != nil || u.Fragment == "" {
		return ""
	}
	return "#" + u.EscapedFragment()
}

// text adds a text.
func (r *reader) text(kind proviso.RightsKind, text string, s source) {
	text = strings.ToValidUTF8(text[:min(len(text), 4*MaxText)], "\uFFFD")
	text = carrier.Clip(strings.Join(strings.Fields(text), " "), MaxText)
	if text != "" {
		r.add(proviso.Rights{Kind: kind, Value: text}, s)
	}
}

// add keeps a fact, unless it was said before.
func (r *reader) add(fact proviso.Rights, s source) {
	for i := range r.reading.Rights {
		k := &r.reading.Rights[i]
		if k.Kind == fact.Kind && k.About == s.about && sameAs(k.Value) == sameAs(fact.Value) {
			if len(r.from[i]) < maxFrom {
				r.from[i] = append(r.from[i], s.statement)
			}
			return
		}
	}
	if len(r.reading.Rights) == MaxRights {
		if !r.crowded {
			r.crowded = true
			r.problem(CodeTooMany, proviso.Fault, s, "more facts about rights are stated than the "+strconv.Itoa(MaxRights)+" that are kept; the rest was dropped", "")
		}
		return
	}
	fact.Carrier, fact.About, fact.Where, fact.Raw = name, s.about, r.where(s), carrier.Clip(s.raw, carrier.MaxRaw)
	r.reading.Rights = append(r.reading.Rights, fact)
	r.from = append(r.from, []int{s.statement})
}

// maxFrom is how many statements of one fact are remembered. More only cost.
const maxFrom = 16

// contradictions points to things with several licences that were not listed
// together.
func (r *reader) contradictions() {
	if len(r.reading.Rights) < 2 {
		return
	}
	first := map[string]int{}
	for i := range r.reading.Rights {
		fact := &r.reading.Rights[i]
		if fact.Kind != proviso.Licence {
			continue
		}
		j, seen := first[fact.About]
		if !seen {
			first[fact.About] = i
			continue
		}
		other := &r.reading.Rights[j]
		if r.together(i, j) || fact.Name != "" && fact.Name == other.Name || len(r.reading.Problems) >= MaxProblems {
			continue
		}
		r.reading.Problems = append(r.reading.Problems, proviso.Problem{
			Code: CodeSeveral, Severity: proviso.Notice, Where: fact.Where,
			Hint: "the licence is stated to be " + called(other) + " as well, at " + other.Where.String() +
				": nothing tells whether both are offered or one is wrong, so both are shown",
		})
	}
}

// together reports whether one statement lists both facts.
func (r *reader) together(i, j int) bool {
	return slices.ContainsFunc(r.from[i], func(statement int) bool { return slices.Contains(r.from[j], statement) })
}

// called is how a licence is named in a hint.
func called(fact *proviso.Rights) string {
	if fact.Name != "" {
		return carrier.Clip(fact.Name, 64)
	}
	return carrier.Clip(fact.Value, 128)
}
