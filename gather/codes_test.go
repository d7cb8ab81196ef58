package gather

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// TestCodes: every code constant is listed once, with a sentence.
func TestCodes(t *testing.T) {
	listed := map[string]bool{}
	for _, c := range Codes() {
		if listed[c.Code] || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%s: listed twice, or without a sentence", c.Code)
		}
		listed[c.Code] = true
	}
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for _, v := range spec.Values {
			code, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil || !listed[code] {
				t.Errorf("%s is not listed", code)
			}
			count++
		}
		return true
	})
	if count < 20 {
		t.Errorf("%d constants", count)
	}
}

// TestPrintable: what strangers chose does not reach a terminal as it is.
func TestPrintable(t *testing.T) {
	e := &Error{Code: "x", URL: "a\x1b[31m\n\u202eb", Hint: "Hint."}
	if got, want := e.Error(), "a\ufffd[31m\ufffd\ufffdb: x: Hint."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (Exchange{URL: "a", Location: "b\x07"}).String(); got != "GET a, to b\ufffd" {
		t.Errorf("%q", got)
	}
}
