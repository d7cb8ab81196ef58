package survival

import (
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/xmp"
)

// Cause is what most likely made the copy: never certain, since many programs leave the
// same traces.
type Cause struct {
	Code    string // stable, kebab-case
	Text    string // one or two sentences
	Sources []Source
}

// Source is where it is known from.
type Source struct {
	Text string
	URL  string // empty for what was measured
}

// Sources of the table. What was measured, was with a JPEG that had XMP, IIM, Exif and a
// colour profile, in November 2026.
var (
	measured   = Source{Text: "measured with Pillow 9.4, cwebp 1.2.4, jpegtran 2.1.5, ImageMagick 6.9.11, libvips 8.14, ExifTool 12.57"}
	sharp      = Source{"sharp, output options", "https://sharp.pixelplumbing.com/api-output"}
	iptc       = Source{"IPTC, Social Media Sites Photo Metadata Test Results 2019", "https://iptc.org/standards/photo-metadata/social-media-sites-photo-metadata-test-results-2019"}
	fastly     = Source{"Fastly, Image Optimizer, metadata", "https://www.fastly.com/documentation/reference/io/metadata"}
	imgix      = Source{"imgix, IPTC Passthrough", "https://docs.imgix.com/apis/rendering/format/iptc"}
	wordpress  = Source{"WordPress, WP_Image_Editor_Imagick::strip_meta", "https://developer.wordpress.org/reference/classes/wp_image_editor_imagick/strip_meta/"}
	cloudinary = Source{"Cloudinary, transformation flags", "https://cloudinary.com/documentation/sdks/php/Cloudinary/Transformation/CommonTransformationFlagTrait.html"}
	iimSpec    = Source{"IPTC-NAA Information Interchange Model 4.2: JPEG, TIFF and Photoshop files alone have a place for it", ""}
	c2pa       = Source{"C2PA Technical Specification 2.2, hard bindings", "https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html"}
)

// pattern is a row of the table: traces, and what usually leaves them.
type pattern struct {
	code    string
	fits    func(*traces) bool
	text    string
	remedy  string // what lets metadata through; empty where nothing is known
	sources []Source
}

// patterns are searched in order; the first that fits is the cause.
var patterns = []pattern{
	{
		code: "cut-short",
		fits: func(t *traces) bool { return t.cut },
		text: "The copy ends too early, or only its beginning was gathered: what stands further on was not seen.",
	},
	{
		code:    "loose-texts",
		fits:    func(t *traces) bool { return t.gone(container.XMP) && t.fate[container.XMPText] == New },
		text:    "The packet is gone, and texts of it are left one by one, which no reader puts together again. ImageMagick writes such texts into PNG files.",
		remedy:  "If the program is yours, write another format, or put the packet back with a program that knows it.",
		sources: []Source{measured},
	},
	{
		code:    "taken-out",
		fits:    func(t *traces) bool { return t.bare() && t.picture == PictureSame },
		text:    "The metadata was taken out and the picture left as it was: by a program made for that, such as exiftool -all=, or by a service that cleans what is uploaded.",
		remedy:  "If the program or service is yours, let it keep the XMP packet: what locates or identifies people is mostly in Exif (exiftool -gps:all= takes out places alone).",
		sources: []Source{measured},
	},
	{
		code:    "colours-only",
		fits:    func(t *traces) bool { return t.bare() && present(t.fate[container.ICC]) },
		text:    "The picture was written anew with its colour profile and no other metadata: ImageMagick does so with -thumbnail, Pillow for PNG, and cwebp, Pillow and sharp when they are told to keep the profile.",
		remedy:  "If the program is yours, let it keep XMP as well: ImageMagick with -resize in place of -thumbnail, cwebp -metadata all, sharp with keepMetadata().",
		sources: []Source{measured, sharp},
	},
	{
		code:    "written-anew-without",
		fits:    func(t *traces) bool { return t.bare() },
		text:    "The picture was written anew without metadata, the default of most image libraries and services: sharp, Pillow, cwebp, jpegtran, Go's image packages, GD under PHP, ImageMagick with -strip, Fastly's Image Optimizer, imgix.",
		remedy:  "If the program is yours, let it keep XMP: sharp with keepMetadata(), cwebp -metadata all, ImageMagick without -strip, WordPress with Imagick in place of GD.",
		sources: []Source{measured, sharp, fastly, imgix, wordpress},
	},
	{
		code:    "rights-of-iim-and-exif",
		fits:    func(t *traces) bool { return t.gone(container.XMP) && present(t.fate[container.IIM]) },
		text:    "XMP was dropped, and IIM kept or a few fields of it: platforms do so that know nothing newer. Facebook dropped all of XMP and kept some rights fields of IIM and Exif when IPTC tested it.",
		sources: []Source{iptc},
	},
	{
		code:    "exif-only",
		fits:    func(t *traces) bool { return t.gone(container.XMP) && present(t.fate[container.Exif]) },
		text:    "Exif was kept, or a part of it, and XMP dropped: by a program or service that knows of Exif alone, such as Pillow with exif=.",
		remedy:  "If the program is yours, let it write XMP as well: Pillow takes xmp= for several formats, cwebp has -metadata all.",
		sources: []Source{measured},
	},
	{
		code:    "rights-fields-only",
		fits:    func(t *traces) bool { return t.rightsOnly },
		text:    "Of XMP only fields about copyright were kept: a filter that knows those alone, such as Fastly's metadata=copyright or Cloudinary's fl_keep_attribution. A statement of preference is none of them.",
		remedy:  "If the service is yours, let it keep all of XMP, where it can: fl_keep_iptc at Cloudinary.",
		sources: []Source{fastly, cloudinary},
	},
	{
		code:   "dropped-properties",
		fits:   func(t *traces) bool { return t.dropped && t.inFile },
		text:   "The packet was written anew by a program that changed or dropped some of its properties: one that keeps only those it knows, or that was told to.",
		remedy: "Put the statement back after that step: proviso stamp.",
	},
	{
		code:    "no-place-for-iim",
		fits:    func(t *traces) bool { return t.moved && t.gone(container.IIM) && present(t.fate[container.XMP]) },
		text:    "The picture was converted, and the new format has no place for IIM. XMP came along.",
		sources: []Source{measured, iimSpec},
	},
	{
		code:    "signature-only",
		fits:    func(t *traces) bool { return t.gone(container.C2PA) && t.inFile },
		text:    "The C2PA manifest was dropped: it is bound to the bytes of the file, so most programs that change those leave it out.",
		sources: []Source{c2pa},
	},
	{
		code:   "left-beside",
		fits:   func(t *traces) bool { return t.beside && !t.inFile && !t.around },
		text:   "The statement stands in a sidecar beside the original, and nothing put it into the file before it was delivered.",
		remedy: "Put it into the file itself before it is delivered: proviso stamp.",
	},
	{
		code: "other-headers",
		fits: func(t *traces) bool { return t.around && !t.inFile },
		text: "The files say the same. What differs is what is sent along with them: the server of the copy does not send the header fields of the original, or another host's files speak for it.",
	},
}

// traces are what a comparison leaves to go by.
type traces struct {
	fate       map[container.Kind]Fate // absent where neither file has any
	picture    Picture
	moved      bool // into another container format
	cut        bool
	rightsOnly bool // XMP has nothing left but copyright information
	dropped    bool // properties of XMP were changed or left out
	// inFile, beside and around tell where something that was said came to harm.
	inFile, beside, around bool
}

// present reports whether a block is in the copy.
func present(f Fate) bool { return f == Kept || f == Rewritten || f == Unseen }

func (t *traces) gone(k container.Kind) bool { return t.fate[k] == Lost }

// bare reports whether all metadata but colours is gone, of which there was some.
func (t *traces) bare() bool {
	lost := false
	for _, k := range []container.Kind{container.XMP, container.XMPText, container.Exif, container.IIM} {
		if f, ok := t.fate[k]; ok && f != Lost && f != New {
			return false
		}
		lost = lost || t.fate[k] == Lost
	}
	return lost
}

func (r *Report) traces() *traces {
	t := &traces{
		fate: make(map[container.Kind]Fate, len(r.Blocks)), picture: r.Picture,
		moved: r.Original.Format != r.Delivered.Format, cut: r.Delivered.Cut,
	}
	for _, b := range r.Blocks {
		t.fate[b.Kind] = b.Fate
		if p := b.Properties; p != nil && b.Fate == Rewritten {
			t.dropped = p.Lost+p.Changed > 0
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.Fate.Bad() || s.Fate == Stricter {
			t.inFile = t.inFile || s.Place == InFile
			t.beside = t.beside || s.Place == Sidecar
			t.around = t.around || s.Place == Around
		}
	}
	before, after := r.Original.packet(), r.Delivered.packet()
	t.rightsOnly = before != nil && after != nil && onlyRights(after) && !onlyRights(before)
	return t
}

// onlyRights reports whether a packet has copyright information and nothing else, dates
// aside.
func onlyRights(p *xmp.Packet) bool {
	rights := false
	for i := range p.Properties {
		switch q := &p.Properties[i]; {
		case isRights(q):
			rights = true
		case q.Space != xmp.NSXMP:
			return false
		}
	}
	return rights
}

func isRights(q *xmp.Property) bool {
	switch q.Space {
	case xmp.NSDC:
		return q.Name == "rights" || q.Name == "creator"
	case xmp.NSPhotoshop:
		return q.Name == "Credit" || q.Name == "Source"
	case xmp.NSPLUS:
		return q.Name == "Licensor" || q.Name == "CopyrightOwner" || q.Name == "ImageCreator"
	}
	return q.Space == xmp.NSXMPRights || q.Space == xmp.NSCC
}
