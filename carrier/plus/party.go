package plus

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// maxName is how many bytes of a party's name are kept.
const maxName = 200

// party is who speaks, as far as the packet names anybody: who licenses the image, or
// else who owns or made it. Anybody could have written that.
func party(p *xmp.Packet) proviso.Party {
	name := fieldOf(p.Get(xmp.NSPLUS, "Licensor"), "LicensorName")
	if name == "" {
		name = fieldOf(p.Get(xmp.NSPLUS, "CopyrightOwner"), "CopyrightOwnerName")
	}
	if name == "" {
		name = textOf(p.Get(xmp.NSXMPRights, "Owner"))
	}
	if name == "" {
		name = textOf(p.Get(xmp.NSDC, "creator"))
	}
	return proviso.Party{Name: carrier.Clip(name, maxName)}
}

// fieldOf gives a field of the first structure of a list that has it.
func fieldOf(v *xmp.Value, name string) string {
	if v == nil {
		return ""
	}
	if s := textOf(v.Field(xmp.NSPLUS, name)); s != "" {
		return s
	}
	for i := range v.Items {
		if s := textOf(v.Items[i].Field(xmp.NSPLUS, name)); s != "" {
			return s
		}
	}
	return ""
}

func textOf(v *xmp.Value) string {
	if v == nil {
		return ""
	}
	return strings.TrimSpace(v.Default())
}
