package stamp

import (
	"github.com/proviso-signals/proviso/carrier/imagerights"
	"github.com/proviso-signals/proviso/carrier/mark"
	"github.com/proviso-signals/proviso/container/xmp"
)

// rights gives what to change about whom to credit and where to ask. What an owner
// gave is written; the links and terms that a stamp adds of its own never take the
// place of somebody else's.
func (m *message) rights(current *xmp.Packet) ([]xmp.Change, error) {
	r := imagerights.Rights{
		Notice: m.intent.Rights.Notice, Creator: m.intent.Rights.Creator, Credit: m.intent.Rights.Credit,
		LicensorURL: m.intent.Rights.LicensorURL, UsageTerms: m.intent.Rights.Terms,
	}
	if m.intent.Declaration != "" && free(current, "WebStatement") {
		r.WebStatement = m.intent.Declaration
	}
	return imagerights.Changes(current, r)
}

// free reports whether a link of xmpRights is not there, or is the one of an earlier
// stamp.
func free(current *xmp.Packet, name string) bool {
	if current == nil {
		return true
	}
	v := current.Get(xmp.NSXMPRights, name)
	if v == nil || v.Default() == "" {
		return true
	}
	old, ok := mark.Of(current)
	return ok && old.Declaration != "" && v.Default() == old.Declaration
}
