package stamp

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/c2pa"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/sidecar"
	"github.com/proviso-signals/proviso/container/xmp"
)

// planner plans one file after the other, with the same memory. It is for one
// goroutine at a time.
type planner struct {
	message *message
	sidecar bool // also beside files that cannot be edited
	inPlace bool // packets are sized so that a file system can insert them
	now     func() time.Time
	source  *container.Source // of the file
	after   *container.Source // of the file as it will be
	names   siblings
	made    map[string]made // packets for files that have none, by format
}

func newPlanner(m *message, opt Options) *planner {
	pl := &planner{message: m, sidecar: opt.Sidecar, inPlace: opt.InPlace, now: opt.Now,
		source: container.NewSource(nil, 0), after: container.NewSource(nil, 0)}
	if pl.now == nil {
		pl.now = time.Now
	}
	return pl
}

// made is a packet, and the time that is in it.
type made struct {
	at     time.Time
	packet []byte
}

// plan is what is to be done with a file.
type plan struct {
	Result
	file     *os.File // open; nil for a sidecar that is to be made
	info     fs.FileInfo
	before   *container.Scan
	artifact *carrier.Artifact // the file as carriers see it
	main     *container.Block  // of the picture's XMP; nil where there is none
	packet   *xmp.Packet       // what it says
	view     *container.View   // the file as it is to be
	after    *container.Scan   // what will be in it
	next     []byte            // the packet that was put in
	draft    *xmp.Draft        // how it was made of the one before; nil for a new one
}

func (p *plan) close() {
	if p.file != nil {
		p.file.Close()
	}
}

// stop ends a plan: the file is left as it is.
func (p *plan) stop(s Status, code, hint string) *plan {
	p.Status, p.Code, p.Hint = s, code, hint
	p.view = nil
	return p
}

// fail ends a plan over an error of the system.
func (p *plan) fail(err error) *plan { return p.stop(Failed, CodeIO, bare(err)) }

// bare is the words of an error without the path, which stands beside it.
func bare(err error) string {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// plan looks at a file and plans what to do.
func (pl *planner) plan(f file) *plan {
	p := &plan{Result: Result{Path: f.path}}
	if f.err != nil {
		return p.fail(f.err)
	}
	if sidecar.IsRaw(f.path) {
		return pl.beside(p)
	}
	if err := p.open(f.path); err != nil {
		return p.fail(err)
	}
	if !p.info.Mode().IsRegular() {
		return p.stop(Skipped, CodeFormat, "It is no regular file.")
	}
	format, err := pl.scan(p)
	switch {
	case err != nil:
		return p.fail(err)
	case format == nil:
		return p.stop(Skipped, CodeFormat, "It is of no format that is known here.")
	}
	p.look()
	if why := p.signed(); why != "" && !pl.nothing(p) {
		if pl.sidecar {
			return pl.beside(p)
		}
		return p.stop(Signed, CodeSigned, why)
	}
	pl.edit(p, format)
	if p.Status == Refused && pl.sidecar {
		return pl.beside(p)
	}
	return p
}

// nothing reports whether there is nothing to be done: the file says so already, or
// has nothing to be cleared.
func (pl *planner) nothing(p *plan) bool {
	if p.packet == nil {
		return pl.message.intent.Clear
	}
	packet, err := pl.changed(p)
	return err == nil && packet == nil
}

// signed says why an edit would break a signature, or nothing. A manifest that stands
// elsewhere, where the XMP leads to, has a hash of the file as well.
func (p *plan) signed() string {
	if p.before.Find(container.C2PA) != nil {
		return "It has a C2PA manifest, whose signature an edit would break: stamp before signing."
	}
	if link := c2pa.Elsewhere(carrier.ImageOf(p.artifact)); link != "" {
		return "A C2PA manifest of it seems to stand at " + oneLine(link) + ", with a hash that an edit would break: stamp before signing."
	}
	return ""
}

func (p *plan) open(path string) (err error) {
	if p.file, err = os.Open(path); err != nil {
		return err
	}
	if p.info, err = p.file.Stat(); err != nil {
		return err
	}
	p.SizeBefore, p.SizeAfter = p.info.Size(), p.info.Size()
	return nil
}

// scan finds out what a file is and what is in it. The format is nil where it is not
// known.
func (pl *planner) scan(p *plan) (*container.Format, error) {
	pl.source.Reset(p.file, p.info.Size())
	head, err := pl.source.Peek(0, container.SniffLen)
	if err != nil {
		return nil, err
	}
	format := all.Detect(head)
	if format == nil {
		return nil, nil
	}
	p.Format = format.Name
	p.before, err = format.Scan(pl.source)
	if errors.Is(err, container.ErrFormat) {
		return nil, nil
	}
	if p.before != nil {
		p.Problems = p.before.Problems
	}
	return format, err
}

// edit plans the new packet, and the pointers that go with it.
func (pl *planner) edit(p *plan, format *container.Format) {
	if format.PutXMP == nil {
		p.stop(Refused, CodeFormat, "Files of this format are read and not written.")
		return
	}
	if p.main != nil && p.packet == nil {
		p.stop(Refused, CodePacket, "Its XMP packet cannot be read.")
		return
	}
	if p.main == nil && pl.message.intent.Clear {
		p.Status = Unchanged
		return
	}
	if code, hint := pl.message.held(p); code != "" {
		p.stop(Held, code, hint)
		return
	}
	edits, err := pl.put(p, format)
	if err != nil {
		p.refuse(err)
		return
	}
	p.view = container.NewView(p.file, p.info.Size())
	if len(edits) > 0 {
		if p.view, err = p.view.Edit(edits); err != nil {
			p.fail(err)
			return
		}
	}
	pl.align(p, format)
	pl.point(p, format)
	pl.finish(p, format)
}

// finish settles what a plan comes to: nothing to do, or a new file that is read as it
// will be. It must not read looser than what was to be said.
func (pl *planner) finish(p *plan, format *container.Format) {
	if !p.view.Changed() {
		p.Status, p.After, p.view = Unchanged, p.Before, nil
		return
	}
	p.Status, p.SizeAfter = Stamped, p.view.Size()
	pl.after.Reset(p.view, p.view.Size())
	var err error
	if p.after, err = format.Scan(pl.after); err != nil {
		p.stop(Refused, CodeReadBack, "It would not read back: "+err.Error()+".")
		return
	}
	artifact := p.artifactOf(p.after)
	p.After, _ = says(artifact)
	if p.draft != nil {
		_, packet := mainOf(artifact)
		if packet == nil {
			p.stop(Refused, CodeReadBack, "Its packet would not read back.")
			return
		}
		if err := p.draft.Verify(packet); err != nil {
			p.refuse(err)
			return
		}
	}
	i := &pl.message.intent
	uses := stricter(p.Before, p.After)
	switch {
	case !i.Clear && !p.After.AtLeast(i.Outcomes):
		p.stop(Refused, CodeLooser, "It would not read as strict as it should.")
	case i.Replace:
	case !i.Clear && uses != "":
		// Such as what stands in a second packet, which goes, or in the extension of one.
		p.stop(Held, CodeStricter, "As a whole it says something stricter about "+uses+" than it would then.")
	case p.next != nil && p.loses():
		p.stop(Held, CodePackets, "It has several XMP packets that differ, and one alone would stay.")
	}
}

// refuse ends a plan with the reason that a container or package xmp gave.
func (p *plan) refuse(err error) {
	if r, ok := errors.AsType[*container.Refusal](err); ok {
		p.stop(Refused, r.Code, r.Hint)
		return
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, fs.ErrClosed) {
		p.fail(err)
		return
	}
	p.stop(Refused, CodePacket, err.Error())
}
