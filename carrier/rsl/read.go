package rsl

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// wants is asked about every artifact, and looks at the text of robots.txt alone,
// once.
func wants(a *carrier.Artifact) bool {
	switch a.Kind {
	case carrier.Robots:
		return licensing(a) != nil
	case carrier.Response, carrier.File:
		if carrier.IsHTML(a) || a.MediaType == MediaType || len(a.Body) > 0 && (a.Kind == carrier.File || isXML(a)) {
			return true
		}
		return slices.ContainsFunc(a.Header, mayRefer) || carrier.ImageOf(a) != nil
	case carrier.Request:
		return carrier.ImageOf(a) != nil
	}
	return false
}

// seek lists the licence documents that are referred to.
func seek(artifacts []*carrier.Artifact, q *carrier.Question) []carrier.Reference {
	f := finder{artifacts: artifacts, question: q}
	f.find()
	var sought []carrier.Reference
	for _, r := range f.found {
		known := r.broken != nil || r.url == "" || len(sought) >= MaxReferences ||
			slices.ContainsFunc(sought, func(s carrier.Reference) bool { return s.URL == r.url })
		if !known {
			sought = append(sought, carrier.Reference{URL: r.url, Why: "RSL licence"})
		}
	}
	return sought
}

// read reads all licences that bear on the asset. Those for everyone are settled
// together, and those that robots.txt has for one asker are for that asker alone.
func read(artifacts []*carrier.Artifact, q *carrier.Question) carrier.Reading {
	f := finder{artifacts: artifacts, question: q}
	f.find()
	if len(f.found) == 0 {
		return carrier.Reading{Problems: f.problems}
	}
	r := reader{finder: f, asset: assetOf(artifacts, q)}
	r.reading.Problems = f.problems
	var askers []string
	for _, found := range f.found {
		if !slices.Contains(askers, found.asker) {
			askers = append(askers, found.asker)
		}
	}
	for _, asker := range askers {
		r.read(asker)
	}
	return r.reading
}

// reader puts licences together.
type reader struct {
	finder
	asset   asset
	reading carrier.Reading
	told    []*document // whose problems are in the reading
	entries []*entry    // of the asker whose licences are being read
}

// read settles the licences that are addressed to one asker, or with an empty name to
// everyone.
func (r *reader) read(asker string) {
	r.entries = r.entries[:0]
	var known []*reference
	referring := 0 // to documents elsewhere
	for _, found := range r.found {
		if found.asker != asker {
			continue
		}
		// A document that is referred to from several places is one document. What
		// the asset itself refers to comes after robots.txt and is the closer.
		if i := slices.IndexFunc(known, func(k *reference) bool { return sameDocument(k, found) }); i >= 0 {
			known[i].site = known[i].site && found.site
			known[i].file = known[i].file && found.file
			known[i].linked = known[i].linked || found.linked
			continue
		}
		if found.document == nil {
			if referring++; referring > MaxReferences {
				if referring == MaxReferences+1 {
					r.unread(found, *tooMany(found.where))
				}
				continue
			}
		}
		known = append(known, found)
	}
	for _, k := range known {
		r.open(k)
	}
	r.settle(asker)
}

func sameDocument(a, b *reference) bool {
	if b.document != nil && !b.inline && a.broken == nil {
		return a.url == b.document.url && a.url != ""
	}
	return a.document == nil && b.document == nil && a.broken == nil && b.broken == nil && a.url == b.url && a.part == b.part
}

// open reads what a reference refers to.
func (r *reader) open(ref *reference) {
	if ref.broken != nil {
		r.unread(ref, *ref.broken)
		return
	}
	d := ref.document
	if d == nil {
		a := r.gathered(ref.url)
		if problem, failed := missing(ref, a); failed {
			r.unread(ref, problem)
			return
		}
		d = documentIn(a, ref.url)
	}
	r.tell(ref, d)
	if !ref.aside && (d.broken || len(d.contents) == 0) {
		r.offer(ref, d)
	}
	r.cover(ref, d)
}

// gathered finds the document at a URL, which can be the very asset.
func (r *reader) gathered(url string) *carrier.Artifact {
	if a := carrier.DocumentAt(r.artifacts, url); a != nil {
		return a
	}
	for _, a := range r.artifacts {
		if a.Kind == carrier.Response && a.Body != nil && carrier.BaseOf(a, r.question) == url {
			return a
		}
	}
	return nil
}

// documentIn reads a document that was gathered.
func documentIn(a *carrier.Artifact, url string) *document {
	base := a.Source
	if a.Final != "" {
		base = a.Final
	}
	return a.Parsed(bodyKey{url}, func(a *carrier.Artifact) any {
		text := decode(a.Body[:min(len(a.Body), 2*MaxDocument)])
		return newDocument(document{url: url, base: base, source: url, outer: text, text: text, observed: a.Observed})
	}).(*document)
}

// tell reports the problems of a document, once.
func (r *reader) tell(ref *reference, d *document) {
	if slices.Contains(r.told, d) {
		return
	}
	r.told = append(r.told, d)
	r.reading.Problems = append(r.reading.Problems, d.problems...)
	if len(d.contents) == 0 && !d.broken && !ref.aside {
		r.problemAt(d.at(0), CodeNoContent, proviso.Warning, "the licence document has no content element that counts; every use is on its terms, which nobody can know")
	}
}

func (r *reader) problemAt(where proviso.Where, code string, severity proviso.Severity, hint string) {
	p := proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint}
	if !slices.Contains(r.reading.Problems, p) {
		r.reading.Problems = append(r.reading.Problems, p)
	}
}
