package declare_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// smallest is a sound file, to which tests add what they are about.
const smallest = `version = 1

[party]
name = "Example"
role = "author"
domain = "example.com"

[[collection]]
name = "all"
train-ai = "deny"
`

func examples(t testing.TB) map[string][]byte {
	t.Helper()
	names, _ := filepath.Glob("testdata/examples/*.toml")
	texts := map[string][]byte{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = text
	}
	if len(texts) < 5 {
		t.Fatalf("%d examples", len(texts))
	}
	return texts
}

func TestExamplesAreSound(t *testing.T) {
	for name, text := range examples(t) {
		d, problems := declare.Parse(text)
		for _, p := range problems {
			if p.Severity != proviso.Notice {
				t.Errorf("%s: %s %s: %s", name, p.Where, p.Code, p.Hint)
			}
		}
		if d == nil || len(d.Collections) == 0 {
			t.Errorf("%s declares nothing", name)
		}
	}
}

func TestMeaning(t *testing.T) {
	d, _ := declare.Parse(examples(t)["museum.toml"])
	want := &declare.Declaration{
		Party: declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example",
			Identifiers: []string{"https://registry.example/museum"}, Contact: "mailto:rights@museum.example"},
		Validity: declare.Validity{From: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2028, 12, 1, 0, 0, 0, 0, time.UTC)},
	}
	fund := declare.Conditions{Beneficiary: "Example Commons Fund", BeneficiaryLink: "https://commons-fund.example/"}
	want.Conditions = fund
	credit, giveBack := proviso.Signals()[0].Outcome(), proviso.Signals()[2].Outcome()
	allow, deny := proviso.Allowed(), proviso.Denied()
	want.Collections = []declare.Collection{
		{Name: "website", Languages: []string{"en", "nl"}, Credit: "Example Museum", CreditLink: "https://museum.example/",
			Outcomes: proviso.Outcomes{deny, credit, allow}, Conditions: fund},
		{Name: "photographs of the collection", Paths: []string{"/collection/images/", "/iiif/{2,3}/"}, Rights: declare.PublicDomain,
			Licence: "https://creativecommons.org/publicdomain/mark/1.0/", Credit: "Example Museum, public domain",
			CreditLink: "https://museum.example/collection/", Outcomes: proviso.Outcomes{giveBack, credit, allow, allow}, Conditions: fund},
		{Name: "works on loan", Paths: []string{"/collection/loans/"}, Rights: declare.InCopyright,
			Outcomes: proviso.Outcomes{deny, deny, allow, deny}, Conditions: fund},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
}

func TestDetailsAreInheritedByPair(t *testing.T) {
	d, problems := declare.Parse([]byte(smallest + `conditions.payee = "Own"
[conditions]
payee = "Everybody's"
payee-link = "https://example.com/all"
floor = "12.50 EUR per month"
`))
	if d == nil {
		t.Fatal(problems)
	}
	c := d.Collections[0].Conditions
	if c.Payee != "Own" || c.PayeeLink != "" || c.Floor != (declare.Floor{Amount: "12.50", Currency: "EUR", Per: "month"}) {
		t.Errorf("got %+v", c)
	}
	if got := c.Accepted(); !slices.Equal(got, declare.OpenLevels()) {
		t.Errorf("accepted are %v", got)
	}
}

// mistake is what one line in place of another does to a file.
type mistake struct{ old, line, want string }

// check makes one file of each mistake and compares what is found: code, place and mending
// text, of problems of a severity.
func check(t *testing.T, severity proviso.Severity, mistakes []mistake) {
	t.Helper()
	for _, m := range mistakes {
		text := smallest
		if m.old == "" {
			text += m.line + "\n"
		} else if text = strings.Replace(smallest, m.old, m.line, 1); text == smallest {
			t.Fatalf("%q is not there", m.old)
		}
		d, problems := declare.Parse([]byte(text))
		var got []string
		for _, p := range problems {
			if p.Severity == severity {
				got = append(got, fmt.Sprintf("%s %d:%d %s", p.Code, p.Where.Line, p.Where.Column, p.Mend))
			}
			if p.Hint == "" || strings.Contains(p.Hint, "\n") {
				t.Errorf("%q: the hint is %q", m.line, p.Hint)
			}
		}
		if found := strings.TrimSpace(strings.Join(got, "; ")); found != "declare-"+m.want {
			t.Errorf("%q:\n got %s\nwant declare-%s", m.line, found, m.want)
		}
		if (d == nil) != (severity == proviso.Fault) {
			t.Errorf("%q: the declaration is %v", m.line, d)
		}
	}
}

func TestMistakes(t *testing.T) {
	const train, name, role, domain, version = `train-ai = "deny"`, `name = "Example"`, `role = "author"`, `domain = "example.com"`, "version = 1\n"
	check(t, proviso.Fault, []mistake{
		{version, "\n", "missing 1:1 version = 1"},
		{version, "version = 2\n", "version 1:11 version = 1"},
		{version, "version = \"1\"\n", "type 1:11 version = 1"},
		{name, "", "missing 3:2 name = \"…\""},
		{name, `name = "  "`, "empty 4:8"},
		{name, `name = 7`, "type 4:8 name = \"7\""},
		{name, `name = "a\nb"`, `value 4:8 "a b"`},
		{name, `name = "a` + "\u202e" + `b"`, `value 4:8 "a b"`},
		{name, `name = ["Example"]`, `type 4:8 name = "Example"`},
		{role, `role = "custodain"`, `value 5:8 "custodian"`},
		{role, `role = "museum"`, `value 5:8 "custodian"`},
		{role, `role = "xyzzy"`, `value 5:8`},
		{role, `role = "Author"`, `value 5:8 "author"`},
		{domain, `domain = "https://Example.com/about"`, `domain 6:10 "example.com"`},
		{domain, `domain = "münchen.example"`, `domain 6:10`},
		{domain, `domain = "localhost"`, `domain 6:10`},
		{domain, `link = "www.example.com"`, `link 6:8 "https://www.example.com"`},
		{domain, `link = "https:/example.com/"`, `link 6:8 "https://example.com/"`},
		{domain, `link = "https://user@example.com/"`, `link 6:8`},
		{domain, `link = "javascript:alert(1)"`, `link 6:8`},
		{domain, `contact = "rights@example.com"`, `contact 6:11 "mailto:rights@example.com"`},
		{domain, `identifiers = "https://orcid.org/0"`, `type 6:15 identifiers = ["https://orcid.org/0"]`},
		{domain, `identifiers = []`, `empty 6:15`},
		{domain, `identifiers = [1]`, `type 6:16`},
		{domain, `train-ai = "deny"`, `unknown-key 6:1 train-ai`},
		{train, `train-ai = "denny"`, `value 10:12 "deny"`},
		{train, `train-ai = "no"`, `value 10:12 "deny"`},
		{train, `train-ai = false`, `type 10:12 train-ai = "deny"`},
		{train, `train-ai = "CC-CR"`, `value 10:12 "cc-cr"`},
		{train, `train-ai = "cc_cr_dc"`, `value 10:12 "cc-cr-dc"`},
		{train, `train-ai = "credit"`, `value 10:12 "cc-cr"`},
		{train, `trian-ai = "deny"`, `unknown-key 10:1 train-ai`},
		{train, `train-genai = "deny"`, `unknown-key 10:1 train-ai`},
		{train, `license = "https://example.com/"`, `unknown-key 10:1 licence`},
		{train, `wombat = "deny"`, `unknown-key 10:1`},
		{train, `licence = "CC BY 4.0"`, `licence 10:11 "https://creativecommons.org/licenses/by/4.0/"`},
		{train, `licence = "https://creativecommons.org/licenses/by/4.0/de/"`, `licence 10:11 "https://creativecommons.org/licenses/by/4.0/"`},
		{train, `licence = "MIT"`, `licence 10:11`},
		{train, `rights = "pd"`, `value 10:10 "public-domain"`},
		{train, `rights = "unknown"`, `value 10:10 "undetermined"`},
		{train, `languages = ["en_GB", "english", "x"]`, `language 10:14 "en-GB"; declare-language 10:23 "en"; declare-language 10:34`},
		{train, `paths = ["photos/"]`, `path 10:10 "/photos/"`},
		{train, `paths = ["https://example.com/photos/"]`, `path 10:10 "/photos/"`},
		{train, `paths = ["/my photos/"]`, `path 10:10 "/my%20photos/"`},
		{train, `paths = ["\\photos\\"]`, `path 10:10 "/photos/"`},
		{train, `paths = ["/a#b"]`, `path 10:10 "/a"`},
		{train, `paths = ["/{a,b/"]`, `path 10:10 "/*a,b/"`},
		{train, `paths = [""]`, `path 10:10 "/"`},
		{train, `files = ["/home/me/photos"]`, `file 10:10 "home/me/photos"`},
		{train, `files = ["../photos/"]`, `file 10:10`},
		{train, `files = ["photos\\2026"]`, `file 10:10 "photos/2026"`},
		{train, `files = ["[z-a].jpg"]`, `file 10:10`},
		{train, `conditions.floor = "€50/year"`, `floor 10:20 "50 EUR per year"`},
		{train, `conditions.floor = "USD 12,50 a month"`, `floor 10:20 "12.50 USD per month"`},
		{train, `conditions.floor = "plenty"`, `floor 10:20`},
		{train, `conditions.open = ["mof-3", "OSAID"]`, `value 10:20 "mof-1"; declare-value 10:29 "osaid"`},
		{"", `name = "again"`, `repeated-key 11:1`},
		{"", "[[collection]]\nname = \"all\"", `name-repeated 12:8`},
		{"", "[party]", `repeated-key 11:2`},
		{"", "[collection]", `repeated-key 11:2`},
		{"", "[wombat]\nx = 1", `unknown-key 11:2`},
		{"", "[validity]\nfrom = \"2026-01-01\"", `date 12:8 from = 2026-01-01`},
		{"", "[validity]\nfrom = 2026-01-01T09:00:00", `date 12:8 from = 2026-01-01T09:00:00Z`},
		{"", "[validity]\nfrom = 2026-02-30", `date 12:8`},
		{"", "[validity]\nfrom = 2026-02-03\nuntil = 2026-02-02", `validity 13:9`},
		{version, "version = 1\nsupersedes = [\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\", \"x\"]\n", `digest 2:15 "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"; declare-digest 2:62`},
		{name, `name = “Example”`, `missing 3:2 name = "…"; declare-toml 4:8 name = "Example"`},
		{name, `name = Example`, `missing 3:2 name = "…"; declare-toml 4:8 name = "Example"`},
		{name, `name: "Example"`, `missing 3:2 name = "…"; declare-toml 4:5 name = "Example"`},
	})
}

// TestEveryMistakeAtOnce: a slip in one line hides no other, whatever it is.
func TestEveryMistakeAtOnce(t *testing.T) {
	_, problems := declare.Parse([]byte(`version = 3
[party
name = "unterminated
role = "sculptor"
[[collection]]
name = "a"
paths = ["/a", 
train-ai = "maybe"
languages = ["xx-"]
  "stray"
ai-use = perhaps
[[collection]]
serch = "allow"
`))
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%d %s", p.Where.Line, strings.TrimPrefix(p.Code, "declare-")))
	}
	want := []string{"1 missing", "1 version", "2 toml", "3 toml", "4 unknown-key", "7 toml", "8 value", "9 language", "10 toml", "11 toml", "12 missing", "13 unknown-key"}
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("%s\n%v", diff, problems)
	}
}

func TestAdvice(t *testing.T) {
	const train, domain = `train-ai = "deny"`, "domain = \"example.com\"\n"
	check(t, proviso.Warning, []mistake{
		{domain, "", `unverifiable 3:2 domain = "…"`},
		{`role = "author"`, `role = "agent"`, `agent-for-nobody 3:2 for = "…"`},
		{train, "", `silent 8:3 train-ai = "deny"`},
		{train, `train-ai = "cc-cr-dc"`, `no-payee 8:3 payee-link = "https://…"`},
		{train, "rights = \"public-domain\"\n" + train, `public-domain 11:12`},
		{train, "rights = \"public-domain\"\nlicence = \"https://creativecommons.org/licenses/by/4.0/\"\ntrain-ai = \"allow\"",
			`licence-without-copyright 11:11 "https://creativecommons.org/publicdomain/mark/1.0/"`},
		{train, "paths = [\"/[!a]/\"]\n" + train, `path-wider 10:9`},
		{"", "[[collection]]\nname = \"b\"\npaths = [\"/\"]\ntrain-ai = \"allow\"", `same-path 11:3`},
		{"", "[[collection]]\nname = \"b\"\npaths = [\"/b/\"]\nsearch = \"allow\"", `use-dropped 11:3 train-ai = "deny"`},
	})
	check(t, proviso.Notice, []mistake{
		{train, `train-ai = "cc-cr"`, `no-credit-line 8:3 credit = "…"`},
		{train, "credit = \"x\"\ntrain-ai = \"cc-cr-ec\"", `no-payee 8:3 beneficiary-link = "https://…"`},
		{train, "paths = [\"/img?.jpg\"]\n" + train, `question-mark 10:9`},
		{"", "[conditions]\nfloor = \"5 EUR\"", `unused-detail 11:2`},
		{"", "search = \"allow\"\n[[collection]]\nname = \"b\"\npaths = [\"/b/\"]\ntrain-ai = \"unstated\"", `use-dropped 12:3 search = "allow"`},
	})
}

// TestCodes: every code is in the table, once, and this package's tests make every one.
func TestCodes(t *testing.T) {
	source, err := os.ReadFile("codes.go")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, c := range declare.Codes() {
		if listed[c.Code] || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%s: listed twice, or its meaning is no sentence", c.Code)
		}
		listed[c.Code] = true
	}
	for _, m := range regexp.MustCompile(`= "(declare-[a-z-]+)"`).FindAllStringSubmatch(string(source), -1) {
		if !listed[m[1]] {
			t.Errorf("%s is in no table", m[1])
		}
	}
}

func TestEncodings(t *testing.T) {
	windows := "\xEF\xBB\xBF" + strings.ReplaceAll(smallest, "\n", "\r\n")
	if d, problems := declare.Parse([]byte(windows)); d == nil {
		t.Errorf("with a byte order mark and CRLF: %v", problems)
	}
	for _, text := range []string{"\xFF\xFEv\x00", "version = 1\x00", "\xFE\xFF\x00v"} {
		if _, problems := declare.Parse([]byte(text)); len(problems) != 1 || problems[0].Code != declare.CodeTOML || !strings.Contains(problems[0].Hint, "UTF-8") {
			t.Errorf("%q: %v", text, problems)
		}
	}
	if _, problems := declare.Parse([]byte("a = \"\xff\"")); len(problems) == 0 || problems[len(problems)-1].Code != declare.CodeTOML {
		t.Errorf("not UTF-8: %v", problems)
	}
}

func TestInForce(t *testing.T) {
	d, _ := declare.Parse([]byte(smallest + "[validity]\nfrom = 2026-03-01\nuntil = 2026-03-31\n"))
	for at, want := range map[string]bool{
		"2026-02-28T23:59:59Z": false, "2026-03-01T00:00:00Z": true, "2026-03-31T23:59:59Z": true, "2026-04-01T00:00:00Z": false,
	} {
		when, _ := time.Parse(time.RFC3339, at)
		if d.InForce(when) != want {
			t.Errorf("%s: want %v", at, want)
		}
	}
}
