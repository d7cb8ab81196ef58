package nginx

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown writes what a text was read as, a word in brackets.
func shown(list []*directive) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString("[" + strings.Join(append([]string{d.name}, d.args...), "][") + "]")
		if d.block {
			b.WriteString("{" + shown(d.body) + "}")
		}
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{" # only a comment", ""},
		{"user a b;", "[user][a][b]"},
		{"a\n\tb # c ; {\r\n;", "[a][b]"},
		{"a b#c 'd # e';", "[a][b#c][d # e]"},
		{`a "b;{}" 'c"d' "e\"f\\g\.h\n";`, `[a][b;{}][c"d][e"f\g\.h` + "\n]"},
		{`a b\ c\;d \{;`, `[a][b\ c\;d][\{]`},
		{`return 200 ${a}b$c{d};}`, "[return][200][${a}b$c]{[d}]}"},
		{`return 200 ${a}b "${c}";`, `[return][200][${a}b][${c}]`},
		{`if ($a = "b") { c; }`, `[if][($a][=][b][)]{[c]}`},
		{`location ~ ^/a{2} { }`, ""},
		{`location ~ "^/a{2}" { } location ~ /b}c { }`, `[location][~][^/a{2}]{}[location][~][/b}c]{}`},
		{"http{server{a;}}", "[http]{[server]{[a]}}"},
		{"set_by_lua_block $a { return '}' .. [[}]] -- }\n .. \"\\\"}\" } b;", "[set_by_lua_block][$a]{}[b]"},
		{"a_by_lua_block { --[[ } ]] x = {[1] = '}' } } b;", "[a_by_lua_block]{}[b]"},
		{"a_by_lua_block { [=[ ]] } ]=] [a } b;", "[a_by_lua_block]{}[b]"},
		{"a_by_lua_block { --[==[ } \n ]==] }", "[a_by_lua_block]{}"},
		{"a_by_lua '}{';", "[a_by_lua][}{]"},
		{"map $a $b { default x; '' y; \"~^{2}\" z; }", "[map][$a][$b]{[default][x][][y][~^{2}][z]}"},
	} {
		s, err := newSource("nginx.conf", []byte(test.text), func(string) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		f := s.parse()
		if (f != nil) != (test.want == "" && strings.Contains(test.text, "{")) {
			t.Errorf("%q: %+v", test.text, f)
			continue
		}
		if f == nil {
			if diff := cmp.Diff(test.want, shown(s.body)); diff != "" {
				t.Errorf("%q:\n%s", test.text, diff)
			}
		}
	}
}

// TestKeys: what is written reads back as what was meant.
func TestKeys(t *testing.T) {
	for _, text := range []string{
		`~^/a\.b$`, `~^/a b`, `~^/a\{2\}`, `~^/a;b`, `~^/"'`, `~^/\\t`, `~^/\\\\.`, `~\`, `~^/\n`, `~^/#`, `~\"`, `~^/\'`, "~^/x\ty", `~^/$x{1}`,
	} {
		s, _ := newSource("x", []byte(key(text)+" "+quoted(text)+";"), func(string) bool { return true })
		if f := s.parse(); f != nil {
			t.Fatalf("%q: %+v", text, f)
		}
		want := strings.ReplaceAll(text, "$", "${proviso_dollar}")
		if got := s.body[0]; got.name != text || got.args[0] != want {
			t.Errorf("%q reads back as %q and %q", text, got.name, got.args[0])
		}
	}
}
