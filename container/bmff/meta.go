package bmff

import "github.com/proviso-signals/proviso/container"

// meta is a meta box: of the file, or of a track.
type meta struct {
	box
	track bool
	iinf  box
	iloc  box
	iref  box
	pitm  box
	iprp  box
	idat  box
	free  []box // within

	primary uint32 // 0 for none
	items   []*item
	byID    map[uint32]*item
	infos   list // of infe boxes
	places  list // of entries of iloc
	sizes   sizes
	refs    []ref
	wide    bool            // iref has identifiers of 32 bits
	groups  map[uint32]bool // identifiers that are taken by groups and their entities
}

// list is where the entries of a table begin and end, and where they are counted.
type list struct {
	countAt   int64
	countSize int
	count     int
	end       int64
	version   byte
}

// meta reads a meta box.
func (s *scanner) meta(b box) (*meta, error) {
	m := &meta{box: b, byID: map[uint32]*item{}, groups: map[uint32]bool{}}
	version, err := s.src.Bytes(container.Range{Offset: b.body, Length: min(4, b.end-b.body)})
	if err != nil {
		return m, err
	}
	if len(version) < 4 || version[0] != 0 {
		s.broken("bmff-meta", b.at, "The meta box is not of version 0.")
		return m, nil
	}
	if err := s.each(b.body+4, b.end, func(b box) error { return s.inMeta(m, b) }); err != nil {
		return m, err
	}
	for _, part := range []struct {
		box
		read func(*meta, *cursor) bool
	}{
		{m.pitm, s.readPrimary}, {m.iinf, s.readInfos}, {m.iref, s.readReferences}, {m.iloc, s.readPlaces},
	} {
		if !part.there() {
			continue
		}
		c, err := s.table(part.box)
		if err != nil {
			return m, err
		}
		if c != nil && !part.read(m, c) {
			s.broken("bmff-table", part.at, "Box %q ends before its entries, or is of an unknown version.", part.name)
		}
	}
	return m, nil
}

// inMeta takes a box within meta: most are only noted, so that their order is of no
// account.
func (s *scanner) inMeta(m *meta, b box) error {
	if slot := map[string]*box{
		"iinf": &m.iinf, "iloc": &m.iloc, "iref": &m.iref, "pitm": &m.pitm, "iprp": &m.iprp, "idat": &m.idat,
	}[b.name]; slot != nil {
		if slot.there() {
			s.broken("bmff-twice", b.at, "There is a second box %q.", b.name)
			return nil
		}
		*slot = b
	}
	switch b.name {
	case "free", "skip":
		m.free = append(m.free, b)
	case "ipro":
		s.broken("bmff-encrypted", b.at, "Box %q is about encryption.", b.name)
	case "grpl":
		return s.each(b.body, b.end, func(b box) error { return s.group(m, b) })
	case "iprp":
		return s.properties(b)
	}
	return nil
}

// readPrimary reads pitm.
func (s *scanner) readPrimary(m *meta, c *cursor) bool {
	version := c.number(1)
	c.take(3)
	width := 2
	if version > 0 {
		width = 4
	}
	m.primary = uint32(c.number(width))
	return !c.bad && version <= 1
}

// group reads a box within grpl, for its identifiers only.
func (s *scanner) group(m *meta, b box) error {
	c, err := s.table(b)
	if err != nil || c == nil {
		return err
	}
	c.take(4)
	m.groups[uint32(c.number(4))] = true
	n := c.number(4)
	if n > uint64(c.left()/4) || c.bad {
		s.broken("bmff-table", b.at, "A group ends before its entries.")
		return nil
	}
	if s.references -= int(n); s.references < 0 {
		s.broken("bmff-too-many-references", b.at, "There are more than %d references between items.", MaxReferences)
		return nil
	}
	for range n {
		m.groups[uint32(c.number(4))] = true
	}
	return nil
}

// properties looks for colour profiles within iprp.
func (s *scanner) properties(b box) error {
	return s.each(b.body, b.end, func(b box) error {
		if b.name != "ipco" {
			return nil
		}
		return s.each(b.body, b.end, func(b box) error {
			if b.name != "colr" || b.end-b.body <= 4 {
				return nil
			}
			typ, err := s.src.Bytes(container.Range{Offset: b.body, Length: 4})
			if err != nil || string(typ) != "prof" && string(typ) != "rICC" {
				return err
			}
			r := container.Range{Offset: b.body + 4, Length: b.end - b.body - 4}
			data, err := s.load([]container.Range{r})
			if err != nil {
				return err
			}
			s.add(block{Block: container.Block{
				Kind: container.ICC, Stored: []container.Range{r}, Data: data, Place: "colr property",
			}})
			return nil
		})
	})
}
