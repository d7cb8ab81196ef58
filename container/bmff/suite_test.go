package bmff_test

import (
	"slices"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/bmff"
	"github.com/proviso-signals/proviso/container/containertest"
)

// suite has of XMP only the picture's own, in the order of the file: packets of other items
// are blocks as well, and must come through.
var suite = containertest.Suite{Format: pictureOnly(bmff.Format), Rest: rest, Changed: changed}

var packet = containertest.Packet

// pictureOnly leaves out XMP and Exif that is of something else than the picture.
func pictureOnly(f container.Format) container.Format {
	scan := f.Scan
	f.Scan = func(src *container.Source) (*container.Scan, error) {
		s, err := scan(src)
		if s != nil {
			s.Blocks = slices.DeleteFunc(slices.Clone(s.Blocks), other)
			slices.SortStableFunc(s.Blocks, func(a, b container.Block) int { return int(a.Stored[0].Offset - b.Stored[0].Offset) })
		}
		return s, err
	}
	return f
}

func other(b container.Block) bool { return b.Aside }

var format = bmff.Format
