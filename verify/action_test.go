package verify_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestAction holds action.yml to what makes it safe to use with inputs from anywhere: they
// never become a part of a script, each is declared, and nothing asks for a secret.
func TestAction(t *testing.T) {
	text, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	declared, _, _ := strings.Cut(string(text), "\noutputs:")
	used := regexp.MustCompile(`inputs\.([a-z-]+)`).FindAllStringSubmatch(string(text), -1)
	if len(used) == 0 || strings.Contains(string(text), "secrets.") {
		t.Errorf("%d inputs used, or a secret", len(used))
	}
	for _, m := range used {
		if !strings.Contains(declared, "\n  "+m[1]+":\n") {
			t.Errorf("the input %s is not declared", m[1])
		}
	}
	script := -1 // indentation of the key "run" of the script that a line stands in
	for n, line := range strings.Split(string(text), "\n") {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case strings.HasPrefix(line[indent:], "run:"):
			script = indent
		case line != "" && indent <= script:
			script = -1
		}
		if script >= 0 && strings.Contains(line, "${{") {
			t.Errorf("line %d: a script takes in %q", n+1, line)
		}
	}
}
