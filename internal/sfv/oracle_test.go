package sfv

import (
	"regexp"
	"strings"
	"testing"
)

// The grammar of the package doc once more, as regular expressions: a second
// opinion on what is a field at all, which shares no code with the parser. It does
// not know UTF-8, so it says nothing about fields with a display string.
const (
	reBare = `(?:-?[0-9]{1,15}|-?[0-9]{1,12}\.[0-9]{1,3}` +
		`|"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"` +
		"|[A-Za-z*][-!#$%&'*+.^_`|~0-9A-Za-z:/]*" +
		`|:(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}={0,2}|[A-Za-z0-9+/]{3}=?)?:` +
		`|\?[01]|@-?[0-9]{1,15})`
	reKey     = `[a-z*][-a-z0-9_.*]*`
	reParams  = `(?:; *` + reKey + `(?:=` + reBare + `)?)*`
	reItem    = reBare + reParams
	reElement = `(?:` + reItem + `|\( *(?:` + reItem + `(?: +` + reItem + `)*)? *\)` + reParams + `)`
	reMember  = reKey + `(?:=` + reElement + `|` + reParams + `)`
	reComma   = `[ \t]*,[ \t]*`
)

// oracle holds one expression for each kind. Behind the last member of a list or
// dictionary the algorithms of RFC 9651 section 4.2 also skip tabs.
var oracle = map[string]*regexp.Regexp{
	"dictionary": regexp.MustCompile(`^ *(?:` + reMember + `(?:` + reComma + reMember + `)*[ \t]*)?$`),
	"list":       regexp.MustCompile(`^ *(?:` + reElement + `(?:` + reComma + reElement + `)*[ \t]*)?$`),
	"item":       regexp.MustCompile(`^ *` + reItem + ` *$`),
}

// checkOracle compares the parser's verdict with the oracle's.
func checkOracle(t testing.TB, kind, in string, err error) {
	t.Helper()
	if strings.Contains(in, `%"`) {
		return
	}
	if err != nil && checkSyntaxError(t, in, err).Reason == TooLarge {
		return
	}
	if want := oracle[kind].MatchString(in); want != (err == nil) {
		t.Fatalf("%s %q: parser says %v, grammar says %v", kind, in, err, want)
	}
}

// alphabet holds the characters that matter, each class of the parser's once.
const alphabet = "aA1*=,; \t()\"\\-.?:@%!_\x7f\xc3"

// TestOracle tries every short text, alone and where one is needed.
func TestOracle(t *testing.T) {
	const longest = 3
	valid := 0
	var try func(prefix string, more int)
	try = func(in string, more int) {
		for kind := range oracle {
			_, err := parseField(kind, []byte(in))
			checkOracle(t, kind, in, err)
			if err == nil {
				valid++
			}
		}
		if more > 0 {
			for i := range len(alphabet) {
				try(in+alphabet[i:i+1], more-1)
			}
		}
	}
	for _, prefix := range []string{"", "a=", "a=1;q", "(a"} {
		try(prefix, longest)
	}
	if valid == 0 {
		t.Error("nothing was valid")
	}
	t.Logf("%d valid", valid)
}

// TestOracleOnChanges replaces, inserts and deletes each byte of whole fields.
func TestOracleOnChanges(t *testing.T) {
	for _, in := range []string{
		`train-ai=n;exceptions=cc-cr, search=y;q="a\"b", c=(1.5 ?0;x), d=:YWI=:`,
		`  (a b;p=@-12) ; q`,
		`(1 2);a;b=*,3`,
	} {
		for at := range len(in) {
			changed := []string{in[:at] + in[at+1:]}
			for i := range len(alphabet) {
				c := alphabet[i : i+1]
				changed = append(changed, in[:at]+c+in[at:], in[:at]+c+in[at+1:])
			}
			for _, in := range changed {
				for kind := range oracle {
					_, err := parseField(kind, []byte(in))
					checkOracle(t, kind, in, err)
				}
			}
		}
	}
}

// The suite and the table of errors bring texts nobody would think of.
func TestOracleOnKnownFields(t *testing.T) {
	eachCase(t, "*.json", func(t *testing.T, c suiteCase) {
		in := strings.Join(c.Raw, ", ")
		_, err := parseField(c.HeaderType, []byte(in))
		checkOracle(t, c.HeaderType, in, err)
	})
	for _, c := range syntaxErrors {
		_, err := parseField(c.kind, []byte(c.in))
		checkOracle(t, c.kind, c.in, err)
	}
}
