package declare_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/declare"
)

// TestLimits is the hostile test of every limit: what is beyond it is a fault, and is told
// soon.
func TestLimits(t *testing.T) {
	many := func(one string, n int) string { return strings.Repeat(one, n) }
	list := func(one string, n int) string { return "[" + many(`"`+one+`", `, n) + "]" }
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d=1\n", i)
		}
		return b.String()
	}
	for name, tt := range map[string]struct{ text, code string }{
		"size":        {smallest + "# " + many("x", declare.MaxSize), declare.CodeTooLarge},
		"entries":     {keys(declare.MaxEntries + 1), declare.CodeMore},
		"dots":        {smallest + many("a.", declare.MaxDots) + "b = 1\n", declare.CodeTooMany},
		"braces":      {smallest + "credit = " + many("{a=", 20000) + "1" + many("}", 20000), declare.CodeTOML},
		"deep braces": {smallest + "credit = " + many("{a=", 5000) + "1" + many("}", 5000), declare.CodeType},
		"depth":       {smallest + "credit = " + many("[", 50000) + many("]", 50000), declare.CodeTOML},
		"text":        {smallest + `credit = "` + many("x", declare.MaxText+1) + `"`, declare.CodeTooLong},
		"path":        {smallest + `paths = ["/` + many("x", declare.MaxText) + `"]`, declare.CodeTooLong},
		"file":        {smallest + `files = ["` + many("x", declare.MaxText+1) + `"]`, declare.CodeTooLong},
		"list":        {smallest + `languages = ` + list("en", declare.MaxList+1), declare.CodeTooMany},
		"collections": {smallest + many("[[collection]]\n", declare.MaxCollections), declare.CodeTooMany},
		"patterns": {smallest + many("[[collection]]\nname = \"x\"\npaths = "+list("/[a-z]{1,2}/", 100)+"\n", 1+declare.MaxPatterns/5200),
			declare.CodeTooMany},
		"problems":     {smallest + many("x y\n", 10*declare.MaxProblems), declare.CodeMore},
		"unclosed":     {many("a = [\n", 40000), declare.CodeMore},
		"unclosed two": {many("a = '''\nb = \"\"\"\n", 10000), declare.CodeMore},
		"headers":      {many("[a]\n", 60000), declare.CodeMore},
		"long word":    {smallest + `rights = "` + many("x", 2000) + `"`, declare.CodeValue},
		"long floor":   {smallest + `conditions.floor = "` + many("9", 2000) + `"`, declare.CodeFloor},
	} {
		began := time.Now()
		d, problems := declare.Parse([]byte(tt.text))
		if d != nil || len(problems) == 0 || len(problems) > declare.MaxProblems+1 {
			t.Errorf("%s: %d problems, declaration %v", name, len(problems), d)
		}
		found := false
		for _, p := range problems {
			found = found || p.Code == tt.code
			if len(p.Hint)+len(p.Mend) > 4*declare.MaxHint {
				t.Errorf("%s: a problem has %d bytes", name, len(p.Hint)+len(p.Mend))
			}
		}
		if !found {
			t.Errorf("%s: no %s among %d problems, the first is %v", name, tt.code, len(problems), problems[:min(1, len(problems))])
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// TestManyCollections: the largest file that is read takes little time, patterns that are
// wider than their paths and all.
func TestManyCollections(t *testing.T) {
	var b strings.Builder
	b.WriteString(smallest)
	for i := range declare.MaxCollections - 1 {
		fmt.Fprintf(&b, "[[collection]]\nname = \"c%d\"\npaths = [", i)
		for j := range 15 {
			fmt.Fprintf(&b, "\"/%d/[!x]/%d/\",", i, j)
		}
		b.WriteString("]\nsearch = \"allow\"\n")
	}
	began := time.Now()
	d, problems := declare.Parse([]byte(b.String()))
	if d == nil {
		t.Fatal(problems[0])
	}
	if n := len(d.Statements()); n != 15*(declare.MaxCollections-1)+1 {
		t.Errorf("%d statements", n)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestPathsThatSpread: no path comes to more patterns than it may, and none takes long.
func TestPathsThatSpread(t *testing.T) {
	for _, path := range []string{
		strings.Repeat("{a,b}", 200), "/" + strings.Repeat("/**/", 300), strings.Repeat("{,", 600) + strings.Repeat("}", 600),
		strings.Repeat("[a-z]", 200), "/" + strings.Repeat("{/**/,/**/}", 100), "/{" + strings.Repeat("a,", 900) + "}",
		strings.Repeat("*", 2000), strings.Repeat("{", 2000), strings.Repeat("[", 2000),
		"[-z]/**/**/x/[x)jzy0-4]/**/", strings.Repeat("{/**/,/**/}", 6),
	} {
		began := time.Now()
		list := declare.Patterns(path)
		if len(list) == 0 || len(list) > declare.MaxSpread {
			t.Errorf("%.20s comes to %d patterns", path, len(list))
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("%.20s took %v", path, took)
		}
	}
}
