package verify

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
)

// drift compares the published declaration with the one that the declaration file comes to.
func (v *visit) drift(doc *document) {
	url := v.origin + declare.WellKnown
	v.report.Published = declare.Digest(doc.canonical)
	want, err := v.expectedDocument(doc)
	if err != nil {
		v.add(Check{Rule: RuleDrift, URL: url, Severity: Warn,
			Message: "the declaration file comes to nothing that can be published: " + clip(err.Error(), MaxText), Mend: "Mend the file: proviso lint."})
		return
	}
	v.report.Digest = declare.Digest(want)
	if plain, err := declare.Canonical(doc.text); err == nil && !bytes.Equal(plain, doc.text) {
		v.add(Check{Rule: RuleBytes, URL: url, Verdict: Equal, Severity: Note,
			Message: "the published declaration says the same in other bytes than it was written with, so that the digests which marks in files name it by do not fit",
			Mend:    "Let the server send the file as it lies there."})
	}
	if bytes.Equal(want, doc.canonical) {
		v.add(Check{Rule: RuleDrift, URL: url, Verdict: Equal, Message: "the published declaration is the one that " + v.opt.File + " comes to: " + v.report.Digest})
		return
	}
	v.drifted(doc, want)
}

// expectedDocument is what should be published, without a signature.
func (v *visit) expectedDocument(doc *document) ([]byte, error) {
	whole := v.opt.Document
	if whole == nil {
		var err error
		if whole, _, err = declare.Publish(v.d, doc.safeForms(v.d.Statements())); err != nil {
			return nil, err
		}
	}
	return withoutSignature(whole)
}

// drifted tells what differs. A published declaration that is nothing but stricter loosens
// nothing; any other difference means that somebody is not told what is declared.
func (v *visit) drifted(doc *document, want []byte) {
	differing := differingMembers(doc, want)
	worst := v.scopes(doc)
	// Without the caller's document, the safe forms are those of the published one.
	meaning := !slices.ContainsFunc(differing, func(m string) bool {
		return m != "statements" && m != "collections" && (m != "projections" || v.opt.Document != nil)
	})
	c := Check{Rule: RuleDrift, URL: v.origin + declare.WellKnown, Verdict: Silent, Severity: Fail, Line: 1,
		Message: "the published declaration is not the one that " + v.opt.File + " comes to; they differ in " + strings.Join(differing, ", "),
		Mend:    "Publish it anew: proviso apply. If it was changed on the site and not in the file, change the file first."}
	switch {
	case worst == Looser:
		c.Verdict = Looser
	case worst == Stricter && meaning:
		c.Verdict, c.Severity = Stricter, Warn
	}
	v.add(c)
}

// differingMembers names the members of the document that differ, sorted.
func differingMembers(doc *document, want []byte) (names []string) {
	wanted := members(want)
	for name := range wanted {
		if !bytes.Equal(wanted[name], members(doc.canonical)[name]) {
			names = append(names, name)
		}
	}
	for name := range members(doc.canonical) {
		if _, both := wanted[name]; !both {
			names = append(names, clip(name, 64))
		}
	}
	slices.Sort(names)
	return names
}

// differingScopes lists the parts of the site about which the published declaration and the
// file have other statements.
func (v *visit) differingScopes(doc *document) (all []string) {
	here, there := map[string]string{}, map[string]string{}
	for _, s := range v.d.Statements() {
		here[s.Scope] = s.Expression + "\n"
	}
	for _, s := range doc.statements {
		there[s.scope] += s.expression + "\n"
	}
	for _, list := range []map[string]string{here, there} {
		for scope := range list {
			if here[scope] != there[scope] {
				all = append(all, scope)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// scopes compares, for every part of the site about which they differ, what a reader of the
// published declaration alone is told with what the file declares, and gives the worst
// verdict that counts.
func (v *visit) scopes(doc *document) (worst Verdict) {
	worst = Equal
	all := v.differingScopes(doc)
	if most := min(MaxScopes, MaxScopeReads/(1+len(doc.statements))); len(all) > most {
		v.add(Check{Rule: RuleScope, URL: v.origin + declare.WellKnown, Severity: Warn,
			Message: "of " + strconv.Itoa(len(all)) + " parts of the site about which the two differ, " + strconv.Itoa(most) + " were compared",
			Mend:    "Publish it anew: proviso apply."}, "limit")
		all = all[:most]
	}
	r := &readers[slices.IndexFunc(readers, func(r Reader) bool { return r.Name == "cc-signals" })]
	for _, scope := range all {
		path := samplePath(scope)
		told := v.ask(path)
		public := v.stage.toPublic(v.origin + path)
		found := answer.Of(carrier.Question{URL: public}, []*carrier.Artifact{doc.artifact}, nil).Resolution
		expected := r.Expect(told)
		for _, use := range labelled {
			c := Check{Rule: RuleScope, URL: v.origin + declare.WellKnown, Reader: r.Name, Use: use, About: true,
				Declared: told.Declared[use], Expected: expected[use], Found: found.Everyone[use].Outcome}
			c.Verdict = Compare(c.Declared, c.Found)
			if c.Severity = judge(c.Verdict, c.Expected, c.Found, Fail); c.Severity == Pass {
				continue
			}
			worst = max(worst, c.Verdict)
			v.addScope(c, scope, told, found.Everyone[use].Decided, found.Evidence)
		}
	}
	return worst
}

func (v *visit) addScope(c Check, scope string, told Told, decided []int, found []proviso.Evidence) {
	name := scope
	if name == "" {
		name = "the whole site"
	}
	for _, i := range decided {
		c.Evidence = v.shownEvidence(c.Evidence, &found[i])
	}
	if names := told.names(); len(names) > 0 {
		c.Collection = names[0]
		c.Line = v.lines.about(v.d, names[0], c.Use)
	}
	c.Message = "for " + clip(name, MaxText) + ", the published declaration says " + words(c.Found) + " about " + c.Use.Plain() + ", and the declaration file " + words(c.Declared)
	c.Mend = "Publish it anew: proviso apply."
	v.add(c, scope, c.Use.String())
}

// samplePath is a path that a pattern matches.
func samplePath(scope string) string {
	path := strings.ReplaceAll(strings.TrimSuffix(scope, "$"), "*", "")
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return path
}
