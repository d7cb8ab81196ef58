package nginx_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/nginx"
)

// TestLimits: just within a limit all is written, just beyond it nothing.
func TestLimits(t *testing.T) {
	nested := func(n int) map[string][]byte {
		return map[string][]byte{"nginx.conf": []byte(inServer(strings.Repeat("location / {", n-2) + strings.Repeat("}", n-2)))}
	}
	chain := func(n int) map[string][]byte {
		files := map[string][]byte{"nginx.conf": []byte(inServer("include 1;"))}
		for i := 1; i < n; i++ {
			files[fmt.Sprint(i)] = fmt.Appendf(nil, "include %d;", i+1)
		}
		files[fmt.Sprint(n)] = []byte("location / { add_header A b; }")
		return files
	}
	many := func(n int) map[string][]byte {
		files := map[string][]byte{"nginx.conf": []byte(inServer("include a/*;"))}
		for i := range n - 1 {
			files[fmt.Sprintf("a/%d", i)] = []byte("# nothing\n")
		}
		return files
	}
	bomb := func(n int) map[string][]byte {
		files := map[string][]byte{"nginx.conf": []byte(inServer("include 0;"))}
		for i := range n {
			files[fmt.Sprint(i)] = []byte(strings.Repeat(fmt.Sprintf("include %d;", i+1), 10))
		}
		files[fmt.Sprint(n)] = []byte("a;")
		return files
	}
	large := func(n int) map[string][]byte {
		text := inServer("")
		return map[string][]byte{"nginx.conf": []byte(text + strings.Repeat("#", n-len(text)))}
	}
	loop := map[string][]byte{"nginx.conf": []byte(inServer("include loop;")), "loop": []byte("include loop;")}
	for _, test := range []struct {
		name   string
		within map[string][]byte
		beyond map[string][]byte
		code   string
	}{
		{"MaxNesting", nested(nginx.MaxNesting), nested(nginx.MaxNesting + 1), nginx.CodeTooMany},
		{"MaxIncludes", chain(nginx.MaxIncludes), chain(nginx.MaxIncludes + 1), nginx.CodeTooMany},
		{"MaxFiles", many(nginx.MaxFiles), many(nginx.MaxFiles + 1), nginx.CodeTooMany},
		{"MaxBlocks", bomb(4), bomb(6), nginx.CodeTooMany},
		{"MaxFile", large(publish.MaxFile), large(publish.MaxFile + 1), publish.CodeTooLarge},
		{"a loop", nested(3), loop, nginx.CodeTooMany},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, out := run(test.within, "nginx.conf", sayingOf(t, whole))
			if len(out.Files) == 0 || len(faults(out)) > 0 {
				t.Errorf("within: %v", out.Problems)
			}
			_, out = run(test.beyond, "nginx.conf", sayingOf(t, whole))
			if f := faults(out); len(f) == 0 || f[0].Code != test.code || len(out.Files) > 0 {
				t.Errorf("beyond: %v", out.Problems)
			}
		})
	}
}

// TestMaxProblems: a thousand of one kind are not a thousand problems.
func TestMaxProblems(t *testing.T) {
	text := inServer(strings.Repeat("location / { add_header Content-Usage train-ai=y; }\n", 1000))
	_, out := run(map[string][]byte{"nginx.conf": []byte(text)}, "nginx.conf", sayingOf(t, whole))
	n := len(out.Problems)
	if n != nginx.MaxProblems || !strings.Contains(out.Problems[n-1].Hint, "more") {
		t.Errorf("%d problems", n)
	}
}

// TestMaxParameter: a path that is longer than nginx reads is cut, and all is refused there.
func TestMaxParameter(t *testing.T) {
	long := "/" + strings.Repeat("ä", 900)
	s := sayingOf(t, whole+fmt.Sprintf("[[collection]]\nname = \"long\"\npaths = [%q]\ntrain-ai = \"cc-cr\"\nsearch = \"allow\"\n", long))
	after, out := invariants(t, map[string][]byte{"nginx.conf": []byte(inServer(""))}, "nginx.conf", s)
	if len(out.Losses) == 0 || !slices.ContainsFunc(out.Losses, func(l publish.Loss) bool { return l.Scope == s.Rules[1].Scope }) {
		t.Errorf("losses: %+v", out.Losses)
	}
	text := string(after["nginx.conf"])
	if !strings.Contains(text, `"train-ai=n, ai-use=n, search=n";`) {
		t.Error(text)
	}
	for line := range strings.Lines(text) {
		if len(line) > nginx.MaxParameter {
			t.Errorf("a line has %d bytes", len(line))
		}
	}
	s = sayingOf(t, whole)
	s.Rules[0].Headers[0].Value = strings.Repeat("a", nginx.MaxParameter)
	if _, out = run(map[string][]byte{"nginx.conf": []byte(inServer(""))}, "nginx.conf", s); len(out.Files) > 0 || len(faults(out)) != 1 {
		t.Errorf("a value that is too long: %v", out.Problems)
	}
}

// TestHostile: what is made to take for ever does not.
func TestHostile(t *testing.T) {
	other := strings.Replace(publish.HashBlock.Begin, ":", " other.example:", 1) + "\n" + publish.HashBlock.End + "\n"
	for name, files := range map[string]map[string][]byte{
		"nested locations":   {"nginx.conf": []byte(inServer(strings.Repeat("location ~ / { location / {", 30) + strings.Repeat("}}", 30)))},
		"many on one line":   {"nginx.conf": []byte(inServer(strings.Repeat("location / { add_header A b; }", 20000)))},
		"many foreign lines": {"nginx.conf": []byte(inServer(strings.Repeat("location / { add_header Content-Usage b; }\n", 20000)))},
		"many servers":       {"nginx.conf": []byte("http {" + strings.Repeat("server { server_name museum.example; add_header A b; }\n", 5000) + "}")},
		"many other blocks":  {"nginx.conf": []byte(inServer("\n" + strings.Repeat(other, 5000)))},
		"expressions":        {"nginx.conf": []byte(inServer(strings.Repeat("location ~ ((((a*)*)*)*)*$ { add_header A b; }\n", 5000)))},
		"files in themselves": {"nginx.conf": []byte(inServer("include a;")),
			"a": []byte("include a; include a; location / { add_header A b; include a; }")},
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			_, out := run(files, "nginx.conf", sayingOf(t, parts))
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
			if len(out.Files) == 0 && len(faults(out)) == 0 {
				t.Error("nothing was written, and nothing told")
			}
		})
	}
}
