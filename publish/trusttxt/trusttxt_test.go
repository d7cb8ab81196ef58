package trusttxt_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso"
	carriertrust "github.com/proviso-signals/proviso/carrier/trusttxt"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/trusttxt"
)

func says(train, tdm, press proviso.Outcome) *publish.Saying {
	return publish.NewSaying(&declare.Declaration{
		Party: declare.Party{Name: "Harbour Gazette", Role: declare.Rightsholder, Domain: "museum.example"},
		Collections: []declare.Collection{
			{Name: "website", Outcomes: proviso.Outcomes{proviso.TrainAI: train, proviso.TDM: tdm}},
			{Name: "press", Paths: []string{"/press/"}, Outcomes: proviso.Outcomes{proviso.TrainAI: press, proviso.TDM: tdm}},
		},
	})
}

// TestLine: what is said for the whole site, and what is done beside an entry that is there.
func TestLine(t *testing.T) {
	var none proviso.Outcome
	no, yes, credit := proviso.Denied(), proviso.Allowed(), proviso.Signals()[0].Outcome()
	for name, tt := range map[string]struct {
		saying    *publish.Saying
		old, line string
		foreign   bool
	}{
		"refused":                       {says(no, none, no), "", "no", false},
		"allowed":                       {says(yes, none, yes), "", "yes", false},
		"allowed, but for a part":       {says(yes, none, none), "", "", false},
		"allowed, other analysis not":   {says(yes, no, yes), "", "", false},
		"refused, but for a part":       {says(no, none, yes), "", "no", false},
		"conditional":                   {says(credit, none, credit), "", "no", false},
		"conditional, not explained":    {says(credit, no, credit), "", "", false},
		"refused beside a yes":          {says(no, none, no), "datatrainingallowed=yes\n", "no", true},
		"refused beside a no":           {says(no, none, no), "datatrainingallowed=no\n", "", false},
		"allowed beside a no":           {says(yes, none, yes), "datatrainingallowed=no\n", "", true},
		"nothing said, beside a yes":    {says(none, none, none), "datatrainingallowed=yes\n", "", true},
		"allowed beside a yes, the end": {says(yes, none, yes), "datatrainingallowed=yes", "", false},
	} {
		old := "belongto=https://press.example/\n" + tt.old
		text, out := publishOver(t, []byte(old), tt.saying)
		added := strings.TrimPrefix(string(text), old)
		if got := strings.Contains(added, "datatrainingallowed="+tt.line); tt.line != "" && !got || tt.line == "" && added != "" {
			t.Errorf("%s: %q", name, text)
		}
		if got := len(out.Problems) == 1 && out.Problems[0].Code == publish.CodeForeign && out.Problems[0].Where.Line == 2; got != tt.foreign {
			t.Errorf("%s: %+v", name, out.Problems)
		}
	}
}

// TestFaults: what is not understood stays, and is told.
func TestFaults(t *testing.T) {
	for name, tt := range map[string]struct{ old, code string }{
		"UTF-16":       {"\xFF\xFEa\x00", publish.CodeEncoding},
		"a page":       {"\n<html>", trusttxt.CodeHTML},
		"too large":    {strings.Repeat("#\n", carriertrust.MaxSize/2), publish.CodeTooLarge},
		"line ends":    {"# a\r# b\r", trusttxt.CodeLineEnds},
		"damaged mark": {"# BEGIN proviso\n", publish.CodeBlock},
	} {
		text, out := publishOver(t, []byte(tt.old), says(proviso.Denied(), proviso.Outcome{}, proviso.Denied()))
		if string(text) != tt.old || len(out.Problems) != 1 || out.Problems[0].Code != tt.code || out.Problems[0].Severity != proviso.Fault {
			t.Errorf("%s: %+v", name, out.Problems)
		}
	}
}

// TestFind: the file at the root comes first.
func TestFind(t *testing.T) {
	file := &fstest.MapFile{}
	for want, fsys := range map[string]fstest.MapFS{
		trusttxt.File:      {trusttxt.File: file, trusttxt.WellKnown: file},
		trusttxt.WellKnown: {trusttxt.WellKnown: file},
	} {
		if got := trusttxt.Writer.Find(fsys); got != want {
			t.Errorf("found %s, want %s", got, want)
		}
	}
	if got := trusttxt.Writer.Find(fstest.MapFS{}); got != trusttxt.File {
		t.Errorf("where there is none it would be %s", got)
	}
}

func TestCodes(t *testing.T) {
	for _, c := range trusttxt.Codes() {
		if !strings.HasPrefix(c.Code, "trusttxt-") || c.Meaning == "" {
			t.Errorf("%+v", c)
		}
	}
}
