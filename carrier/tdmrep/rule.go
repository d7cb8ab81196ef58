package tdmrep

import (
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// rule is one object of the file.
type rule struct {
	location    string // a path pattern; empty where it cannot be read
	reservation reservation
	policies    []link
	offset, end int
}

// link is a policy of a rule, as written.
type link struct {
	text   string
	offset int
}

// read reads a file, as far as it is sound.
func (f *rules) read(body []byte) {
	if isPage(body) {
		f.add(CodeFileHTML, proviso.Notice, body, 0, "a page stands in place of the file: the site does not implement the protocol here", "")
		return
	}
	if len(body) > jsontree.MaxSize {
		body = body[:jsontree.MaxSize]
		f.broken(body, jsontree.Fault{Offset: len(body), Reason: jsontree.TooLarge})
	}
	root, faults := jsontree.Parse(body)
	for _, fault := range faults {
		f.broken(body, fault)
	}
	switch {
	case root == nil:
	case root.Kind == jsontree.Array:
		for _, node := range root.Items {
			if len(f.list) == MaxRules {
				f.add(CodeFileForm, proviso.Fault, body, node.Offset, "there are more rules than the "+strconv.Itoa(MaxRules)+" that are read", "")
				return
			}
			f.list = append(f.list, f.rule(body, node))
		}
	case root.Kind == jsontree.Object && root.Get(nameReservation) != nil:
		f.doubt = true
		f.add(CodeFileForm, proviso.Warning, body, root.Offset,
			"the brackets of the array are missing, and they are mandatory: a reservation counts all the same, a 0 does not", "[ … ]")
		f.list = []rule{f.rule(body, root)}
	default:
		f.add(CodeFileForm, proviso.Fault, body, root.Offset, "the file is no array of rules: it states nothing", "")
	}
}

func (f *rules) add(code string, severity proviso.Severity, body []byte, offset int, hint, mend string) {
	if len(f.problems) < MaxProblems || severity == proviso.Fault { // before the position is looked for, which takes time
		f.problems.add(code, severity, carrier.At(WellKnown, body, offset), hint, mend)
	}
}

func (f *rules) broken(body []byte, fault jsontree.Fault) {
	severity, rest := proviso.Warning, ": of what can be read only reservations count"
	if fault.Reason.Ends() {
		severity, rest = proviso.Fault, ", and what follows is not read: of what is before, only reservations count"
	}
	f.doubt = true
	f.add(CodeFileBroken, severity, body, fault.Offset, plain(fault)+rest, "")
}

// plain words a fault. Of a name that is given twice not only the last counts here.
func plain(fault jsontree.Fault) string {
	if fault.Reason == jsontree.Repeated {
		return "a name is given twice in one object"
	}
	return fault.Reason.Plain()
}

// rule reads one rule. Location and reservation are mandatory.
func (f *rules) rule(body []byte, node *jsontree.Node) rule {
	r := rule{offset: node.Offset, end: node.End}
	if node.Kind != jsontree.Object {
		f.add(CodeRule, proviso.Warning, body, node.Offset, "a rule is an object with a location and a "+nameReservation, "")
		return r
	}
	var count tally
	locations := 0
	for _, m := range node.Members {
		switch m.Name {
		case "location":
			locations++
			r.location = f.location(body, m.Value)
		case nameReservation:
			f.value(body, m.Value, &count)
		case namePolicy:
			if m.Value.Kind != jsontree.Null && len(r.policies) <= MaxValues { // one beyond, so that it is noticed
				text, _ := m.Value.Str()
				r.policies = append(r.policies, link{text, m.Value.Offset})
			}
		}
	}
	if locations != 1 {
		r.location = ""
		f.add(CodeRule, proviso.Warning, body, node.Offset, "a rule has one location, and this has "+strconv.Itoa(locations)+": it matches nothing", "")
	}
	if count == (tally{}) {
		f.add(CodeRule, proviso.Warning, body, node.Offset, "a rule without "+nameReservation+" reserves nothing", `"`+nameReservation+`": 1`)
	}
	r.reservation = count.reservation()
	return r
}

// location reads a path pattern; what begins neither with "/" nor with "*" is none.
func (f *rules) location(body []byte, node *jsontree.Node) string {
	text, ok := node.Str()
	if ok && (strings.HasPrefix(text, "/") || strings.HasPrefix(text, "*")) {
		return text
	}
	mend := ""
	if path := strings.TrimPrefix(text, carrier.Origin(text)); ok && path != "" && len(path) < carrier.MaxRaw {
		mend = "/" + strings.TrimPrefix(path, "/")
	}
	f.add(CodeRule, proviso.Warning, body, node.Offset,
		quoted(body, node.Offset, node.End)+" is no path pattern, which begins with / as in robots.txt: it matches nothing", mend)
	return ""
}

// value reads a reservation.
func (f *rules) value(body []byte, node *jsontree.Node, count *tally) {
	switch node.Kind {
	case jsontree.Number:
		switch n, err := strconv.ParseFloat(node.Text, 64); {
		case err == nil && n == 1:
			count.ones++
			return
		case node.Text == "0": // no other numeral: 1e-999 would be 0 to many
			count.zeros++
			return
		}
	case jsontree.String:
		if node.Text == "1" || node.Text == "0" {
			hint := "a string is no number: it is read as a reservation all the same"
			if count.bad++; node.Text == "1" {
				count.ones++
			} else {
				hint = "a string is no number: it permits nothing"
			}
			f.add(CodeString, proviso.Warning, body, node.Offset, hint, node.Text)
			return
		}
	}
	count.bad++
	f.add(CodeRule, proviso.Warning, body, node.Offset,
		quoted(body, node.Offset, node.End)+" is neither 1 nor 0: the protocol takes the reservation as unset", "1")
}
