package tiff

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// ifd is an IFD that was read.
type ifd struct {
	name    string // "IFD0"
	page    bool   // of the chain
	at      int64
	table   container.Range
	entries []entry
	next    uint64 // offset of the next one in a chain
}

// walk goes through all IFDs: the chain, and what hangs from each.
func (s *scanner) walk() error {
	s.used = append(s.used, container.Range{Length: s.headLen()})
	s.signature()
	next, from := s.start, s.pointer()
	for n := 0; next != 0; n++ {
		d, err := s.directory(next, from, fmt.Sprintf("IFD%d", n), 0)
		if err != nil {
			return err
		}
		if n == 0 {
			s.first, s.table = d.entries, d.table
			version, ok := find(d.entries, tagDNGVersion)
			s.dng = ok && version.count == 4
		}
		next, from = d.next, d.table.End()-s.wordLen()
	}
	if s.dng && (s.magic == magicTIFF || s.big) && s.private == "" {
		s.raw = nil
	}
	return s.finish()
}

// finish puts in order what was found.
func (s *scanner) finish() error {
	if err := s.choose(); err != nil {
		return err
	}
	slices.SortStableFunc(s.scan.Blocks, func(a, b container.Block) int {
		return cmp.Compare(a.Stored[0].Offset, b.Stored[0].Offset)
	})
	s.scan.Payload = union(s.scan.Payload)
	s.payload = s.scan.Payload
	if len(s.payload) == 0 {
		s.problem("tiff-no-pixels", 0, "No IFD has strips, tiles or a JPEG stream.")
	}
	return nil
}

// directory reads an IFD and what hangs from it. From is where its offset was read.
func (s *scanner) directory(offset uint64, from int64, name string, depth int) (ifd, error) {
	none := ifd{name: name}
	none.table.Length = s.wordLen() // so that its end makes sense
	s.steps++
	switch {
	case s.steps > MaxIFDs:
		s.broken("tiff-too-many-ifds", from, "There are more than %d IFDs.", MaxIFDs)
		return none, nil
	case offset == 0: // none
		return none, nil
	case depth > MaxDepth:
		s.broken("tiff-depth", from, "IFDs hang from one another more than %d deep.", MaxDepth)
		return none, nil
	case !within(offset, uint64(s.countLen()), s.size):
		s.broken("tiff-outside", from, "The offset of %s leads behind the end of the file.", name)
		return none, nil
	case s.visited[int64(offset)]:
		s.broken("tiff-loop", from, "%s is an IFD that was read before.", name)
		return none, nil
	}
	s.visited[int64(offset)] = true
	d, table, err := s.read(int64(offset), name)
	if err != nil || table == nil {
		return none, err
	}
	d.page = depth == 0
	s.list(&d, table)
	return d, s.take(d, depth)
}

// guess is how many bytes of an IFD are read before its length is known.
const guess = 512

// read reads the bytes of an IFD; they are nil where it is not whole.
func (s *scanner) read(at int64, name string) (d ifd, table []byte, err error) {
	d = ifd{name: name, at: at}
	if len(s.visited) == 1 {
		// What belongs to the first stands near it, as a rule.
		if _, err := s.src.Peek(at, int(min(guess, s.size-at))); err != nil {
			return d, nil, err
		}
	}
	b, err := s.src.Bytes(container.Range{Offset: at, Length: min(guess, s.size-at)})
	if err != nil {
		return d, nil, err
	}
	count := s.count(b)
	if count > MaxEntries-uint64(s.entries) {
		// So it is with what is no IFD, too.
		if !within(uint64(at), count, s.size) {
			s.broken("tiff-outside", at, "%s reaches behind the end of the file.", name)
		} else {
			s.broken("tiff-too-many-entries", at, "The IFDs have more than %d entries.", MaxEntries)
		}
		return d, nil, nil
	}
	d.table = container.Range{Offset: at, Length: s.countLen() + int64(count)*s.entryLen() + s.wordLen()}
	if d.table.End() > s.size {
		s.broken("tiff-outside", at, "%s reaches behind the end of the file.", name)
		return d, nil, nil
	}
	s.entries += int(count)
	if d.table.Length > int64(len(b)) {
		b, err = s.src.Bytes(d.table)
	}
	return d, b[:min(int64(len(b)), d.table.Length)], err
}

// count reads the number of entries.
func (h head) count(b []byte) uint64 {
	if h.big {
		return h.Uint64(b)
	}
	return uint64(h.Uint16(b))
}

// list makes entries of the bytes of an IFD.
func (s *scanner) list(d *ifd, table []byte) {
	s.used = append(s.used, d.table)
	n := int((d.table.Length - s.countLen() - s.wordLen()) / s.entryLen())
	d.entries = make([]entry, 0, n)
	sorted := true
	for i := range n {
		at := s.countLen() + int64(i)*s.entryLen()
		e, ok := s.entryOf(table[at:at+s.entryLen()], d.at+at, s.size)
		switch {
		case !ok && sizeOf(e.typ) == 0:
			s.problem("tiff-type", e.at, "Tag %d has type %d, which is not known.", e.tag, e.typ)
		case !ok:
			s.broken("tiff-outside", e.at, "The value of tag %d is not in the file.", e.tag)
		case !e.inside:
			s.used = append(s.used, e.data)
		}
		if i > 0 && e.tag < d.entries[i-1].tag {
			sorted = false
		}
		d.entries = append(d.entries, e)
	}
	if !sorted {
		s.problem("tiff-unsorted", d.at, "The entries of %s are not in the order of their tags.", d.name)
	}
	d.next = s.word(table[int64(len(table))-s.wordLen():])
}
