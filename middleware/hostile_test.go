package middleware

import (
	"strings"
	"testing"
	"time"
)

// TestHostileTargets: whoever asks chooses the target, and net/http lets it have a megabyte.
// Time is linear in it: milliseconds, where its square would take minutes. The limit between
// leaves room for a busy machine and the race detector.
func TestHostileTargets(t *testing.T) {
	cfg := benchConfig(1000, true)
	cfg.Rules = append(cfg.Rules, Rule{"/*a*a*a*a*a*a*b$", "search=n"}, Rule{"/a*" + strings.Repeat("a", 63) + "b", "search=n"}, Rule{"/%28", "search=n"})
	s := mustNew(t, cfg).current.Load()
	for _, piece := range []string{"a", "/", "/.", "/..", "%", "%2F", "%28", "*", "é", "?", "a/../", "."} {
		target := "/" + strings.Repeat(piece, (1<<20)/len(piece))
		start := time.Now()
		s.at(target)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("a megabyte of %q takes %v", piece, took)
		}
	}
}

// TestHostileRules: as many rules as there may be, each within the next or all of them with
// wildcards, are ready in a second or two.
func TestHostileRules(t *testing.T) {
	var nested, wild []Rule
	for i := range MaxRules {
		if i < MaxPath {
			nested = append(nested, Rule{"/" + strings.Repeat("a", i), "search=y"})
		}
		wild = append(wild, Rule{"/*" + strings.Repeat("ab", i%900) + strings.Repeat("*", i/900), "search=y"})
	}
	for name, rules := range map[string][]Rule{"nested": nested, "wild": wild} {
		start := time.Now()
		s := mustNew(t, Config{Rules: rules}).current.Load()
		made := time.Since(start)
		s.at("/" + strings.Repeat("a", 4000))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v to make ready, %v in all", name, made, took)
		}
	}
}
