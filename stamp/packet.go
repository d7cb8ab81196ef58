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
	if !pl.inPlace || !canInsert || grown <= 0 || grown%block == 0 || patches(p, few) != nil {
		return
	}
	packet, _, err := pl.changed(p)
	if err != nil {
		return
	}
	now, _ := xmp.Parse(packet)
	padded, err := xmp.Pad(packet, now.Padding+int(block-grown%block))
	if err != nil {
		return
	}
	edits, err := format.PutXMP(pl.source, p.before, padded)
	if err != nil {
		return
	}
	if view, err := container.NewView(p.file, p.SizeBefore).Edit(edits); err == nil {
		p.view = view
	}
}

// put plans the edits of the packet. Where the packet does not fit with its padding, it
// is tried without.
func (pl *planner) put(p *plan, format *container.Format) ([]container.Edit, error) {
	packet, changed, err := pl.changed(p)
	if err != nil || !changed {
		return nil, err
	}
	edits, err := format.PutXMP(pl.source, p.before, packet)
	if _, refused := errors.AsType[*container.Refusal](err); !refused {
		return edits, err
	}
	tight, padErr := xmp.Pad(packet, 0)
	if padErr != nil || len(tight) == len(packet) {
		return nil, err
	}
	return format.PutXMP(pl.source, p.before, tight)
}

// changed gives a packet with the message in it. It is the same, and changed is false,
// where it says so already: the time of a change is set only where there is one.
func (pl *planner) changed(p *plan) (packet []byte, changed bool, err error) {
	if p.packet == nil {
		p.Losses = pl.message.losses
		packet, err = pl.fresh(p.Format)
		return packet, true, err
	}
	changes, losses, err := pl.message.changes(p.packet)
	if err != nil {
		return nil, false, err
	}
	p.Losses = losses
	ed := xmp.Editor{ReadOnlyToo: true} // we know the formats that we write
	packet, err = ed.Edit(p.main.Data, changes...)
	if err != nil || string(packet) == string(p.main.Data) {
		return packet, false, err
	}
	packet, err = ed.Edit(p.main.Data, append(changes, xmp.Touch(pl.now()))...)
	return packet, true, err
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
