package middleware

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

// Limits of a configuration. Beyond each there is a mistake.
const (
	MaxRules = declare.MaxPatterns // rules, which is what readers of a declaration read
	MaxPath  = declare.MaxText     // bytes of a path
	// MaxUsage is how long an expression may be, in bytes: servers and proxies drop
	// responses whose fields are much longer.
	MaxUsage = 4096
	// MaxMistakes is how many mistakes are told; a last one says that there are more.
	MaxMistakes = 256
)

// maxQuoted is how much of a value a mistake quotes, in bytes.
const maxQuoted = 120

// checker finds every mistake in a configuration.
type checker struct {
	config   *Config
	mistakes []error
}

func (c *checker) mistake(field, value, why, mend string) {
	if len(c.mistakes) > MaxMistakes {
		return
	}
	if len(c.mistakes) == MaxMistakes {
		field, value, why, mend = "Config", "", "there are more than the "+strconv.Itoa(MaxMistakes)+" mistakes that are told", ""
	}
	c.mistakes = append(c.mistakes, &Mistake{field, clip(value), why, mend})
}

func clip(s string) string {
	if len(s) <= maxQuoted {
		return s
	}
	for s = s[:maxQuoted]; !utf8.ValidString(s); {
		s = s[:len(s)-1]
	}
	return s + "…"
}

func (c *checker) rules() {
	if n := len(c.config.Rules); n > MaxRules {
		c.mistake("Rules", "", fmt.Sprintf("there are %d of them, and readers read %d", n, MaxRules), "fewer and wider paths")
		return
	}
	first := map[string]int{}
	for i, r := range c.config.Rules {
		field := "Rules[" + strconv.Itoa(i) + "]"
		c.path(field+".Path", r.Path)
		c.usage(field+".Usage", r.Usage)
		if at, twice := first[r.Path]; twice {
			c.mistake(field+".Path", r.Path, "Rules["+strconv.Itoa(at)+"] has it too", "one rule for it")
		} else {
			first[r.Path] = i
		}
	}
}

// path checks a pattern. What is right here is right in robots.txt and in a declaration.
func (c *checker) path(field, path string) {
	odd := func(r rune) bool { return r <= ' ' || r == 0x7F || unicode.IsSpace(r) || unicode.IsControl(r) }
	switch {
	case path == "":
	case len(path) > MaxPath:
		c.mistake(field, path, fmt.Sprintf("it has %d bytes, and at most %d are read", len(path), MaxPath), "")
	case !utf8.ValidString(path):
		c.mistake(field, path, "it is not UTF-8", "its bytes percent-encoded")
	case strings.Contains(path, "://"):
		mend := ""
		if u, err := url.Parse(path); err == nil && u.Path != "" {
			mend = strconv.Quote(u.EscapedPath())
		}
		c.mistake(field, path, "a path begins behind the host name", mend)
	case strings.ContainsFunc(path, odd):
		c.mistake(field, path, "no address has white space or control characters in it", quoted(strings.ReplaceAll(strings.TrimSpace(path), " ", "%20"), path))
	case strings.Contains(path, "#"):
		before, _, _ := strings.Cut(path, "#")
		c.mistake(field, path, `what follows a "#" never reaches a server`, quoted(before, path))
	case strings.ContainsAny(path, "{}"):
		c.mistake(field, path, "braces have no meaning in a path, and addresses have them encoded", braces(path))
	case path[0] == '*' && c.config.RobotsTxt != "":
		c.mistake(field, path, `robots.txt has only paths that begin with "/"`, rooted(path))
	case path[0] != '/' && path[0] != '*':
		c.mistake(field, path, `a path begins with "/"`, quoted("/"+path, path))
	}
}

// quoted offers a path, if it is one and another than there was.
func quoted(path, instead string) string {
	if path == "" || path == instead {
		return ""
	}
	return strconv.Quote(path)
}

// rooted gives what a path that begins with "*" is in robots.txt.
func rooted(path string) string {
	rest := strings.TrimLeft(path, "*")
	if strings.HasPrefix(rest, "/") {
		return fmt.Sprintf("a rule each for %q and %q", rest, "/*"+rest)
	}
	return strconv.Quote("/*" + rest)
}

// braces spells out what was probably meant.
func braces(path string) string {
	var list []string
	for _, p := range declare.Patterns(path) {
		list = append(list, strconv.Quote(p.Text))
	}
	if len(list) < 2 || len(list) > 4 {
		return "a rule for each of declare.Patterns"
	}
	return "a rule each for " + strings.Join(list, " and ")
}

// usage checks an expression. Anything that readers would report is a mistake: what they
// pass over was meant to say something.
func (c *checker) usage(field, text string) {
	if len(text) > MaxUsage {
		c.mistake(field, text, fmt.Sprintf("it has %d bytes, more than %d", len(text), MaxUsage), "")
		return
	}
	if strings.Trim(text, " \t") != text || strings.ContainsAny(text, "#") {
		c.mistake(field, text, `robots.txt has no room for white space around it, or for a "#"`, "")
		return
	}
	report := expr.Lint([]byte(text), nil)
	for _, p := range report.Strict.Problems {
		mend := p.Mend
		if report.Understood && report.Meant != text {
			mend = report.Meant
		}
		if mend != "" {
			mend = strconv.Quote(mend)
		}
		c.mistake(field, text, strings.TrimSuffix(p.Hint, "."), mend)
	}
}

func (c *checker) maxAge() {
	switch age := c.config.MaxAge; {
	case age > MaxMaxAge:
		c.mistake("MaxAge", age.String(), "crawlers should keep no robots.txt for longer than a day", MaxMaxAge.String()+" or less")
	case age > 0 && age%time.Second != 0:
		c.mistake("MaxAge", age.String(), "it is told in whole seconds", max(age.Truncate(time.Second), time.Second).String())
	}
}
