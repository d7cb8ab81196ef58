package stamp_test

import (
	"maps"
	"path/filepath"
	"testing"

	"github.com/proviso-signals/proviso/stamp"
)

// TestOracleNotices checks that the oracle sees what it is there to see. It needs no
// other programs.
func TestOracleNotices(t *testing.T) {
	dir := t.TempDir()
	o := &oracle{before: filepath.Join(dir, "before"), after: filepath.Join(dir, "after"), told: map[string]int{}, quiet: true}
	o.intent(t)
	sample := func(name, format string, before, after []byte) *judged {
		write(t, o.before, name, before)
		write(t, o.after, name, after)
		return &judged{name: name, Result: &stamp.Result{Status: stamp.Stamped, Format: format, SizeAfter: 100}}
	}
	same, other := sample("a.png", "png", pngFile(t, 1), pngFile(t, 1)), sample("b.gif", "gif", gifFile(t, 1), gifFile(t, 2))
	cut := sample("c.jpg", "jpeg", jpegFile(t, 1), jpegFile(t, 1)[:100])
	broken := sample("d.jpg", "jpeg", jpegFile(t, 1)[:100], jpegFile(t, 1)[:100])
	o.files = []*judged{same, other, cut, broken}
	o.pixels(t)
	if same.damaged || !same.sound || !other.damaged || !cut.damaged || broken.damaged || broken.sound {
		t.Errorf("the same %+v, other pixels %+v, cut %+v, broken before %+v", same, other, cut, broken)
	}
	for name, c := range changes() {
		t.Run(name, func(t *testing.T) {
			f := &judged{name: name, Result: &stamp.Result{Format: c.format, SizeAfter: 100}}
			was, is := tags{"File:FileType": {`"any"`}}, o.expects()
			is["File:FileType"] = was["File:FileType"]
			maps.Copy(was, c.was)
			maps.Copy(is, c.is)
			o.compare(t, f, was, is)
			if f.damaged != c.damaged || f.doubted != c.doubted {
				t.Errorf("damaged %v, doubted %v", f.damaged, f.doubted)
			}
		})
	}
	f := &judged{name: "unread", Result: &stamp.Result{Format: "jpeg"}}
	if o.compare(t, f, tags{}, tags{}); !f.doubted {
		t.Error("it does not notice that our values are missing")
	}
}

// expects are the tags that every file has that was stamped.
func (o *oracle) expects() tags {
	return tags{
		"XMP-plus:DataMining":       {`"http://ns.useplus.org/ldf/vocab/` + prohibited + `"`},
		"XMP-plus:OtherConstraints": {`"See ` + declaration + `"`},
		"XMP-proviso:Expression":    {`"` + o.expression + `"`},
		"XMP-proviso:Declaration":   {`"` + declaration + `"`},
	}
}

// change is a change of tags in a file that has grown by 100 bytes, and what the oracle
// must say of it.
type change struct {
	format           string
	was, is          tags
	damaged, doubted bool
}

func changes() map[string]change {
	start, digest := "MPImage2:MPImageStart", "MPImage2:MPImage2"
	link, warn := "XMP-xmpRights:WebStatement", "ExifTool:Warning"
	return map[string]change{
		"nothing":               {format: "jpeg"},
		"a tag is lost":         {"jpeg", tags{"IFD0:Artist": {`"me"`}}, nil, true, false},
		"a tag is new":          {"jpeg", nil, tags{"IFD0:Artist": {`"me"`}}, true, false},
		"one of two is lost":    {"jpeg", tags{"IFD0:Artist": {`"a"`, `"b"`}}, tags{"IFD0:Artist": {`"a"`}}, true, false},
		"another gain map":      {"jpeg", tags{digest: {"1"}}, tags{digest: {"2"}}, true, false},
		"an offset has moved":   {"jpeg", tags{start: {"500"}}, tags{start: {"600"}}, false, false},
		"an offset is wrong":    {"jpeg", tags{start: {"500"}}, tags{start: {"599"}}, true, false},
		"an offset was kept":    {"jpeg", tags{start: {"500"}}, tags{start: {"500"}}, false, false},
		"a format turns":        {"gif", tags{"GIF:GIFVersion": {`"87a"`}}, tags{"GIF:GIFVersion": {`"89a"`}}, false, false},
		"another format turns":  {"png", tags{"GIF:GIFVersion": {`"87a"`}}, tags{"GIF:GIFVersion": {`"89a"`}}, true, false},
		"a flag is set":         {"webp", tags{"RIFF:WebP_Flags": {"8"}}, tags{"RIFF:WebP_Flags": {"12"}}, false, false},
		"a flag is gone":        {"webp", tags{"RIFF:WebP_Flags": {"8"}}, tags{"RIFF:WebP_Flags": {"4"}}, true, false},
		"a new warning":         {"png", nil, tags{warn: {`"odd"`}}, false, true},
		"the warning of before": {"png", tags{warn: {`"odd"`}}, tags{warn: {`"odd [x2]"`}}, false, false},
		"somebody else's link":  {"png", tags{link: {`"https://a.example"`}}, tags{link: {`"https://b.example"`}}, false, true},
		"a link besides":        {"png", tags{link: {`["a"]`}}, tags{link: {`["a","b"]`}}, false, false},
	}
}
