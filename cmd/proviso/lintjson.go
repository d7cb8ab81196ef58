package main

import (
	"encoding/json"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

const lintSchema = "proviso.lint/1"

// line writes one JSON line; maps keep their members in one order.
func (k *linting) line(v map[string]any) {
	encoder := json.NewEncoder(k.out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(v) // k.out keeps the first error until it is flushed
}

func (k *linting) reportJSON(text string, r expr.Report) {
	v := map[string]any{
		"schema": lintSchema, "text": text, "profile": k.profile.Name,
		"strict": usesJSON(r.Strict), "unreadable": r.Strict.Failed,
		"understood": r.Understood, "problems": problemsJSON(r.Problems),
	}
	if r.Understood {
		v["meant"], v["intent"], v["mended"] = r.Meant, usesJSON(r.Intent), r.Mended
	}
	k.line(v)
}

func (k *linting) migrationJSON(text string, from expr.Revision, m expr.Migration, err error) {
	v := map[string]any{
		"schema": lintSchema, "text": text, "from": from.Name, "unreadable": err != nil,
		"today": m.Text, "problems": problemsJSON(m.Problems),
	}
	kept := []map[string]string{}
	for _, x := range m.Kept {
		kept = append(kept, map[string]string{"use": x.Use.String(), "from": x.From, "to": x.To, "note": x.Note})
	}
	lost := []map[string]string{}
	for _, x := range m.Lost {
		lost = append(lost, map[string]string{"member": x.Member, "why": x.Why})
	}
	v["kept"], v["lost"] = kept, lost
	k.line(v)
}

func usesJSON(r expr.Reading) map[string]string {
	uses := map[string]string{}
	for _, use := range proviso.Uses() {
		uses[use.String()] = r.Outcomes[use].String()
	}
	return uses
}

func problemsJSON(problems []proviso.Problem) []map[string]string {
	list := []map[string]string{}
	for i := range problems {
		list = append(list, problemJSON(&problems[i]))
	}
	return list
}

func problemJSON(p *proviso.Problem) map[string]string {
	v := map[string]string{"code": p.Code, "severity": p.Severity.String(), "where": p.Where.String(), "hint": p.Hint}
	if p.Mend != "" {
		v["mend"] = p.Mend
	}
	return v
}
