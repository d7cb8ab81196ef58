// Package all is the one list of the container formats. Adding a format is one folder
// and one line here.
package all

import (
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/bmff"
	"github.com/proviso-signals/proviso/container/gif"
	"github.com/proviso-signals/proviso/container/jpeg"
	"github.com/proviso-signals/proviso/container/jxl"
	"github.com/proviso-signals/proviso/container/png"
	"github.com/proviso-signals/proviso/container/sidecar"
	"github.com/proviso-signals/proviso/container/svg"
	"github.com/proviso-signals/proviso/container/tiff"
	"github.com/proviso-signals/proviso/container/webp"
)

// formats are asked in this order what a file is: those that are told by a few fixed
// bytes first, text last.
var formats = []*container.Format{
	&jpeg.Format,
	&png.Format,
	&gif.Format,
	&webp.Format,
	&tiff.Format,
	&jxl.Format,
	&bmff.Format,
	&svg.Format,
	&sidecar.Format,
}

// Formats lists the formats.
func Formats() []*container.Format { return slices.Clone(formats) }

// Detect tells the format of a file by its first [container.SniffLen] bytes; nil for
// one that is not known.
func Detect(head []byte) *container.Format {
	for _, f := range formats {
		if f.Sniff(head) {
			return f
		}
	}
	return nil
}

// Named finds a format by its name; nil for one that is not known.
func Named(name string) *container.Format {
	for _, f := range formats {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Claims reports whether a file by this name should be of a format that is known.
func Claims(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.ContainsFunc(formats, func(f *container.Format) bool { return slices.Contains(f.Extensions, ext) })
}
