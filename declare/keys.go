package declare

import (
	"slices"

	"github.com/proviso-signals/proviso"
)

// key is one key of a table of the file: T is what the table is read into. These
// lists are the one place that knows what keys there are; [Edit] and the schema are
// held to them.
type key[T any] struct {
	name  string
	shape shape
	read  func(*reader, *T, *node)
}

func fileKeys() []key[Declaration] {
	return []key[Declaration]{
		{"version", aNumber, (*reader).version},
		{"supersedes", aList, func(r *reader, d *Declaration, v *node) { d.Supersedes = each(r, v, (*reader).superseded) }},
		{"party", aTable, func(r *reader, d *Declaration, v *node) { readTable(r, v, &d.Party, partyKeys()) }},
		{"validity", aTable, func(r *reader, d *Declaration, v *node) { readTable(r, v, &d.Validity, validityKeys()) }},
		{"conditions", aTable, func(r *reader, d *Declaration, v *node) { readTable(r, v, &d.Conditions, conditionKeys()) }},
		{"publish", aTable, func(r *reader, d *Declaration, v *node) { readTable(r, v, &d.Publication, publicationKeys()) }},
		{"collection", theTables, (*reader).collections},
	}
}

func partyKeys() []key[Party] {
	return []key[Party]{
		{"name", aText, func(r *reader, p *Party, v *node) { p.Name = r.oneLine(v) }},
		{"role", aText, func(r *reader, p *Party, v *node) { p.Role = word(r, v, Roles(), meantRoles) }},
		{"domain", aText, func(r *reader, p *Party, v *node) { p.Domain = r.domain(v) }},
		{"identifiers", aList, func(r *reader, p *Party, v *node) { p.Identifiers = each(r, v, (*reader).link) }},
		{"link", aText, func(r *reader, p *Party, v *node) { p.Link = r.link(v) }},
		{"contact", aText, func(r *reader, p *Party, v *node) { p.Contact = r.contact(v) }},
		{"for", aText, func(r *reader, p *Party, v *node) { p.For = r.oneLine(v) }},
	}
}

func validityKeys() []key[Validity] {
	return []key[Validity]{
		{"from", aDate, func(r *reader, p *Validity, v *node) { p.From = r.instant(v, false) }},
		{"until", aDate, func(r *reader, p *Validity, v *node) { p.Until = r.instant(v, true) }},
	}
}

func conditionKeys() []key[Conditions] {
	return []key[Conditions]{
		{"payee", aText, func(r *reader, c *Conditions, v *node) { c.Payee = r.oneLine(v) }},
		{"payee-link", aText, func(r *reader, c *Conditions, v *node) { c.PayeeLink = r.link(v) }},
		{"floor", aText, func(r *reader, c *Conditions, v *node) { c.Floor = r.floor(v) }},
		{"beneficiary", aText, func(r *reader, c *Conditions, v *node) { c.Beneficiary = r.oneLine(v) }},
		{"beneficiary-link", aText, func(r *reader, c *Conditions, v *node) { c.BeneficiaryLink = r.link(v) }},
		{"open", aList, func(r *reader, c *Conditions, v *node) {
			c.Open = each(r, v, func(r *reader, v *node) OpenLevel { return word(r, v, OpenLevels(), meantLevels) })
		}},
	}
}

func collectionKeys() []key[Collection] {
	return []key[Collection]{
		{"name", aText, func(r *reader, c *Collection, v *node) { c.Name = r.oneLine(v) }},
		{"paths", aList, func(r *reader, c *Collection, v *node) { c.Paths = each(r, v, (*reader).path) }},
		{"files", aList, func(r *reader, c *Collection, v *node) { c.Files = each(r, v, (*reader).file) }},
		{"rights", aText, func(r *reader, c *Collection, v *node) { c.Rights = word(r, v, RightsStatuses(), meantRights) }},
		{"licence", aText, func(r *reader, c *Collection, v *node) { c.Licence = r.licence(v) }},
		{"credit", aText, func(r *reader, c *Collection, v *node) { c.Credit = r.oneLine(v) }},
		{"credit-link", aText, func(r *reader, c *Collection, v *node) { c.CreditLink = r.link(v) }},
		{"languages", aList, func(r *reader, c *Collection, v *node) { c.Languages = each(r, v, (*reader).language) }},
		{"train-ai", aText, answerTo(proviso.TrainAI)},
		{"ai-use", aText, answerTo(proviso.AIUse)},
		{"search", aText, answerTo(proviso.Search)},
		{"tdm", aText, answerTo(proviso.TDM)},
		{"conditions", aTable, func(r *reader, c *Collection, v *node) { readTable(r, v, &c.Conditions, conditionKeys()) }},
	}
}

func answerTo(use proviso.Use) func(*reader, *Collection, *node) {
	return func(r *reader, c *Collection, v *node) {
		c.Outcomes[use], _ = outcomeOf(word(r, v, Answers(), meantAnswers))
	}
}

// readTable reads the keys of a table, each of which is known and of the shape that is
// asked for.
func readTable[T any](r *reader, t *node, into *T, keys []key[T]) {
	for _, e := range t.entries {
		i := slices.IndexFunc(keys, func(k key[T]) bool { return k.name == e.name })
		if i < 0 {
			names := make([]string, len(keys))
			for i, k := range keys {
				names[i] = k.name
			}
			r.unknown(e, names)
			continue
		}
		if k := keys[i]; r.shaped(e, k.shape) {
			k.read(r, into, e.value)
		}
	}
}

// home tells in which table a key stands that is known there and not where it was found.
func home(name string) string {
	has := func(names []string) bool { return slices.Contains(names, name) }
	switch {
	case has(namesOf(collectionKeys())):
		return "[[collection]]"
	case has(namesOf(partyKeys())):
		return "[party]"
	case has(namesOf(conditionKeys())):
		return "[conditions]"
	case has(namesOf(validityKeys())):
		return "[validity]"
	case has(namesOf(publicationKeys())):
		return "[publish]"
	case has(namesOf(fileKeys())):
		return "the top of the file, before the first [table]"
	}
	return ""
}

func namesOf[T any](keys []key[T]) (names []string) {
	for _, k := range keys {
		names = append(names, k.name)
	}
	return names
}

// unknown tells of a key that is not known where it stands.
func (r *reader) unknown(e *entry, names []string) {
	hint := quote(e.name) + " is no key that stands here"
	if near := nearest(e.name, names, meantKeys); near != "" {
		r.fault(CodeUnknownKey, e.start, hint+"; "+quote(near)+" is", near)
		return
	}
	for _, name := range []string{e.name, meantKeys[fold(e.name)]} {
		if where := home(name); name != "" && where != "" {
			r.fault(CodeUnknownKey, e.start, hint+"; "+quote(name)+" belongs into "+where, name)
			return
		}
	}
	r.fault(CodeUnknownKey, e.start, hint, "")
}

// shaped reports whether a value is of a shape, and tells where it is not.
func (r *reader) shaped(e *entry, want shape) bool {
	v := e.value
	if v.shape == want {
		return true
	}
	if want == theTables && v.shape == aList && len(v.items) > 0 {
		return true // a list of tables in braces is the same to TOML; its items are looked at
	}
	mend := ""
	written := r.text[v.start:v.end]
	switch {
	case want == theTables:
		mend = "[[" + e.name + "]]"
	case want == aTable && v.shape == theTables:
		mend = "[" + e.name + "]"
	case want == aList && v.shape == aText:
		mend = e.name + " = [" + string(written) + "]"
	case want == aText && v.shape == aList && len(v.items) == 1 && v.items[0].shape == aText:
		mend = e.name + " = " + tomlText(v.items[0].text)
	case want == aText && v.shape == aBool:
		if near := nearest(v.text, Answers(), meantAnswers); home(e.name) == "[[collection]]" {
			mend = e.name + " = " + tomlText(near)
		}
	case want == aText && v.shape == aNumber:
		mend = e.name + " = " + tomlText(v.text)
	case want == aDate && v.shape == aText:
		mend = e.name + " = " + v.text
	case want == aDate && v.shape == aLocal && len(v.text) > 10:
		mend = e.name + " = " + v.text + "Z"
	case want == aNumber:
		mend = e.name + " = " + number(Version)
	}
	code := CodeType
	if want == aDate {
		code = CodeDate
	}
	r.fault(code, v.start, quote(e.name)+" is "+want.plain()+", and here stands "+v.shape.plain(), clip(mend, MaxHint))
	return false
}

// collections reads the tables under [[collection]].
func (r *reader) collections(d *Declaration, v *node) {
	for i, t := range v.items {
		if i == MaxCollections {
			r.fault(CodeTooMany, t.start, "there are more collections than the "+number(MaxCollections)+" that are read", "")
			return
		}
		if t.shape != aTable {
			r.fault(CodeType, t.start, "a collection is a table, and here stands "+t.shape.plain(), "[[collection]]")
			continue
		}
		var c Collection
		readTable(r, t, &c, collectionKeys())
		r.required(t, "name")
		at := standing{at: t.start, keys: map[string]int{}}
		for _, e := range t.entries {
			at.keys[e.name] = e.value.start
			if use, ok := proviso.ParseUse(e.name); ok {
				at.named[use] = true
			}
		}
		d.Collections = append(d.Collections, c)
		r.standing = append(r.standing, at)
	}
}
