package verify

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/proviso-signals/proviso/declare"
)

// validity tells whether the declaration is in force. What a declaration states counts for
// readers before and after its time (docs/declaration.md), and headers and robots.txt have
// no dates at all, so that the owner has to see to it.
func (v *visit) validity() {
	now, valid := v.report.Time, v.d.Validity
	c := Check{Rule: RuleValidity, Verdict: Equal, Line: v.lines.validity, Message: "the declaration is in force"}
	switch {
	case now.Before(valid.From):
		c.Verdict, c.Severity = Stricter, Warn
		c.Message = "the declaration holds only from " + day(valid.From)
		c.Mend = "What is published counts all the same, and its safe forms at their word. Take it down until then: proviso undo."
	case !v.d.InForce(now):
		c.Verdict, c.Severity = Looser, Fail
		c.Message = "the declaration holds no more since " + day(valid.Until)
		c.Mend = "Say anew until when it holds and publish it, or take everything down (proviso undo): what is published goes on to count, though it is not meant any more."
	case !valid.Until.IsZero() && valid.Until.Sub(now) < EndsSoon:
		c.Severity = Note
		c.Message = fmt.Sprintf("the declaration ends on %s, in %d days", day(valid.Until), int(valid.Until.Sub(now).Hours()/24))
		c.Mend = "Publish a new one before."
	}
	v.add(c)
}

func day(at time.Time) string { return at.UTC().Format(time.DateOnly) }

// signature checks the signature of the published declaration against the party's keys:
// those that are given, and those published on its domain. An unsigned declaration is all
// right where nobody has keys.
func (v *visit) signature(doc *document) {
	if doc == nil {
		return
	}
	id := declare.SignedWith(doc.text)
	signed := doc.members["signature"] != nil
	if !signed && len(v.opt.Keys) == 0 {
		return
	}
	c := Check{Rule: RuleSignature, URL: v.origin + declare.WellKnown, Verdict: Silent, Severity: Fail, Line: v.lines.party,
		Mend: "Sign it anew with a key that is published at " + declare.KeysPath + "."}
	keys := v.keys()
	switch err := verifyAny(doc.text, keys); {
	case !signed:
		c.Message = "the party has keys, and the published declaration is not signed"
	case err == nil:
		c.Verdict, c.Severity, c.Mend = Equal, Pass, ""
		c.Message = "the signature holds, with the key " + id
	case errors.Is(err, declare.ErrTampered):
		c.Message = "the signature does not hold: the declaration was changed after it was signed"
	case len(keys) == 0:
		c.Severity = Warn
		c.Message = "the declaration is signed, and no key is published at " + declare.KeysPath + " to check it with"
		c.Mend = "Publish the keys there."
	default:
		c.Message = "no key of the party's fits the signature: " + clip(err.Error(), MaxText)
	}
	v.add(c)
}

// keys are the given keys and those at the site's own address for them.
func (v *visit) keys() []ed25519.PublicKey {
	keys := slices.Clone(v.opt.Keys)
	if a := v.document(declare.KeysPath); a.Usable() && !a.Truncated {
		if published, err := declare.ReadKeys(a.Body); err == nil {
			keys = append(keys, published...)
		}
	}
	return keys
}

// verifyAny checks the signature against the key that it names, if that is among them.
func verifyAny(document []byte, keys []ed25519.PublicKey) error {
	err := declare.ErrOtherKey
	for _, key := range keys {
		if err = declare.Verify(document, key); !errors.Is(err, declare.ErrOtherKey) {
			return err
		}
	}
	return err
}

// pageForPeople looks whether the page that says it to people can be reached.
func (v *visit) pageForPeople() {
	path := v.d.Publication.Page
	if path == "" {
		return
	}
	address := v.origin + path
	c := Check{Rule: RulePage, URL: address, Verdict: Equal, Line: v.lines.publish, Message: "the page that says it to people can be reached"}
	p, why := v.look(address, Page, nil)
	if p != nil && !p.response.Succeeded() {
		why = fmt.Sprintf("it answers %d", p.Status)
	}
	if why != "" {
		c.Verdict, c.Severity = Silent, Fail
		c.Message, c.Mend = "the page that says it to people cannot be reached: "+why, "Publish it: proviso apply."
		if p == nil {
			c.Verdict, c.Severity = NotLookedAt, Warn
		}
	}
	v.add(c, path)
}
