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
)

// String gives the stable word.
func (k RightsKind) String() string {
	switch k {
	case UsageInfo:
		return "usage-info"
	case AcquireLicence:
		return "acquire-licence"
	case CreditText:
		return "credit-text"
	case CreditLink:
		return "credit-link"
	case CopyrightNotice:
		return "copyright-notice"
	}
	return "licence"
}

// Plain words the kind for people.
func (k RightsKind) Plain() string {
	switch k {
	case UsageInfo:
		return "about its use"
	case AcquireLicence:
		return "to ask"
	case CreditText:
		return "credit"
	case CreditLink:
		return "credit links to"
	case CopyrightNotice:
		return "copyright"
	}
	return "licence"
}
