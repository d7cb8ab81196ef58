package expr

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
)

// robotsTxt is where the texts of most tests stand.
var robotsTxt = Source{
	Base:  "https://example.com/robots.txt",
	Where: proviso.Where{Source: "robots.txt", Line: 3, Column: 16},
}

// words sums outcomes up as one letter per use, in report order: "-" unstated,
// "y" allow, "n" deny, "c" conditional.
func words(o proviso.Outcomes) string {
	var b strings.Builder
	for u := range o {
		b.WriteByte("-ycn"[o[u].Word()])
	}
	return b.String()
}

func problemCodes(problems []proviso.Problem) []string {
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return codes
}

type readCase struct {
	text   string
	says   string // see words
	failed bool
	codes  string // parted by spaces
}

func runReadCases(t *testing.T, src Source, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			got := Read([]byte(c.text), &src)
			if words(got.Outcomes) != c.says {
				t.Errorf("says %s, want %s", words(got.Outcomes), c.says)
			}
			if got.Failed != c.failed {
				t.Errorf("failed = %v, want %v", got.Failed, c.failed)
			}
			if codes := strings.Join(problemCodes(got.Problems), " "); codes != c.codes {
				t.Errorf("problems %q, want %q\n%v", codes, c.codes, got.Problems)
			}
			if strict := readStrict([]byte(c.text), &src); !reflect.DeepEqual(got, strict) {
				t.Errorf("the short cut reads %v, the strict path %v", got, strict)
			}
		})
	}
}

// How CC signals 0.1 fares under a strict AIPREF reader: which forms are safe,
// which lose the signal, which must never be written.
func TestReadCCSignalsForms(t *testing.T) {
	runReadCases(t, robotsTxt, []readCase{
		{"train-ai=n;exceptions=cc-cr", "c---", false, ""},
		{"ai-use=n;exceptions=cc-cr", "-c--", false, ""}, // README example, valid again since vocab-08
		{"train-genai=n;exceptions=cc-cr-ec", "----", false, "label-retired"},
		{"ai=n;exceptions=cc-cr", "----", false, "label-retired"},
		{"genai=n;exceptions=cc-cr-ec", "----", false, "label-retired"},
		{"train-ai=y;exceptions=cc-cr", "y---", false, "exceptions-on-allow"},
		{"train-ai=n;exceptions=(cc-cr cc-cr-op)", "----", true, "expression-syntax"},
		{"train-ai=n;Exceptions=cc-cr", "----", true, "expression-syntax"},
		{"train-ai=n;exceptions=cc-cr;exceptions=cc-cr-op", "c---", false, "exceptions-repeated"},
	})
}

// The same texts for a reader that knows AIPREF alone.
func TestReadCCSignalsFormsPlain(t *testing.T) {
	src := robotsTxt
	src.Profile = aipref
	runReadCases(t, src, []readCase{
		{"train-ai=n;exceptions=cc-cr", "n---", false, "parameter-unknown"},
		{"ai-use=n;exceptions=cc-cr", "-n--", false, "parameter-unknown"},
		{"train-genai=n;exceptions=cc-cr-ec", "----", false, "label-retired"},
		{"train-ai=y;exceptions=cc-cr", "y---", false, "parameter-unknown"},
		{"train-ai=n;exceptions=(cc-cr cc-cr-op)", "----", true, "expression-syntax"},
	})
}

// Texts whose reading by RFC 9651 is easily got wrong.
func TestReadStructuredFields(t *testing.T) {
	runReadCases(t, robotsTxt, []readCase{
		{`train-ai=y, train-ai, search=n, search="n"`, "----", false,
			"label-repeated value-not-y-or-n label-repeated value-not-y-or-n"}, // vocab-06 to -08
		{"train-ai;allow=n, train-ai=y", "y---", false, "label-repeated"}, // vocab-03 to -08
		// Also in the drafts, which say "unknown with parameters"; the semicolon at
		// the end makes it no dictionary. The outcome is the same.
		{`train-ai;has;parameters="?";`, "----", true, "expression-syntax"},
		{"Train-AI=n", "----", true, "expression-syntax"},
		{"train-ai = n", "----", true, "expression-syntax"},
		{"train-ai=n,", "----", true, "expression-syntax"},
		{"train-ai=n search=y", "----", true, "expression-syntax"},
		{"train-ai=n ;x", "----", true, "expression-syntax"},
		{"*.jpg train-ai=n", "----", true, "expression-syntax"},
		{"train-ai=N", "----", false, "value-not-y-or-n"},
		{"train-ai=?0", "----", false, "value-not-y-or-n"},
		{"train-ai=(n)", "----", false, "value-not-y-or-n"},
		{`train-ai="n"`, "----", false, "value-not-y-or-n"},
		{"train-ai=0", "----", false, "value-not-y-or-n"},
		{"train-ai", "----", false, "value-not-y-or-n"},
		{"train-ai=n;from=@1767225600", "n---", false, "parameter-unknown"},
		{`train-ai=n;t=%"caf%c3%a9"`, "n---", false, "parameter-unknown"},
		{"train-ai=n, train-ai=y", "y---", false, "label-repeated"}, // two header lines, joined
		{"train-ai=n,search=y", "n-y-", false, ""},
		{"train-ai=n\t,\t search=y", "n-y-", false, ""},
		{"  train-ai=n, ai-use=y  ", "ny--", false, ""},
		{"search=y, ai-use=n, train-ai=n", "nny-", false, ""},
		{"", "----", false, ""},
		{"   ", "----", false, ""},
	})
}

func TestReadLabels(t *testing.T) {
	runReadCases(t, robotsTxt, []readCase{
		{"all=n", "----", false, "label-retired"},
		{"bots=n, search=y", "--y-", false, "label-retired"},
		{"tdm=n, inference=n, ai-output=n", "----", false, "label-retired label-retired label-retired"},
		{"ai-train=no, search=yes, ai-input=no, use=reference", "----", false,
			"label-foreign value-not-y-or-n label-foreign label-foreign"},
		{"noai", "----", false, "label-foreign"},
		{"trian-ai=n", "----", false, "label-misspelt"},
		{"train_ai=n", "----", false, "label-misspelt"},
		{"trainai=n", "----", false, "label-misspelt"},
		{"ai-training=n", "----", false, "label-misspelt"},
		{"serach=n", "----", false, "label-misspelt"},
		{"ai-usee=n", "----", false, "label-misspelt"},
		{"research=n", "----", false, "label-unknown"},
		{"foo=bar;baz=1, train-ai=n", "n---", false, "label-unknown"},
		{"foo=1, foo=2, train-ai=n", "n---", false, "label-unknown"},
		{"train-ai=n; search=y", "n---", false, "parameter-is-label"},
		{"train-ai=y; search=n", "y---", false, "parameter-is-label"},
		{"train-ai=n;search", "n---", false, "parameter-unknown"},
		{"train-ai=y;max=1", "y---", false, "parameter-on-allow"},
		{"train-ai=n;exception=cc-cr", "n---", false, "parameter-misspelt"},
		{"train-ai=n;cc-cr", "n---", false, "parameter-misspelt"},
	})
}

func TestReadExceptions(t *testing.T) {
	condition := func(link string) proviso.Outcome {
		return proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.KindCondition, Link: link}))
	}
	signal := func(token string) proviso.Outcome {
		s, _ := proviso.SignalNamed(token)
		return s.Outcome()
	}
	deny := proviso.Denied()
	for _, c := range []struct {
		exceptions string
		want       proviso.Outcome
		code       string
	}{
		{`cc-cr`, signal("cc-cr"), ""},
		{`cc-cr-dc`, signal("cc-cr-dc"), ""},
		{`cc-cr-ec`, signal("cc-cr-ec"), ""},
		{`cc-cr-op`, signal("cc-cr-op"), ""},
		{`none`, deny, CodeExceptionsNone},
		{`None`, deny, CodeExceptionsNone},
		{`"none"`, deny, CodeExceptionsLikeToken},
		{`CC-CR`, deny, CodeExceptionsCase},
		{`cc-cr-xx`, deny, CodeExceptionsSignal},
		{`cc-dc`, deny, CodeExceptionsSignal},
		{`cc-cr-0.1`, deny, CodeExceptionsSignal},
		{`https://example.com/terms`, deny, CodeExceptionsUnquoted},
		{`?1`, deny, CodeExceptionsType},
		{`1`, deny, CodeExceptionsType},
		{`:Y2M=:`, deny, CodeExceptionsType},
		{`@1767225600`, deny, CodeExceptionsType},
		{`%"cc-cr"`, deny, CodeExceptionsType},
		{`"https://example.com/usage-conditions.html"`, condition("https://example.com/usage-conditions.html"), ""}, // PR 62
		{`"http://a.example"`, condition("http://a.example"), ""},
		{`"https://a.example/x?y=1,2;3#part-2"`, condition("https://a.example/x?y=1,2;3#part-2"), ""},
		{`"https://[2001:db8::1]:8443/t"`, condition("https://[2001:db8::1]:8443/t"), ""},
		{`"/terms"`, condition("https://example.com/terms"), ""},
		{`"terms.html"`, condition("https://example.com/terms.html"), ""},
		{`"../a/./b"`, condition("https://example.com/a/b"), ""},
		{`"//other.example/t"`, condition("https://other.example/t"), ""},
		{`"?q=%20"`, condition("https://example.com/robots.txt?q=%20"), ""},
		{`"#terms"`, condition("https://example.com/robots.txt#terms"), ""},
		{`"cc-cr"`, condition("https://example.com/cc-cr"), CodeExceptionsLikeToken},
		{`"CC-CR-DC"`, condition("https://example.com/CC-CR-DC"), CodeExceptionsLikeToken},
		{`"cc-cr-dc cc-cr-op"`, deny, CodeExceptionsLikeToken},
		{`""`, deny, CodeExceptionsEmpty},
		{`" "`, deny, CodeExceptionsNotURI},
		{`"https://a b/"`, deny, CodeExceptionsNotURI},
		{`"https://a/%"`, deny, CodeExceptionsNotURI},
		{`"https://a/%4"`, deny, CodeExceptionsNotURI},
		{`"https://a/%zz"`, deny, CodeExceptionsNotURI},
		{`"https://a/#b#c"`, deny, CodeExceptionsNotURI},
		{`"https://a/[b]"`, deny, CodeExceptionsNotURI},
		{`"https://a/<b>"`, deny, CodeExceptionsNotURI},
		{`"https://a/b|c"`, deny, CodeExceptionsNotURI},
		{`"https://a/\\b"`, deny, CodeExceptionsNotURI},
		{`"https://a/\"b"`, deny, CodeExceptionsNotURI},
		{`"https://a:b/"`, deny, CodeExceptionsNotURI},
		{`"https://[::1/"`, deny, CodeExceptionsNotURI},
		{`"https://[fe80::1%25eth0]/"`, deny, CodeExceptionsNotURI},
		{`"1a:b"`, deny, CodeExceptionsNotURI},
		{`":a"`, deny, CodeExceptionsNotURI},
		{`"mailto:a@b.example"`, deny, CodeExceptionsNotHTTP},
		{`"javascript:alert(1)"`, deny, CodeExceptionsNotHTTP},
		{`"data:,cc-cr"`, deny, CodeExceptionsNotHTTP},
		{`"ftp://a.example/t"`, deny, CodeExceptionsNotHTTP},
		{`"http:a"`, deny, CodeExceptionsNotHTTP},
		{`"https:///a"`, deny, CodeExceptionsNotHTTP},
		{`"https://creativecommons.org@evil.example/"`, deny, CodeExceptionsNotHTTP},
		{`"//user@evil.example/"`, deny, CodeExceptionsNotHTTP},
	} {
		t.Run(c.exceptions, func(t *testing.T) {
			got := Read([]byte("ai-use=n;exceptions="+c.exceptions), &robotsTxt)
			if !got.Outcomes[proviso.AIUse].Equal(c.want) {
				t.Errorf("outcome %v, want %v", got.Outcomes[proviso.AIUse], c.want)
			}
			if codes := strings.Join(problemCodes(got.Problems), " "); codes != c.code {
				t.Errorf("problems %q, want %q\n%v", codes, c.code, got.Problems)
			}
			for _, p := range got.Problems {
				if (p.Severity == proviso.Notice) != (p.Code == CodeExceptionsNone) || p.Severity == proviso.Fault {
					t.Errorf("%s is a %s", p.Code, p.Severity)
				}
			}
		})
	}
}

// What a relative link needs to resolve.
func TestReadExceptionsBase(t *testing.T) {
	for _, c := range []struct{ base, reference, link string }{
		{"", "/terms", ""},
		{"", "cc-cr", ""},
		{"", "https://a.example/t", "https://a.example/t"},
		{"file:///srv/x", "/terms", ""},
		{"not a url", "/terms", ""},
		{"/robots.txt", "/terms", ""},
		{"https://u:p@example.com/d/robots.txt", "t", "https://example.com/d/t"},
		{"http://example.com:8080/a/b?c#d", "t", "http://example.com:8080/a/t"},
	} {
		got := Read([]byte(`search=n;exceptions="`+c.reference+`"`), &Source{Base: c.base})
		offers := got.Outcomes[proviso.Search].Offers()
		link := ""
		if len(offers) == 1 {
			link = offers[0][0].Link
		}
		if link != c.link {
			t.Errorf("%s with base %q leads to %q, want %q", c.reference, c.base, link, c.link)
		}
		if link == "" && got.Outcomes[proviso.Search].Word() != proviso.Deny {
			t.Errorf("%s with base %q: the deny does not stand", c.reference, c.base)
		}
	}
	got := Read([]byte(`search=n;exceptions="t"`), nil)
	if codes := problemCodes(got.Problems); !slices.Equal(codes, []string{CodeExceptionsUnresolved}) {
		t.Errorf("without a base: %v", codes)
	}
}

// How each profile reads labels and their hierarchy.
func TestReadProfiles(t *testing.T) {
	for _, c := range []struct{ profile, text, says string }{
		// The drafts' own examples.
		{"vocab-01", "ai=y, genai=n", "n---"},
		{"vocab-01", `ai=y, ai="n", genai=n, genai, tdm=n, tdm=()`, "----"},
		{"vocab-02", "train-ai=y, train-genai=n", "n---"},
		{"vocab-02", `train-ai=y, train-ai="n", train-genai=n, train-genai, all=n, all=()`, "----"},
		{"vocab-03", "train-ai=y, train-genai=n", "n---"},
		{"vocab-04", "bots=y, train-ai=n", "nyyy"},
		{"vocab-05", "train-ai=y, search=n", "y-n-"},
		{"vocab-06", "train-ai=y, search=n", "y-n-"},
		{"vocab-07", "train-ai=y, search=n", "y-n-"},

		{"vocab-01", "tdm=n", "nn-n"},
		{"vocab-01", "tdm=y", "yy-y"},
		{"vocab-01", "ai=n", "n--n"}, // carried up to tdm
		{"vocab-01", "ai=y", "y---"}, // a permission is not
		{"vocab-01", "ai=n, genai=y", "y--n"},
		{"vocab-01", "tdm=y, ai=n", "ny-n"},
		{"vocab-01", "tdm=n, ai=y", "yn-n"},
		{"vocab-01", "inference=n", "-n--"},
		{"vocab-01", "tdm=y, inference=n", "yn-n"},
		{"vocab-01", "search=n", "--n-"},
		{"vocab-01", "train-ai=n", "----"},

		{"vocab-02", "all=n", "nnnn"},
		{"vocab-02", "all=n, search=y", "nnyn"},
		{"vocab-02", "all=y, train-ai=n", "nyyn"},
		{"vocab-02", "all=y, train-genai=n", "nyyy"},
		{"vocab-02", "train-ai=n, train-genai=y", "y--n"},
		{"vocab-02", "ai-use=n", "-n--"},
		{"vocab-02", "all=y, ai-use=n", "ynyn"},
		{"vocab-02", "train-ai=n;exceptions=cc-cr", "n--n"}, // pure draft

		{"vocab-03", "bots=n", "nnnn"},
		{"vocab-03", "bots=y", "y-yy"}, // no permission for a use it does not name
		{"vocab-03", "bots=n, search=y", "nnyn"},
		{"vocab-03", "ai-use=n", "----"},

		{"vocab-04", "bots=n, ai-output=y", "nyyn"},
		{"vocab-04", "ai-output=n", "-nn-"},
		{"vocab-04", "ai-output=n, search=y", "-ny-"},
		{"vocab-04", "train-ai=n", "n---"},

		{"vocab-05", "bots=n, ai-use=n", "----"},
		{"vocab-07", "ai-use=n", "----"},
		{"vocab-08", "train-ai=n, ai-use=y, search=y", "nyy-"},
		{"vocab-08", "train-ai=n;exceptions=cc-cr", "n---"},

		{"legacy", "train-genai=n;exceptions=cc-cr-ec", "c---"}, // README of CC signals
		{"legacy", "ai-use=n;exceptions=cc-cr", "-c--"},         // README of CC signals
		{"legacy", "genai=n", "n---"},
		{"legacy", "ai=n", "n--n"},
		{"legacy", "ai=y", "y---"},
		{"legacy", "ai=n;exceptions=cc-cr", "c--n"}, // carried up without its condition
		{"legacy", "ai=n, genai=y", "y--n"},
		{"legacy", "inference=n", "-n--"},
		{"legacy", "ai-output=n", "-nn-"},
		{"legacy", "tdm=n", "nnnn"},
		{"legacy", "all=n;exceptions=cc-cr", "cccc"},
		{"legacy", "all=n, search=y", "nnyn"},
		{"legacy", "bots=y", "yyyy"},
		{"legacy", "all=y, bots=n", "nnnn"},
		{"legacy", "all=y, train-ai=n", "nyyn"},
		{"legacy", "all=y, train-ai=n;exceptions=cc-cr", "cyyc"},
		{"legacy", "train-ai=n", "n---"},
		{"legacy", "train-ai=n, train-genai=y", "n---"}, // a current label is never overridden
		{"legacy", "train-ai=y, train-genai=n", "n---"},
		{"legacy", "train-ai=n;exceptions=cc-cr, train-genai=n;exceptions=cc-cr", "c---"},
		{"legacy", "ai-train=n", "----"},
	} {
		t.Run(c.profile+" "+c.text, func(t *testing.T) {
			p, ok := ProfileNamed(c.profile)
			if !ok {
				t.Fatal("no such profile")
			}
			got := Read([]byte(c.text), &Source{Profile: p})
			if words(got.Outcomes) != c.says {
				t.Errorf("says %s, want %s", words(got.Outcomes), c.says)
			}
		})
	}
}

func TestReadJoinsRetiredLabels(t *testing.T) {
	got := Read([]byte("train-ai=n;exceptions=cc-cr-dc, train-genai=n;exceptions=cc-cr-ec"), &Source{Profile: legacy})
	want := proviso.Permit(proviso.NewOffer(
		proviso.Term{Kind: proviso.Credit},
		proviso.Term{Kind: proviso.DirectContribution},
		proviso.Term{Kind: proviso.EcosystemContribution}))
	if !got.Outcomes[proviso.TrainAI].Equal(want) {
		t.Errorf("outcome %v, want %v", got.Outcomes[proviso.TrainAI], want)
	}
}

// A pinned draft and aipref have no worse news than a notice about conditions.
func TestReadPureProfilesTakeConditionsCalmly(t *testing.T) {
	for _, p := range Profiles() {
		if p.Exceptions {
			continue
		}
		got := Read([]byte("train-ai=n;exceptions=cc-cr"), &Source{Profile: p})
		for _, problem := range got.Problems {
			if problem.Code != CodeLabelNewer && problem.Severity > proviso.Notice {
				t.Errorf("%s: %s %s", p.Name, problem.Severity, problem.Code)
			}
		}
	}
}

func TestReadPositions(t *testing.T) {
	for _, c := range []struct {
		text  string
		where proviso.Where
		want  string
	}{
		{"train-ai=n, all=n", proviso.Where{Source: "robots.txt", Line: 3, Column: 16}, "robots.txt:3:28"},
		{"train-ai=n, all=n", proviso.Where{Source: "Content-Usage"}, "Content-Usage::13"},
		{"all=n", proviso.Where{}, "::1"},
		{"search=y, train-ai=n;exceptions=CC-CR", proviso.Where{Source: "x"}, "x::22"},
		{"search=y, train-ai = n", proviso.Where{Source: "x", Column: 1}, "x::19"},
	} {
		got := Read([]byte(c.text), &Source{Where: c.where})
		if len(got.Problems) != 1 || got.Problems[0].Where.String() != c.want {
			t.Errorf("%s: problems %v, want one at %s", c.text, got.Problems, c.want)
		}
	}
	got := Read([]byte("all=n, train-ai=n, train-ai=no"), nil)
	for i := 1; i < len(got.Problems); i++ {
		if got.Problems[i].Where.Column < got.Problems[i-1].Where.Column {
			t.Errorf("problems out of order: %v", got.Problems)
		}
	}
}

// Faults say what is wrong, what the reading is, and what was probably meant.
func TestReadFaults(t *testing.T) {
	for _, c := range []struct{ text, says, mend string }{
		{"train-ai = n", "a space beside '='", "train-ai=n"},
		{"Train-AI=n", "upper-case", "train-ai=n"},
		{"train-ai=n;exceptions=(cc-cr)", "inner list", "train-ai=n;exceptions=cc-cr"},
		{"train-ai=n;exceptions=“https://a.example/”", "not ASCII", `train-ai=n;exceptions="https://a.example/"`},
		{"all: no, search: yes", "", "search=y, train-ai=n, ai-use=n"},
		{"*.jpg train-ai=n", "a path begins with /", ""},
		{"please do not train", "", ""},
		{"User-agent: *", "", ""},
		{"train-ai=\x00", "", ""},
	} {
		got := Read([]byte(c.text), nil)
		if !got.Failed || len(got.Problems) != 1 || !got.Outcomes.Silent() {
			t.Fatalf("%q: %+v", c.text, got)
		}
		p := got.Problems[0]
		if p.Severity != proviso.Fault || !strings.Contains(p.Hint, c.says) || !strings.Contains(p.Hint, "every use is unstated") {
			t.Errorf("%q: %s", c.text, p.Hint)
		}
		if p.Mend != c.mend {
			t.Errorf("%q: mend %q, want %q", c.text, p.Mend, c.mend)
		}
	}
}

func TestReadMends(t *testing.T) {
	for _, c := range []struct{ text, mend string }{
		{"train-genai=n;exceptions=cc-cr-ec", "train-ai=n;exceptions=cc-cr-ec"},
		{"all=n", "train-ai=n, ai-use=n, search=n"},
		{"tdm=n", "train-ai=n, ai-use=n"},
		{"ai-output=y", "ai-use=y, search=y"},
		{"ai-train=no", "train-ai=n"},
		{"ai-input=yes", "ai-use=y"},
		{"trian-ai=n", "train-ai=n"},
		{"train-ai=no", "train-ai=n"},
		{"train-ai=?1", "train-ai=y"},
		{"train-ai=1", ""}, // in TDMRep a 1 is a deny
		{"train-ai", ""},
		{"train-ai=y;exceptions=cc-cr", "train-ai=n;exceptions=cc-cr"},
		{"train-ai=n;exceptions=CC-CR", "train-ai=n;exceptions=cc-cr"},
		{`train-ai=n;exceptions="cc-cr"`, "train-ai=n;exceptions=cc-cr"},
		{`train-ai=n;exceptions="cc-cr cc-cr-op"`, "train-ai=n"},
		{"train-ai=n;exceptions=cc-dc", "train-ai=n;exceptions=cc-cr-dc"},
		{"train-ai=n;exceptions=cc_cr_ec", "train-ai=n;exceptions=cc-cr-ec"},
		{"train-ai=n;exceptions=https://a.example/", `train-ai=n;exceptions="https://a.example/"`},
		{"train-ai=n;exceptions=none", "train-ai=n"},
		{"train-ai=n;cc-cr-op", "train-ai=n;exceptions=cc-cr-op"},
		{"train-ai=n;exeptions=cc-cr", "train-ai=n;exceptions=cc-cr"},
		{"train-ai=n; search=y", "train-ai=n, search=y"},
		{"use=reference", ""},
	} {
		got := Read([]byte(c.text), nil)
		if len(got.Problems) == 0 || got.Problems[0].Mend != c.mend {
			t.Errorf("%s: problems %+v, want mend %q", c.text, got.Problems, c.mend)
		}
	}
}

func TestReadLimits(t *testing.T) {
	long := []byte("train-ai=n, search=y;a=\"" + strings.Repeat("x", MaxText) + `"`)
	got := Read(long, nil)
	if !got.Failed || !got.Outcomes.Silent() || len(got.Problems) != 1 || got.Problems[0].Code != CodeTooLong {
		t.Errorf("a text longer than MaxText: %+v", got)
	}
	got = Read([]byte("train-ai=n"+strings.Repeat(" ", MaxText-10)), nil)
	if got.Failed || words(got.Outcomes) != "n---" {
		t.Errorf("a text of MaxText bytes: %+v", got)
	}
	got = Read([]byte("train-ai=n"+strings.Repeat(" ", MaxText-9)), nil)
	if !got.Failed {
		t.Error("a text of MaxText+1 bytes is read")
	}

	var many strings.Builder
	for i := range 4000 {
		many.WriteString("all")
		many.WriteString(strings.Repeat("x", 3+i%5))
		many.WriteByte('a' + byte(i%26))
		many.WriteString("=n,")
	}
	got = Read([]byte(many.String()+"train-ai=n;exceptions=CC-CR"), nil)
	if len(got.Problems) > MaxProblems || words(got.Outcomes) != "n---" {
		t.Errorf("%d problems, says %s", len(got.Problems), words(got.Outcomes))
	}
	if last := got.Problems[len(got.Problems)-1]; last.Code != CodeOmitted {
		t.Errorf("the last problem is %s", last.Code)
	}
	huge := strings.Repeat("x", 60000)
	for _, text := range []string{
		"train-ai=n;exceptions=" + huge,
		`train-ai=n;exceptions="` + huge + " " + `"`,
		huge + "=n",
		"train-ai=n;" + huge,
		"train-ai = n, " + huge,
		"train-ai=" + huge,
	} {
		got := Read([]byte(text), &robotsTxt)
		for _, p := range got.Problems {
			if p.Code != CodeSyntax && (len(p.Hint) > 1000 || len(p.Mend) > maxMended) {
				t.Errorf("%.30s: hint of %d bytes, mend of %d", text, len(p.Hint), len(p.Mend))
			}
		}
	}
}

// A profile made elsewhere knows nothing, and does no harm.
func TestReadForeignProfile(t *testing.T) {
	got := Read([]byte("train-ai=n, ai-use = y"), &Source{Profile: &Profile{Name: "mine"}})
	if !got.Outcomes.Silent() {
		t.Errorf("says %v", got.Outcomes)
	}
	got = Read([]byte("train-ai=n"), &Source{Profile: &Profile{Name: "mine"}})
	if !got.Outcomes.Silent() {
		t.Errorf("says %v", got.Outcomes)
	}
}

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"deny", "train-ai=n"},
		{"two", "train-ai=n, search=y"},
		{"conditional", "train-ai=n;exceptions=cc-cr, search=y"},
		{"three", "train-ai=n;exceptions=cc-cr-ec, ai-use=n;exceptions=cc-cr, search=y"},
		{"strict", "train-ai=n , search=y"},
		{"link", `train-ai=n;exceptions="https://example.com/terms"`},
		{"retired", "train-genai=n;exceptions=cc-cr-ec"},
		{"broken", "train-ai = n"},
	} {
		b.Run(c.name, func(b *testing.B) {
			text, src := []byte(c.text), robotsTxt
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				reading := Read(text, &src)
				if reading.Failed && c.name != "broken" {
					b.Fatal("failed")
				}
			}
		})
	}
}
