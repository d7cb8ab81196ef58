package bmff_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

// random makes valid layouts and packets, from a seed.
type random struct{ *rand.Rand }

func (r random) pick(from ...string) string { return from[r.IntN(len(from))] }

func (r random) one(from ...int) int { return from[r.IntN(len(from))] }

func (r random) often() bool { return r.IntN(4) > 0 }

func (r random) rarely() bool { return r.IntN(5) == 0 }

// text has no zero bytes: those are what remains of a packet.
func (r random) text(n int) string {
	var b strings.Builder
	for range r.IntN(n + 1) {
		b.WriteString(r.pick("a", "<", "ü", "\uFEFF", " ", "mdat", "xml", "€", "\n"))
	}
	return b.String()
}

// cut makes pieces of a text.
func (r random) cut(text string, most int) (pieces []string) {
	for range r.IntN(most) {
		if len(text) > 1 {
			n := 1 + r.IntN(len(text)-1)
			pieces, text = append(pieces, text[:n]), text[n:]
		}
	}
	return append(pieces, text)
}

// boxes are ones that nobody knows, and free ones.
func (r random) boxes() (all string) {
	for range r.IntN(3) {
		all += r.pick(free(r.IntN(150)), free(r.IntN(20)), atom("skip", strings.Repeat("\x00", r.IntN(200))), atom("abcd", r.text(20)),
			atom("uuid", "0123456789abcdef", r.text(9)), wideAtom("free", strings.Repeat("\x00", r.IntN(90))))
	}
	return all
}

// file is a random file.
func (r random) file() file {
	f := file{
		brands: r.pick("avifmif1miaf", "heicmif1", "mif1heic", "msf1hevc"), primary: 1,
		iloc: r.IntN(3), offset: r.one(0, 4, 4, 8), length: r.one(4, 4, 8), base: r.one(0, 4, 8), index: r.one(0, 4, 8),
		iinf: r.IntN(3), wideRefs: r.rarely(), metaLast: r.rarely(), metaWide: r.rarely(), moovLast: r.rarely(), reverse: r.rarely(),
		split: r.IntN(4), mdat: r.pick("", "", "wide"),
		inMeta: r.pick("", "", r.boxes()), head: r.pick("", r.boxes()), afterMeta: r.pick("", r.boxes()), between: r.pick("", r.boxes()),
		tail: r.pick("", mpvd, r.boxes(), atom("sefd", "x")),
	}
	if f.iloc == 0 {
		f.index = 0
	}
	if f.offset == 0 && f.base == 0 {
		f.base = r.one(4, 8)
	}
	if r.rarely() && !f.metaLast {
		f.mdat, f.tail = "open", ""
	}
	if !strings.HasSuffix(f.tail, "x") && f.mdat != "open" && !f.metaLast && r.rarely() {
		f.tail += "\xFF\x00trailer"
	}
	f.order = []string{"hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "free"}
	r.Shuffle(6, func(a, b int) { f.order[a+1], f.order[b+1] = f.order[b+1], f.order[a+1] })
	f.things = r.things(&f)
	for range r.one(0, 0, 0, 1, 2) {
		f.tracks = append(f.tracks, trak{chunks: r.cut(strings.Repeat(r.pick("frame", "0123456789ABCDEF", "s"), 1+r.IntN(20)), 4), wide: r.rarely(), twin: r.rarely()})
	}
	return f
}

// things are random items; the first is the picture.
func (r random) things(f *file) []thing {
	next := 0
	id := func() int {
		next += 1 + r.IntN(3)
		return next
	}
	pieces := 4
	if f.offset == 0 {
		pieces = 1
	}
	all := []thing{coded(id(), r.cut("pixels of the picture", pieces)...)}
	f.primary = all[0].id
	for range r.IntN(3) {
		all = append(all, coded(id(), r.cut(r.pick("tile", "a gain map"), pieces)...))
	}
	more := all[len(all)-1].id
	if r.often() {
		all = append(all, exif(id(), r.one(all[0].id, all[0].id, more)))
	}
	if r.often() {
		x := xmp(id(), packet(r.text(40)), all[0].id)
		if r.rarely() {
			x.content, x.pieces[0] = xmpType+"\x00deflate\x00", deflate(x.pieces[0])
		}
		x.pieces = r.cut(x.pieces[0], pieces)
		x.old = r.rarely()
		all = append(all, x)
		if r.rarely() {
			all = append(all, xmp(id(), packet("older"), all[0].id))
		}
	}
	if more != all[0].id && r.often() {
		all = append(all, xmp(id(), theirs, more))
	}
	if r.rarely() {
		f.tail = atom("uuid", uuidXMP, packet("in a box")) + f.tail
	}
	if f.iloc > 0 {
		if r.rarely() {
			all = append(all, thing{id: id(), kind: "iden", pieces: []string{"pix"}, method: 2, from: all[0].id, skip: 2})
		}
		for k := range all {
			if all[k].method == 0 && r.rarely() {
				all[k].method = 1
			}
		}
	}
	r.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
	for k := range all {
		all[k].base = r.IntN(101)
	}
	if f.offset == 0 { // a piece in idat has base only as well
		for k := range all {
			if all[k].method == 2 {
				all[k].skip = 0
				all[k].pieces[0] = "pix"
			}
		}
	}
	return all
}

// TestProperties puts random packets into random files, three in turn. Only where a track
// shares a packet may that be refused.
func TestProperties(t *testing.T) {
	refused, written := map[string]int{}, 0
	for seed := range uint64(1500) {
		r := random{rand.New(rand.NewPCG(seed, 1))}
		f := r.file()
		data := f.build()
		for range 3 {
			out, code := suite.Put(t, data, packet(r.text(60)))
			if code != "" {
				refused[code]++
				if !slices.ContainsFunc(f.tracks, func(t trak) bool { return t.twin }) {
					t.Errorf("seed %d: refused: %s", seed, code)
				}
				break
			}
			written++
			data = out
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("written %d, refused %v", written, refused)
}

// TestMutations changes some bytes of random files, mostly in the boxes in front: what is
// written must be whole even so.
func TestMutations(t *testing.T) {
	written, refused := 0, 0
	for seed := range uint64(6000) {
		r := random{rand.New(rand.NewPCG(seed, 3))}
		data := []byte(r.file().build())
		front := len(data)
		if r.often() {
			front = min(front, 700)
		}
		for range 1 + r.IntN(3) {
			k := 8 + r.IntN(front-8)
			data[k] = [...]byte{byte(r.IntN(256)), 0, data[k] ^ 1<<r.IntN(8), data[k] + 1}[r.IntN(4)]
		}
		if !format.Sniff(data[:min(len(data), container.SniffLen)]) {
			continue
		}
		_, s := suite.Scan(t, string(data))
		if slices.ContainsFunc(s.Problems, func(p container.Problem) bool { return p.Code == "bmff-trailing" }) {
			continue // boxes that are none any more, which the check would still find
		}
		if _, code := suite.Put(t, string(data), packet(r.text(40))); code == "" {
			written++
		} else {
			refused++
		}
	}
	t.Logf("written %d, refused %d", written, refused)
}
