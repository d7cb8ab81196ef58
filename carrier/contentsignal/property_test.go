package contentsignal_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// pieces are what random texts are made of: signals, slips, other vocabularies.
var pieces = []string{
	"ai-train=yes", "ai-train=no", "ai-input=yes", "ai-input=no", "search=yes", "search=no",
	"use=immediate", "use=reference", "use=full", "use=odd", "use", "use=",
	"AI-TRAIN=No", "search = YES", "search=yes;x", "ai-input=no;x=y", "ai-train=y", "ai-input", "train-ai=n", "tdm=no", "", " ", "=", "a=b=c", "é",
}

func randomText(r *rand.Rand) string {
	parts := make([]string, r.IntN(5))
	for i := range parts {
		parts[i] = pieces[r.IntN(len(pieces))]
	}
	return strings.Join(parts, ",")
}

func outcomes(a []*carrier.Artifact) proviso.Outcomes {
	return proviso.Combine(ask(a, "https://example.com/p").Evidence).Everyone.Outcomes()
}

// TestMoreTextNeverLoosens: whatever is added to a text, before or behind, in the same
// line or another, what it refuses stays refused and what it asks stays asked; and a
// permission is never had from two texts of which neither permits.
func TestMoreTextNeverLoosens(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 24))
	for range 20_000 {
		text, more := randomText(r), randomText(r)
		before, alone := outcomes(inHeader(text)), outcomes(inHeader(more))
		for name, a := range map[string][]*carrier.Artifact{
			"behind":      inHeader(text + "," + more),
			"before":      inHeader(more + "," + text),
			"in the next": inRobots("User-agent: *\nContent-Signal: " + text + "\nContent-Signal: " + more + "\nAllow: /\n"),
			"in a path":   inRobots("User-agent: *\nContent-Signal: " + text + "\nContent-Signal: /p " + more + "\nAllow: /\n"),
		} {
			after := outcomes(a)
			for _, u := range proviso.Uses() {
				switch before[u].Word() {
				case proviso.Deny, proviso.Conditional:
					if !after[u].AtLeast(before[u]) {
						t.Fatalf("%q and %s %q: %v was %v and is %v", text, name, more, u, before[u], after[u])
					}
				default:
					if after[u].Word() == proviso.Allow && before[u].Word() != proviso.Allow && alone[u].Word() != proviso.Allow {
						t.Fatalf("%q and %s %q: %v is permitted by neither", text, name, more, u)
					}
				}
			}
		}
	}
}

// TestPlacesAgree: one text says the same in a group, in a header and in a page.
func TestPlacesAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 25))
	for range 5_000 {
		text := randomText(r)
		header := outcomes(inHeader(text))
		if group := outcomes(inGroup(text)); !group.Equal(header) {
			t.Fatalf("%q: %v in a group, %v in a header", text, group, header)
		}
		if page := outcomes(inPage("<!DOCTYPE html><meta name=content-signal content='" + text + "'>")); !page.Equal(header) {
			t.Fatalf("%q: %v in a page, %v in a header", text, page, header)
		}
	}
}
