package declare_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/declare"
)

func TestEdit(t *testing.T) {
	for name, tt := range map[string]struct {
		text   string
		change declare.Change
		want   string
	}{
		"a value where it stands": {"[party]\n name  =  'Old'   # who\nrole = \"author\"\n", declare.Change{Key: "party.name", Value: `New "name"`},
			"[party]\n name  =  \"New \\\"name\\\"\"   # who\nrole = \"author\"\n"},
		"a key behind the last of its table": {"[party]\n  name = \"x\" # who\n\n# about the rest\n[validity]\n", declare.Change{Key: "party.role", Value: "agent"},
			"[party]\n  name = \"x\" # who\n  role = \"agent\"\n\n# about the rest\n[validity]\n"},
		"a file without a last line end": {"version = 1", declare.Change{Key: "party.name", Value: "x"},
			"version = 1\nparty.name = \"x\"\n"},
		"CRLF": {"version = 1\r\n[party]\r\nname = \"x\"\r\n", declare.Change{Key: "party.role", Value: "author"},
			"version = 1\r\n[party]\r\nname = \"x\"\r\nrole = \"author\"\r\n"},
		"an empty file":          {"", declare.Change{Key: "party.name", Value: "x"}, "party.name = \"x\"\n"},
		"only a byte order mark": {"\xEF\xBB\xBF# c\n", declare.Change{Key: "party.name", Value: "x"}, "\xEF\xBB\xBFparty.name = \"x\"\n# c\n"},
		"dotted keys": {"party.name = \"x\"\nversion = 1\n", declare.Change{Key: "party.role", Value: "author"},
			"party.name = \"x\"\nparty.role = \"author\"\nversion = 1\n"},
		"braces": {"party = { name = \"x\" } # c\n", declare.Change{Key: "party.role", Value: "author"},
			"party = { name = \"x\", role = \"author\" } # c\n"},
		"empty braces": {"party = {}\n", declare.Change{Key: "party.role", Value: "author"}, "party = { role = \"author\" }\n"},
		"a collection": {"[[collection]]\nname = \"a\"\n[[collection]]\nname = \"b\" # b\n[collection.conditions]\nfloor = \"1 EUR\"\n",
			declare.Change{Collection: "b", Key: "train-ai", Value: "cc-cr"},
			"[[collection]]\nname = \"a\"\n[[collection]]\nname = \"b\" # b\ntrain-ai = \"cc-cr\"\n[collection.conditions]\nfloor = \"1 EUR\"\n"},
		"its conditions": {"[[collection]]\nname = \"a\"\n[collection.conditions]\nfloor = \"1 EUR\" # f\n",
			declare.Change{Collection: "a", Key: "conditions.floor", Value: "2 EUR"},
			"[[collection]]\nname = \"a\"\n[collection.conditions]\nfloor = \"2 EUR\" # f\n"},
		"conditions that it does not have": {"[[collection]]\nname = \"a\"\n[[collection]]\nname = \"b\"\n",
			declare.Change{Collection: "a", Key: "conditions.open", List: []string{"osaid"}},
			"[[collection]]\nname = \"a\"\nconditions.open = [\"osaid\"]\n[[collection]]\nname = \"b\"\n"},
		"a collection in braces": {"collection = [{name = \"a\"}, {name = \"b\"}]\n", declare.Change{Collection: "a", Key: "search", Value: "deny"},
			"collection = [{name = \"a\", search = \"deny\"}, {name = \"b\"}]\n"},
		"a date": {"[validity]\nuntil = 2026-01-01 # end\n", declare.Change{Key: "validity.until", Value: "2027-06-30T12:00:00+02:00"},
			"[validity]\nuntil = 2027-06-30T12:00:00+02:00 # end\n"},
		"more in a list": {"supersedes = [\n  \"https://a.example/\", # the first\n]\n", declare.Change{Key: "supersedes", List: []string{"https://a.example/", "https://b.example/"}},
			"supersedes = [\n  \"https://a.example/\", \"https://b.example/\", # the first\n]\n"},
		"fewer in a list": {"supersedes = [\"https://a.example/\", \"https://b.example/\", \"https://c.example/\" # c\n]\n", declare.Change{Key: "supersedes", List: []string{"https://a.example/", "https://c.example/"}},
			"supersedes = [\"https://a.example/\", \"https://c.example/\" # c\n]\n"},
		"others in a list": {"supersedes = [\"https://a.example/\", # a\n\"https://b.example/\"]", declare.Change{Key: "supersedes", List: []string{"https://a.example/", "https://d.example/"}},
			"supersedes = [\"https://a.example/\", # a\n\"https://d.example/\"]"},
		"the first of a list": {"supersedes = [\"https://a.example/\", \"https://b.example/\"]", declare.Change{Key: "supersedes", List: []string{"https://b.example/"}},
			"supersedes = [\"https://b.example/\"]"},
		"one before a list": {"supersedes = [\"https://b.example/\"]", declare.Change{Key: "supersedes", List: []string{"https://a.example/", "https://b.example/"}},
			"supersedes = [\"https://a.example/\", \"https://b.example/\"]"},
		"the same":        {"[party]\nname='x'", declare.Change{Key: "party.name", Value: "x"}, "[party]\nname=\"x\""},
		"mends a mistake": {"[party]\nrole = \"museum\"\n", declare.Change{Key: "party.role", Value: "custodian"}, "[party]\nrole = \"custodian\"\n"},
	} {
		got, err := declare.Edit([]byte(tt.text), tt.change)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(tt.want, string(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestEditRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		text   string
		change declare.Change
	}{
		"no TOML":                 {"a = \n", declare.Change{Key: "party.name", Value: "x"}},
		"no key":                  {smallest, declare.Change{Key: "party.nmae", Value: "x"}},
		"a table":                 {smallest, declare.Change{Key: "party", Value: "x"}},
		"the version":             {smallest, declare.Change{Key: "version", Value: "2"}},
		"no collection":           {smallest, declare.Change{Collection: "none", Key: "search", Value: "allow"}},
		"a collection's key":      {smallest, declare.Change{Key: "search", Value: "allow"}},
		"a party of a collection": {smallest, declare.Change{Collection: "all", Key: "party.name", Value: "x"}},
		"no such word":            {smallest, declare.Change{Collection: "all", Key: "search", Value: "maybe"}},
		"a list for a text":       {smallest, declare.Change{Key: "party.name", List: []string{"x"}}},
		"a text for a list":       {smallest, declare.Change{Key: "supersedes", Value: "x"}},
		"an empty list":           {smallest, declare.Change{Key: "supersedes"}},
		"no date":                 {smallest, declare.Change{Key: "validity.from", Value: "2026-01-01\nx = 1"}},
		"a day there is not":      {smallest, declare.Change{Key: "validity.from", Value: "2026-02-30"}},
		"a name that there is":    {smallest + "[[collection]]\nname = \"b\"\n", declare.Change{Collection: "b", Key: "name", Value: "all"}},
		"UTF-16":                  {"\xFF\xFEa\x00", declare.Change{Key: "party.name", Value: "x"}},
	} {
		if got, err := declare.Edit([]byte(tt.text), tt.change); !errors.Is(err, declare.ErrEdit) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func TestRename(t *testing.T) {
	got, err := declare.Edit([]byte(smallest), declare.Change{Collection: "all", Key: "name", Value: "everything"})
	if err != nil || !strings.Contains(string(got), `name = "everything"`) {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestAddCollection(t *testing.T) {
	got, err := declare.AddCollection([]byte(smallest), `the "new" one`)
	if err != nil || string(got) != smallest+"\n[[collection]]\nname = \"the \\\"new\\\" one\"\n" {
		t.Errorf("%v\n%s", err, got)
	}
	if got, err = declare.Edit(got, declare.Change{Collection: `the "new" one`, Key: "paths", List: []string{"/new/"}}); err != nil {
		t.Fatal(err)
	}
	if d, problems := declare.Parse(got); d == nil || len(d.Collections) != 2 {
		t.Errorf("%v", problems)
	}
	for _, text := range []string{smallest, "a = ", "collection = []\n"} {
		if _, err := declare.AddCollection([]byte(text), "all"); !errors.Is(err, declare.ErrEdit) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// changes are what the property is tried with.
var changes = []declare.Change{
	{Key: "party.name", Value: "Another \"name\" é\\"}, {Key: "party.role", Value: "agent"}, {Key: "party.for", Value: "others"},
	{Key: "party.domain", Value: "other.example"}, {Key: "party.identifiers", List: []string{"https://a.example/", "https://b.example/"}},
	{Key: "party.contact", Value: "mailto:a@b.example"}, {Key: "validity.from", Value: "2020-01-01"}, {Key: "validity.until", Value: "2099-12-31T00:00:00Z"},
	{Key: "supersedes", List: []string{"https://a.example/"}}, {Key: "conditions.floor", Value: "7.50 USD per asset"},
	{Key: "conditions.payee", Value: "somebody"}, {Key: "conditions.open", List: []string{"mof-2", "osaid"}},
	{Collection: "*", Key: "train-ai", Value: "cc-cr-op"}, {Collection: "*", Key: "ai-use", Value: "unstated"}, {Collection: "*", Key: "search", Value: "deny"},
	{Collection: "*", Key: "tdm", Value: "allow"}, {Collection: "*", Key: "paths", List: []string{"/a/", "/b/", "/c/"}},
	{Collection: "*", Key: "files", List: []string{"x/"}}, {Collection: "*", Key: "credit", Value: "Me"}, {Collection: "*", Key: "rights", Value: "mixed"},
	{Collection: "*", Key: "languages", List: []string{"en"}}, {Collection: "*", Key: "conditions.beneficiary", Value: "all of us"},
	{Collection: "*", Key: "licence", Value: "https://example.com/l"},
}

// TestEditChangesNothingElse makes every change in every example and every collection.
func TestEditChangesNothingElse(t *testing.T) {
	for name, text := range examples(t) {
		for _, text := range [][]byte{text, bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))} {
			d, _ := declare.Parse(text)
			for _, change := range changes {
				if change.Collection == "" {
					oneEdit(t, name, text, change)
					continue
				}
				for _, c := range d.Collections {
					change.Collection = c.Name
					oneEdit(t, name, text, change)
				}
			}
		}
	}
}

// oneEdit holds an edit to what it promises: the result says the new thing and is
// otherwise the same declaration; one run of bytes was changed; every comment is there;
// the same edit once more changes nothing; the old value put back gives the old meaning.
func oneEdit(t testing.TB, name string, text []byte, change declare.Change) {
	t.Helper()
	edited, err := declare.Edit(text, change)
	if err != nil {
		t.Errorf("%s %+v: %v", name, change, err)
		return
	}
	was, _ := declare.Parse(text)
	is, problems := declare.Parse(edited)
	if was == nil {
		return
	}
	if is == nil {
		t.Errorf("%s %+v: %v\n%s", name, change, problems, edited)
		return
	}
	setIn(was, change)
	if diff := cmp.Diff(was, is); diff != "" {
		t.Errorf("%s %+v: %s", name, change, diff)
	}
	removed, added := between(text, edited)
	if lines := bytes.Count(removed, []byte("\n")); lines > 0 {
		t.Errorf("%s %+v: %q became %q", name, change, removed, added)
	}
	if diff := cmp.Diff(comments(text), comments(edited)); diff != "" {
		t.Errorf("%s %+v: comments: %s", name, change, diff)
	}
	if again, err := declare.Edit(edited, change); err != nil || !bytes.Equal(again, edited) {
		t.Errorf("%s %+v: a second time: %v\n%s", name, change, err, again)
	}
}

// between gives the bytes that differ.
func between(a, b []byte) (removed, added []byte) {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return a[head : len(a)-tail], b[head : len(b)-tail]
}

func comments(text []byte) (list []string) {
	for line := range strings.Lines(string(text)) {
		if i := strings.Index(line, "# "); i >= 0 {
			list = append(list, strings.TrimSpace(line[i:]))
		}
	}
	return list
}

// setIn does to the meaning of a file what an edit does to its text, by parsing the new
// value alone.
func setIn(d *declare.Declaration, change declare.Change) {
	value := change.Value
	switch table, key, _ := strings.Cut(change.Key, "."); {
	case change.Collection == "" && table == "conditions":
		own := fresh(change)
		for i := range d.Collections { // details that were the declaration's
			c := &d.Collections[i].Conditions
			if key == "floor" && c.Floor == d.Conditions.Floor {
				c.Floor = own.Conditions.Floor
			}
			if key == "payee" && c.Payee == d.Conditions.Payee && c.PayeeLink == d.Conditions.PayeeLink {
				c.Payee, c.PayeeLink = value, d.Conditions.PayeeLink
			}
			if key == "open" && slices.Equal(c.Open, d.Conditions.Open) {
				c.Open = own.Conditions.Open
			}
		}
		switch key {
		case "floor":
			d.Conditions.Floor = own.Conditions.Floor
		case "payee":
			d.Conditions.Payee = value
		case "open":
			d.Conditions.Open = own.Conditions.Open
		}
	case change.Collection == "":
		own := fresh(change)
		switch change.Key {
		case "party.name":
			d.Party.Name = value
		case "party.role":
			d.Party.Role = declare.Role(value)
		case "party.for":
			d.Party.For = value
		case "party.domain":
			d.Party.Domain = value
		case "party.contact":
			d.Party.Contact = value
		case "party.identifiers":
			d.Party.Identifiers = change.List
		case "validity.from":
			d.Validity.From = own.Validity.From
		case "validity.until":
			d.Validity.Until = own.Validity.Until
		case "supersedes":
			d.Supersedes = change.List
		}
	default:
		c, _ := d.Collection(change.Collection)
		own := fresh(change).Collections[0]
		switch change.Key {
		case "train-ai":
			c.Outcomes[0] = own.Outcomes[0]
		case "ai-use":
			c.Outcomes[1] = own.Outcomes[1]
		case "search":
			c.Outcomes[2] = own.Outcomes[2]
		case "tdm":
			c.Outcomes[3] = own.Outcomes[3]
		case "paths":
			c.Paths = change.List
		case "files":
			c.Files = change.List
		case "credit":
			c.Credit = value
		case "rights":
			c.Rights = declare.Rights(value)
		case "languages":
			c.Languages = change.List
		case "licence":
			c.Licence = value
		case "conditions.beneficiary":
			link := c.Conditions.BeneficiaryLink
			if link == d.Conditions.BeneficiaryLink {
				link = "" // a name and its link go together
			}
			c.Conditions.Beneficiary, c.Conditions.BeneficiaryLink = value, link
		}
	}
}

// fresh is the meaning of a file that says the new thing alone.
func fresh(change declare.Change) *declare.Declaration {
	value := "'" + change.Value + "'"
	if strings.HasPrefix(change.Key, "validity.") {
		value = change.Value
	}
	if len(change.List) > 0 {
		value = "['" + strings.Join(change.List, "', '") + "']"
	}
	text := change.Key + " = " + value + "\n" + smallest
	if change.Collection != "" {
		text = strings.Replace(smallest, "train-ai = \"deny\"\n", change.Key+" = "+value+"\n", 1)
	}
	if strings.HasPrefix(change.Key, "party.") {
		text = smallest
	}
	d, problems := declare.Parse([]byte(text))
	if d == nil {
		panic(problems)
	}
	return d
}
