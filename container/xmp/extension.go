package xmp

import (
	"crypto/md5"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// ExtensionGUID is the name of the extension that belongs to a packet, the value of
// xmpNote:HasExtendedXMP, or "". JPEG segments carry it before each piece.
func (p *Packet) ExtensionGUID() string {
	if v := p.Get(NSXMPNote, "HasExtendedXMP"); v != nil {
		return strings.TrimSpace(v.Default())
	}
	return ""
}

// GUIDOf is the name of an extension: the MD5 of all its bytes, in upper-case hex.
func GUIDOf(extension []byte) string {
	return fmt.Sprintf("%X", md5.Sum(extension))
}

// Extend gives what a main packet and the extension of a JPEG say together, for
// reading: an edit works on the main packet alone. What the main packet says counts.
// xmpNote:HasExtendedXMP, which only holds the two together, is left out. The problems
// are those of the extension; one that the main packet does not name is left out
// whole.
func Extend(main *Packet, extension []byte) (*Packet, []container.Problem) {
	if guid := main.ExtensionGUID(); !strings.EqualFold(guid, GUIDOf(extension)) {
		hint := "The main packet names no extension."
		if guid != "" {
			hint = fmt.Sprintf("The main packet names the extension %.32s, and this is %s.", guid, GUIDOf(extension))
		}
		return main, []container.Problem{{Code: "xmp-extension", Hint: hint}}
	}
	more, problems := Parse(extension)
	all := *main
	all.Properties = slices.DeleteFunc(slices.Clone(main.Properties), func(q Property) bool {
		return q.Space == NSXMPNote && q.Name == "HasExtendedXMP"
	})
	for _, q := range more.Properties {
		if main.Find(q.Space, q.Name) == nil {
			q.Extension = true
			all.Properties = append(all.Properties, q)
		}
	}
	all.Whole = main.Whole && more.Whole
	return &all, problems
}
