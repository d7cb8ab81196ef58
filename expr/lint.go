package expr

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// Report is what [Lint] finds out about a text.
type Report struct {
	// Strict is what the text says. Nothing else here changes it.
	Strict Reading
	// Understood tells whether it is plain what the text was meant to say; the
	// fields below are empty otherwise.
	Understood bool
	// Meant is the text that was probably meant, and Intent its reading. Where
	// nothing seems wrong they are the text itself and Strict. Meant can be looser
	// than the text, as where exceptions=CC-CR, a deny, was meant as a signal; so
	// it takes the author to say yes to it.
	Meant  string
	Intent Reading
	// Mended is Meant without the changes that would loosen what the text says
	// now. It is a dictionary, and for no use looser than Strict; a program may
	// put it in the text's place.
	Mended string
	// Problems are those of Strict, what was changed to make sense of a text that
	// is no dictionary, and what is then still odd (without columns, since those
	// positions are not in the text).
	Problems []proviso.Problem
}

// maxFixes bounds the members that Mended is made from one by one. A text with
// more members to mend is mended whole or not at all.
const maxFixes = 16

// Lint reads a text strictly and then asks what was probably meant: it undoes
// slips of writing that void the whole text, replaces retired labels and those of
// other formats, and reads values such as "no" as they were plainly meant.
func Lint(text []byte, src *Source) Report {
	report := Report{Strict: Read(text, src)}
	report.Problems = slices.Clone(report.Strict.Problems)
	nowhere := Source{Profile: src.profile()}
	if src != nil {
		nowhere.Base = src.Base
		nowhere.Where = proviso.Where{Source: src.Where.Source, Line: src.Where.Line}
	}
	p := nowhere.Profile
	basis, original := report.Strict, text
	var changes []change
	if basis.Failed {
		var ok bool
		if text, changes, ok = repair(text); !ok {
			return report
		}
		basis = Read(text, &nowhere)
	}
	d, err := sfv.ParseDictionary(text)
	if err != nil || report.Strict.Failed && !p.concerned(d) {
		return report
	}
	if report.Strict.Failed {
		report.changed(original, src, changes)
		for _, p := range basis.Problems {
			p.Where = nowhere.Where
			report.Problems = append(report.Problems, p)
		}
	}
	report.Understood = true
	report.Meant, report.Intent = string(text), basis
	report.Mended = report.Meant
	meant := p.meant(d, everyMember)
	if m := write(meant); m != "" && m != write(d) && len(m) <= MaxText {
		report.Meant, report.Intent = m, Read([]byte(m), &nowhere)
		report.Mended = write(p.safe(d, meant, basis.Outcomes, &nowhere))
	}
	return report
}

// changed reports what repair did.
func (report *Report) changed(text []byte, src *Source, changes []change) {
	r := newReader(text, src)
	for _, c := range changes {
		r.report(c.offset, CodeMended, proviso.Notice, "", c.what)
	}
	report.Problems = append(report.Problems, r.sorted()...)
}

// safe gives the dictionary with every fix that does not loosen what is said.
func (p *Profile) safe(d, meant sfv.Dictionary, floor proviso.Outcomes, src *Source) sfv.Dictionary {
	if outcomesOf(meant, src).AtLeast(floor) {
		return meant
	}
	var fixable []int
	for i := range d {
		if write(p.meant(d[i:i+1], everyMember)) != write(d[i:i+1]) {
			fixable = append(fixable, i)
		}
	}
	if len(fixable) > maxFixes {
		return d
	}
	taken := make(map[int]bool, len(fixable))
	apply := func(i int) bool { return taken[i] }
	for _, i := range fixable {
		taken[i] = true
		if !outcomesOf(p.meant(d, apply), src).AtLeast(floor) {
			delete(taken, i)
		}
	}
	return p.meant(d, apply)
}

// meantText is what a text that is no dictionary was probably meant to be.
func meantText(text []byte, p *Profile) (string, bool) {
	mended, _, ok := repair(text)
	if !ok {
		return "", false
	}
	d, err := sfv.ParseDictionary(mended)
	if err != nil || !p.concerned(d) {
		return "", false
	}
	return write(p.meant(d, everyMember)), true
}

// concerned reports whether any label in the dictionary is, or was probably
// meant to be, one of ours. Otherwise a text that is no dictionary was probably
// not meant to be one either.
func (p *Profile) concerned(d sfv.Dictionary) bool {
	return slices.ContainsFunc(d, func(m sfv.Member) bool {
		_, meant := p.meantLabel(m.Key)
		return meant || p.ours(m.Key)
	})
}
