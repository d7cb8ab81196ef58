// Package hosts says what owners of a site can set where it is: host profiles and site
// generators, as data with dates and sources. It is for a tool that asks "where is your
// site?" and says honestly what can be done there, instead of writing files that the host
// passes over.
//
// Nothing here is measured. Each answer says whether somebody read it in the host's own
// words, has it from others, or takes it for likely; and a host may change at any time. The
// data are in hosts.toml and generators.toml. [All] and [Generators] list them, [Detect] and
// [DetectGenerator] guess from files which one it is.
package hosts

import (
	"io/fs"
	"slices"
)

// Can is what an owner can do about one thing.
type Can string

// What an owner can do.
const (
	Yes        Can = "yes"
	Part       Can = "part"        // for some of what is served
	Paid       Can = "paid"        // on some plans
	Toggle     Can = "toggle"      // a switch with the host's own words behind it
	OriginRoot Can = "origin-root" // only where the site is an origin of its own
	Prepended  Can = "prepended"   // yes, and the host may put words of its own before it
	No         Can = "no"
	Unknown    Can = "unknown"
)

// Confidence is where an answer comes from.
type Confidence string

// Where answers come from.
const (
	Read        Confidence = "read"         // the host's own documentation, code or word
	SecondHand  Confidence = "second-hand"  // what others say
	NotVerified Confidence = "not-verified" // background knowledge
)

// Answer says what an owner can do about one thing, and how.
type Answer struct {
	Can        Can        `toml:"can"`
	How        string     `toml:"how"`
	Confidence Confidence `toml:"confidence"`
	// Writers name the writers of package publish that do it; of headers only.
	Writers []string `toml:"writers"`
}

// Source is where something was read.
type Source struct {
	URL        string     `toml:"url"`
	Says       string     `toml:"says"`
	Confidence Confidence `toml:"confidence"`
}

// Sign is a file that tells a host or generator: a name or glob, and a text in it.
type Sign struct {
	File     string `toml:"file"`
	Contains string `toml:"contains"`
	// Sure is set where hardly anything else has such a file.
	Sure bool `toml:"sure"`
}

// Profile is what an owner can set at a host.
type Profile struct {
	Name       string     `toml:"name"`       // stable, kebab-case
	Title      string     `toml:"title"`      // for people
	Kind       string     `toml:"kind"`       // "static host", "server", "builder", "gallery", …
	Checked    string     `toml:"checked"`    // when it was last looked at: "2026-11-24"
	Confidence Confidence `toml:"confidence"` // of answers without one of their own
	Robots     Answer     `toml:"robots"`     // robots.txt
	Headers    Answer     `toml:"headers"`    // fields of responses
	Head       Answer     `toml:"head"`       // elements in the head of HTML pages
	WellKnown  Answer     `toml:"well-known"` // files below /.well-known/
	Metadata   Answer     `toml:"metadata"`   // whether images are served with their metadata
	NextBest   string     `toml:"next-best"`  // what to do about what cannot be set
	Note       string     `toml:"note"`
	Signs      []Sign     `toml:"signs"`
	Domains    []string   `toml:"domains"` // of sites without a domain of their own
	Sources    []Source   `toml:"sources"`
}

// Generator is a program that makes a site of sources.
type Generator struct {
	Name    string   `toml:"name"`
	Title   string   `toml:"title"`
	Checked string   `toml:"checked"`
	Copied  []string `toml:"copied"` // folders whose files are copied as they are
	Output  string   `toml:"output"` // the folder that is published
	Hidden  string   `toml:"hidden"` // how files that begin with "." or "_" are copied; empty where they are
	Images  Images   `toml:"images"`
	Signs   []Sign   `toml:"signs"`
	Sources []Source `toml:"sources"`
}

// Images is what becomes of the metadata of images that a generator makes anew.
type Images struct {
	Does       string     `toml:"does"` // "strips", "keeps", "part", "none" or "unknown"
	How        string     `toml:"how"`
	Confidence Confidence `toml:"confidence"`
}

// All lists the profiles, in the order of the documentation.
func All() []Profile { return slices.Clone(data().hosts) }

// ByName finds a profile by its name.
func ByName(name string) (Profile, bool) {
	i := slices.IndexFunc(data().hosts, func(p Profile) bool { return p.Name == name })
	if i < 0 {
		return Profile{}, false
	}
	return data().hosts[i], true
}

// Generators lists the generators, in the order in which they are looked for.
func Generators() []Generator { return slices.Clone(data().generators) }

// CopiedIn gives the folder of the sources, if there is one, into which a file for the
// published site belongs: the first that is there, or the first of all.
func (g *Generator) CopiedIn(fsys fs.FS) (folder string, ok bool) {
	for _, folder := range g.Copied {
		if info, err := fs.Stat(fsys, folder); err == nil && info.IsDir() {
			return folder, true
		}
	}
	if len(g.Copied) == 0 {
		return "", false
	}
	return g.Copied[0], true
}
