package agents_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/agents"
)

// TestTable holds every row to what a reader relies on: sorted, unique, every column
// filled in but the note, and nothing that the types do not know.
func TestTable(t *testing.T) {
	all := agents.All()
	if len(all) < 100 {
		t.Errorf("%d rows; some have gone", len(all))
	}
	purposes := []agents.Purpose{agents.Training, agents.Grounding, agents.Indexing, agents.UserFetch, agents.Dataset, agents.Other}
	honours := []agents.Honour{agents.Yes, agents.No, agents.Disputed, agents.Unknown}
	for i, a := range all {
		if i > 0 && strings.ToLower(all[i-1].Token) >= strings.ToLower(a.Token) {
			t.Errorf("%s does not come after %s", a.Token, all[i-1].Token)
		}
		if a.Token == "" || len(a.Token) > 64 || strings.ContainsAny(a.Token, "/ \t*") {
			t.Errorf("%q is no token that could be looked up", a.Token)
		}
		if a.Operator == "" || strings.TrimSpace(a.Operator) != a.Operator {
			t.Errorf("%s: operator %q", a.Token, a.Operator)
		}
		if len(a.Purposes) == 0 {
			t.Errorf("%s: no purpose", a.Token)
		}
		for j, p := range a.Purposes {
			if !slices.Contains(purposes, p) || slices.Contains(a.Purposes[:j], p) {
				t.Errorf("%s: purposes %v", a.Token, a.Purposes)
			}
		}
		if !slices.Contains(honours, a.Honours) {
			t.Errorf("%s: honours %q", a.Token, a.Honours)
		}
		if u, err := url.Parse(a.Source); err != nil || u.Scheme != "https" || u.Host == "" {
			t.Errorf("%s: source %q", a.Token, a.Source)
		}
		if day, err := time.Parse(time.DateOnly, a.Date); err != nil || day.Before(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: date %q", a.Token, a.Date)
		}
		if a.Note != "" && !strings.HasSuffix(a.Note, ".") {
			t.Errorf("%s: the note is no sentence: %q", a.Token, a.Note)
		}
	}
}

// TestOperatorsAreSpeltOneWay: two rows of one operator do not differ in case or in
// white space, or statements addressed to it would miss one of them.
func TestOperatorsAreSpeltOneWay(t *testing.T) {
	known := map[string]string{}
	for _, a := range agents.All() {
		folded := strings.ToLower(strings.ReplaceAll(a.Operator, " ", ""))
		if spelling, ok := known[folded]; ok && spelling != a.Operator {
			t.Errorf("%s: %q was %q before", a.Token, a.Operator, spelling)
		}
		known[folded] = a.Operator
	}
}

func TestNamed(t *testing.T) {
	for token, operator := range map[string]string{
		"GPTBot": "OpenAI", "gptbot": "OpenAI", "GPTBOT": "OpenAI", "GPTBot/1.2": "OpenAI",
		"Google-Extended": "Google", "google-extended": "Google", "AI2Bot": "Ai2", "bigsur.ai": "Big Sur AI",
		"iaskspider/2.0": "iAsk", "MistralAI-User/1.0": "Mistral AI", "Bingbot": "Microsoft",
		"": "", "*": "", "/": "", "GPTBo": "", "GPTBots": "", "GPTBot ": "", "ExampleBot": "", "gptbo\u212a": "",
		strings.Repeat("a", 64): "", strings.Repeat("a", 65): "", strings.Repeat("a", 1<<16): "",
		"GPTBot/" + strings.Repeat("1", 100): "OpenAI",
	} {
		agent, ok := agents.Named(token)
		if ok != (operator != "") || agent.Operator != operator {
			t.Errorf("Named(%.80q) = %q, %v; want %q", token, agent.Operator, ok, operator)
		}
	}
	for _, a := range agents.All() {
		if found, ok := agents.Named(strings.ToUpper(a.Token)); !ok || found.Token != a.Token {
			t.Errorf("%s is not found", a.Token)
		}
	}
}

func TestOperators(t *testing.T) {
	for _, tt := range []struct{ tokens, want []string }{
		{nil, nil},
		{[]string{"ExampleBot", "*"}, nil},
		{[]string{"GPTBot"}, []string{"OpenAI"}},
		{[]string{"gptbot", "ClaudeBot", "OAI-SearchBot", "ExampleBot", "claude-user"}, []string{"OpenAI", "Anthropic"}},
		{[]string{"ClaudeBot", "GPTBot"}, []string{"Anthropic", "OpenAI"}},
	} {
		if got := agents.Operators(tt.tokens); !slices.Equal(got, tt.want) {
			t.Errorf("Operators(%q) = %q, want %q", tt.tokens, got, tt.want)
		}
	}
}

// TestControls: what the table says of tokens that only control, which other packages
// build on.
func TestControls(t *testing.T) {
	var controls []string
	for _, a := range agents.All() {
		if a.Control {
			controls = append(controls, a.Token)
		}
	}
	want := []string{"Applebot-Extended", "Google-Extended", "YandexAdditional", "YandexAdditionalBot"}
	if !slices.Equal(controls, want) {
		t.Errorf("tokens that control: %q, want %q", controls, want)
	}
}

// TestNamedAllocatesNothing: it is asked for every token of every question.
func TestNamedAllocatesNothing(t *testing.T) {
	for _, token := range []string{"gptbot", "GPTBot", "ExampleBot", "Google-Extended/1.0", strings.Repeat("A", 1000)} {
		if n := testing.AllocsPerRun(100, func() { agents.Named(token) }); n != 0 {
			t.Errorf("Named(%.20q) allocates %v times", token, n)
		}
	}
}

func BenchmarkNamed(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		agents.Named("Google-Extended")
	}
}
