package expr

import (
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
)

// The label tables of the drafts, as their "Usage Category Labels" sections
// have them.
func TestRevisionLabels(t *testing.T) {
	want := []struct{ name, date, labels string }{
		{"vocab-00", "2025-04-28", ""},
		{"vocab-01", "2025-06-18", "tdm ai genai search inference"},
		{"vocab-02", "2025-07-20", "all train-ai train-genai ai-use search"},
		{"vocab-03", "2025-09-05", "bots train-ai train-genai search"},
		{"vocab-04", "2025-10-23", "bots train-ai ai-output search"},
		{"vocab-05", "2025-11-28", "train-ai search"},
		{"vocab-06", "2026-04-28", "train-ai search"},
		{"vocab-07", "2026-08-19", "train-ai search"},
		{"vocab-08", "2026-09-13", "train-ai ai-use search"},
	}
	got := Revisions()
	if len(got) != len(want) {
		t.Fatalf("%d revisions, want %d", len(got), len(want))
	}
	for i, w := range want {
		var labels []string
		for _, c := range got[i].Categories {
			labels = append(labels, c.Label)
		}
		if got[i].Name != w.name || got[i].Date != w.date || strings.Join(labels, " ") != w.labels {
			t.Errorf("%s of %s has %q; want %+v", got[i].Name, got[i].Date, labels, w)
		}
		if got[i].Draft != "draft-ietf-aipref-"+w.name || got[i].Summary == "" {
			t.Errorf("%s: %+v", w.name, got[i])
		}
	}
	if _, ok := RevisionNamed("vocab-09"); ok {
		t.Error("there is a vocab-09")
	}
}

// Every profile's table holds together.
func TestProfileTables(t *testing.T) {
	names := map[string]bool{}
	for _, p := range Profiles() {
		if names[p.Name] || p.Title == "" || p.Note == "" {
			t.Errorf("%+v", p)
		}
		names[p.Name] = true
		if found, ok := ProfileNamed(p.Name); !ok || found != p {
			t.Errorf("%s is not found by its name", p.Name)
		}
		if _, ok := RevisionNamed(p.Revision); !ok {
			t.Errorf("%s reads by %q", p.Name, p.Revision)
		}
		if len(p.Categories) > maxCategories {
			t.Errorf("%s has %d categories, more than %d", p.Name, len(p.Categories), maxCategories)
		}
		for i, c := range p.Categories {
			if c.Label == "" || len(c.Label) > longestLabel || c.Title == "" || c.Meaning == "" || len(c.Reaches) == 0 {
				t.Errorf("%s: %+v", p.Name, c)
			}
			if c.Parent != "" && depth(p.Categories, i) == 0 {
				t.Errorf("%s: %s has the unknown parent %s", p.Name, c.Label, c.Parent)
			}
			// A label means at least the use of the same name.
			if u, ok := proviso.ParseUse(c.Label); ok && !slices.Contains(c.Reaches, Reach{u, Whole}) {
				t.Errorf("%s: %s does not cover its own use", p.Name, c.Label)
			}
		}
	}
	if p, ok := ProfileNamed(""); !ok || p != DefaultProfile() || p != Profiles()[0] || p.Name != "cc-signals" {
		t.Error("the default profile is not cc-signals")
	}
	if _, ok := ProfileNamed("vocab-00"); ok {
		t.Error("vocab-00 has a profile, and no syntax")
	}
}

// Migrate relies on this: in a revision, one category decides about a use that
// has a label now.
func TestRevisionsDecideAlone(t *testing.T) {
	for _, r := range Revisions() {
		uses := compile(r.Categories)
		for _, u := range labelled {
			for _, level := range uses[u].levels {
				if len(level) > 1 {
					t.Errorf("%s: several categories are equally close to %v", r.Name, u)
				}
			}
			if len(uses[u].edges) > 0 || len(uses[u].parts) > 1 || len(uses[u].parts) == 1 && len(uses[u].levels) > 0 {
				t.Errorf("%s: a part or edge of %v stands beside others", r.Name, u)
			}
		}
	}
}

// In every revision, a text without wide labels says about each use no more than
// the label of its own name, or a retired one, does: nothing leaks sideways.
func TestCategoriesReachOnlyWhatTheySay(t *testing.T) {
	for _, p := range Profiles() {
		for i, c := range p.Categories {
			var s said
			s[i] = proviso.Allowed()
			allowed := p.outcomes(&s)
			for _, u := range proviso.Uses() {
				reaches := slices.Contains(c.Reaches, Reach{u, Whole})
				if got := allowed[u].Word() == proviso.Allow; got != reaches {
					t.Errorf("%s: %s=y gives %v for %v", p.Name, c.Label, allowed[u], u)
				}
			}
			s[i] = proviso.Denied()
			denied := p.outcomes(&s)
			for _, u := range proviso.Uses() {
				reaches := slices.Contains(c.Reaches, Reach{u, Whole}) || slices.Contains(c.Reaches, Reach{u, Part})
				if got := denied[u].Word() == proviso.Deny; got != reaches {
					t.Errorf("%s: %s=n gives %v for %v", p.Name, c.Label, denied[u], u)
				}
			}
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		word, label string
		want        bool
	}{
		{"train-ai", "train-ai", true},
		{"trian-ai", "train-ai", true},
		{"tran-a", "train-ai", true},
		{"trn-a", "train-ai", false},
		{"serach", "search", true},
		{"research", "search", false},
		{"search2", "search", true},
		{"al", "all", false},
		{"aii", "ai", false},
		{"", "search", false},
		{"exeptions", "exceptions", true},
		{"excptoins", "exceptions", true},
		{strings.Repeat("x", 100), "exceptions", false},
	} {
		if got := near(c.word, c.label); got != c.want {
			t.Errorf("near(%q, %q) = %v", c.word, c.label, got)
		}
	}
}

func TestHowString(t *testing.T) {
	if got := []string{Whole.String(), Part.String(), Edge.String()}; !slices.Equal(got, []string{"whole", "part", "edge"}) {
		t.Errorf("%q", got)
	}
}
