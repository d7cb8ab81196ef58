package hosts

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
)

const (
	// MaxRead is how much of a file is looked at for a sign, in bytes.
	MaxRead = 64 << 10
	// MaxFiles is how many files that a sign's glob matches are looked at.
	MaxFiles = 64
)

// Guess is a host that a site may be at, and why.
type Guess struct {
	Profile Profile
	// Reason is what was seen: "netlify.toml is there".
	Reason string
	// Sure is set where hardly another host has such a file or domain.
	Sure bool
}

// Detect guesses at which host a site is, from its sources and the host name under which
// it is served; empty for unknown. The likeliest is first; hosts of which nothing tells are
// left out. A site can be at several: behind Cloudflare, in a repository with a
// netlify.toml of old.
func Detect(sources fs.FS, domain string) []Guess {
	var sure, likely []Guess
	for _, p := range data().hosts {
		reason, is := seen(sources, p.Signs)
		if under := below(domain, p.Domains); under != "" {
			sure = append(sure, Guess{p, "the site is below " + under, true})
			continue
		}
		switch {
		case is:
			sure = append(sure, Guess{p, reason, true})
		case reason != "":
			likely = append(likely, Guess{p, reason, false})
		}
	}
	return append(sure, likely...)
}

// DetectGenerator guesses what makes a site of its sources, and tells why; ok is false
// where nothing tells.
func DetectGenerator(sources fs.FS) (g Generator, reason string, ok bool) {
	for _, g := range data().generators {
		if reason, sure := seen(sources, g.Signs); sure {
			return g, reason, true
		}
	}
	for _, g := range data().generators {
		if reason, _ := seen(sources, g.Signs); reason != "" {
			return g, reason, true
		}
	}
	return Generator{}, "", false
}

// below finds the domain under which a host name is.
func below(name string, domains []string) string {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	for _, d := range domains {
		if name == d || strings.HasSuffix(name, "."+d) {
			return d
		}
	}
	return ""
}

// seen looks for signs. A sure one counts before all others.
func seen(fsys fs.FS, signs []Sign) (reason string, sure bool) {
	for _, s := range signs {
		found := s.find(fsys)
		if found != "" && (reason == "" || s.Sure) {
			reason = found
			if s.Sure {
				return reason, true
			}
		}
	}
	return reason, false
}

// find tells in words what was found of a sign; empty for nothing.
func (s *Sign) find(fsys fs.FS) string {
	names, err := fs.Glob(fsys, s.File)
	if err != nil {
		return ""
	}
	for i, name := range names {
		if i == MaxFiles {
			break
		}
		if s.Contains == "" {
			return name + " is there"
		}
		if contains(fsys, name, s.Contains) {
			return name + " speaks of " + s.Contains
		}
	}
	return ""
}

func contains(fsys fs.FS, name, text string) bool {
	f, err := fsys.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	begin, err := io.ReadAll(io.LimitReader(f, MaxRead))
	return err == nil && bytes.Contains(begin, []byte(text))
}
