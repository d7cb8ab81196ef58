package stamp_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

// view is what a rule sees: a file, and what ExifTool said of it before and after.
type view struct {
	*judged
	was, is tags
}

// rule is a change of a tag that comes with a packet, and why it does.
type rule struct {
	format string // of the container; empty for all
	name   *regexp.Regexp
	why    string
	holds  func(v view, a, b []string) bool
}

// rules lists them. All other changes of tags are damage.
var rules = []rule{
	{"jpeg", regexp.MustCompile(`^MPImage\d+:MPImageStart$|^MPImage1:MPImageLength$`),
		"the further images of a multi-picture file stand behind the packet, and the first has it within", grown},
	{"bmff", regexp.MustCompile(`^QuickTime:MediaDataOffset$|^Track\d+:ChunkOffset$`),
		"the pixels stand behind the packet, or behind the item that was added", always},
	{"bmff", regexp.MustCompile(`^QuickTime:MediaData(Size)?$|^Composite:AvgBitrate$`),
		"the packet stands among the media data, from whose size ExifTool computes a rate", always},
	{"bmff", regexp.MustCompile(`.`),
		"a meta box that runs to the end of the file is given its size; ExifTool reads none of one that has none", unread},
	{"webp", regexp.MustCompile(`^File:FileType$`), "only the extended form of WebP has metadata", extended},
	{"webp", regexp.MustCompile(`^RIFF:WebP_Flags$`), "a flag says that there is XMP", flagged},
	{"webp", regexp.MustCompile(`^RIFF:Image(Width|Height)$`), "the extended form gives the size once more", repeated},
	{"gif", regexp.MustCompile(`^GIF:GIFVersion$`), "application extensions came with version 89a", turns(`"87a"`, `"89a"`)},
	{"jxl", regexp.MustCompile(`^File:FileType$`), "a bare codestream gets a container",
		turns(`"JXL Codestream"`, `"JXL"`)},
	{"jxl", regexp.MustCompile(`^Jpeg2000:`), "a bare codestream gets a container, which ExifTool shows", added},
	{"jxl", regexp.MustCompile(`^XMP-`), "the packet was compressed, which ExifTool reads only with a module more",
		func(v view, a, b []string) bool { return !v.was.any("XMP-") }},
	{"jpeg", regexp.MustCompile(`:PreviewImageStart$`), "a preview stands behind the image", grown},
	{"", regexp.MustCompile(`^XMP-`), "there were several packets that were the same, of which one is left",
		func(v view, a, b []string) bool {
			return v.problem(v.Format+"-xmp-duplicate") && len(without(b, a)) == 0
		}},
	{"webp", regexp.MustCompile(`^RIFF:Unknown_XMPx00$|^XMP-`), "the packet stood under a wrong name",
		func(v view, a, b []string) bool { return v.was["RIFF:Unknown_XMPx00"] != nil && !v.was.any("XMP-") }},
	{"bmff", regexp.MustCompile(`^QuickTime:Free$`), "what grew has taken of the room that was free", shorter},
	{"svg", regexp.MustCompile(`^File:(Line|Word)Count$`), "ExifTool takes the file for text", always},
	{"svg", regexp.MustCompile(`^XMP-\w+:SvgMetadata`), "ExifTool takes the file for a packet, and all elements for properties",
		func(v view, a, b []string) bool { return len(a) == 0 && unseen(v) }},
}

// expected gives the reason for which a tag may have changed, or nothing.
func (v view) expected(name string) string {
	for _, r := range rules {
		if (r.format == "" || r.format == v.Format) && r.name.MatchString(name) && r.holds(v, v.was[name], v.is[name]) {
			return r.why
		}
	}
	return ""
}

func always(view, []string, []string) bool { return true }

// grown is a number that is greater by as much as the file.
func grown(v view, a, b []string) bool {
	return slices.EqualFunc(a, b, func(a, b string) bool { return a == b || number(b)-number(a) == v.SizeAfter-v.SizeBefore })
}

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return -1 << 40
	}
	return n
}

// unread is a file of which ExifTool read nothing but its type.
func unread(v view, a, b []string) bool {
	return len(a) == 0 && v.was["Meta:PrimaryItemReference"] == nil && v.is["Meta:PrimaryItemReference"] != nil
}

func turns(from, to string) func(view, []string, []string) bool {
	return func(_ view, a, b []string) bool {
		return slices.Equal(a, []string{from}) && slices.Equal(b, []string{to})
	}
}

// extended is a type by another name in front: "WEBP (lossless)" and so on.
func extended(_ view, a, b []string) bool {
	return len(a) == 1 && len(b) == 1 && strings.Replace(a[0], `"`, `"Extended `, 1) == b[0]
}

// flagged is the flag of XMP in the header of a WebP file.
func flagged(_ view, a, b []string) bool {
	const xmp = 4
	return len(b) == 1 && (len(a) == 0 && number(b[0])&xmp != 0 || len(a) == 1 && number(b[0]) == number(a[0])|xmp)
}

// repeated is a value that is there more than once now.
func repeated(_ view, a, b []string) bool { return len(without(b, a)) == 0 && len(without(a, b)) == 0 }

// shorter is one value that is shorter now.
func shorter(_ view, a, b []string) bool {
	return len(b) == 0 || len(a) == 1 && len(b) == 1 && len(b[0]) < len(a[0])
}

func added(_ view, a, b []string) bool { return len(a) == 0 }

// any reports whether there is a tag whose group and name begin so.
func (of tags) any(prefix string) bool {
	for name := range of {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// says reports whether ExifTool warned of something.
func says(of tags, word string) bool {
	return slices.ContainsFunc(of["ExifTool:Warning"], func(w string) bool { return strings.Contains(w, word) })
}

func (f *judged) problem(code string) bool {
	return slices.ContainsFunc(f.Problems, func(p container.Problem) bool { return p.Code == code })
}

// elements takes the lists among values apart.
func elements(values []string) (all []string) {
	for _, v := range values {
		var list []json.RawMessage
		if json.Unmarshal([]byte(v), &list) != nil {
			all = append(all, v)
		}
		for _, e := range list {
			all = append(all, string(e))
		}
	}
	return all
}

// known notes a change that has a reason.
func (o *oracle) known(t *testing.T, f *judged, what, why string) {
	t.Helper()
	if o.told[f.Format+why] == 0 && !o.quiet {
		t.Logf("known: %s: %s: %s", f.name, what, why)
	}
	o.told[f.Format+why]++
}
