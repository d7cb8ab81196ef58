package notice

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

var update = flag.Bool("update", false, "rewrite expected output")

// TestGolden: a few pages, to the byte, to be read by people.
func TestGolden(t *testing.T) {
	for _, lang := range []string{"en", "de", "ja", "ar"} {
		p, err := Statement(proviso.TrainAI, "cc-cr-dc", declare.Custodian, lang)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "statement", p)
		one := museum()
		one.opt.Lang = lang
		if p, err = Declaration(one.d, one.opt); err != nil {
			t.Fatal(err)
		}
		golden(t, "museum", p)
	}
}

func golden(t *testing.T, name string, p Page) {
	t.Helper()
	for form, got := range map[Form][]byte{FormHTML: p.HTML(), FormMarkdown: p.Markdown(), FormText: p.Text()} {
		if form == FormHTML && p.Lang != "en" && p.Lang != "ar" || form == FormMarkdown && p.Lang != "en" && p.Lang != "de" {
			continue
		}
		file := "testdata/golden/" + name + "." + File(p.Lang, form)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}
