package tdmrep

import (
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// reservation is the value of tdm-reservation.
type reservation uint8

const (
	unset reservation = iota
	notReserved
	reserved
)

// String is the value as it is written.
func (r reservation) String() string {
	switch r {
	case notReserved:
		return "0"
	case reserved:
		return "1"
	}
	return "unset"
}

// value is a property as it was found.
type value struct {
	text string
	at   proviso.Where
	raw  string // with its name, as it stood
}

// policy is a policy that is pointed to: an absolute URL, or none where nobody can tell
// which policy is meant.
type policy struct {
	url string
	at  proviso.Where
}

// tally counts what is said about a reservation in one value or rule.
type tally struct{ ones, zeros, bad int }

// reservation settles it: any 1 reserves, and a 0 counts only where nothing else is said.
func (t tally) reservation() reservation {
	switch {
	case t.ones > 0:
		return reserved
	case t.zeros > 0 && t.bad == 0:
		return notReserved
	}
	return unset
}

// valueOf reads a value. Field lines may have been joined with commas on their way
// (RFC 9110 section 5.3); mixed is set where they did not say the same.
func valueOf(text string) (r reservation, mixed bool) {
	var t tally
	for member := range strings.SplitSeq(text, ",") {
		switch strings.Trim(member, " \t\r\n\f") {
		case "1":
			t.ones++
		case "0":
			t.zeros++
		default:
			t.bad++
		}
	}
	return t.reservation(), t.ones > 0 && t.zeros+t.bad > 0
}

// reservations settles the values of one message or page, and tells which of them says
// so: any 1 reserves, and a value that cannot be read is as good as absent. What is not
// read for its number is taken to reserve.
func (r *reader) reservations(values []value) (says reservation, by value) {
	differ, odd := false, false
	for i, v := range values {
		one, mixed := valueOf(v.text)
		if i == MaxValues {
			one = reserved
			r.problems.add(CodeTooMany, proviso.Fault, v.at, "the reservation is repeated more often than is read: the rest is taken to reserve", "")
		}
		switch {
		case one == unset && !odd: // once is enough
			odd = true
			r.problems.add(CodeValue, proviso.Warning, v.at, strconv.Quote(carrier.Clip(v.text, maxQuote))+
				" is neither 1 nor 0: the protocol takes it as unset, so it supersedes nothing; 1 reserves", "1")
		case one != unset:
			if differ = differ || mixed || says != unset && says != one; one > says {
				says, by = one, v
			}
		}
		if i == MaxValues {
			break
		}
	}
	if differ {
		r.problems.add(CodeRepeated, proviso.Warning, by.at, "the reservation is given with values that differ in one place: any 1 reserves", "")
	}
	return says, by
}

// links resolves the policies of one place.
func (r *reader) links(values []value, base string) []policy {
	var found []policy
	bad := false
	for i, v := range values {
		url, ok := carrier.Resolve(base, v.text)
		switch {
		case i == MaxValues:
			return r.tooMany(v)
		case !ok || strings.TrimSpace(v.text) == "":
			if !bad { // once is enough
				r.problems.add(CodePolicyLink, proviso.Warning, v.at,
					strconv.Quote(carrier.Clip(v.text, maxQuote))+" is no http or https URL, so no policy is found there", "")
			}
			bad = true
		case !has(found, url):
			found = append(found, policy{url, v.at})
		}
		if len(found) > MaxPolicies {
			return r.tooMany(v)
		}
	}
	switch {
	case bad && len(found) > 0:
		return []policy{{at: found[0].at}} // the other may be the one that is meant
	case len(found) > 1:
		r.problems.add(CodeRepeated, proviso.Warning, found[1].at,
			strconv.Itoa(len(found))+" policies are named in one place: what is asked for by all of them is asked for", "")
	}
	return found
}

func (r *reader) tooMany(v value) []policy {
	r.problems.add(CodeTooMany, proviso.Fault, v.at, "more policies are named in one place than are read: the reservation stands without a policy", "")
	return []policy{{at: v.at}}
}

func has(list []policy, url string) bool {
	for i := range list {
		if list[i].url == url {
			return true
		}
	}
	return false
}
