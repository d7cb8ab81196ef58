package proviso

// Statement is a statement of preference: what a declaring party says about the
// uses of an asset or a set of assets (draft-ietf-aipref-vocab-08 section 3).
type Statement struct {
	Outcomes Outcomes
	// Party is who makes the statement, as far as its carrier tells.
	Party Party
	// Scope is what the statement is about, in its carrier's own words: a robots
	// path pattern, or empty for just the asset it came with.
	Scope string
	// Asker names the product token or operator that alone is bound by the
	// statement. Empty binds everyone.
	Asker string
}

// Party is a declaring party and how strongly it is identified.
type Party struct {
	// Name is a host, a name or an identifier; empty where the carrier says
	// nothing about who speaks.
	Name           string
	Identification Identification
}

// Identification grades how strongly a declaring party is identified. A carrier
// implies only what it shows: preferences in robots.txt imply that a server is
// their source and nothing more (vocab-08 section 3.1).
type Identification uint8

const (
	Anonymous            Identification = iota // nothing shows who speaks
	ServerOperator                             // whoever controls the server
	DomainVerified                             // control of a domain was proven
	OrganisationVerified                       // an identity was proven
)

// String words the grade.
func (i Identification) String() string {
	switch i {
	case ServerOperator:
		return "server operator"
	case DomainVerified:
		return "domain verified"
	case OrganisationVerified:
		return "organisation verified"
	}
	return "anonymous"
}

// Loss is something a carrier could not say, and the safe form that stands in
// for it. Every write returns its losses.
type Loss struct {
	Use  Use
	Said Outcome // what was to be said
	Form string  // what stands for it in the text; empty if nothing does
	Why  string  // one sentence
}
