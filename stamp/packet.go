package stamp

import (
	"bytes"
	"errors"
	"time"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/svg"
	"github.com/proviso-signals/proviso/container/xmp"
)

// align makes the packet longer by some padding, so that the file grows by whole blocks,
// which a file system can insert. Where that does not come out, all stays as planned.
func (pl *planner) align(p *plan, format *container.Format) {
	grown := p.view.Size() - p.SizeBefore
	if !pl.inPlace || !canInsert || grown <= 0 || grown%block == 0 || rewritten(p.view, p.SizeBefore) <= few {
		return
	}
	padded, err := xmp.Grow(p.next, int(block-grown%block))
	if err != nil {
		return
	}
	edits, err := format.PutXMP(pl.source, p.before, padded)
	if err != nil {
		return
	}
	if view, err := container.NewView(p.file, p.SizeBefore).Edit(edits); err == nil {
		p.view, p.next = view, padded
	}
}

// put plans the edits of the packet. Where the packet does not fit with its padding, it
// is tried without.
func (pl *planner) put(p *plan, format *container.Format) ([]container.Edit, error) {
	packet, err := pl.changed(p)
	if err != nil || packet == nil {
		return nil, err
	}
	p.next = packet
	edits, err := format.PutXMP(pl.source, p.before, packet)
	if _, refused := errors.AsType[*container.Refusal](err); !refused {
		return edits, err
	}
	tight, padErr := xmp.Pad(packet, 0)
	if padErr != nil || len(tight) == len(packet) {
		return nil, err
	}
	p.next = tight
	return format.PutXMP(pl.source, p.before, tight)
}

// changed gives a packet with the message in it, which is still to be read back; nil
// where the one there is says so already: the time of a change is set only where there
// is one.
func (pl *planner) changed(p *plan) (packet []byte, err error) {
	if p.packet == nil {
		p.Losses = pl.message.losses
		return pl.fresh(p.Format)
	}
	changes, losses, err := pl.message.changes(p.packet)
	if err != nil {
		return nil, err
	}
	p.Losses = losses
	ed := xmp.Editor{ReadOnlyToo: true, Date: pl.now()} // we know the formats that we write
	p.draft, err = ed.Draft(p.packet, p.main.Data, changes...)
	if err != nil || p.draft == nil {
		return nil, err
	}
	return p.draft.Packet, nil
}

// fresh gives a packet for a file that has none: the same for all within a second.
func (pl *planner) fresh(format string) ([]byte, error) {
	now := pl.now().Truncate(time.Second)
	if m, ok := pl.made[format]; ok && m.at.Equal(now) {
		return m.packet, nil
	}
	changes, _, err := pl.message.changes(nil)
	if err != nil {
		return nil, err
	}
	packet, err := xmp.New(append(present(changes), xmp.Touch(now))...)
	if err != nil {
		return nil, err
	}
	if format == svg.Format.Name {
		packet = bareRDF(packet)
	}
	if pl.made == nil {
		pl.made = map[string]made{}
	}
	pl.made[format] = made{now, packet}
	return packet, nil
}

// present leaves out removals, which a new packet has no use for.
func present(changes []xmp.Change) (kept []xmp.Change) {
	for _, c := range changes {
		if c.Value != nil {
			kept = append(kept, c)
		}
	}
	return kept
}

// bareRDF is a packet without its wrapper. In an SVG file, which is XML itself, that is
// the form that most programs read.
func bareRDF(packet []byte) []byte {
	from := bytes.Index(packet, []byte("<rdf:RDF"))
	to := bytes.LastIndex(packet, []byte("</rdf:RDF>"))
	if from < 0 || to < from {
		return packet
	}
	return packet[from : to+len("</rdf:RDF>")]
}
