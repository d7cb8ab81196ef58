package expr

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
)

func TestMigrate(t *testing.T) {
	for _, c := range []struct {
		from, text, want string
		lost             int
	}{
		{"vocab-01", "ai=n;exceptions=cc-cr", "train-ai=n;exceptions=cc-cr", 1}, // CC signals, June 2025
		{"vocab-01", "genai=n;exceptions=cc-cr-ec", "train-ai=n;exceptions=cc-cr-ec", 0},
		{"vocab-01", "tdm=n", "train-ai=n, ai-use=n", 1},
		{"vocab-01", "tdm=n, genai=y, inference=y", "train-ai=y, ai-use=y", 2},
		{"vocab-02", "ai-use=n;exceptions=cc-cr", "ai-use=n;exceptions=cc-cr", 1}, // README today
		{"vocab-02", "train-genai=n;exceptions=cc-cr-ec", "train-ai=n;exceptions=cc-cr-ec", 0},
		{"vocab-02", "all=n, search=y", "train-ai=n, ai-use=n, search=y", 1},
		{"vocab-02", "train-ai=n", "train-ai=n", 1},
		{"vocab-02", "train-ai=y, train-genai=n", "train-ai=n", 1},
		{"vocab-03", "bots=n;exceptions=cc-cr", "train-ai=n;exceptions=cc-cr, ai-use=n, search=n;exceptions=cc-cr", 1},
		{"vocab-03", "bots=y", "train-ai=y, search=y", 1},
		{"vocab-04", "bots=y, train-ai=n", "train-ai=n, ai-use=y, search=y", 1},
		{"vocab-04", "ai-output=n, search=y", "ai-use=n, search=y", 1},
		{"vocab-05", "train-ai=n, ai-use=y", "train-ai=n", 1}, // not a label then
		{"vocab-06", `train-ai=n;exceptions="/terms"`, `train-ai=n;exceptions="/terms"`, 0},
		{"vocab-07", "train-ai=y;x=1, search=n", "train-ai=y, search=n", 1},
		{"vocab-07", "train-ai=y;exceptions=cc-cr", "train-ai=y", 1},
		{"vocab-07", "train-ai=n;exceptions=nonsense", "train-ai=n", 1},
		{"vocab-07", "train-ai=n;exceptions=none", "train-ai=n", 0},
		{"vocab-07", "train-ai=maybe", "", 1},
		{"vocab-08", "search=y , train-ai=n", "train-ai=n, search=y", 0},
		{"vocab-02", "", "", 0},
	} {
		t.Run(c.from+" "+c.text, func(t *testing.T) {
			from, ok := RevisionNamed(c.from)
			if !ok {
				t.Fatal("no such revision")
			}
			m, err := Migrate([]byte(c.text), from)
			if err != nil || m.Text != c.want {
				t.Errorf("%q, %v; want %q", m.Text, err, c.want)
			}
			if len(m.Lost) != c.lost {
				t.Errorf("lost %+v, want %d", m.Lost, c.lost)
			}
			var kept []string
			for _, k := range m.Kept {
				kept = append(kept, k.To)
				if k.From == "" {
					t.Errorf("kept %+v", k)
				}
			}
			if strings.Join(kept, ", ") != m.Text {
				t.Errorf("kept %q, wrote %q", kept, m.Text)
			}
		})
	}
}

func TestMigrateErrors(t *testing.T) {
	if _, err := Migrate([]byte("tdm=n"), Revisions()[0]); !errors.Is(err, ErrNoSyntax) {
		t.Errorf("vocab-00: %v", err)
	}
	if _, err := Migrate(nil, Revision{Name: "mine"}); !errors.Is(err, ErrNoSyntax) {
		t.Errorf("an unknown revision: %v", err)
	}
	m, err := Migrate([]byte("train-ai = n"), *current)
	if !errors.Is(err, ErrNotDictionary) || m.Text != "" || len(m.Problems) != 1 {
		t.Errorf("no dictionary: %+v, %v", m, err)
	}
}

// The new text says for the uses that have a label what the old one said, both
// for readers that know exceptions and for those that do not.
func TestMigrateKeepsOutcomes(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for range 5000 {
		text := []byte(randomText(rng))
		for _, from := range Revisions()[1:] {
			m, err := Migrate(text, from)
			if err != nil {
				t.Fatal(err)
			}
			pinned, _ := ProfileNamed(from.Name)
			for _, pair := range [][2]*Profile{{pinned, aipref}, {from.withExceptions(), ccSignals}} {
				src := robotsTxt
				src.Profile = pair[0]
				was := Read(text, &src)
				src.Profile = pair[1]
				is := Read([]byte(m.Text), &src)
				was.Outcomes[proviso.TDM] = proviso.Outcome{}
				if is.Failed || !is.Outcomes.Equal(was.Outcomes) {
					t.Fatalf("%s %s says %v; migrated, %s says %v", from.Name, text, was.Outcomes, m.Text, is.Outcomes)
				}
			}
		}
	}
}
