package stamp_test

import (
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// rdf is a packet without a wrapper.
func rdf(properties string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/">` + properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`
}

// segment is a segment APP1 or APP13 of JPEG.
func segment(marker byte, data string) string {
	return string([]byte{0xFF, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}) + data
}

// with puts packets into files of several formats, by name.
func with(t testing.TB, packets ...string) map[string]string {
	jpegs, pngs, svgs, gifs := "", "", "", ""
	for _, p := range packets {
		jpegs += segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+p)
		pngs += chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+p)
		svgs += "<metadata>" + p + "</metadata>"
		gifs += "\x21\xFF\x0BXMP DataXMP" + p + magic()
	}
	jpeg, png, gif := string(jpegFile(t, 1)), string(pngFile(t, 2)), string(gifFile(t, 3))
	at := strings.Index(gif, "\x2C") // the first image
	return map[string]string{
		"a.jpg": jpeg[:2] + jpegs + jpeg[2:], "b.png": png[:33] + pngs + png[33:], "c.gif": gif[:at] + gifs + gif[at:],
		"d.svg": `<svg xmlns="http://www.w3.org/2000/svg">` + svgs + `<rect width="3" height="3"/></svg>`,
	}
}

// magic is the trailer of XMP in GIF.
func magic() string {
	b := []byte{1}
	for i := 255; i >= 0; i-- {
		b = append(b, byte(i))
	}
	return string(append(b, 0, 0))
}

// TestRemoteManifest: a file whose manifest stands elsewhere is signed as well.
func TestRemoteManifest(t *testing.T) {
	link := rdf("<dcterms:provenance>https://m.example/a.c2pa</dcterms:provenance>")
	for _, opt := range []stamp.Options{{}, {InPlace: true}, {DryRun: true}} {
		dir := t.TempDir()
		files := with(t, link)
		for name, data := range files {
			write(t, dir, name, []byte(data))
		}
		sel := stamp.Selection{Paths: []string{dir}}
		for name, r := range run(t, sel, intent(t, "credit"), opt) {
			if r.Status != stamp.Signed || r.Code != stamp.CodeSigned || !strings.Contains(r.Hint, "https://m.example/a.c2pa") || read(t, filepath.Join(dir, name)) != files[name] {
				t.Errorf("%s: %+v", name, r)
			}
		}
		opt.Sidecar = true
		for name, r := range run(t, sel, intent(t, "credit"), opt) {
			if r.Status != stamp.Stamped || filepath.Base(r.Target) != name+".xmp" || read(t, filepath.Join(dir, name)) != files[name] {
				t.Errorf("%s, beside it: %+v", name, r)
			}
		}
		if opt.DryRun {
			continue
		}
		for name, r := range run(t, sel, intent(t, "credit"), opt) {
			if r.Status != stamp.Unchanged {
				t.Errorf("%s, again: %+v", name, r)
			}
		}
		undo(t, dir)
		noLitter(t, dir, files)
	}
}

// TestNoRemoteManifest: other provenance, and a manifest that was taken out, hinder
// nothing; and nothing to be done is no edit.
func TestNoRemoteManifest(t *testing.T) {
	for _, value := range []string{"from the estate of a collector", "self#jumbf=/c2pa/urn:c2pa:1", ""} {
		dir := t.TempDir()
		for name, data := range with(t, rdf("<dcterms:provenance>"+value+"</dcterms:provenance>")) {
			write(t, dir, name, []byte(data))
		}
		for name, r := range run(t, stamp.Selection{Paths: []string{dir}}, intent(t, "credit"), stamp.Options{}) {
			if r.Status != stamp.Stamped || value != "" && !strings.Contains(read(t, filepath.Join(dir, name)), value) {
				t.Errorf("%q: %s: %+v", value, name, r)
			}
		}
	}
	dir := t.TempDir()
	sel := stamp.Selection{Paths: []string{dir}}
	path := write(t, dir, "d.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><rect width="3" height="3"/></svg>`))
	run(t, sel, intent(t, "credit"), stamp.Options{})
	linked := strings.Replace(read(t, path), "<proviso:Expression", `<dcterms:provenance xmlns:dcterms="http://purl.org/dc/terms/">https://m.example/a.c2pa</dcterms:provenance><proviso:Expression`, 1)
	write(t, dir, "d.svg", []byte(linked))
	for preset, want := range map[string]stamp.Status{"credit": stamp.Unchanged, "no-ai": stamp.Signed, "clear": stamp.Signed} {
		if r := run(t, sel, intent(t, preset), stamp.Options{})["d.svg"]; r.Status != want || read(t, path) != linked || !strings.Contains(linked, "m.example") {
			t.Errorf("%s, signed after it was stamped: %+v", preset, r)
		}
	}
}

// TestSeveralPackets takes out no packet that differs from the one that is written.
func TestSeveralPackets(t *testing.T) {
	one, two := rdf("<dc:source>1</dc:source>"), rdf("<dc:source>2</dc:source>")
	padded := func(packet string, n int) string {
		return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" + packet + strings.Repeat(" ", n) + `<?xpacket end="w"?>`
	}
	jpeg := string(jpegFile(t, 1))
	inJPEG := func(segments ...string) map[string]string {
		return map[string]string{"a.jpg": jpeg[:2] + strings.Join(segments, "") + jpeg[2:]}
	}
	proper := segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+one)
	embedded := func(p string) string {
		return segment(0xED, "Photoshop 3.0\x008BIM\x04\x24\x00\x00"+string([]byte{0, 0, byte(len(p) >> 8), byte(len(p))})+p+strings.Repeat("\x00", len(p)%2))
	}
	for _, tt := range []struct {
		name  string
		files map[string]string
		held  bool
	}{
		{"two that differ", with(t, one, two), true},
		{"a third that differs", with(t, one, one, two), true},
		{"the same", with(t, one, one), false},
		{"the same but for padding", with(t, padded(one, 10), padded(one, 200)), false},
		{"one without its end", inJPEG(proper, segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+two[:60])), true},
		{"what is no packet", inJPEG(proper, segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00zero")), true},
		{"among Photoshop's resources", inJPEG(embedded(two), proper), true},
		{"the same among them", inJPEG(embedded(one), proper), false},
		{"another signature", inJPEG(segment(0xE1, "http"+two), proper), true},
	} {
		for _, inPlace := range []bool{false, true} {
			dir := t.TempDir()
			for name, data := range tt.files {
				write(t, dir, name, []byte(data))
			}
			sel, opt := stamp.Selection{Paths: []string{dir}}, stamp.Options{InPlace: inPlace}
			want := stamp.Stamped
			if tt.held {
				want = stamp.Held
			}
			for name, r := range run(t, sel, intent(t, "credit"), opt) {
				if r.Status != want || tt.held && (r.Code != stamp.CodePackets || read(t, filepath.Join(dir, name)) != tt.files[name]) {
					t.Errorf("%s: %s: %+v", tt.name, name, r)
				}
			}
			replacing := intent(t, "credit")
			replacing.Replace = true
			for name, r := range run(t, sel, replacing, opt) {
				if tt.held && r.Status != stamp.Stamped || !r.After.Equal(replacing.Outcomes) {
					t.Errorf("%s: %s, replaced: %+v", tt.name, name, r)
				}
			}
			undo(t, dir)
			sameFiles(t, dir, tt.files)
		}
	}
}

// TestSeveralPacketsAlone: where the packet need not be written, others stay.
func TestSeveralPacketsAlone(t *testing.T) {
	dir := t.TempDir()
	sel := stamp.Selection{Paths: []string{dir}}
	path := write(t, dir, "b.png", pngFile(t, 2))
	run(t, sel, intent(t, "credit"), stamp.Options{})
	stamped := read(t, path)
	at := strings.Index(stamped, "IDAT") - 4
	twice := stamped[:at] + chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+rdf("<dc:source>2</dc:source>")) + stamped[at:]
	write(t, dir, "b.png", []byte(twice))
	for preset, want := range map[string]stamp.Status{"credit": stamp.Unchanged, "no-ai": stamp.Held, "clear": stamp.Held} {
		if r := run(t, sel, intent(t, preset), stamp.Options{})["b.png"]; r.Status != want || read(t, path) != twice {
			t.Errorf("%s: %+v", preset, r)
		}
	}
}

// TestEmptyPacket writes into packets that have no rdf:RDF yet, as Pillow leaves them.
func TestEmptyPacket(t *testing.T) {
	for _, packet := range []string{
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"/>`,
		"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" key=\"value\" />\n<?xpacket end=\"w\"?>",
	} {
		for _, opt := range []stamp.Options{{}, {InPlace: true}} {
			dir := t.TempDir()
			files := with(t, packet)
			for name, data := range files {
				write(t, dir, name, []byte(data))
			}
			sel := stamp.Selection{Paths: []string{dir}}
			if r := run(t, sel, intent(t, "clear"), opt); r["a.jpg"].Status != stamp.Unchanged {
				t.Errorf("nothing to take out: %+v", r["a.jpg"])
			}
			for name, r := range run(t, sel, intent(t, "credit"), opt) {
				if r.Status != stamp.Stamped || r.After[proviso.TrainAI].Word() != proviso.Conditional {
					t.Errorf("%s: %+v", name, r)
				}
				if strings.Contains(packet, "key") && !strings.Contains(read(t, filepath.Join(dir, name)), `key="value"`) {
					t.Errorf("%s has lost something", name)
				}
			}
			undo(t, dir)
			sameFiles(t, dir, files)
		}
	}
}

// TestRawProfile writes where the packet stood in a raw profile, be there more in it than
// its length.
func TestRawProfile(t *testing.T) {
	packet := rdf("<dc:source>kept</dc:source>")
	text := fmt.Sprintf("\nxmp\n%8d\n%s\n}}}}\x01", len(packet), hex.EncodeToString([]byte(packet)))
	data := string(pngFile(t, 2))
	data = data[:33] + chunk("tEXt", "Raw profile type xmp\x00"+text) + data[33:]
	dir := t.TempDir()
	path := write(t, dir, "b.png", []byte(data))
	r := run(t, stamp.Selection{Paths: []string{dir}}, intent(t, "credit"), stamp.Options{})["b.png"]
	if r.Status != stamp.Stamped || !strings.Contains(read(t, path), "<dc:source>kept</dc:source>") {
		t.Errorf("%+v", r)
	}
	undo(t, dir)
	sameFiles(t, dir, map[string]string{"b.png": data})
}
