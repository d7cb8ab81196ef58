package declare_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// FuzzParse: whatever the text, reading ends, in order, within the limits and with the
// places in the text. A text without faults is TOML to the library's own decoder and sound
// to the schema; readers of what it publishes find what it says; and it can be edited.
func FuzzParse(f *testing.F) {
	for _, text := range examples(f) {
		f.Add(text)
	}
	for _, text := range []string{smallest, "a.b.c = {d.e = [1, {f = 2}]}\n[[a.b]]\n[a]\n", "x = \"\"\"\n\\\n\"\"\"", "name = “x”\r\n", "[[a]]\n[a.b]\n[[a.b]]\n", "\xEF\xBB\xBFversion = 1",
		smallest + "paths = [\"/[!a]/{b,c}/**/d$\"]\n[collection.conditions]\nopen = [ \"osaid\", # c\n]", "a = [\nb = {\nc = 1979-05-27 07:32:00Z"} {
		f.Add([]byte(text))
	}
	s := theSchema(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		d, problems := declare.Parse(text)
		checkProblems(t, text, d, problems)
		data, err := dataModel(text)
		if fault, found := tomlFault(problems); found && err == nil {
			t.Fatalf("it is TOML: %v\n%s", fault, text)
		}
		if d == nil {
			return
		}
		if err != nil {
			t.Fatalf("it is no TOML: %v\n%s", err, text)
		}
		if why := s.refusal(s, data, ""); why != "" {
			t.Fatalf("the schema refuses %s\n%s", why, text)
		}
		if document, _, err := declare.Publish(d, nil); err == nil {
			for _, path := range []string{"/", "/photos/a", "/b/a/d", "/b/d/d/d", "/ab/c/d"} {
				roundTrip(t, d, document, path)
			}
			if canonical, err := declare.Canonical(document); err != nil || !bytes.Equal(canonical, document) {
				t.Fatalf("not canonical: %v\n%s", err, document)
			}
		}
		change := changes[len(text)%len(changes)]
		if change.Collection != "" {
			change.Collection = d.Collections[len(text)%len(d.Collections)].Name
		}
		if edited, err := declare.Edit(text, change); err == nil {
			if again, err := declare.Edit(edited, change); err != nil || !bytes.Equal(again, edited) {
				t.Fatalf("%+v a second time: %v\n%s\n%s", change, err, edited, again)
			}
			if is, problems := declare.Parse(edited); is == nil {
				t.Fatalf("%+v: %v\n%s", change, problems, edited)
			}
		} else if !explained(err) {
			t.Fatalf("%+v: %v\n%s", change, err, text)
		}
	})
}

// explained: what an edit of a sound file may be refused for.
func explained(err error) bool {
	for _, reason := range []string{"ends before it begins", "more than the", "is no table", "too large"} {
		if strings.Contains(err.Error(), reason) {
			return true
		}
	}
	return false
}

func checkProblems(t *testing.T, text []byte, d *declare.Declaration, problems []proviso.Problem) {
	t.Helper()
	faults, line := 0, 0
	lines := bytes.Split(text, []byte("\n"))
	for _, p := range problems {
		if p.Severity == proviso.Fault {
			faults++
		}
		if p.Code == declare.CodeMore {
			continue
		}
		if p.Where.Line < line || p.Where.Line < 1 || p.Where.Line > len(lines) || p.Where.Column < 1 || p.Where.Column > len(lines[p.Where.Line-1])+1 {
			t.Fatalf("a problem at %v, after line %d: %v", p.Where, line, p)
		}
		line = p.Where.Line
	}
	if (d == nil) != (faults > 0) || len(problems) > declare.MaxProblems+1 {
		t.Fatalf("%d problems, %d faults, declaration %v", len(problems), faults, d)
	}
}

// FuzzEdit: whatever the text and the value, an edit fails or does what it promises.
func FuzzEdit(f *testing.F) {
	for _, text := range examples(f) {
		for i := range changes {
			f.Add(text, uint8(i), "value")
		}
	}
	f.Add([]byte("party = { name = 'x', }\ncollection = [ {}, {name='y'} ]"), uint8(0), "\x00\u2028\"")
	f.Add([]byte("party.name = 1 # x\n[conditions]#y"), uint8(9), "")
	f.Fuzz(func(t *testing.T, text []byte, which uint8, value string) {
		change := changes[int(which)%len(changes)]
		if len(change.List) > 0 {
			change.List = append([]string{value}, change.List...)
		} else {
			change.Value = value
		}
		if change.Collection != "" {
			change.Collection = "all"
			if d, _ := declare.Parse(text); d != nil {
				change.Collection = d.Collections[0].Name
			}
		}
		edited, err := declare.Edit(text, change)
		if err != nil {
			return
		}
		if was, _ := declare.Parse(text); was != nil {
			if is, problems := declare.Parse(edited); is == nil {
				t.Fatalf("%+v: %v\n%q\n%q", change, problems, text, edited)
			}
		}
		if again, err := declare.Edit(edited, change); err != nil || !bytes.Equal(again, edited) {
			t.Fatalf("%+v a second time: %v\n%q\n%q", change, err, edited, again)
		}
		if removed, added := between(text, edited); len(change.List) == 0 && bytes.Contains(removed, []byte("#")) && !bytes.Contains(removed, []byte(`"`)) &&
			!bytes.Contains(removed, []byte("'")) {
			t.Fatalf("%+v took a comment away: %q became %q", change, removed, added)
		}
	})
}

// FuzzCanonical: the canonical form of a canonical form is itself, and a signature on
// anything holds.
func FuzzCanonical(f *testing.F) {
	f.Add([]byte(`{"a":[1,2.50,"\u20ac\ud83d\ude00"],"\ufb33":null,"\ud83d\ude00":true}`))
	f.Add([]byte(`[-0,1e21,1e-7,"\ud800"]`))
	f.Add(signedExample(f))
	f.Fuzz(func(t *testing.T, text []byte) {
		once, err := declare.Canonical(text)
		if err != nil {
			return
		}
		twice, err := declare.Canonical(once)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%q is %q, and that is %q (%v)", text, once, twice, err)
		}
		signed, err := declare.Sign(text, testKey())
		if err != nil {
			return
		}
		if err := declare.Verify(signed, publicKey()); err != nil {
			t.Fatalf("%q: %v", signed, err)
		}
	})
}

// FuzzPatterns: no path takes long, and no pattern is one that readers refuse.
func FuzzPatterns(f *testing.F) {
	for _, path := range []string{"/{a,b{c,}}/[x-z]/**/y$", "/**/**/", "{[!a],[a-z]}*", "/a?b={c}", "[[]]{", "/{}/[]"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		list := declare.Patterns(path)
		if len(list) == 0 || len(list) > declare.MaxSpread {
			t.Fatalf("%q: %d patterns", path, len(list))
		}
		for _, p := range list {
			if p.Text == "" || strings.Contains(p.Text, "**") || path != "" && (path[0] == '/' || path[0] == '*') && p.Text[0] != '/' && p.Text[0] != '*' {
				t.Fatalf("%q: %q", path, p.Text)
			}
		}
	})
}
