package bmff

// entry makes an entry of iloc for an item of one piece in the file. Its size does not
// depend on where that is.
func (m *meta) entry(id uint32, at int64, length int) ([]byte, error) {
	s := m.sizes
	base, offset := uint64(0), uint64(at)
	if _, ok := number(offset, s.offset); !ok || s.offset == 0 {
		base, offset = offset, 0
	}
	var b []byte
	for _, field := range []struct {
		v     uint64
		width int
	}{
		{uint64(id), m.places.countSize}, {inFile, m.methodSize()}, {0, 2}, {base, s.base}, {1, 2},
		{0, s.index}, {offset, s.offset}, {uint64(length), s.length},
	} {
		n, ok := number(field.v, field.width)
		if !ok {
			return nil, refusal("bmff-offset-room", "The numbers of iloc are too small for a place at %d.", at)
		}
		b = append(b, n...)
	}
	if s.offset+s.base == 0 || s.length == 0 {
		return nil, refusal("bmff-offset-room", "The iloc box has no room for offsets or lengths.")
	}
	return b, nil
}

// methodSize is how many bytes the method of an entry has.
func (m *meta) methodSize() int {
	if m.places.version > 0 {
		return 2
	}
	return 0
}

// baseAt is where the base offset of an entry stands.
func (p *place) baseAt() int64 {
	return p.at + int64(p.of.places.countSize+p.of.methodSize()+2)
}

// offsetAt is where the offset of a piece stands.
func (p *place) offsetAt(k int) int64 {
	s := p.of.sizes
	return p.baseAt() + int64(s.base+2+k*(s.index+s.offset+s.length)+s.index)
}

// lengthAt is where its length stands.
func (p *place) lengthAt(k int) int64 { return p.offsetAt(k) + int64(p.of.sizes.offset) }
