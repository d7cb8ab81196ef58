package rsl

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/weblink"
	"github.com/proviso-signals/proviso/robots"
)

// reference is what brings a licence to an asset.
type reference struct {
	url     string // of the licence document; empty where the licence is at hand
	asker   string // whom it is for; empty for everyone
	site    bool   // it speaks for the whole site
	inline  bool   // the licence is in the page or image, and about it
	part    bool   // it is about a part of the page or image
	file    bool   // it stands in the metadata of an image
	linked  bool   // the asset itself refers to the document
	crowded bool   // it has more about the asset than is read
	aside   bool   // a feed that happens to be the asset: it speaks about its items
	where   proviso.Where
	raw     string
	// artifact is where the reference, or the licence at hand, was found; document is
	// the licence at hand.
	artifact *carrier.Artifact
	document *document
	// broken tells what is wrong with the reference itself.
	broken *proviso.Problem
}

// finder looks for licences.
type finder struct {
	artifacts []*carrier.Artifact
	question  *carrier.Question
	found     []*reference
	problems  []proviso.Problem
}

func (f *finder) find() {
	for _, a := range f.artifacts {
		switch {
		case a.Kind == carrier.Robots:
			f.robots(a)
		case a.Kind == carrier.Response, a.Kind == carrier.File:
			f.fields(a)
			f.page(a)
			if !f.image(a) {
				f.itself(a)
			}
		case a.Kind == carrier.Request:
			f.image(a)
		}
	}
}

type linesKey struct{}

// licensing gives the robots.txt of an artifact, if it has a License line.
func licensing(a *carrier.Artifact) *robots.File {
	file := carrier.RobotsOf(a)
	if file == nil {
		return nil
	}
	return a.Parsed(linesKey{}, func(a *carrier.Artifact) any {
		if containsFold(a.Body, "license") {
			for line := range file.Lines() {
				if isLicenceLine(line) {
					return file
				}
			}
		}
		return (*robots.File)(nil)
	}).(*robots.File)
}

func isLicenceLine(line robots.Line) bool {
	return bytes.EqualFold(line.Key, []byte("license")) && !line.Flaws.Has(robots.MissingColon)
}

// anybody is asked for when the question names no product token.
var anybody = []string{"*"}

// robots reads the License lines for each of the asker's product tokens.
func (f *finder) robots(a *carrier.Artifact) {
	file := licensing(a)
	if file == nil {
		return
	}
	tokens := f.question.As
	if len(tokens) == 0 {
		tokens = anybody
	}
	for _, token := range tokens {
		rules := file.For(token)
		lines, asker := rules.Other("license"), ""
		if rules.Named() && len(lines) > 0 {
			asker = token
		}
		if len(lines) == 0 {
			lines = file.Other("license")
		}
		if len(lines) == 0 {
			f.problem(CodeOtherGroup, proviso.Notice, proviso.Where{Source: robotsSource},
				"the License lines of robots.txt stand in groups for others, where blank lines end no group; a line before the first group would be for all")
		}
		for _, line := range lines {
			f.line(a, line, asker)
		}
	}
}

const robotsSource = "robots.txt"

func (f *finder) line(a *carrier.Artifact, line robots.Line, asker string) {
	value := strings.TrimSpace(string(line.Value))
	again := func(r *reference) bool { return r.site && r.asker == asker && r.where.Line == line.Number }
	if slices.ContainsFunc(f.found, again) {
		return // another of the asker's tokens was told
	}
	r := &reference{
		asker: asker, site: true, artifact: a, raw: carrier.Clip(string(line.Text), carrier.MaxRaw-4),
		where: proviso.Where{Source: robotsSource, Line: line.Number, Column: line.ValueOffset - line.Offset + 1},
	}
	f.refer(r, "", value, carrier.BaseOf(a, f.question))
}

// mayRefer tells a Link field that may have a licence link, without taking it apart.
func mayRefer(f carrier.Field) bool {
	return strings.EqualFold(f.Name, "Link") && containsFold(f.Value, "rsl")
}

// fields reads the Link fields of a response.
func (f *finder) fields(a *carrier.Artifact) {
	for _, field := range a.Header {
		if !mayRefer(field) {
			continue
		}
		for _, l := range weblink.Parse(field.Value) {
			if !l.Has("license") || carrier.MediaType(l.Type) != MediaType {
				continue
			}
			base := carrier.BaseOf(a, f.question)
			r := &reference{
				linked: true, artifact: a, raw: carrier.Clip(field.Value, carrier.MaxRaw-4),
				where: proviso.Where{Source: "Link", Column: l.Offset + 1},
			}
			if l.Anchor != "" {
				context, ok := carrier.Resolve(base, l.Anchor)
				if own, known := carrier.Resolve("", base); ok && known && context != own {
					continue // about something else
				}
				r.part = strings.Contains(l.Anchor, "#")
			}
			f.refer(r, base, l.Target, base)
		}
	}
}

// refer adds a reference to a document. Where it has to be absolute, base is empty and
// meant is what it would resolve against.
func (f *finder) refer(r *reference, base, target, meant string) {
	f.found = append(f.found, r)
	target = strings.TrimSpace(target)
	if target != "" && !strings.ContainsAny(target, " \t\r\n") {
		r.url, _ = carrier.Resolve(meant, target)
	}
	if _, ok := carrier.Resolve(base, target); !ok || r.url == "" {
		r.broken = &proviso.Problem{
			Code: CodeReference, Severity: proviso.Warning, Where: r.where, Mend: r.url,
			Hint: "the licence is referred to by something else than an absolute http or https URL; every use is on its terms, which nobody can know",
		}
	} else if carrier.Origin(target) == "" {
		f.problems = append(f.problems, proviso.Problem{
			Code: CodeReference, Severity: proviso.Notice, Where: r.where, Mend: r.url,
			Hint: "RSL asks for an absolute URL of the licence; this one is resolved and read, and other readers may find no licence",
		})
	}
}

// tooMany words that there are more licences than are read.
func tooMany(where proviso.Where) *proviso.Problem {
	return &proviso.Problem{
		Code: CodeTooMany, Severity: proviso.Fault, Where: where,
		Hint: "there are more licences for the asset than are read; every use is on the terms of the rest, which nobody can know",
	}
}

func (f *finder) problem(code string, severity proviso.Severity, where proviso.Where, hint string) {
	p := proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint}
	if !slices.Contains(f.problems, p) {
		f.problems = append(f.problems, p)
	}
}

// containsFold reports whether a text has a word of lower-case letters in it, in
// whatever case. It allocates nothing.
func containsFold[T string | []byte](text T, word string) bool {
	for i := 0; i+len(word) <= len(text); i++ {
		n := 0
		for n < len(word) && text[i+n]|0x20 == word[n] {
			n++
		}
		if n == len(word) {
			return true
		}
	}
	return false
}
