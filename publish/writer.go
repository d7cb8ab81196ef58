package publish

import (
	"io/fs"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// Writer is one place where an owner can publish what is declared: a file of the site, or
// the configuration of a server. Each lives in a folder below this package; package
// publish/all is the one list of them.
//
// A writer does no I/O but read through the file system it is given, and it never fails
// on what it finds there: a file that it does not understand is left as it is, and told.
type Writer struct {
	Name  string // stable, kebab-case: "robots-txt", "nginx"
	Title string // for people: "robots.txt"
	Spec  string // URL of the text that it follows
	// Carriers name the carriers by which readers find what it writes; none where only
	// people do.
	Carriers []string
	// Root tells in which folder it works.
	Root Root
	// Needs is what a host must let an owner do for it; empty for nothing of which a host
	// profile speaks.
	Needs Ability
	// Find finds the file at which it would begin, as a path in the file system: one that
	// is there, or, with Makes, one that would be made. It is asked once, and empty means
	// that there is nothing for it to do here.
	Find func(fsys fs.FS) string
	// Knows reports whether a file that the user named is one of its own, by its name or
	// what stands in it; of those that work on a server's configuration.
	Knows func(name string, text []byte) bool
	// Documents says that it publishes the declaration itself, which stands behind what
	// all others publish: it is asked last, with [Saying.Document].
	Documents bool
	// Makes says that it writes its file even if there was none. Others wait until they
	// find one, or until they are asked for by name.
	Makes bool
	// Lists says that its output lists all files that it has a use for, unchanged ones
	// too; those that it has published before and lists no more are taken out.
	Lists bool
	// Write plans what the files are to be. With a [Saying] that says nothing it takes out
	// what an earlier one put in.
	Write func(Input) Output
	// Codes lists the problems that it reports, besides those of [Codes], with their
	// meanings.
	Codes []Code
}

// Code explains a problem code.
type Code struct{ Code, Meaning string }

// Root is which folder a writer works in.
type Root uint8

const (
	Public  Root = iota // what is served: "/robots.txt" is robots.txt there
	Sources             // the site's sources, where proviso.toml lies: netlify.toml, vercel.json
	Server              // the configuration of a server, such as /etc/nginx
)

// Ability is what a host lets an owner do; see package hosts.
type Ability string

const (
	Robots    Ability = "robots.txt"
	Headers   Ability = "response headers"
	Head      Ability = "the head of HTML pages"
	WellKnown Ability = "files at well-known places"
)

// Input is what a writer is given.
type Input struct {
	FS fs.FS
	// Entry is what Find found, or what the user named.
	Entry  string
	Saying *Saying
}

// Output is what a writer would do.
type Output struct {
	// Files are those that would change. One whose New equals its Old is passed over.
	Files []File
	// Losses are what could not be said here, and the safe form that stands in for it.
	Losses []Loss
	// Projections are the safe forms that are published, for the declaration to stand
	// behind. Their Text is what Proviso's own carrier shows as the statement's raw text.
	Projections []declare.Projection
	// Problems are news about what was found. Where.Source is a path in the file system.
	// A [proviso.Fault] says that a file was left as it is because of it.
	Problems []proviso.Problem
	// Steps are what a person has to do afterwards, a sentence or a command each:
	// "nginx -t && systemctl reload nginx".
	Steps []string
}

// File is one file before and after.
type File struct {
	Path string // in the file system that was given
	Old  []byte // nil where there is none
	New  []byte // nil to remove it
}

// Loss is something that a writer could not say about a scope.
type Loss struct {
	Scope string // as in [Rule]
	proviso.Loss
}

// Codes of problems that are the same for all writers. Those of a writer's own begin with
// its name.
const (
	CodeUnreadable = "publish-unreadable"   // a file that is there could not be read
	CodeTooLarge   = "publish-too-large"    // longer than MaxFile
	CodeEncoding   = "publish-encoding"     // not UTF-8 text where text is needed
	CodeForeign    = "publish-foreign"      // somebody else's statement stands there and differs
	CodeBlock      = "publish-block-damage" // the marks of our own block are damaged
	CodeHost       = "publish-host"         // the host does not let an owner do it
)

// Codes lists the codes that are the same for all writers, and those of plans.
func Codes() []Code {
	return []Code{
		{CodeUnreadable, "A file could not be read, or a link in it leads out of the folder; it is left as it is."},
		{CodeTooLarge, "A file is longer than a writer reads; it is left as it is."},
		{CodeEncoding, "A file is not the UTF-8 text that it has to be; it is left as it is."},
		{CodeForeign, "Somebody else's statement stands there and says something different; the owner's word is needed."},
		{CodeBlock, "The lines that mark Proviso's own part of a file are damaged, so that it cannot be told what is whose; it is left as it is."},
		{CodeHost, "The host does not let an owner do it, or not everywhere; the next best is named."},
		{CodeChangedSince, "A file was changed since it was written; what is Proviso's is taken out, and the change stays."},
	}
}

// MaxFile is how large a file is that a writer reads, in bytes.
const MaxFile = 4 << 20
