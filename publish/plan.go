package publish

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// Plan is what would be done to a site. Making one writes nothing.
type Plan struct {
	Site    Site
	Saying  *Saying
	Changes []*Change // in the order of the writers
	Parts   []Part    // what each writer has to say, in the same order
	// Losses are what the published declaration cannot say.
	Losses []proviso.Loss
	// Problems are about the plan as a whole.
	Problems []proviso.Problem

	workshop *workshop
	writers  []*Writer
}

// Change is one file before and after.
type Change struct {
	Path    string // on the disk, absolute
	Old     []byte // nil where there is no such file
	New     []byte // nil to remove it
	Writers []string
}

// Part is what one writer found and planned.
type Part struct {
	Writer *Writer
	Entry  string // the file it began at; empty where it found nothing to do
	Folder string // that it worked in
	Output
}

// Options are how a plan is made.
type Options struct {
	// Writers are all that there are, usually [all.Writers].
	Writers []*Writer
	// Places are the names of those to use; empty for all that fit. One that is named is
	// used even if it finds nothing of its own.
	Places []string
	// Host names the profile of where the site is; empty for unknown. See package hosts.
	Host string
	// Sign signs the published declaration; nil leaves it unsigned.
	Sign func(document []byte) ([]byte, error)
	// PagePath is where the pages for people are, such as "/machine-use/"; empty for none.
	PagePath string
	// HeaderOnly is [Saying.HeaderOnly].
	HeaderOnly bool
}

// ErrPlaces says that a place was named that there is not.
var ErrPlaces = errors.New("publish: no such place")

// ErrHost says that there is no profile of the host that was named.
var ErrHost = errors.New("publish: no profile of such a host")

// NewPlan works out what would have to change for a site to say what is declared. The
// error is about the options, or about what cannot be published at all; what a writer finds
// is in the parts.
func NewPlan(site Site, d *declare.Declaration, opt Options) (*Plan, error) {
	p := &Plan{Site: site, Saying: NewSaying(d), writers: opt.Writers}
	p.Saying.HeaderOnly = opt.HeaderOnly
	w, err := newWorkshop(&p.Site, opt.Writers)
	if err != nil {
		return nil, err
	}
	writers, wished, err := p.fit(w, opt)
	if err != nil {
		return nil, err
	}
	p.address(writers, opt)
	if err := p.write(w, writers, wished, opt); err != nil {
		return nil, err
	}
	p.workshop = w
	if err := p.retire(); err != nil {
		return nil, err
	}
	p.Changes = w.changes.list()
	return p, nil
}

// address tells the writers where the declaration and the page for people will be, if they
// are among what is published.
func (p *Plan) address(writers []*Writer, opt Options) {
	if p.Saying.Origin == "" {
		return
	}
	for _, w := range writers {
		switch {
		case slices.Contains(w.Carriers, "declaration") && w.Documents:
			p.Saying.DocumentURL = p.Saying.Origin + declare.WellKnown
		case w.Documents && opt.PagePath != "":
			p.Saying.PageURL = p.Saying.Origin + opt.PagePath
		}
	}
}

// write lets the writers work one after the other. The one that publishes the declaration
// comes last: it stands behind what the others publish.
func (p *Plan) write(w *workshop, writers []*Writer, wished []string, opt Options) error {
	var projections []declare.Projection
	for _, writer := range writers {
		if writer.Documents && p.Saying.Document == nil {
			text, losses, err := declare.Publish(p.Saying.Declaration, distinct(projections))
			if err != nil {
				return err
			}
			if opt.Sign != nil {
				if text, err = opt.Sign(text); err != nil {
					return err
				}
			}
			p.Losses, p.Saying.Document = losses, text
		}
		part := w.part(writer, p.Saying, slices.Contains(wished, writer.Name))
		projections = append(projections, part.Projections...)
		p.Parts = append(p.Parts, part)
	}
	return nil
}

func distinct(list []declare.Projection) (out []declare.Projection) {
	for _, p := range list {
		same := func(o declare.Projection) bool {
			return o.Carrier == p.Carrier && o.Text == p.Text && o.Scope == p.Scope
		}
		if !slices.ContainsFunc(out, same) {
			out = append(out, p)
		}
	}
	return out
}

// workshop is where writers work: the folders, and what is planned in them so far.
type workshop struct {
	changes *changes
	trees   map[Root]tree
	server  string // the file that was named, within the tree of the server; empty for none
}

// newWorkshop makes the folders' paths absolute and free of links.
func newWorkshop(site *Site, writers []*Writer) (*workshop, error) {
	if site.Public == "" {
		site.Public = site.Sources
	}
	w := &workshop{changes: &changes{byPath: map[string]*Change{}}, trees: map[Root]tree{}}
	for root, folder := range map[Root]*string{Public: &site.Public, Sources: &site.Sources} {
		var err error
		if *folder, err = real(*folder); err != nil {
			return nil, err
		}
		w.trees[root] = tree{*folder, w.changes}
	}
	if site.Server == "" {
		return w, nil
	}
	// The file itself may be a link, by whose name others refer to it.
	folder, err := real(filepath.Dir(site.Server))
	if err != nil {
		return nil, err
	}
	site.Server = filepath.Join(folder, filepath.Base(site.Server))
	folder, w.server = site.serverRoot(writers)
	w.trees[Server] = tree{folder, w.changes}
	return w, nil
}

// real gives a path that is absolute and free of links.
func real(name string) (string, error) {
	whole, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	return resolved(whole)
}

// part lets one writer work.
func (w *workshop) part(writer *Writer, saying *Saying, named bool) Part {
	part := Part{Writer: writer}
	t, ok := w.trees[writer.Root]
	if !ok {
		return part
	}
	part.Folder = t.root
	part.Entry = w.entry(t, writer, named)
	if part.Entry == "" {
		return part
	}
	part.Output = writer.Write(Input{FS: t, Entry: part.Entry, Saying: saying})
	for _, f := range part.Files {
		real, err := t.real(f.Path)
		if err != nil {
			part.Problems = append(part.Problems, unreadable(f.Path, err))
			continue
		}
		w.changes.set(real, writer.Name, f)
	}
	return part
}

// entry gives the file at which a writer begins; empty where it has nothing to do.
func (w *workshop) entry(t tree, writer *Writer, named bool) string {
	if writer.Root == Server {
		if w.has(writer) {
			return w.server
		}
		return ""
	}
	found := writer.Find(t)
	if found == "" {
		return ""
	}
	if _, err := fs.Stat(t, found); err == nil || writer.Makes || named {
		return found
	}
	return ""
}

func unreadable(name string, err error) proviso.Problem {
	return proviso.Problem{Code: CodeUnreadable, Severity: proviso.Fault, Where: proviso.Where{Source: name}, Hint: err.Error()}
}
