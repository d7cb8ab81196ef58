package proviso

// Asker is who wants to make a use of an asset.
type Asker struct {
	// Tokens are the asker's product tokens, such as "ExampleBot". An asker with
	// several is bound by what is said to each of them.
	Tokens []string
	// Operators are who runs those products, such as "Microsoft". Some statements
	// are addressed to an operator, whatever the product.
	Operators []string
}

// names gives every name the asker goes by.
func (a Asker) names(yield func(string) bool) {
	for _, list := range [...][]string{a.Tokens, a.Operators} {
		for _, name := range list {
			if !yield(name) {
				return
			}
		}
	}
}

// Action is what an asker does after a [Decision].
type Action uint8

const (
	Refrain Action = iota // do not make the use
	Hold                  // nothing was said and the policy does not go on alone
	Meet                  // go on once one of the owed offers is met in full
	Proceed               // go on
)

// String gives the stable word: refrain, hold, meet or proceed.
func (a Action) String() string {
	switch a {
	case Hold:
		return "hold"
	case Meet:
		return "meet"
	case Proceed:
		return "proceed"
	}
	return "refrain"
}

// Policy is what an asker does where the framework takes no position. It is
// named and versioned because every decision records it. A policy cannot change
// what was said: it has no say about allow, conditional or deny.
type Policy struct {
	Name    string
	Version int
	// Unstated is what to do about silence. Only [Refrain], [Hold] and [Proceed]
	// make sense; anything else is read as Hold.
	Unstated Action
}

// Policies lists the built-in policies. The first is the default.
func Policies() []Policy {
	return []Policy{
		{Name: "hold-unstated", Version: 1, Unstated: Hold},
		{Name: "refrain-unstated", Version: 1, Unstated: Refrain},
		{Name: "proceed-unstated", Version: 1, Unstated: Proceed},
	}
}

// PolicyNamed finds a built-in policy; the empty name is the default.
func PolicyNamed(name string) (Policy, bool) {
	for _, p := range Policies() {
		if name == "" || p.Name == name {
			return p, true
		}
	}
	return Policy{}, false
}

// Decision is what follows for one asker and one use.
type Decision struct {
	Use     Use
	Outcome Outcome
	Action  Action
	// Owed lists the offers of which one must be met in full; empty unless Action
	// is [Meet].
	Owed []Offer
	// Because lists indexes into [Resolution.Evidence].
	Because []int
	Policy  Policy
}

// Decide tells what an asker does about one use under a policy. It is pure: the
// same resolution, asker, use and policy always give the same decision.
func Decide(r Resolution, asker Asker, use Use, policy Policy) Decision {
	ruling := r.For(asker)[use]
	d := Decision{Use: use, Outcome: ruling.Outcome, Because: ruling.Decided, Policy: policy}
	switch ruling.Outcome.Word() {
	case Allow:
		d.Action = Proceed
	case Conditional:
		d.Action = Meet
		d.Owed = ruling.Outcome.Offers()
	case Deny:
		d.Action = Refrain
	case Unstated:
		d.Action = policy.Unstated
		if d.Action == Meet {
			d.Action = Hold
		}
	}
	return d
}
