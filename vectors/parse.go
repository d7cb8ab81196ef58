package vectors

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// defaultURL is the asset where a vector names none.
const defaultURL = "https://example.com/"

// parser collects everything that is wrong with one file, so that whoever wrote
// it reads all of it at once.
type parser struct {
	file string // as errors name it
	v    Vector
	seen map[string]bool // header keys, sections and expectations
	errs []error
}

func (p *parser) errorf(line int, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s:%d: %w", p.file, line, fmt.Errorf(format, args...)))
}

// once reports whether the key is new, and complains if it is not.
func (p *parser) once(line int, what, key string) bool {
	if p.seen[what+key] {
		p.errorf(line, "%s %q given twice", what, key)
		return false
	}
	p.seen[what+key] = true
	return true
}

// parseVector reads one file. The file name serves errors only.
func parseVector(file, suite, name, text string) (Vector, error) {
	p := &parser{file: file, seen: make(map[string]bool)}
	p.v = Vector{Suite: suite, Name: name, Status: Current, URL: defaultURL}
	sections := splitTxtar(text)
	p.header(sections[0])
	for _, s := range sections[1:] {
		base := strings.TrimSuffix(s.name, ".quoted")
		if strings.HasPrefix(base, "body ") {
			base = "body"
		}
		if p.once(s.line-1, "section", base) {
			p.section(s)
		}
	}
	p.complete()
	return p.v, errors.Join(p.errs...)
}

// header reads the key: value lines before the first section.
func (p *parser) header(s section) {
	for line, text := range lines(s) {
		if strings.TrimSpace(text) == "" {
			continue
		}
		key, value, ok := strings.Cut(text, ":")
		value = strings.TrimSpace(value)
		switch {
		case !ok:
			p.errorf(line, "not a \"key: value\" line")
		case !p.once(line, "key", key):
		case value == "" && key != "canonical":
			p.errorf(line, "key %q has no value", key)
		default:
			if err := p.key(key, value); err != nil {
				p.errorf(line, "%w", err)
			}
		}
	}
}

// key sets what one header line says.
func (p *parser) key(key, value string) error {
	v := &p.v
	switch key {
	case "checks":
		v.Checks = value
	case "source":
		v.Source = value
	case "spec":
		v.Spec = value
	case "status":
		v.Status = Status(value)
		if !slices.Contains(Statuses(), v.Status) {
			return fmt.Errorf("unknown status %q", value)
		}
	case "url":
		v.URL = value
		if !absolute(value) {
			return fmt.Errorf("%q is not an absolute http or https URL", value)
		}
	case "as":
		for token := range strings.SplitSeq(value, ",") {
			v.As = append(v.As, strings.TrimSpace(token))
		}
		if slices.Contains(v.As, "") {
			return errors.New("empty product token")
		}
	case "profile":
		v.Profile = value
		if !slices.Contains(profiles, value) {
			return fmt.Errorf("unknown profile %q", value)
		}
	case "robots-status":
		var err error
		v.RobotsStatus, err = strconv.Atoi(value)
		if err != nil || v.RobotsStatus < 100 || v.RobotsStatus > 599 {
			return fmt.Errorf("%q is not an HTTP status", value)
		}
	case "must-fail":
		v.MustFail = true
		return onlyYes(value)
	case "can-fail":
		v.CanFail = true
		return onlyYes(value)
	case "canonical":
		v.Canonical = []string{}
		if value != "" {
			v.Canonical = append(v.Canonical, value)
		}
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return nil
}

func absolute(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

func onlyYes(value string) error {
	if value != "yes" {
		return fmt.Errorf("%q is not \"yes\"; leave the line out for no", value)
	}
	return nil
}

// complete complains about what is missing and about what does not go together.
func (p *parser) complete() {
	v := &p.v
	for _, required := range []string{"checks", "source", "spec"} {
		if !p.seen["key"+required] {
			p.errorf(1, "no %q line", required)
		}
	}
	if !p.seen["sectionexpect"] {
		p.errorf(1, "no -- expect -- section")
		return
	}
	expression := p.seen["sectionexpression"]
	if v.Kind() == Writing {
		if len(v.Headers) > 0 || v.Robots != nil || v.Expect.Access != "" {
			p.errorf(1, "a writer vector has neither input nor access, only canonical and expect")
		}
		if v.Canonical == nil {
			p.errorf(1, "a writer vector needs a \"canonical\" line")
		}
		return
	}
	switch {
	case expression && (v.Body != nil || v.Documents != nil || len(v.Headers) != 1 || v.Robots != nil || v.RobotsStatus != 0):
		p.errorf(1, "an expression stands alone, without headers and robots.txt")
	case expression && v.Expect.Access != "":
		p.errorf(1, "access is not judged with an expression")
	case !expression && v.Expect.Access == "":
		p.errorf(1, "access is judged wherever robots.txt could be: name it")
	}
	if v.MustFail {
		if len(v.raw()) == 0 {
			p.errorf(1, "must-fail is about Content-Usage fields, and there are none")
		}
		for use, outcome := range v.Expect.Uses {
			if outcome.Word != "unstated" {
				p.errorf(1, "must-fail, but %s is %s", use, outcome)
			}
		}
	}
}

// raw gives the values of the Content-Usage fields, in the way of
// httpwg/structured-field-tests, where there is no robots.txt beside them.
func (v Vector) raw() []string {
	if v.Robots != nil || v.RobotsStatus != 0 {
		return nil
	}
	var values []string
	for _, f := range v.Headers {
		if strings.EqualFold(f.Name, "Content-Usage") {
			values = append(values, f.Value)
		}
	}
	return values
}
