package robotstxt_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/robotstxt"
	"github.com/proviso-signals/proviso/robots"
)

// TestGolden: a file as it is found, and what becomes of it.
func TestGolden(t *testing.T) {
	for _, name := range []string{"wordpress", "managed", "none"} {
		old, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		want, err := os.ReadFile("testdata/" + name + ".published.txt")
		if err != nil {
			t.Fatal(err)
		}
		text, _ := publishIn(t, old, publish.NewSaying(museum()))
		if diff := cmp.Diff(string(want), string(text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestFaults: what is not understood stays, and is told.
func TestFaults(t *testing.T) {
	long := "User-agent: *\nDisallow: /" + strings.Repeat("a", robots.MaxSize)
	foreign := "User-agent: *\n"
	for i := range robotstxt.MaxForeign + 1 {
		foreign += fmt.Sprintf("Content-Usage: /%d train-ai=y\n", i)
	}
	for name, tt := range map[string]struct{ old, code string }{
		"UTF-16":                 {"\xFF\xFEU\x00", publish.CodeEncoding},
		"a page":                 {"\n<!DOCTYPE html><title>Not found</title>", robotstxt.CodeHTML},
		"too long":               {long, publish.CodeTooLarge},
		"too many foreign rules": {foreign, publish.CodeForeign},
		"a block without an end": {"# BEGIN proviso: made\nUser-agent: *\n", publish.CodeBlock},
		"an end alone":           {"User-agent: *\n# END proviso\n", publish.CodeBlock},
		"a block within another": {"# BEGIN proviso\n# BEGIN proviso\n# END proviso\n# END proviso\n", publish.CodeBlock},
	} {
		text, out := publishIn(t, []byte(tt.old), publish.NewSaying(museum()))
		if string(text) != tt.old || len(out.Problems) != 1 || out.Problems[0].Code != tt.code || out.Problems[0].Severity != proviso.Fault {
			t.Errorf("%s: %+v", name, out.Problems)
		}
		if len(out.Losses)+len(out.Projections) > 0 {
			t.Errorf("%s: nothing is published, and %+v is told", name, out)
		}
	}
}

// TestBehind: where the rules in every group would make the file too long, they stand in
// one group, which names the same crawlers; where even that is too long, nothing changes.
func TestBehind(t *testing.T) {
	var old strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&old, "User-agent: bot%c%c%c\nDisallow: /private/\n\n", 'a'+i/676%26, 'a'+i/26%26, 'a'+i%26)
	}
	text, out := publishIn(t, []byte(old.String()), publish.NewSaying(museum()))
	if len(text) > robots.MaxSize || len(out.Problems) == 0 || out.Problems[0].Code != robotstxt.CodeBehind {
		t.Fatalf("%d bytes, problems %+v", len(text), out.Problems)
	}
	for _, token := range []string{"botaaa", "botbzz", "*"} {
		if usage := robots.Parse(text).For(token).Usage("/collection/images/1"); len(usage) != 1 {
			t.Errorf("%s: %v", token, usage)
		}
	}
	again, _ := publishIn(t, text, publish.NewSaying(museum()))
	if back, _ := publishIn(t, again, &publish.Saying{}); !bytes.Equal(again, text) || string(back) != old.String() {
		t.Error("written again it changes, or it is not taken out")
	}
	full := old.String() + "# " + strings.Repeat("a", robots.MaxSize-old.Len()-2)
	if text, out := publishIn(t, []byte(full), publish.NewSaying(museum())); string(text) != full || out.Problems[len(out.Problems)-1].Code != publish.CodeTooLarge {
		t.Errorf("%d bytes, problems %+v", len(text), out.Problems)
	}
}

// TestCrowded: a file of nothing but names takes no time to speak of.
func TestCrowded(t *testing.T) {
	var old strings.Builder
	for i := 0; old.Len() < robots.MaxSize-100; i++ {
		fmt.Fprintf(&old, "User-agent: %c%c%c%c\nAllow:\n", 'a'+i/17576%26, 'a'+i/676%26, 'a'+i/26%26, 'a'+i%26)
	}
	start := time.Now()
	text, out := publishIn(t, []byte(old.String()), publish.NewSaying(museum()))
	if took := time.Since(start); took > 5*time.Second || string(text) != old.String() || out.Problems[len(out.Problems)-1].Code != publish.CodeTooLarge {
		t.Errorf("%v, %d bytes, %+v", took, len(text), out.Problems)
	}
}

// TestManyParts: of more parts than can be explained, the others are told.
func TestManyParts(t *testing.T) {
	d := museum()
	d.Collections = d.Collections[:1]
	for i := range robotstxt.MaxProjections + 20 {
		d.Collections = append(d.Collections, declare.Collection{
			Name: fmt.Sprint("part ", i), Paths: []string{fmt.Sprintf("/part%d/", i)}, Outcomes: proviso.Outcomes{proviso.TrainAI: proviso.Signals()[1].Outcome()},
		})
	}
	_, out := publishIn(t, nil, publish.NewSaying(d))
	if _, _, err := declare.Publish(d, out.Projections); err != nil || len(out.Projections) != robotstxt.MaxProjections {
		t.Errorf("%d projections, %v", len(out.Projections), err)
	}
	lost := map[string]bool{}
	for _, l := range out.Losses {
		if l.Use == proviso.TrainAI && l.Form != "" {
			lost[l.Scope] = true
		}
	}
	if len(lost) != 21 {
		t.Errorf("%d parts are told to be stricter", len(lost))
	}
}

// TestHeaderOnly: nothing that old tools do not know stands there, and that is told.
func TestHeaderOnly(t *testing.T) {
	const old = "User-agent: *\nDisallow: /admin/\n"
	s := publish.NewSaying(museum())
	written, _ := publishIn(t, []byte(old), s)
	s.HeaderOnly = true
	text, out := publishIn(t, written, s)
	if string(text) != old || len(out.Losses) != 6 {
		t.Errorf("%q, losses %+v", text, out.Losses)
	}
}

// TestLicence: the RSL document is referred to once it is ours.
func TestLicence(t *testing.T) {
	const line = "License: https://museum.example/license.xml\n"
	for text, want := range map[string]bool{"<!-- BEGIN proviso: made -->\n<rsl/>": true, "<rsl/>": false, "": false} {
		fsys := fstest.MapFS{robotstxt.LicenceFile: &fstest.MapFile{Data: []byte(text)}, robotstxt.File: &fstest.MapFile{Data: []byte("User-agent: *\nLicense: https://other.example/l\n")}}
		out := robotstxt.Writer.Write(publish.Input{FS: fsys, Entry: robotstxt.File, Saying: publish.NewSaying(museum())})
		if got := strings.Contains(string(out.Files[0].New), line); got != want {
			t.Errorf("%q: %s", text, out.Files[0].New)
		}
		if got := slices.ContainsFunc(out.Problems, func(p proviso.Problem) bool { return p.Code == publish.CodeForeign && p.Where.Line == 2 }); got != want {
			t.Errorf("%q: %+v", text, out.Problems)
		}
	}
}

// TestForeign: what others say stays, is shown with its line, and cannot hide what is
// declared.
func TestForeign(t *testing.T) {
	const old = "User-agent: GPTBot\nDisallow: /admin/\nContent-Usage: /collection/images/new/ train-ai=y\nContent-Signal: ai-train=yes\n"
	text, out := publishIn(t, []byte(old), publish.NewSaying(museum()))
	if !strings.Contains(string(text), "Content-Usage: /collection/images/new/ train-ai=n;exceptions=cc-cr-op") {
		t.Errorf("%s", text)
	}
	lines := map[int]string{}
	for _, p := range out.Problems {
		if p.Code == publish.CodeForeign {
			lines[p.Where.Line] = p.Hint
		}
	}
	want := map[int]string{
		3: "Content-Usage says something else than is declared, and stays; readers join both. At /collection/images/new/, as GPTBot reads robots.txt: train-ai allow, and with ours deny; ai-use unstated, and with ours conditional; search unstated, and with ours allow; tdm unstated, and with ours deny",
		4: "Content-Signal says something else than is declared, and stays; readers join both. At /, as GPTBot reads robots.txt: train-ai allow, and with ours deny; ai-use unstated, and with ours conditional; search unstated, and with ours allow; tdm unstated, and with ours deny",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, text)
	}
	again, more := publishIn(t, text, publish.NewSaying(museum()))
	for _, p := range more.Problems {
		if p.Code == publish.CodeForeign && !strings.HasPrefix(strings.Split(string(again), "\n")[p.Where.Line-1], "Content-") {
			t.Errorf("line %d is another one", p.Where.Line)
		}
	}
}

// TestVendor: what a service manages is not touched, and its crawlers are told elsewhere.
func TestVendor(t *testing.T) {
	old, err := os.ReadFile("testdata/managed.txt")
	if err != nil {
		t.Fatal(err)
	}
	text, out := publishIn(t, old, publish.NewSaying(museum()))
	managed := old[bytes.Index(old, []byte("# BEGIN Cloudflare")):bytes.Index(old, []byte("# END Cloudflare"))]
	if !bytes.Contains(text, managed) || out.Problems[0].Code != robotstxt.CodeVendor || out.Problems[0].Where.Line != 1 {
		t.Errorf("%+v\n%s", out.Problems, text)
	}
	if usage := robots.Parse(text).For("CCBot").Usage("/"); len(usage) != 1 {
		t.Errorf("CCBot is told %v", usage)
	}
}

// TestClosed: it is told where there is no preference.
func TestClosed(t *testing.T) {
	_, out := publishIn(t, []byte("User-agent: *\nDisallow: /forum/\n\nUser-agent: GPTBot\nDisallow: /\n"), publish.NewSaying(museum()))
	var hints []string
	for _, p := range out.Problems {
		if p.Code == robotstxt.CodeClosed {
			hints = append(hints, p.Hint)
		}
	}
	if len(hints) != 2 || !strings.HasPrefix(hints[0], "/forum/ is closed") || !strings.Contains(hints[1], "GPTBot") {
		t.Errorf("%q", hints)
	}
}

// TestRepeats: a crawler that is named again and again is told the same a few times only,
// as readers refuse what is repeated too often.
func TestRepeats(t *testing.T) {
	old := strings.Repeat("User-agent: *\nDisallow: /admin/\n\n", 200)
	text, _ := publishIn(t, []byte(old), publish.NewSaying(museum()))
	if n := bytes.Count(text, []byte("# BEGIN proviso")); n != robotstxt.MaxRepeats {
		t.Errorf("%d blocks", n)
	}
}

func TestCodes(t *testing.T) {
	for _, c := range robotstxt.Codes() {
		if !strings.HasPrefix(c.Code, "robotstxt-") || c.Meaning == "" {
			t.Errorf("%+v", c)
		}
	}
}
