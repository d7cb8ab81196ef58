package robots

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// specVariable names the environment variable with the folder of the compliance
// tests of github.com/google/robotstxt-spec-test (src/main/resources/CTC).
const specVariable = "ROBOTSTXT_SPEC_TEST"

// specCases is how many expectations that suite has at 552ade5.
const specCases = 400

// TestSpecSuite runs google/robotstxt-spec-test.
func TestSpecSuite(t *testing.T) {
	folder := os.Getenv(specVariable)
	if folder == "" {
		t.Skipf("SKIPPED: %s names no copy of google/robotstxt-spec-test", specVariable)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*", "*.textproto"))
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, name := range files {
		for _, c := range readSpecFile(t, name) {
			cases++
			if allowed, line := Parse([]byte(c.robots)).For(c.agent).Access(PathOf(c.url)); allowed != c.allowed {
				t.Errorf("%s: %q for %q: allowed = %v by line %d", filepath.Base(name), c.url, c.agent, allowed, line)
			}
		}
	}
	if cases != specCases {
		t.Errorf("%d cases, want %d", cases, specCases)
	}
}

type specCase struct {
	robots, url, agent string
	allowed            bool
}

// readSpecFile reads one file of the suite, which is text in Protocol Buffers'
// text format with the few fields that matter here:
//
//	file  = *( name ":" value / "{" / "}" / "[" / "]" / "," )
//	value = 1*string / word
func readSpecFile(t *testing.T, name string) []specCase {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []specCase
	var robots string
	var c specCase
	tokens, err := specTokens(string(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for i := 0; i+2 < len(tokens); i++ {
		if tokens[i+1] != ":" {
			continue
		}
		value := tokens[i+2]
		switch tokens[i] {
		case "robotstxt":
			robots = specString(tokens[i+2:])
		case "testurl":
			c = specCase{robots: robots, url: specString(tokens[i+2:])}
		case "useragent":
			c.agent = specString(tokens[i+2:])
		case "expected_outcome":
			c.allowed = value == "ALLOWED"
			if !c.allowed && value != "DISALLOWED" {
				t.Fatalf("%s: outcome %s", name, value)
			}
			cases = append(cases, c)
		}
	}
	return cases
}

// specTokens splits into words, punctuation and strings; strings keep a quotation
// mark in front and are otherwise decoded.
func specTokens(text string) ([]string, error) {
	var tokens []string
	for text != "" {
		switch c := text[0]; {
		case strings.IndexByte(" \t\r\n", c) >= 0:
			text = text[1:]
		case c == '#':
			_, text, _ = strings.Cut(text, "\n")
		case c == '"':
			end := 1
			for end < len(text) && text[end] != '"' {
				if text[end] == '\\' {
					end++
				}
				end++
			}
			if end >= len(text) {
				return nil, fmt.Errorf("a string has no end: %.40s", text)
			}
			s, err := strconv.Unquote(text[:end+1])
			if err != nil {
				return nil, fmt.Errorf("%.40s: %w", text, err)
			}
			tokens, text = append(tokens, `"`+s), text[end+1:]
		case strings.IndexByte("{}[]:,", c) >= 0:
			tokens, text = append(tokens, text[:1]), text[1:]
		default:
			end := strings.IndexAny(text, " \t\r\n{}[]:,#\"")
			if end < 0 {
				end = len(text)
			}
			tokens, text = append(tokens, text[:end]), text[end:]
		}
	}
	return tokens, nil
}

// specString joins the strings that tokens begin with.
func specString(tokens []string) string {
	var s strings.Builder
	for _, token := range tokens {
		if token[0] != '"' {
			break
		}
		s.WriteString(token[1:])
	}
	return s.String()
}
