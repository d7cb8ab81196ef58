package htmlhead

import (
	"html"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/declaration"
	"github.com/proviso-signals/proviso/carrier/licence"
	"github.com/proviso-signals/proviso/carrier/pagetokens"
	carrierrsl "github.com/proviso-signals/proviso/carrier/rsl"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

// licenceFile is the RSL document that pages refer to, if it is one of ours.
const licenceFile = "license.xml"

// part is what is declared for the paths of one pattern.
type part struct {
	declare.Statement
	octets int
}

func partsOf(s *publish.Saying) (list []part) {
	add := func(st declare.Statement) {
		p := part{Statement: st}
		p.octets, _ = robots.MatchPath(st.Scope, "/")
		list = append(list, p)
	}
	if s.Declaration != nil {
		for _, st := range s.Declaration.Statements() {
			add(st)
		}
		return list
	}
	for _, r := range s.Rules {
		add(declare.Statement{Scope: r.Scope, Collections: r.Collections, Outcomes: r.Outcomes, Expression: r.Value})
	}
	return list
}

// at finds the parts that a path belongs to: those with the longest pattern.
func (j *job) at(path string) (found []part) {
	longest := -1
	for _, p := range j.parts {
		_, matches := robots.MatchPath(p.Scope, path)
		switch {
		case !matches && p.Scope != "" || p.octets < longest:
			continue
		case p.octets > longest:
			longest, found = p.octets, nil
		}
		found = append(found, p)
	}
	return found
}

// linesFor are the elements for a page.
func (j *job) linesFor(name string, base []byte) (lines []string) {
	paths := pathsOf(name)
	own, other := j.at(paths[0]), j.at(paths[1])
	all := slices.Clone(own)
	for _, p := range other {
		if !slices.ContainsFunc(all, func(o part) bool { return o.Scope == p.Scope }) {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return nil
	}
	spoken := len(own) > 0 && len(other) > 0 // at either path something is declared
	licensed := j.foreign(name, paths[0], base, own)
	key := ""
	for _, p := range own {
		key += p.Scope + "\n"
	}
	key += "\x00"
	for _, p := range all {
		key += p.Scope + "\n"
	}
	if licensed {
		key += "\x00licensed"
	}
	if spoken {
		key += "\x00spoken"
	}
	if known, ok := j.heads[key]; ok {
		return known
	}
	lines = j.head(own, all, licensed, spoken)
	j.heads[key] = lines
	return lines
}

// head words the elements for pages of the same parts.
func (j *job) head(own, all []part, licensed, spoken bool) (lines []string) {
	s := j.in.Saying
	if s.DocumentURL != "" {
		lines = append(lines, `<link rel="describedby" type="`+declaration.MediaType+`" href="`+html.EscapeString(ascii(s.DocumentURL))+`">`)
	}
	if j.rsl {
		lines = append(lines, carrierrsl.LinkElement(s.Origin+"/"+licenceFile))
	}
	about := j.about(own, licensed)
	if about.licence != "" {
		if link, err := licence.LinkElement(ascii(about.licence)); err == nil {
			lines = append(lines, link)
		}
	}
	if spoken { // else a refusal would stand where nothing is declared
		if refusal := j.refusal(all); refusal != "" {
			lines = append(lines, refusal)
		}
	}
	if data := about.jsonLD(); data != "" {
		lines = append(lines, `<script type="`+licence.JSONLDType+`">`+data+`</script>`)
	}
	return lines
}

// ascii writes what is not ASCII in a URL in percent-encodings.
func ascii(url string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c > ' ' && c < 0x7F && c != '"' {
			b.WriteByte(c)
		} else {
			b.WriteString(string([]byte{'%', digits[c>>4], digits[c&15]}))
		}
	}
	return b.String()
}

// refusal is the element that refuses training, where that is refused for a page, and the
// declaration stands behind what else it says.
func (j *job) refusal(all []part) string {
	refused := func(p part) bool { return p.Outcomes[proviso.TrainAI].Word() == proviso.Deny }
	if !slices.ContainsFunc(all, refused) {
		return ""
	}
	text := ""
	for _, form := range pagetokens.Carrier.Forms {
		if form.Name == "meta" {
			text, _, _ = form.Write(carrier.Said{Outcomes: proviso.Outcomes{proviso.TrainAI: proviso.Denied()}})
		}
	}
	said := literal(text)
	for _, p := range all {
		if !j.standsBehind(p, text, said) {
			return ""
		}
	}
	return text
}

// literal is what the element says by itself, read by the carrier.
func literal(text string) (o proviso.Outcomes) {
	const page = "https://site.example/"
	a := []*carrier.Artifact{{Kind: carrier.Response, Source: page, Status: 200, MediaType: "text/html", Body: []byte("<!doctype html><head>" + text + "</head>")}}
	for _, e := range pagetokens.Carrier.Read(a, &carrier.Question{URL: page}).Evidence {
		o = o.Join(e.Outcomes)
	}
	return o
}

// standsBehind reports whether the refusal can stand on pages of a part: the declaration
// explains what it says beyond what is declared, or it says nothing beyond.
func (j *job) standsBehind(p part, text string, said proviso.Outcomes) bool {
	if known, ok := j.scopes[p.Scope]; ok {
		return known
	}
	differs := false
	for use, o := range said {
		differs = differs || o.Word() != proviso.Unstated && !o.Equal(p.Outcomes[use])
	}
	ok := !differs
	if one := (declare.Projection{Carrier: pagetokens.Carrier.Name, Text: text, Scope: p.Scope, Literal: said}); differs &&
		len(j.out.Projections) < MaxProjections && j.in.Saying.Declaration != nil && j.in.Saying.Declaration.Explains(one) == nil {
		j.out.Projections, ok = append(j.out.Projections, one), true
	}
	if j.scopes[p.Scope] = ok; !ok {
		j.out.Losses = append(j.out.Losses, publish.Loss{Scope: p.Scope, Loss: proviso.Loss{
			Use: proviso.TrainAI, Said: p.Outcomes[proviso.TrainAI],
			Why: "noai refuses other analysis, too, which is declared otherwise, and nothing can explain that: pages of this part have no noai",
		}})
	}
	return ok
}
