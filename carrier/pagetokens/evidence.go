package pagetokens

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// images is the scope of noimageai.
const images = "images"

// reading makes evidence of what was found. What is said to operators and products
// other than the asker is evidence, too, and shown.
func (m *message) reading() carrier.Reading {
	var r carrier.Reading
	weaker := m.hasNocache()
	if weaker {
		m.tellWeaker()
	}
	for i := range m.found {
		d := m.found[i]
		if d.token == noimageai && !m.pictures(&d) {
			continue
		}
		for j := range tokens {
			row := &tokens[j]
			asker, ok := d.binds(row)
			if !ok {
				continue
			}
			said := d.says()
			if weaker && row.Asker == microsoft && d.token == noarchive {
				said = limited
			}
			m.state(&r, &d, row, asker, said)
		}
	}
	if m.beyond != nil {
		for j := range tokens {
			m.state(&r, m.beyond, &tokens[j], tokens[j].Asker, proviso.Denied())
		}
	}
	r.Problems = m.problems
	return r
}

// binds tells whom a directive binds by a row of the table, if it speaks by that row
// at all.
func (d *directive) binds(row *carrier.Token) (asker string, ok bool) {
	switch {
	case d.token != row.Token:
		return "", false
	case row.Asker == "":
		return d.agent, true
	case d.reaches(row.Asker):
		return row.Asker, true
	}
	return "", false
}

// reaches reports whether a directive is for an operator: for everyone, or for one of
// its products.
func (d *directive) reaches(name string) bool { return d.agent == "" || operator(d.agent) == name }

// state adds what a directive says by a row: one evidence for each position, asker
// and scope.
func (m *message) state(r *carrier.Reading, d *directive, row *carrier.Token, asker string, said proviso.Outcome) {
	scope := ""
	if d.token == noimageai {
		scope = images
	}
	for i := range r.Evidence {
		if e := &r.Evidence[i]; e.Where == d.where && e.Asker == asker && e.Scope == scope {
			row.Spread(said, &e.Outcomes)
			return
		}
	}
	e := proviso.Evidence{
		Statement: proviso.Statement{Party: m.party(), Scope: scope, Asker: asker},
		Carrier:   "page-tokens",
		Spec:      specName,
		Where:     d.where,
		Raw:       d.raw,
		Observed:  m.artifact.Observed,
	}
	row.Spread(said, &e.Outcomes)
	r.Evidence = append(r.Evidence, e)
}

var specName = spec.String()

// party is the server for a response. Nothing tells who sends a request, or whose a
// bare file is.
func (m *message) party() proviso.Party {
	if m.artifact.Kind == carrier.Request {
		return proviso.Party{}
	}
	return carrier.ServerOf(carrier.BaseOf(m.artifact, m.question))
}

// hasNocache reports whether anything says nocache to Microsoft.
func (m *message) hasNocache() bool {
	for i := range m.found {
		if d := &m.found[i]; d.token == nocache && d.reaches(microsoft) {
			return true
		}
	}
	return false
}

// tellWeaker reports noarchive beside nocache, at the first noarchive.
func (m *message) tellWeaker() {
	for i := range m.found {
		if d := &m.found[i]; d.token == noarchive && d.reaches(microsoft) {
			m.problem(CodeWeaker, proviso.Notice, d.where,
				"Microsoft treats content with both noarchive and nocache as nocache, the weaker; leave nocache out to refuse", "")
			return
		}
	}
}

// pictures reports whether noimageai binds the asset: it is an image, or nothing
// tells what it is. Elsewhere it speaks of other assets, which is told once, and not
// at all where noai stands beside it.
func (m *message) pictures(d *directive) bool {
	media := m.artifact.MediaType
	switch {
	case strings.HasPrefix(media, "image/"):
		return true
	case (media == "" || strings.HasSuffix(media, "/octet-stream")) && !carrier.IsHTML(m.artifact):
		m.once(CodeType, proviso.Notice, d.where, "noimageai speaks of images, and the type of this asset is not known: it is taken for one", "")
		return true
	}
	for i := range m.found {
		if other := &m.found[i]; other.token == "noai" && (other.agent == "" || other.agent == d.agent) {
			return false
		}
	}
	m.once(CodeImages, proviso.Notice, d.where, "noimageai speaks of the images here, which are assets of their own, and says nothing about anything else", "")
	return false
}
