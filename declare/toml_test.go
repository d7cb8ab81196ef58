package declare_test

import (
	"testing"

	"github.com/pelletier/go-toml/v2"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// tomlFault finds what says that a text is no TOML, apart from what it means.
func tomlFault(problems []proviso.Problem) (found proviso.Problem, ok bool) {
	for _, p := range problems {
		if p.Code == declare.CodeTOML || p.Code == declare.CodeRepeated {
			return p, true
		}
	}
	return proviso.Problem{}, false
}

// TestDefinitions holds the rules of who may define what, once, to the library's own
// decoder, which keeps them by itself.
func TestDefinitions(t *testing.T) {
	for text, sound := range map[string]bool{
		"a = 1\nb = 2":                          true,
		"a = 1\na = 2":                          false,
		"a.b = 1\na.c = 2":                      true,
		"a.b = 1\na.b = 2":                      false,
		"a.b = 1\na = 2":                        false,
		"a = 1\na.b = 2":                        false,
		"[a]\n[a]":                              false,
		"[a.b]\n[a]":                            true,
		"[a.b]\n[a]\n[a]":                       false,
		"[a.b]\n[a]\nb.c = 1":                   false,
		"[a.b]\n[a]\nb = 1":                     false,
		"[a]\nb.c = 1\n[a.b]":                   false,
		"[a]\nb.c = 1\n[a.b.d]":                 true,
		"[a]\nb = {c = 1}\n[a.b]":               false,
		"[a]\nb = {c = 1}\n[a.b.d]":             false,
		"a = {b = 1}\na.c = 2":                  false,
		"a = {b.c = 1, b.d = 2}":                true,
		"a = {b.c = 1, b.c = 2}":                false,
		"a = {b = {c = 1}, b.d = 2}":            false,
		"a = {b.c = 1}\n[a.b.d]":                false,
		"[[a]]\n[[a]]\n[a.b]":                   true,
		"[[a]]\n[a.b]\n[a.b]":                   false,
		"[[a]]\n[a.b]\n[[a]]\n[a.b]":            true,
		"[[a]]\n[a]":                            false,
		"[a]\n[[a]]":                            false,
		"a = []\n[[a]]":                         false,
		"a = [{b = 1}]\n[a.c]":                  false,
		"[a.b]\n[[a]]":                          false,
		"[[a.b]]\n[a]\nc = 1\n[[a.b]]":          true,
		"[[a.b]]\n[a]\nb.c = 1":                 false,
		"a.b.c = 1\n[a.b.d]":                    true,
		"\"a\" = 1\na = 2":                      false,
		"a = [1, [2, {b = 3}],]\n":              true,
		"a = \"\"\"x\ny\"\"\" # c\nb = '''z'''": true,
		"a = 1 b = 2":                           false,
	} {
		var data map[string]any
		if err := toml.Unmarshal([]byte(text), &data); (err == nil) != sound {
			t.Errorf("the library: %q: %v", text, err)
		}
		_, problems := declare.Parse([]byte(text))
		if fault, found := tomlFault(problems); found == sound {
			t.Errorf("%q: %v, want sound %v", text, fault, sound)
		}
	}
}
