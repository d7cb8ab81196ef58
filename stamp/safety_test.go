package stamp_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// big is a JPEG of more than is written in place, with its weight behind the head.
func big(t testing.TB) string {
	data := string(jpegFile(t, 5))
	return data + strings.Repeat("a trailer that nobody knows ", 80_000)
}

// TestInsertion stamps a big file in place: the file system inserts blocks.
func TestInsertion(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED: only Linux inserts blocks into files")
	}
	dir := t.TempDir()
	path, old := write(t, dir, "big.jpg", []byte(big(t))), big(t)
	opt := stamp.Options{InPlace: true}
	r := run(t, stamp.Selection{Paths: []string{path}}, intent(t, "credit"), opt)["big.jpg"]
	if r.Status != stamp.Stamped || r.How != "insert-range" {
		if r.How == "replace" {
			t.Skip("SKIPPED: the file system of the temporary folder does not insert blocks (ext4 and XFS do)")
		}
		t.Fatalf("%+v", r)
	}
	if (r.SizeAfter-r.SizeBefore)%4096 != 0 || !strings.HasSuffix(read(t, path), old[2:]) {
		t.Errorf("grown from %d to %d", r.SizeBefore, r.SizeAfter)
	}
	// Now there is room: the next statement is written where the old one stands.
	if r := run(t, stamp.Selection{Paths: []string{path}}, intent(t, "no-training"), opt)["big.jpg"]; r.Status != stamp.Held {
		t.Errorf("%+v", r)
	}
	replacing := intent(t, "no-training")
	replacing.Replace = true
	if r := run(t, stamp.Selection{Paths: []string{path}}, replacing, opt)["big.jpg"]; r.How != "in-place" || r.SizeAfter != r.SizeBefore {
		t.Errorf("%+v", r)
	}
	if r := undo(t, dir)["big.jpg"]; r.Status != stamp.Restored || read(t, path) != old {
		t.Errorf("%+v", r)
	}
}

// TestChangedSince leaves files alone that somebody has changed after they were stamped.
func TestChangedSince(t *testing.T) {
	for _, inPlace := range []bool{false, true} {
		dir := t.TempDir()
		path := write(t, dir, "a.jpg", jpegFile(t, 1))
		run(t, stamp.Selection{Paths: []string{dir}}, intent(t, "credit"), stamp.Options{InPlace: inPlace})
		changed := strings.Replace(read(t, path), "cc-cr", "cc-xx", 1)
		write(t, dir, "a.jpg", []byte(changed))
		if r := undo(t, dir)["a.jpg"]; r.Status != stamp.Failed || r.Code != stamp.CodeChanged || read(t, path) != changed {
			t.Errorf("in place %v: %+v", inPlace, r)
		}
	}
}

// TestOthersWords holds files that say something that no stamp has put there.
func TestOthersWords(t *testing.T) {
	const term = "http://ns.useplus.org/ldf/vocab/"
	for name, tt := range map[string]struct {
		term, preset string
		want         stamp.Status
		code         string
	}{
		"stricter":        {"DMI-PROHIBITED", "credit", stamp.Held, stamp.CodeStricter},
		"looser":          {"DMI-ALLOWED", "credit", stamp.Held, stamp.CodeForeign},
		"the same":        {"DMI-PROHIBITED-GENAIMLTRAINING", "no-training", stamp.Stamped, ""},
		"nothing":         {"DMI-UNSPECIFIED", "credit", stamp.Stamped, ""},
		"no term at all":  {"DMI-WHATEVER", "credit", stamp.Held, stamp.CodeStricter},
		"cleared, theirs": {"DMI-PROHIBITED", "clear", stamp.Unchanged, ""},
	} {
		svg := `<svg xmlns="http://www.w3.org/2000/svg"><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
			`<rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"><plus:DataMining>` + term + tt.term +
			`</plus:DataMining></rdf:Description></rdf:RDF></metadata></svg>`
		dir := t.TempDir()
		path := write(t, dir, "a.svg", []byte(svg))
		r := run(t, stamp.Selection{Paths: []string{dir}}, intent(t, tt.preset), stamp.Options{})["a.svg"]
		if r.Status != tt.want || r.Code != tt.code || len(r.Existing) == 0 && tt.term != "DMI-UNSPECIFIED" {
			t.Errorf("%s: %+v", name, r)
		}
		if tt.want != stamp.Stamped && read(t, path) != svg {
			t.Errorf("%s: the file was written", name)
		}
		replacing := intent(t, tt.preset)
		replacing.Replace = true
		if tt.want == stamp.Held {
			r := run(t, stamp.Selection{Paths: []string{dir}}, replacing, stamp.Options{})["a.svg"]
			if r.Status != stamp.Stamped || !r.After.Equal(replacing.Outcomes) {
				t.Errorf("%s, replaced: %+v", name, r)
			}
		}
	}
}

// chunk is a chunk of PNG.
func chunk(kind, data string) string {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
}

// TestSigned leaves a file with a C2PA manifest alone, or puts the statement beside it.
func TestSigned(t *testing.T) {
	data := string(pngFile(t, 1))
	signed := data[:33] + chunk("caBX", "a manifest store") + data[33:]
	dir := t.TempDir()
	path := write(t, dir, "a.png", []byte(signed))
	sel := stamp.Selection{Paths: []string{dir}}
	if r := run(t, sel, intent(t, "credit"), stamp.Options{})["a.png"]; r.Status != stamp.Signed || read(t, path) != signed {
		t.Errorf("%+v", r)
	}
	r := run(t, sel, intent(t, "credit"), stamp.Options{Sidecar: true})["a.png"]
	if r.Status != stamp.Stamped || r.How != "create" || filepath.Base(r.Target) != "a.png.xmp" || read(t, path) != signed {
		t.Errorf("%+v", r)
	}
	if r := run(t, sel, intent(t, "credit"), stamp.Options{Sidecar: true})["a.png"]; r.Status != stamp.Unchanged {
		t.Errorf("again: %+v", r)
	}
	undo(t, dir)
	noLitter(t, dir, map[string]string{"a.png": signed})
}

// TestRaw puts the statement beside a camera's raw file.
func TestRaw(t *testing.T) {
	dir := t.TempDir()
	raw := write(t, dir, "DSC_1.NEF", []byte("MM\x00\x2a raw"))
	r := run(t, stamp.Selection{Paths: []string{dir}}, intent(t, "credit"), stamp.Options{})["DSC_1.NEF"]
	if r.Status != stamp.Stamped || filepath.Base(r.Target) != "DSC_1.xmp" || !strings.Contains(read(t, r.Target), "cc-cr") || read(t, raw) != "MM\x00\x2a raw" {
		t.Fatalf("%+v", r)
	}
	// What somebody else adds to the sidecar stays.
	text := strings.Replace(read(t, r.Target), "<rdf:Description", `<rdf:Description xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Exposure2012="+0.35"`, 1)
	write(t, dir, "DSC_1.xmp", []byte(text))
	again := run(t, stamp.Selection{Paths: []string{dir}}, intent(t, "no-ai"), stamp.Options{})["DSC_1.NEF"]
	if now := read(t, r.Target); again.Status != stamp.Stamped || !strings.Contains(now, `crs:Exposure2012="+0.35"`) || strings.Contains(now, "cc-cr") {
		t.Errorf("%+v", again)
	}
}

// TestPermissions keeps permissions, leaves files alone that are not to be written, and
// follows a link to the file that it names.
func TestPermissions(t *testing.T) {
	dir := t.TempDir()
	private, locked := write(t, dir, "private.jpg", jpegFile(t, 1)), write(t, dir, "locked.jpg", jpegFile(t, 2))
	for path, mode := range map[string]os.FileMode{private: 0o600, locked: 0o444} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(t.TempDir(), "link.jpg")
	if err := os.Symlink(private, link); err != nil {
		t.Skip("SKIPPED: no symbolic links here")
	}
	results := run(t, stamp.Selection{Paths: []string{link, locked}}, intent(t, "credit"), stamp.Options{})
	if r := results["locked.jpg"]; r.Status != stamp.Refused || r.Code != stamp.CodeReadOnly {
		t.Errorf("%+v", r)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became a file: %v, %v", info, err)
	}
	info, err = os.Stat(private)
	if err != nil || info.Mode().Perm() != 0o600 || !strings.Contains(read(t, private), "cc-cr") {
		t.Errorf("%v, %v", info, err)
	}
}

// TestPointer puts the link behind the copyright notice, and takes it away again.
func TestPointer(t *testing.T) {
	const link = "https://example.com/ai"
	dir := t.TempDir()
	old := jpegFile(t, 1)
	path := write(t, dir, "a.jpg", old)
	i := intent(t, "credit")
	i.Declaration, i.Pointer = link, stamp.PointerAlways
	if r := run(t, stamp.Selection{Paths: []string{dir}}, i, stamp.Options{})["a.jpg"]; r.Status != stamp.Stamped || len(r.Notes) > 0 {
		t.Fatalf("%+v", r)
	}
	marked := read(t, path)
	if n := strings.Count(marked, link); n < 6 || !strings.Contains(marked, "Exif\x00\x00II*\x00") || !strings.Contains(marked, "\x1c\x02\x74") {
		t.Errorf("%d links in the file", n)
	}
	if r := run(t, stamp.Selection{Paths: []string{dir}}, i, stamp.Options{})["a.jpg"]; r.Status != stamp.Unchanged {
		t.Errorf("again: %+v", r)
	}
	if r := run(t, stamp.Selection{Paths: []string{dir}}, intent(t, "clear"), stamp.Options{})["a.jpg"]; r.Status != stamp.Stamped {
		t.Errorf("cleared: %+v", r)
	}
	if n := strings.Count(read(t, path), link); n > 0 {
		t.Errorf("%d links are left", n)
	}
	undo(t, dir)
	if !bytes.Equal([]byte(read(t, path)), old) {
		t.Error("it is not the original")
	}
}

// TestOddFiles: what is no image, what cannot be read, and what is broken.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	paths := []string{
		write(t, dir, "text.jpg", []byte("not a picture at all")), write(t, dir, "empty.png", nil),
		write(t, dir, "cut.jpg", jpegFile(t, 1)[:100]), filepath.Join(dir, "missing.jpg"), filepath.Join(dir, "*.tiff"),
	}
	before := read(t, paths[2])
	results := run(t, stamp.Selection{Paths: paths}, intent(t, "credit"), stamp.Options{})
	for name, want := range map[string]stamp.Status{
		"text.jpg": stamp.Skipped, "empty.png": stamp.Skipped, "cut.jpg": stamp.Refused, "missing.jpg": stamp.Failed, "*.tiff": stamp.Failed,
	} {
		if r := results[name]; r == nil || r.Status != want || r.Hint == "" || r.Code == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if read(t, paths[2]) != before {
		t.Error("a broken file was written")
	}
}

// TestSelection includes, excludes, and stays out of folders.
func TestSelection(t *testing.T) {
	dir, _ := folder(t)
	for name, tt := range map[string]struct {
		sel  stamp.Selection
		want string
	}{
		"all":       {stamp.Selection{}, "a.jpg b.png c.gif d.jpeg e.svg"},
		"flat":      {stamp.Selection{Flat: true}, "a.jpg b.png c.gif e.svg"},
		"include":   {stamp.Selection{Include: []string{"*.jp*g"}}, "a.jpg d.jpeg"},
		"exclude":   {stamp.Selection{Exclude: []string{"sub/**", "*.svg"}}, "a.jpg b.png c.gif"},
		"a pattern": {stamp.Selection{Paths: []string{filepath.Join(dir, "**", "*.{jpeg,svg}")}}, "d.jpeg e.svg"},
	} {
		if tt.sel.Paths == nil {
			tt.sel.Paths = []string{dir}
		}
		results := run(t, tt.sel, intent(t, "credit"), stamp.Options{DryRun: true})
		var got []string
		for _, n := range []string{"a.jpg", "b.png", "c.gif", "d.jpeg", "e.svg", "notes.txt"} {
			if results[n] != nil {
				got = append(got, n)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", name, got, tt.want)
		}
	}
}

// TestPresets: names, words, and what they come to.
func TestPresets(t *testing.T) {
	for _, p := range stamp.Presets() {
		byName, err1 := stamp.FromPreset(p.Name, nil)
		byWords, err2 := stamp.FromPreset(p.Words, nil)
		if err1 != nil || err2 != nil || !byName.Outcomes.Equal(byWords.Outcomes) {
			t.Errorf("%s: %v, %v", p.Name, err1, err2)
		}
		if byName.Outcomes.Silent() != byName.Clear {
			t.Errorf("%s says %v", p.Name, byName.Outcomes)
		}
	}
	if _, err := stamp.FromPreset("no-training", []proviso.Use{proviso.Search}); err == nil {
		t.Error("a preset that names its uses took others")
	}
	if _, err := stamp.FromSignal("cc-by", nil); err == nil {
		t.Error("cc-by is no signal")
	}
}

// TestSecondPacket does not loosen what stands in a packet that would go.
func TestSecondPacket(t *testing.T) {
	packet := func(term string) string {
		return chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
			`<rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">`+term+`</rdf:Description></rdf:RDF>`)
	}
	data := string(pngFile(t, 1))
	twice := data[:33] + packet("") + packet(`<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED</plus:DataMining>`) + data[33:]
	dir := t.TempDir()
	path := write(t, dir, "a.png", []byte(twice))
	sel := stamp.Selection{Paths: []string{dir}}
	if r := run(t, sel, intent(t, "credit"), stamp.Options{})["a.png"]; r.Status != stamp.Held || r.Code != stamp.CodeStricter || read(t, path) != twice {
		t.Errorf("%+v", r)
	}
	replacing := intent(t, "credit")
	replacing.Replace = true
	if r := run(t, sel, replacing, stamp.Options{})["a.png"]; r.Status != stamp.Stamped {
		t.Errorf("%+v", r)
	}
}
