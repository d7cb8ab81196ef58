package bmff

// ref is a box within iref: an item refers to others.
type ref struct {
	box
	from uint32
	to   []uint32
}

// readReferences reads iref.
func (s *scanner) readReferences(m *meta, c *cursor) bool {
	version := c.number(1)
	c.take(3)
	m.wide = version == 1
	if version > 1 {
		return false
	}
	width := m.idWidth()
	for c.left() > 0 && !c.bad {
		b := c.inner()
		if c.bad {
			return false
		}
		inner := c.until(b)
		r := ref{box: b, from: uint32(inner.number(width))}
		n := int(inner.number(2))
		if inner.bad || inner.left() != n*width {
			s.broken("bmff-table", b.at, "Reference %q of item %d is longer or shorter than its entries.", b.name, r.from)
		}
		n = min(n, inner.left()/width)
		if s.references -= 1 + n; s.references < 0 {
			s.broken("bmff-too-many-references", b.at, "There are more than %d references between items.", MaxReferences)
			return true
		}
		r.to = make([]uint32, n)
		for k := range r.to {
			r.to[k] = uint32(inner.number(width))
		}
		m.refs = append(m.refs, r)
	}
	return !c.bad
}

// idWidth is how many bytes an identifier has in iref.
func (m *meta) idWidth() int {
	if m.wide {
		return 4
	}
	return 2
}

// describe tells the items what they are about.
func (m *meta) describe() {
	for _, r := range m.refs {
		if i := m.byID[r.from]; i != nil && r.name == "cdsc" {
			i.about = append(i.about, r.to...)
		}
	}
}
