// Package chooser helps somebody who has never written a declaration to choose: questions
// in people's words, one at a time, and from the answers the text of a proviso.toml. It is
// the same for a terminal and for a page.
//
//	c := chooser.Choice{}
//	for _, q := range chooser.Questions() {
//		if !q.Applies(&c) { continue }
//		… show q.Ask(&c) and q.Options(&c), get an answer …
//		if err := q.Answer(&c, answer); err != nil { … ask again … }
//	}
//	text := c.File()
//
// Nothing here touches network, disk or terminal.
package chooser

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// Choice is what somebody has chosen so far.
type Choice struct {
	Who    Who
	Name   string // of the declaring party
	Domain string
	For    string // on whose behalf somebody else's agent speaks
	// Uses are the answers, by use, as they stand in the file; empty for not answered.
	Uses [4]string
	// Credit and CreditLink say how to credit.
	Credit, CreditLink string
	// PayeeLink says how to contribute to the party; Beneficiary takes what is given back
	// to the commons.
	PayeeLink, Beneficiary, BeneficiaryLink string

	Rights    declare.Rights
	Languages []string
	// Images are folders of image files, from the declaration file on.
	Images      []string
	Publication declare.Publication
}

// Who is who somebody is, in their own words. It decides what is asked, and what is
// suggested.
type Who string

// Those who choose.
const (
	Photographer Who = "photographer" // or any artist: made the works
	Archive      Who = "archive"      // or library, museum: keeps works, mostly of others
	Publisher    Who = "publisher"    // holds rights in what others wrote
	Developer    Who = "developer"    // sets a site up for somebody else
)

// Whos lists them.
func Whos() []Who { return []Who{Photographer, Archive, Publisher, Developer} }

// Role is the role in the declaration of somebody.
func (w Who) Role() declare.Role {
	switch w {
	case Archive:
		return declare.Custodian
	case Publisher:
		return declare.Rightsholder
	case Developer:
		return declare.Agent
	}
	return declare.Author
}

// asks reports whether any answer asks for an element of the CC signals draft.
func (c *Choice) asks(element string) bool {
	for _, answer := range c.Uses {
		signal, ok := proviso.SignalNamed(answer)
		if ok && slices.ContainsFunc(signal.Elements, func(e proviso.Element) bool { return e.Kind == element }) {
			return true
		}
	}
	return false
}

// Declaration is what the choice declares so far; nil where it is none yet, or has
// mistakes, which are told.
func (c *Choice) Declaration() (*declare.Declaration, []proviso.Problem) {
	return declare.Parse(c.File())
}
