package vectors

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// loaded gives the kit's own vectors.
func loaded(t testing.TB) []Vector {
	t.Helper()
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// leastPerSuite keeps a suite from withering unseen.
var leastPerSuite = map[string]int{
	Expression: 200, Signals: 100, RobotsUsage: 120, RobotsAccess: 130,
	Header: 23, Combine: 45, Profile: 95, Writer: 25,
	Signal: 96, TDMRep: 140, RSL: 160, PageTokens: 140, ControlToken: 26, AITxt: 38, TrustTxt: 30, ATProtocol: 40,
	Declaration: 22, Licence: 59,
}

func TestSuitesAreFull(t *testing.T) {
	count := make(map[string]int)
	for _, v := range loaded(t) {
		count[v.Suite]++
	}
	for _, suite := range Suites() {
		if least, known := leastPerSuite[suite]; known && count[suite] < least {
			t.Errorf("suite %s has %d vectors, and had %d", suite, count[suite], least)
		}
	}
}

// Vectors that ask the same are one vector: the second was copied and forgotten.
func TestNoTwoVectorsAskTheSame(t *testing.T) {
	known := make(map[string]string)
	for _, v := range loaded(t) {
		request := Request(v)
		if request == nil {
			continue
		}
		var r map[string]any
		if err := json.Unmarshal(request, &r); err != nil {
			t.Fatalf("%s: %v", v.ID(), err)
		}
		if r["id"] != v.ID() || r["url"] != v.URL {
			t.Errorf("%s: id %v, url %v", v.ID(), r["id"], r["url"])
		}
		delete(r, "id")
		question, _ := json.Marshal(r)
		if other, taken := known[string(question)]; taken {
			t.Errorf("%s asks the same as %s", v.ID(), other)
		}
		known[string(question)] = v.ID()
	}
}

// A vector of an older revision is marked, and only such a vector.
func TestOlderRevisionsAreSuperseded(t *testing.T) {
	for _, v := range loaded(t) {
		older := strings.HasPrefix(v.Profile, "vocab-") && v.Profile != "vocab-08"
		if older != (v.Status == Superseded) {
			t.Errorf("%s: profile %q, status %s", v.ID(), v.Profile, v.Status)
		}
		if older && !strings.HasSuffix(v.Spec, strings.TrimPrefix(v.Profile, "vocab")) {
			t.Errorf("%s: profile %q, spec %q", v.ID(), v.Profile, v.Spec)
		}
	}
}

// What everybody can check about the texts.
func TestChecksAreSentences(t *testing.T) {
	for _, v := range loaded(t) {
		if !strings.HasSuffix(v.Checks, ".") || len(v.Checks) > 160 {
			t.Errorf("%s: checks is to be one short sentence: %q", v.ID(), v.Checks)
		}
		if v.Expect.Uses == nil || len(v.Expect.Uses) != len(Uses()) {
			t.Errorf("%s: %d uses", v.ID(), len(v.Expect.Uses))
		}
	}
}

// An asker who ignores conditions must see a deny: no conditional outcome may
// come from a y. A cheap guard against an expectation typed the wrong way round.
func TestConditionsComeFromDenies(t *testing.T) {
	for _, v := range loaded(t) {
		for use, o := range v.Expect.Uses {
			if o.Word != "conditional" || !slices.Contains([]string{Signals, Combine, Profile}, v.Suite) {
				continue // other formats have other forms
			}
			text := string(v.Robots)
			for _, f := range v.Headers {
				text += f.Value
			}
			if !strings.Contains(text, "=n;") {
				t.Errorf("%s: %s is %s, and there is no n with a parameter", v.ID(), use, o)
			}
		}
	}
}

// A program that knows AIPREF alone can pass the suites that README.md names.
func TestAIPREFSuitesHaveNoConditions(t *testing.T) {
	for _, v := range loaded(t) {
		if !slices.Contains([]string{Expression, Header, RobotsUsage, RobotsAccess}, v.Suite) {
			continue
		}
		for use, o := range v.Expect.Uses {
			if o.Word == "conditional" {
				t.Errorf("%s: %s is %s; move the vector to signals or combine", v.ID(), use, o)
			}
		}
	}
}

func TestVectorsComeInOrder(t *testing.T) {
	var ids []string
	for _, v := range loaded(t) {
		ids = append(ids, string(rune('a'+suiteOrder(v.Suite)))+v.Name)
	}
	if !slices.IsSorted(ids) {
		t.Error("vectors are not in the order of suites and names")
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
