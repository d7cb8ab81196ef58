package sfv

import (
	"regexp"
	"testing"
)

// syntaxErrors has one entry or more for each reason a parser can give. The
// offset is that of the "^" below the input.
var syntaxErrors = []struct {
	kind, in string
	mark     string
	want     Reason
}{
	{"dictionary", `a=`, `  ^`, MissingValue},
	{"dictionary", `a=, b`, `  ^`, MissingValue},
	{"dictionary", `a= , b`, `  ^`, MissingValue},
	{"dictionary", `a=1;q=`, `      ^`, MissingValue},
	{"dictionary", `a=(1;q=)`, `       ^`, MissingValue},
	{"item", ``, `^`, MissingValue},
	{"item", `  `, `  ^`, MissingValue},
	{"list", `;a=1`, `^`, MissingValue},
	{"dictionary", `a='x'`, `  ^`, BadValue},
	{"dictionary", `a==1`, `  ^`, BadValue},
	{"list", `1, /x`, `   ^`, BadValue},
	{"list", `(a ')`, `   ^`, BadValue},

	{"dictionary", `a=1, b=2 , `, `         ^`, TrailingComma},
	{"list", `1,`, ` ^`, TrailingComma},
	{"dictionary", `a=1,,b`, `    ^`, EmptyMember},
	{"dictionary", ` , a`, ` ^`, EmptyMember},
	{"list", `1, , 2`, `   ^`, EmptyMember},
	{"dictionary", `a=1 b=2`, `    ^`, MissingComma},
	{"dictionary", `a=hello world`, `        ^`, MissingComma},
	{"dictionary", `a=(1)b`, `     ^`, MissingComma},
	{"dictionary", `train-ai=n Search=y`, `           ^`, MissingComma},
	{"list", `1 "x"`, `  ^`, MissingComma},
	{"dictionary", `a=1 !`, `    ^`, TrailingText},
	{"dictionary", `a="x";q="y")`, `           ^`, TrailingText},
	{"dictionary", `a=1 =2`, `    ^`, TrailingText},
	{"item", `1, 2`, ` ^`, TrailingText},
	{"item", `1 a`, `  ^`, TrailingText},

	{"dictionary", `=n`, `^`, MissingKey},
	{"dictionary", `a, ;q=1`, `   ^`, MissingKey},
	{"dictionary", `A=1`, `^`, UpperCaseKey},
	{"dictionary", `trainAI=n`, `     ^`, UpperCaseKey},
	{"dictionary", `a=1;Q=2`, `    ^`, UpperCaseKey},
	{"item", `1;qQ`, `   ^`, UpperCaseKey},
	{"dictionary", `1a=1`, `^`, BadKey},
	{"dictionary", `"a"=1`, `^`, BadKey},
	{"dictionary", `train-ai: n`, `        ^`, BadKey},
	{"dictionary", `a=1;b!=2`, `     ^`, BadKey},
	{"dictionary", `a=1;;b`, `   ^`, EmptyParameterKey},
	{"dictionary", `a=1; `, `   ^`, EmptyParameterKey},
	{"dictionary", `a=1;=2`, `   ^`, EmptyParameterKey},
	{"dictionary", `a; , b`, ` ^`, EmptyParameterKey},
	{"list", `(1;)`, `  ^`, EmptyParameterKey},

	{"dictionary", `a =1`, ` ^`, SpaceAroundEquals},
	{"dictionary", `a= 1`, `  ^`, SpaceAroundEquals},
	{"dictionary", "a\t= 1", ` ^`, SpaceAroundEquals},
	{"dictionary", `a=1;q = 1`, `     ^`, SpaceAroundEquals},
	{"dictionary", `a=1;q= (1)`, `      ^`, SpaceAroundEquals},
	{"list", `(1;q =2)`, `    ^`, SpaceAroundEquals},
	{"dictionary", `a=n ;exceptions=cc-cr`, `   ^`, SpaceBeforeSemicolon},
	{"dictionary", `a  ;q`, ` ^`, SpaceBeforeSemicolon},
	{"list", `(1 ;q)`, `  ^`, SpaceBeforeSemicolon},
	{"item", `1 ;q`, ` ^`, SpaceBeforeSemicolon},
	{"dictionary", "\ta=1", `^`, MisplacedTab},
	{"list", " \t1", ` ^`, MisplacedTab},
	{"item", "1\t", ` ^`, MisplacedTab},
	{"dictionary", "a=1;\tq", `    ^`, MisplacedTab},
	{"list", "(1\t2)", `  ^`, MisplacedTab},
	{"list", "(\t1)", ` ^`, MisplacedTab},

	{"dictionary", "a=é", `  ^`, NonASCII},
	{"dictionary", "a=1, é", `     ^`, NonASCII},
	{"dictionary", "a=“x”", `  ^`, NonASCII},
	{"dictionary", `a="é"`, `   ^`, NonASCII},
	{"dictionary", "\xef\xbb\xbfa", `^`, NonASCII},
	{"dictionary", "train–ai=n", `     ^`, NonASCII},
	{"dictionary", "a=\"\t\"", `   ^`, ControlCharacter},
	{"dictionary", "a=1\r\nb=2", `   ^`, ControlCharacter},
	{"dictionary", "a=\"\x7f\"", `   ^`, ControlCharacter},
	{"item", "%\"\x00\"", `  ^`, ControlCharacter},

	{"dictionary", `a="x, b=y`, `  ^`, UnterminatedString},
	{"dictionary", `a="x\`, `  ^`, UnterminatedString},
	{"dictionary", `a="x\"`, `  ^`, UnterminatedString},
	{"dictionary", `a="C:\x"`, `     ^`, BadEscape},
	{"dictionary", `a;e=https://example.com/?x`, `                        ^`, BadToken},
	{"dictionary", `a=b=c`, `   ^`, BadToken},
	{"dictionary", `a=x"y"`, `   ^`, BadToken},
	{"dictionary", `a=-`, `   ^`, BadNumber},
	{"dictionary", `a=- 1`, `   ^`, BadNumber},
	{"dictionary", `a=1.`, `    ^`, BadNumber},
	{"dictionary", `a=1..2`, `    ^`, BadNumber},
	{"dictionary", `a=1.5.4`, `     ^`, BadNumber},
	{"dictionary", `a=30days`, `    ^`, BadNumber},
	{"dictionary", `a=2026-09-13`, `      ^`, BadNumber},
	{"dictionary", `a=1234567890123456`, `  ^`, NumberTooLong},
	{"dictionary", `a=0000000000000.0`, `  ^`, NumberTooLong},
	{"dictionary", `a=1.0000`, `  ^`, NumberTooLong},
	{"dictionary", `a=-1.0000`, `  ^`, NumberTooLong},
	{"item", `@1234567890123456`, ` ^`, NumberTooLong},
	{"dictionary", `a=:YQ==`, `  ^`, UnterminatedByteSequence},
	{"dictionary", `a=:_-Ah:`, `   ^`, BadBase64},
	{"dictionary", `a=:Y Q=:`, `    ^`, BadBase64},
	{"dictionary", `a=:YQ=a:`, `     ^`, BadBase64},
	{"dictionary", `a=:YQ===:`, `     ^`, BadBase64},
	{"dictionary", `a=:YWJj=:`, `       ^`, BadBase64},
	{"dictionary", `a=:=:`, `   ^`, BadBase64},
	{"dictionary", `a=:YWJjZ:`, `  ^`, BadBase64},
	{"dictionary", `a=?`, `  ^`, BadBoolean},
	{"dictionary", `a=?true`, `  ^`, BadBoolean},
	{"dictionary", `a=?10`, `    ^`, BadBoolean},
	{"dictionary", `a=@`, `   ^`, BadDate},
	{"dictionary", `a=@now`, `   ^`, BadDate},
	{"dictionary", `a=@1.5`, `  ^`, BadDate},
	{"dictionary", `a=@2026-09-13`, `       ^`, BadDate},
	{"dictionary", `a=%x`, `  ^`, BadDisplayString},
	{"dictionary", `a=%"x, b`, `  ^`, UnterminatedDisplayString},
	{"dictionary", `a=%"`, `  ^`, UnterminatedDisplayString},
	{"dictionary", `a=%"100%"`, `       ^`, BadPercentEscape},
	{"dictionary", `a=%"f%C3%BC"`, `     ^`, BadPercentEscape},
	{"dictionary", `a=%"f%c`, `     ^`, BadPercentEscape},
	{"item", `%"%c3%bc %c3("`, `         ^`, BadUTF8},
	{"item", `%"a%ed%a0%80"`, `   ^`, BadUTF8},

	{"dictionary", `a=(1 2`, `  ^`, UnterminatedInnerList},
	{"list", `1, (`, `   ^`, UnterminatedInnerList},
	{"dictionary", `a=(1, 2)`, `    ^`, CommaInInnerList},
	{"dictionary", `a=(,)`, `   ^`, CommaInInnerList},
	{"dictionary", `a=("x""y")`, `      ^`, MissingSpace},
	{"dictionary", `a=(1 (2))`, `     ^`, NestedInnerList},
	{"list", `((1))`, ` ^`, NestedInnerList},
	{"dictionary", `train-ai=n;exceptions=(cc-cr)`, `                      ^`, InnerListAsParameter},
	{"item", `(1)`, `^`, InnerListAsItem},
}

func TestSyntaxErrors(t *testing.T) {
	given := map[Reason]bool{
		TooLarge:     true, // see TestLimits
		DuplicateKey: true, // only from serialising
		UnknownType:  true, // only from serialising
	}
	for _, c := range syntaxErrors {
		_, err := parseField(c.kind, []byte(c.in))
		if err == nil {
			t.Errorf("%s %q: no error, want %v", c.kind, c.in, c.want)
			continue
		}
		e := checkSyntaxError(t, c.in, err)
		if e.Reason != c.want || e.Offset != len(c.mark)-1 {
			t.Errorf("%s %q: %v at %d, want %v at %d", c.kind, c.in, e.Reason, e.Offset, c.want, len(c.mark)-1)
		}
		given[c.want] = true
	}
	for _, r := range Reasons() {
		if !given[r] {
			t.Errorf("no case gives %v", r)
		}
	}
}

// Codes are public once a linter prints them, so each is well-formed and its own.
func TestReasonTexts(t *testing.T) {
	code := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	seen := map[string]Reason{}
	for _, r := range Reasons() {
		for _, text := range []string{r.String(), r.Plain()} {
			if other, ok := seen[text]; ok {
				t.Errorf("%d and %d share %q", other, r, text)
			}
			seen[text] = r
		}
		if !code.MatchString(r.String()) || r.Plain() == "" {
			t.Errorf("%d: code %q, text %q", r, r, r.Plain())
		}
	}
	if got := (&SyntaxError{7, TrailingComma}).Error(); got != "offset 7: a comma with nothing after it" {
		t.Error(got)
	}
	if got := Reason(200).Plain(); got != "reason(200)" {
		t.Error(got)
	}
	if got := DisplayString.String(); got != "display string" {
		t.Error(got)
	}
	if got := Type(200).String(); got != "type(200)" {
		t.Error(got)
	}
}
