package xmp_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/xmp"
)

// exiftool runs it, or skips the test where there is none.
func exiftool(t *testing.T, args ...string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED, NOT TESTED: ExifTool is slow to start")
	}
	name, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("SKIPPED, NOT TESTED: there is no exiftool; apt-get install libimage-exiftool-perl")
	}
	var complaints bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("exiftool %q: %v\n%s%s", args, err, complaints.Bytes(), out)
	}
	return out
}

// asExifTool lists what ExifTool reads in a file: names, and values as JSON.
func asExifTool(t *testing.T, file string) map[string]string {
	t.Helper()
	out := exiftool(t, "-j", "-G1", "-struct", "-n", "-XMP:all", file)
	var files []map[string]any
	d := json.NewDecoder(bytes.NewReader(out))
	d.UseNumber()
	if err := d.Decode(&files); err != nil || len(files) != 1 {
		t.Fatalf("%v\n%s", err, out)
	}
	tags := map[string]string{}
	for name, value := range files[0] {
		if name != "SourceFile" && !strings.HasPrefix(name, "XMP-x:") {
			tags[name] = asJSON(texts(value))
		}
	}
	return tags
}

// texts makes texts of numbers and booleans, which XMP does not have.
func texts(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = texts(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = texts(v[name])
		}
	case bool:
		return map[bool]string{true: "True", false: "False"}[v]
	case json.Number:
		return v.String()
	case string:
		return strings.TrimPrefix(v, vocabulary)
	}
	return v
}

// vocabulary is what ExifTool leaves out from the terms of PLUS.
const vocabulary = "http://ns.useplus.org/ldf/vocab/"

// ours lists what we read in the same manner.
func ours(p *xmp.Packet) map[string]string {
	tags := map[string]string{}
	for i := range p.Properties {
		q := &p.Properties[i]
		name := "XMP-" + group(q.Space) + ":" + capital(q.Name)
		if !languages(&q.Value) {
			tags[name] = asJSON(plain(&q.Value))
			continue
		}
		for _, item := range q.Value.Items {
			suffix := ""
			if item.Lang != "x-default" {
				suffix = "-" + item.Lang
			}
			tags[name+suffix] = asJSON(item.Text)
		}
	}
	return tags
}

func languages(v *xmp.Value) bool {
	return v.Kind == xmp.KindAlt && !slices.ContainsFunc(v.Items, func(v xmp.Value) bool { return v.Lang == "" })
}

func plain(v *xmp.Value) any {
	switch v.Kind {
	case xmp.KindStruct:
		fields := map[string]any{}
		for i := range v.Fields {
			fields[capital(v.Fields[i].Name)] = plain(&v.Fields[i].Value)
		}
		return fields
	case xmp.KindAlt, xmp.KindBag, xmp.KindSeq:
		items := []any{}
		for i := range v.Items {
			items = append(items, plain(&v.Items[i]))
		}
		return items
	}
	return strings.TrimPrefix(v.Text, vocabulary)
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func group(space string) string {
	if space == xmp.NSIPTCExt {
		return "iptcExt"
	}
	return xmp.UsualPrefix(space)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// declaration is what a rights holder may want to say, all of it.
var declaration = []xmp.Change{
	xmp.Set(xmp.NSPLUS, "", "DataMining", xmp.Text(vocabulary+"DMI-PROHIBITED-SEELINKEDRIGHTSEXPR")),
	xmp.Set(xmp.NSPLUS, "", "OtherConstraints", xmp.LangAlt("Ask <us> & \"them\"", xmp.InLang("de", "Fragen"))),
	xmp.Set(xmp.NSPLUS, "", "Licensor", xmp.Seq(xmp.Struct(
		xmp.Field{Space: xmp.NSPLUS, Name: "LicensorName", Value: xmp.Text("Example")},
		xmp.Field{Space: xmp.NSPLUS, Name: "LicensorURL", Value: xmp.Text("https://a.example/?a&b")}))),
	xmp.Set(xmp.NSIPTCExt, "", "LinkedEncRightsExpr", xmp.Bag(xmp.Struct(
		xmp.Field{Space: xmp.NSIPTCExt, Name: "LinkedRightsExpr", Value: xmp.Text("https://a.example/license.xml")},
		xmp.Field{Space: xmp.NSIPTCExt, Name: "RightsExprEncType", Value: xmp.Text("application/rsl+xml")}))),
	xmp.Set(xmp.NSXMPRights, "", "WebStatement", xmp.Text("https://a.example/")),
	xmp.Set(xmp.NSXMPRights, "", "Marked", xmp.Text("True")),
	xmp.Set(xmp.NSXMPRights, "", "UsageTerms", xmp.LangAlt("Ask")),
	xmp.Set(xmp.NSXMPRights, "", "Owner", xmp.Bag(xmp.Text("Example"))),
	xmp.Set(xmp.NSDC, "", "rights", xmp.LangAlt("© Ä 𝕏")),
	xmp.Set(xmp.NSDC, "", "creator", xmp.Seq(xmp.Texts("A", "B")...)),
	xmp.Set(xmp.NSPhotoshop, "", "Credit", xmp.Text("Example")),
	xmp.Set(xmp.NSCC, "", "license", xmp.URI("https://creativecommons.org/licenses/by/4.0/")),
}

func write(t *testing.T, file string, packet []byte) string {
	t.Helper()
	if err := os.WriteFile(file, packet, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// checkOracle fails unless ExifTool reads in a file what we read, and finds no fault.
func checkOracle(t *testing.T, file string) {
	t.Helper()
	packet, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, problems := xmp.Parse(packet)
	if len(problems) > 0 {
		t.Errorf("%s: %v", file, problems)
	}
	if diff := cmp.Diff(asExifTool(t, file), ours(p)); diff != "" {
		t.Errorf("%s (-exiftool +ours):\n%s", file, diff)
	}
	if out := exiftool(t, "-validate", "-warning", "-error", "-a", "-s3", file); strings.TrimSpace(string(out)) != "OK" {
		t.Errorf("%s: %s", file, out)
	}
}

// TestExifToolReads: what we write, in any encoding, ExifTool reads, and finds well.
func TestExifToolReads(t *testing.T) {
	dir := t.TempDir()
	packet, err := xmp.New(declaration...)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range encodings {
		text := string(packet)
		if e == xmp.UTF16BE || e == xmp.UTF16LE { // where ExifTool reads surrogates as two characters
			text = strings.ReplaceAll(text, "𝕏", "X")
		}
		checkOracle(t, write(t, filepath.Join(dir, e.String()+".xmp"), in(e, text)))
	}
	edited, err := xmp.Edit(typical, declaration...)
	if err != nil {
		t.Fatal(err)
	}
	file := write(t, filepath.Join(dir, "edited.xmp"), edited)
	got, was := asExifTool(t, file), asExifTool(t, write(t, filepath.Join(dir, "typical.xmp"), typical))
	p, _ := xmp.New(declaration...)
	want, _ := xmp.Parse(p)
	for name, value := range ours(want) {
		was[name] = value
	}
	delete(was, "XMP-dc:Rights-de")
	if diff := cmp.Diff(was, got); diff != "" {
		t.Errorf("edited (-want +got):\n%s", diff)
	}
}

// TestExifToolWrites: what ExifTool writes, in all its styles, we read; we edit it, and
// ExifTool edits it again.
func TestExifToolWrites(t *testing.T) {
	args := []string{
		"-XMP-dc:Rights=R & D <x>", "-XMP-dc:Rights-de=Rechte", "-XMP-dc:Creator=A", "-XMP-dc:Creator=B", "-XMP-dc:Subject=one",
		"-XMP-plus:OtherConstraints=none", "-XMP-plus:Licensor={LicensorName=N,LicensorURL=https://a.example/?a&b}",
		"-XMP-iptcExt:LinkedEncRightsExpr={LinkedRightsExpr=https://a.example/x,RightsExprEncType=application/rsl+xml}",
		"-XMP-xmpRights:Marked=True", "-XMP-xmpRights:UsageTerms=Ask", "-XMP-cc:License=https://creativecommons.org/licenses/by/4.0/",
		"-XMP-photoshop:Credit=Ä 𝕏", "-XMP-xmp:Rating=3",
	}
	for _, style := range []string{"", "Shorthand", "OneDesc", "NoIndent,NoNewline", "Shorthand,OneDesc,NoIndent,NoNewline"} {
		file := filepath.Join(t.TempDir(), "a.xmp")
		more := append([]string{"-q", "-api", "Compact=" + style, file}, args...)
		if !strings.Contains(style, "Shorthand") { // in an attribute ExifTool writes a line end that XML reads as a space
			more = append(more, "-XMP-photoshop:Instructions=two\nlines")
		}
		exiftool(t, more...)
		checkOracle(t, file)
		packet, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		edited, err := xmp.Edit(packet, declaration...)
		if err != nil {
			t.Fatal(err)
		}
		checkOracle(t, write(t, file, edited))
		exiftool(t, "-q", "-overwrite_original", "-XMP-xmp:Label=x", file)
		checkOracle(t, file)
	}
}

// TestCorpus edits every packet below a folder, named by CONTAINER_CORPUS: files that
// end in .xmp. None may come out damaged: what we or ExifTool read in it, but for the
// change, must be what was read before.
func TestCorpus(t *testing.T) {
	folder := os.Getenv("CONTAINER_CORPUS")
	if folder == "" {
		t.Skip("SKIPPED, NOT TESTED: set CONTAINER_CORPUS to a folder with packets in files that end in .xmp")
	}
	change := xmp.Set("http://corpus.example/", "corpus", "mark", xmp.Text("x"))
	written, refused, damaged := 0, map[string]int{}, 0
	err := filepath.WalkDir(folder, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.EqualFold(filepath.Ext(file), ".xmp") {
			return err
		}
		before, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		after, err := xmp.Editor{ReadOnlyToo: true}.Edit(before, change)
		if err != nil {
			refused[err.(*container.Refusal).Code]++
			t.Logf("%s: %v", file, err)
			return nil
		}
		written++
		if what := damage(t, file, before, after, change); what != "" {
			damaged++
			t.Errorf("%s: %s", file, what)
		}
		return nil
	})
	if err != nil || written == 0 {
		t.Errorf("%d written, %v", written, err)
	}
	t.Logf("%d written, %v refused, %d damaged", written, refused, damaged)
}

func damage(t *testing.T, file string, before, after []byte, change xmp.Change) string {
	p, _ := xmp.Parse(before)
	q, _ := xmp.Parse(after)
	changes := []xmp.Change{change}
	if was, is := kept(before, p, changes), kept(after, q, changes); !slices.EqualFunc(was, is, bytes.Equal) {
		return "other properties changed"
	}
	dir := t.TempDir()
	was := loose(t, write(t, filepath.Join(dir, "before.xmp"), before))
	if len(was) == 0 {
		return "" // ExifTool does not know it for a packet
	}
	is := loose(t, write(t, filepath.Join(dir, "after.xmp"), after))
	if is["XMP-corpus:Mark"] != `"x"` {
		return fmt.Sprintf("ExifTool does not find the change: %v", is)
	}
	delete(is, "XMP-corpus:Mark")
	return cmp.Diff(was, is)
}

// loose reads a file with ExifTool, whatever it complains of.
func loose(t *testing.T, file string) map[string]string {
	out, _ := exec.Command("exiftool", "-j", "-G1", "-struct", "-n", "-XMP:all", "-warning", "-error", file).Output()
	var files []map[string]any
	if err := json.Unmarshal(out, &files); err != nil || len(files) != 1 {
		t.Fatalf("%s: %v", out, err)
	}
	tags := map[string]string{}
	for name, value := range files[0] {
		if name != "SourceFile" && !strings.HasPrefix(name, "XMP-x:") {
			tags[name] = asJSON(value)
		}
	}
	return tags
}
