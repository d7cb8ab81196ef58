package proviso

// Rights is copyright information found beside statements of preference: a
// licence, a notice, whom to credit, where to ask. It is shown with the answer and
// serves crediting. It is never a preference: a copyright licence says nothing
// about how machines may use an asset where copyright asks no permission, and so
// it is never turned into allow or deny.
type Rights struct {
	Kind RightsKind
	// Value is an absolute URL for the kinds that link, text for the others.
	Value string
	// Name is what people call the licence, such as "CC BY-SA 4.0"; empty for
	// licences that are not known by a name, and for other kinds.
	Name string
	// About is the absolute URL of what the information is about; empty for the
	// asset itself.
	About   string
	Carrier string
	Where   Where
	Raw     string // as it stood
}

// RightsKind is what kind of copyright information something is.
type RightsKind uint8

const (
	Licence         RightsKind = iota // a copyright licence or public domain mark: a link
	UsageInfo                         // a page about how the asset may be used: a link
	AcquireLicence                    // where to ask for permission: a link
	CreditText                        // how to credit: text
	CreditLink                        // where credit is to link: a link
	CopyrightNotice                   // text
	UsageTerms                        // how the asset may be used: text
	CreditRule                        // whether and where a credit has to stand: text
	CopyrightStatus                   // whether the asset is said to be protected: text
	Owner                             // who owns the copyright: text
	Creator                           // who made the asset, where somebody else is to be credited: text
	Licensor                          // who gives licences: text

	numRightsKinds = iota
)

// rightsWords has the stable word of each kind, and how people call it.
var rightsWords = [numRightsKinds]struct{ stable, plain string }{
	Licence:         {"licence", "licence"},
	UsageInfo:       {"usage-info", "about its use"},
	AcquireLicence:  {"acquire-licence", "to ask"},
	CreditText:      {"credit-text", "credit"},
	CreditLink:      {"credit-link", "credit links to"},
	CopyrightNotice: {"copyright-notice", "copyright"},
	UsageTerms:      {"usage-terms", "terms of use"},
	CreditRule:      {"credit-rule", "credit line"},
	CopyrightStatus: {"copyright-status", "copyright status"},
	Owner:           {"owner", "owner"},
	Creator:         {"creator", "made by"},
	Licensor:        {"licensor", "licences by"},
}

// String gives the stable word.
func (k RightsKind) String() string { return k.words().stable }

// Plain words the kind for people.
func (k RightsKind) Plain() string { return k.words().plain }

func (k RightsKind) words() struct{ stable, plain string } {
	if int(k) < len(rightsWords) {
		return rightsWords[k]
	}
	return rightsWords[Licence]
}
