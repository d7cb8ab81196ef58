package rsl

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// rightsOf reads who owns the content, where to ask, and where the terms are in
// words. None of it is a preference.
func (d *document) rightsOf(e *element) {
	switch e.local {
	case "copyright":
		if text := strings.Join(strings.Fields(e.text), " "); text != "" {
			d.right(proviso.CopyrightNotice, carrier.Clip(text, maxTermText), e)
		}
		if url, ok := e.attribute("contactUrl"); ok {
			d.acquire(url, e)
		}
		if address, ok := e.attribute("contactEmail"); ok {
			d.acquire(address, e)
		}
	case "terms":
		if url, ok := carrier.Resolve(d.base, e.text); ok && e.text != "" {
			d.right(proviso.UsageInfo, url, e)
		}
	case "legal":
		if kind, _ := e.attribute("type"); kind == "contact" {
			d.acquire(e.text, e)
		}
	}
}

// acquire adds where to ask for permission: a URL, or a mail address.
func (d *document) acquire(contact string, e *element) {
	contact = strings.TrimSpace(contact)
	address := strings.TrimPrefix(contact, "mailto:")
	if name, domain, ok := strings.Cut(address, "@"); ok && name != "" && domain != "" && !strings.ContainsAny(address, "/ <>\"\t\r\n") && len(address) <= maxTermText {
		d.right(proviso.AcquireLicence, "mailto:"+address, e)
		return
	}
	if url, ok := carrier.Resolve(d.base, contact); ok && contact != "" {
		d.right(proviso.AcquireLicence, url, e)
	}
}

func (d *document) right(kind proviso.RightsKind, value string, e *element) {
	if c := d.open; len(c.rights) < MaxRights {
		c.rights = append(c.rights, proviso.Rights{
			Kind: kind, Value: value, Carrier: name, Where: d.at(e.start), Raw: d.raw(e.start, e.end),
		})
	}
}
