package bmff

import "github.com/proviso-signals/proviso/container"

// lengths gives the lengths of samples one after the other.
type lengths struct {
	c     *cursor
	same  uint64 // of all, if not zero
	bits  int
	count uint64 // that are left
	pair  uint64 // two lengths of 4 bits
	odd   bool   // one of them was given
}

// sum gives the length of the next n samples; false where there are not so many.
func (l *lengths) sum(n uint64) (total uint64, ok bool) {
	if n > l.count {
		return 0, false
	}
	l.count -= n
	if l.same > 0 {
		return n * l.same, true // both have 32 bits
	}
	for range n {
		total += l.one()
	}
	return total, !l.c.bad
}

// one gives the next length. Of two with 4 bits the first is in the upper half.
func (l *lengths) one() uint64 {
	if l.bits > 4 {
		return l.c.number(l.bits / 8)
	}
	l.odd = !l.odd
	if !l.odd {
		return l.pair & 15
	}
	l.pair = l.c.number(1)
	return l.pair >> 4
}

// readLengths reads the head of stsz or stz2.
func readLengths(b box, c *cursor) (l lengths, ok bool) {
	c.take(4)
	l = lengths{c: c, bits: 32}
	if b.name == "stsz" {
		l.same = c.number(4)
	} else {
		l.bits = int(c.number(4))
	}
	l.count = c.number(4)
	if l.same > 0 {
		return l, !c.bad
	}
	known := l.bits == 4 || l.bits == 8 || l.bits == 16 || l.bits == 32
	return l, known && !c.bad && l.count*uint64(l.bits) <= uint64(c.left())*8
}

// samples adds the chunks of a track to the payload.
func (s *scanner) samples(t track, all table) error {
	if len(all.offsets) == 0 {
		return nil
	}
	if !t.runs.there() || !t.lengths.there() {
		s.broken("bmff-samples", t.offsets.at, "A track does not say how long its samples are.")
		return nil
	}
	runs, err := s.table(t.runs)
	if err != nil || runs == nil {
		return err
	}
	c, err := s.table(t.lengths)
	if err != nil || c == nil {
		return err
	}
	l, ok := readLengths(t.lengths, c)
	if !ok || !s.runs(runs, all.offsets, &l) || l.count > 0 {
		s.broken("bmff-samples", t.lengths.at, "The tables of a track contradict each other.")
	}
	return nil
}

// runs goes through stsc, which says for the chunks from one on how many samples each
// has, and adds the chunks.
func (s *scanner) runs(c *cursor, offsets []int64, l *lengths) bool {
	c.take(4)
	n := c.number(4)
	if c.bad || n == 0 || n > uint64(c.left()/12) {
		return false
	}
	each, first, until := uint64(0), c.number(4), uint64(0)
	if first != 1 {
		return false
	}
	for k := range offsets {
		if uint64(k) == until {
			each = c.number(4)
			c.take(4)
			until = 1 << 40
			if n--; n > 0 {
				until = c.number(4) - 1
			}
			if c.bad || until <= uint64(k) || until > 1<<40 {
				return false
			}
		}
		length, ok := l.sum(each)
		if !ok {
			return false
		}
		s.chunk(offsets[k], length)
	}
	return true
}

// chunk adds a chunk to the payload.
func (s *scanner) chunk(at int64, length uint64) {
	r, ok := extent{offset: uint64(at), length: length}.within(0, container.Range{Length: s.src.Size()})
	if !ok {
		s.broken("bmff-extent", min(at, s.src.Size()), "A chunk of a track leaves the file.")
	} else if length > 0 {
		s.ranges = append(s.ranges, r)
	}
}
