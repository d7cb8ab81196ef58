package tdmrep

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	carriertdmrep "github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/publish"
)

// form writes a file with one rule, by the carrier itself.
func form(s carrier.Said) (string, []proviso.Loss, error) {
	for _, f := range carriertdmrep.Carrier.Forms {
		if f.Name == "well-known" {
			return f.Write(s)
		}
	}
	return "", nil, nil
}

// object takes the rule out of a file with one.
func object(file string) string {
	file = strings.TrimSpace(file)
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(file, "["), "]"))
}

func ruleText(scope string, o proviso.Outcomes, link string) string {
	text, _, _ := form(carrier.Said{Outcomes: o, Scope: scope, Link: link})
	return object(text)
}

// literal is what a rule says by itself, read by the carrier.
func literal(text, scope string) (o proviso.Outcomes) {
	if text == "" {
		return o
	}
	const origin = "https://site.example"
	a := []*carrier.Artifact{{Kind: carrier.Document, Source: origin + carriertdmrep.WellKnown, Status: 200, Body: []byte("[" + text + "]")}}
	q := &carrier.Question{URL: origin + sample(scope)}
	for _, e := range carriertdmrep.Carrier.Read(a, q).Evidence {
		o = o.Join(e.Outcomes)
	}
	return o
}

// signed puts the member that tells whose it is into a rule.
func signed(text, by, eol string) string {
	text = strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(text, "}")), ",")
	text += ",\n    \"" + generator + "\": \"" + by + "\"\n  }"
	return strings.ReplaceAll(text, "\n", eol)
}

// sample is a path that a pattern matches.
func sample(scope string) string {
	return "/" + strings.TrimPrefix(strings.NewReplacer("*", "", "$", "").Replace(scope), "/")
}

// put puts the rules among those of others; ok is false where the file must stay as it is.
func (j *job) put() (text []byte, ok bool) {
	place := j.place()
	var out []byte
	at, count := 0, len(j.base.foreign)
	first := j.base.made
	add := func(k int, rules []*rule) {
		for _, r := range rules {
			by := byUs
			if first {
				by = madeByUs
			}
			r.written = signed(r.text, by, j.base.eol)
			out, at = j.insert(out, at, k, r.written, count)
			first = false
			count++
		}
	}
	for k := range len(j.base.foreign) + 1 {
		if k < place {
			if echo := j.echo(j.base.foreign[k]); echo != nil {
				add(k, []*rule{echo})
			}
		}
		if k != place {
			continue
		}
		var ours []*rule
		for i := range j.rules {
			if j.rules[i].text != "" {
				ours = append(ours, &j.rules[i])
			}
		}
		add(k, ours)
	}
	if count > carriertdmrep.MaxRules {
		j.problem(j.in.Entry, publish.CodeTooLarge, proviso.Fault, 0, fmt.Sprintf("with ours the file would have %d rules, and readers read %d: it was left as it is", count, carriertdmrep.MaxRules))
		return nil, false
	}
	j.tellForeign(place)
	if j.base.made && first {
		j.rules = nil
	}
	return append(out, j.base.text[at:]...), true
}

// insert puts a rule before foreign rule k, or behind all that are there.
func (j *job) insert(out []byte, at, k int, text string, before int) ([]byte, int) {
	b := &j.base
	switch {
	case k < len(b.foreign):
		out, at = append(out, b.text[at:b.foreign[k].start]...), b.foreign[k].start
		return append(out, text+","+b.eol+"  "...), at
	case len(b.foreign) > 0:
		end := max(at, b.foreign[len(b.foreign)-1].end)
		out, at = append(out, b.text[at:end]...), end
	default:
		end := max(at, b.open)
		out, at = append(out, b.text[at:end]...), end
	}
	if before > 0 {
		out = append(out, ',')
	}
	return append(out, b.eol+"  "+text...), at
}

// place is how many foreign rules stand before ours: up to the last that reserves, or that
// may mean to.
func (j *job) place() int {
	for k, f := range slices.Backward(j.base.foreign) {
		if !f.permits {
			return k + 1
		}
	}
	return 0
}

// echo is the rule that stands before a foreign one that does not reserve, where what is
// declared for its location does.
func (j *job) echo(f *foreign) *rule {
	if !f.permits || f.location == "" {
		return nil
	}
	said := j.under(f.location)
	r := &rule{scope: f.location, text: ruleText(f.location, said, "")}
	if !strings.Contains(r.text, `"tdm-reservation": 1`) {
		return nil
	}
	return r
}

// under is the strictest of what may be declared for the paths of a location.
func (j *job) under(location string) (o proviso.Outcomes) {
	for _, r := range j.rules {
		if mayMeet(r.scope, location) {
			o = o.Join(r.outcomes)
		}
	}
	return o
}

// tellForeign shows the rules of others that say something else than is declared.
func (j *job) tellForeign(place int) {
	for k, f := range j.base.foreign {
		said := j.under(f.location)
		ours := ruleText("/", said, "")
		same := f.reserves && strings.Contains(ours, ": 1") || f.permits && strings.Contains(ours, ": 0")
		if same || ours == "" {
			continue
		}
		hint := "a rule of somebody else's for " + f.location + " says something else than is declared, and stays: "
		if k < place && !f.permits {
			hint += "it comes first, and so it alone counts in this file; take it out for what is declared to count"
		} else {
			hint += "a rule of ours comes first, and so this one no longer counts where both match"
		}
		j.problem(j.in.Entry, publish.CodeForeign, proviso.Warning, f.was+1, hint)
	}
}
