package stamp

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// beside plans the sidecar of a file that is not edited itself.
func (pl *planner) beside(p *plan) *plan {
	p.close()
	p.file = nil
	pl.names.look(filepath.Dir(p.Path))
	target := pl.names.folder.WriteName(filepath.Base(p.Path))
	if target == "" {
		return p.stop(Refused, CodeSidecars, "It has two sidecars, which may contradict each other.")
	}
	p.Target = filepath.Join(filepath.Dir(p.Path), target)
	if p.Format == "" {
		p.Format = "raw"
	}
	was, existing := p.Before, p.Existing
	p.main, p.packet, p.next, p.draft = nil, nil, nil, nil
	if err := p.open(p.Target); errors.Is(err, fs.ErrNotExist) {
		return pl.create(p)
	} else if err != nil {
		return p.fail(err)
	}
	pl.source.Reset(p.file, p.info.Size())
	var err error
	if p.before, err = sidecar.Format.Scan(pl.source); err != nil {
		return p.stop(Refused, CodePacket, fmt.Sprintf("Its sidecar %s is no XMP.", target))
	}
	p.look()
	pl.edit(p, &sidecar.Format)
	p.Before, p.After, p.Existing = p.Before.Join(was), p.After.Join(was), append(existing, p.Existing...)
	return p
}

// create plans a sidecar that is not there yet.
func (pl *planner) create(p *plan) *plan {
	p.file, p.info = nil, nil
	p.SizeBefore, p.SizeAfter = 0, 0
	if pl.message.intent.Clear {
		p.Status, p.Target = Unchanged, ""
		return p
	}
	packet, err := pl.fresh(sidecar.Format.Name)
	if err != nil {
		p.refuse(err)
		return p
	}
	p.view, err = container.NewView(nil, 0).Edit([]container.Edit{{Insert: packet}})
	if err != nil {
		return p.fail(err)
	}
	before := p.Before
	pl.finish(p, &sidecar.Format)
	p.After = p.After.Join(before)
	return p
}
