package c2pa

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
)

// reader reads one artifact.
type reader struct {
	image    *carrier.Image // nil where there is none
	artifact *carrier.Artifact
	reading  carrier.Reading
	full     bool // there are more statements than are read
}

func (r *reader) read() {
	var blocks []*container.Block
	if r.image != nil {
		blocks = stores(r.image)
	}
	whole := 0
	for _, b := range blocks {
		if !b.Aside {
			whole++
		}
	}
	if whole == 0 {
		r.elsewhere()
	}
	single := whole == 1 && !disputed(r.image.Scan)
	if whole > 1 {
		r.problem(CodeSeveral, proviso.Fault, r.where(blocks[1], 0, ""),
			"the file holds more than one manifest store, where C2PA takes none for valid: they permit nothing, and what any of them refuses counts")
	}
	for i, b := range blocks {
		if i == MaxStores {
			r.problem(CodeStoresMany, proviso.Fault, r.where(b, 0, ""), "the file holds more manifest stores than are read")
			break
		}
		s := store{reader: r, block: b, valid: single || b.Aside}
		s.read()
	}
}

// stores lists the manifest stores of an image, those of its parts last.
func stores(image *carrier.Image) (list []*container.Block) {
	for _, aside := range [...]bool{false, true} {
		for i := range image.Scan.Blocks {
			if b := &image.Scan.Blocks[i]; b.Kind == container.C2PA && b.Aside == aside {
				list = append(list, b)
			}
		}
	}
	return list
}

// disputed reports whether something is wrong with how the file holds its store: there
// may have been another one.
func disputed(scan *container.Scan) bool {
	for _, p := range scan.Problems {
		if strings.HasSuffix(p.Code, "-c2pa") {
			return true
		}
	}
	return false
}

// maxLabel is how many bytes of a label are shown.
const maxLabel = 80

// where is the position of something in a store: for one that is not stored as it is
// read, such as one in base64, that of the whole.
func (r *reader) where(b *container.Block, at int, label string) proviso.Where {
	w := r.image.Where(b, at, strings.TrimSpace("C2PA "+carrier.Clip(label, maxLabel)))
	if w.Offset == 0 && len(b.Stored) > 0 {
		w.Offset = b.Stored[0].Offset
	}
	return w
}
