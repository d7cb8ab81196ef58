package warc

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
	file, err := parser.ParseFile(token.NewFileSet(), "error.go", nil, 0)
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
	if count != len(listed) || count == 0 {
		t.Errorf("%d constants, %d listed", count, len(listed))
	}
}
