package declare

import (
	"time"

	"github.com/proviso-signals/proviso"
)

// Version is the version of the form of proviso.toml that is read: the value of its
// key "version".
const Version = 1

// FileName is how the declaration file is called, at the root of a site's sources.
const FileName = "proviso.toml"

// Declaration is what a declaring party says about its collections: the meaning of one
// proviso.toml.
type Declaration struct {
	Party       Party
	Validity    Validity
	Supersedes  []string // earlier declarations: digests as [Digest] gives them, or absolute URLs
	Conditions  Conditions
	Publication Publication
	Collections []Collection // in the order of the file; their names differ
}

// Party is the declaring party: who says how collections should be used. As in CC signals
// 0.1, that need not be who holds copyright.
type Party struct {
	Name string
	Role Role
	// Domain is the host that shows that the party speaks: its declaration is at
	// https://DOMAIN/.well-known/proviso.json and its keys at [KeysPath] there. Empty
	// where the party has none; then it is only a name.
	Domain string
	// Identifiers are URLs that others keep about the party, such as its ROR, ISNI, ORCID
	// or Wikidata entry.
	Identifiers []string
	Link        string // the party's own page; absolute URL
	Contact     string // where to ask: a mailto:, http or https URL
	For         string // on whose behalf an agent speaks; empty for other roles
}

// Role is what a declaring party is to its collections.
type Role string

// The roles.
const (
	Author       Role = "author"       // made the works
	Rightsholder Role = "rightsholder" // holds copyright, by contract or inheritance
	Custodian    Role = "custodian"    // keeps the works and holds no copyright in them
	Agent        Role = "agent"        // speaks for somebody else, who is named
)

// Validity is the time in which a declaration holds.
type Validity struct {
	From  time.Time // the first instant; zero for since ever
	Until time.Time // the first instant at which it holds no more; zero for no end
}

// InForce reports whether the declaration holds at a time. A document that is read at
// another time still counts as a statement, and explains nothing.
func (d *Declaration) InForce(at time.Time) bool {
	return !at.Before(d.Validity.From) && (d.Validity.Until.IsZero() || at.Before(d.Validity.Until))
}

// Collection is a set of works about which one thing is said.
type Collection struct {
	Name string
	// Paths are where it is on the site, as patterns of URL paths (see [Patterns]). A
	// collection with neither paths nor files is the whole site.
	Paths []string
	// Files are folders and globs of files, relative to the declaration file. They are
	// for whoever marks files, and are never published. See [Collection.HasFile].
	Files      []string
	Rights     Rights
	Licence    string // absolute URL of a copyright licence or public domain mark
	Credit     string // the credit line
	CreditLink string // where credit links to: absolute URL
	// Languages are BCP 47 tags of the collection's pages, the first one the main one.
	// Texts for people are made in these.
	Languages []string
	// Outcomes is what is said about each use; what is not said is unstated.
	Outcomes proviso.Outcomes
	// Conditions are the details that hold for this collection: its own, and the
	// declaration's where it has none.
	Conditions Conditions
}

// Collection finds a collection by its name.
func (d *Declaration) Collection(name string) (c *Collection, ok bool) {
	for i := range d.Collections {
		if d.Collections[i].Name == name {
			return &d.Collections[i], true
		}
	}
	return nil, false
}

// WholeSite reports whether the collection is everything on the site.
func (c *Collection) WholeSite() bool { return len(c.Paths) == 0 && len(c.Files) == 0 }

// Rights is the copyright status of a collection, as its declaring party knows it. It is
// never turned into a preference.
type Rights string

// The rights statuses. Empty is not said.
const (
	InCopyright  Rights = "in-copyright"
	PublicDomain Rights = "public-domain" // not or no longer protected
	Mixed        Rights = "mixed"         // differs from work to work
	Undetermined Rights = "undetermined"
)

// Conditions are the details of what a signal asks. None of them is part of a signal;
// they tell somebody who wants to adhere how the declaring party would like it.
type Conditions struct {
	// Payee is who takes direct contributions; the declaring party where it is empty.
	Payee     string
	PayeeLink string // where to contribute: absolute URL
	// Floor is the least that the declaring party would call a good faith valuation. It
	// is no price: CC signals 0.1 asks for a contribution by use and means.
	Floor           Floor
	Beneficiary     string // who takes ecosystem contributions
	BeneficiaryLink string // absolute URL
	// Open are the levels of openness that are accepted for the element Open. Empty is
	// all that CC signals 0.1 names: [OpenLevels].
	Open []OpenLevel
}

// over gives the details with those of c for what they leave out. A name and its link go
// together.
func (own Conditions) over(c Conditions) Conditions {
	if own.Payee == "" && own.PayeeLink == "" {
		own.Payee, own.PayeeLink = c.Payee, c.PayeeLink
	}
	if own.Floor == (Floor{}) {
		own.Floor = c.Floor
	}
	if own.Beneficiary == "" && own.BeneficiaryLink == "" {
		own.Beneficiary, own.BeneficiaryLink = c.Beneficiary, c.BeneficiaryLink
	}
	if len(own.Open) == 0 {
		own.Open = c.Open
	}
	return own
}

// Floor is an amount of money, for a span or a thing. The zero Floor is none.
type Floor struct {
	Amount   string // decimal, such as "50" or "12.50"
	Currency string // three letters, as in ISO 4217
	Per      string // "year", "month", "model" or "asset"; empty for once
}

// String writes the floor as it stands in the file: "50 EUR per year".
func (f Floor) String() string {
	s := f.Amount
	if f.Currency != "" {
		s += " " + f.Currency
	}
	if f.Per != "" {
		s += " per " + f.Per
	}
	return s
}

// OpenLevel is a level of openness of an AI system.
type OpenLevel string

// The levels that CC signals 0.1 names for its element Open. MOF Class III is not among
// them.
const (
	MOF1  OpenLevel = "mof-1" // Model Openness Framework, Class I (open science)
	MOF2  OpenLevel = "mof-2" // Model Openness Framework, Class II (open tooling)
	OSAID OpenLevel = "osaid" // Open Source AI Definition
)

// Accepted lists the levels of openness that do.
func (c Conditions) Accepted() []OpenLevel {
	if len(c.Open) == 0 {
		return OpenLevels()
	}
	return c.Open
}
