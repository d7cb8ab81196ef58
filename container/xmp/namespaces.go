package xmp

// Namespaces of properties that speak of rights, and of those around them.
const (
	NSRDF        = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	NSMeta       = "adobe:ns:meta/" // of x:xmpmeta
	NSXML        = "http://www.w3.org/XML/1998/namespace"
	NSDC         = "http://purl.org/dc/elements/1.1/"
	NSXMP        = "http://ns.adobe.com/xap/1.0/"
	NSXMPRights  = "http://ns.adobe.com/xap/1.0/rights/"
	NSXMPMM      = "http://ns.adobe.com/xap/1.0/mm/"
	NSXMPNote    = "http://ns.adobe.com/xmp/note/"
	NSStEvt      = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
	NSStRef      = "http://ns.adobe.com/xap/1.0/sType/ResourceRef#"
	NSPhotoshop  = "http://ns.adobe.com/photoshop/1.0/"
	NSTIFF       = "http://ns.adobe.com/tiff/1.0/"
	NSExif       = "http://ns.adobe.com/exif/1.0/"
	NSPDF        = "http://ns.adobe.com/pdf/1.3/"
	NSPLUS       = "http://ns.useplus.org/ldf/xmp/1.0/"
	NSIPTCCore   = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
	NSIPTCExt    = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
	NSCC         = "http://creativecommons.org/ns#"
	NSTDM        = "http://www.w3.org/ns/tdmrep/" // as TDMRep writes it for PDF
	NSTDMHash    = "http://www.w3.org/ns/tdmrep#" // as TDMRep writes it for EPUB
	NSRSL        = "https://rslstandard.org/rsl"
	NSDigiKam    = "http://www.digikam.org/ns/1.0/"
	NSCameraRaw  = "http://ns.adobe.com/camera-raw-settings/1.0/"
	NSMicroPhoto = "http://ns.microsoft.com/photo/1.0/"
)

// namespaceXMLNS is that of the declarations themselves.
const namespaceXMLNS = "http://www.w3.org/2000/xmlns/"

// usual lists the prefixes that everybody uses. It says what to write where a change
// names no prefix, and what was meant where a packet declares none.
var usual = []struct{ prefix, uri string }{
	{"rdf", NSRDF},
	{"x", NSMeta},
	{"dc", NSDC},
	{"xmp", NSXMP},
	{"xap", NSXMP},
	{"xmpRights", NSXMPRights},
	{"xapRights", NSXMPRights},
	{"xmpMM", NSXMPMM},
	{"xapMM", NSXMPMM},
	{"xmpNote", NSXMPNote},
	{"stEvt", NSStEvt},
	{"stRef", NSStRef},
	{"photoshop", NSPhotoshop},
	{"tiff", NSTIFF},
	{"exif", NSExif},
	{"pdf", NSPDF},
	{"plus", NSPLUS},
	{"Iptc4xmpCore", NSIPTCCore},
	{"Iptc4xmpExt", NSIPTCExt},
	{"cc", NSCC},
	{"tdm", NSTDM},
	{"tdm", NSTDMHash},
	{"rsl", NSRSL},
	{"digiKam", NSDigiKam},
	{"crs", NSCameraRaw},
	{"MicrosoftPhoto", NSMicroPhoto},
}

// UsualPrefix is the prefix that everybody uses for a namespace, or "".
func UsualPrefix(uri string) string {
	for _, u := range usual {
		if u.uri == uri {
			return u.prefix
		}
	}
	return ""
}

// usualURI is the namespace that a prefix stands for at everybody else's, or "".
func usualURI(prefix string) string {
	for _, u := range usual {
		if u.prefix == prefix {
			return u.uri
		}
	}
	return ""
}
