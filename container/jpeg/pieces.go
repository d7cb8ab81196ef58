package jpeg

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// pieces is a payload that is cut up, in order.
type pieces []container.Range

// bodiesOf gives what segments hold, in order.
func bodiesOf(segments []segment) pieces {
	p := make(pieces, len(segments))
	for i, g := range segments {
		p[i] = g.body
	}
	return p
}

// length is how long it is when joined.
func (p pieces) length() int64 {
	n := int64(0)
	for _, r := range p {
		n += r.Length
	}
	return n
}

// part gives n bytes of it from an offset.
func (p pieces) part(at, n int64) pieces {
	var out pieces
	for _, r := range p {
		if at < r.Length && n > 0 {
			m := min(n, r.Length-at)
			out = append(out, container.Range{Offset: r.Offset + at, Length: m})
			n -= m
		}
		at = max(at-r.Length, 0)
	}
	return out
}

// join reads it; nil where it is too long.
func (p pieces) join(src *container.Source) ([]byte, error) {
	n := p.length()
	if n > container.MaxBlock {
		return nil, nil
	}
	if len(p) == 1 {
		return src.Bytes(p[0])
	}
	all := make([]byte, 0, n)
	for _, r := range p {
		b, err := src.Bytes(r)
		if err != nil {
			return nil, err
		}
		all = append(all, b...)
	}
	return all, nil
}

// drop takes it away.
func (p pieces) drop() (out plan) {
	for _, r := range p {
		out = append(out, container.Edit{Offset: r.Offset, Remove: r.Length})
	}
	return out
}

// overwrite replaces it by as many other bytes.
func (p pieces) overwrite(old, data []byte) (out plan) {
	at := int64(0)
	for _, r := range p {
		if now := data[at : at+r.Length]; !bytes.Equal(now, old[at:at+r.Length]) {
			out = append(out, container.Edit{Offset: r.Offset, Remove: r.Length, Insert: bytes.Clone(now)})
		}
		at += r.Length
	}
	return out
}
