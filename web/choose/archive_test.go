package choose

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	reader "github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// unpacked is a download, by the names of its files.
func unpacked(t *testing.T, query string) map[string]string {
	t.Helper()
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/choose/download?"+query, nil))
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/zip" {
		t.Fatalf("status %d, %s", w.Code, w.Header().Get("Content-Type"))
	}
	z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name, ok := strings.CutPrefix(f.Name, "proviso/")
		if !ok || strings.Contains(name, "..") || files[name] != "" {
			t.Errorf("%q", f.Name)
		}
		files[name] = string(text)
	}
	return files
}

const museum = "who=archive&name=Example+Museum&domain=museum.example&train-ai=cc-cr&ai-use=cc-cr&search=unstated&rights=public-domain&languages=de,en"

func TestDownload(t *testing.T) {
	files := unpacked(t, museum+"&host=netlify&images=a%27b%3Bc")
	for _, name := range []string{"README.txt", "proviso.toml", "robots-lines.txt", "html-head-lines.html", "netlify-toml-lines.txt", "site/.well-known/proviso.json", "site/machine-use/index.html", "site/machine-use/en.html"} {
		if files[name] == "" {
			t.Errorf("%s is missing", name)
		}
	}
	if files["site/robots.txt"] != "" {
		t.Error("a robots.txt that is there would be written over")
	}
	d, problems := declare.Parse([]byte(files["proviso.toml"]))
	if d == nil || d.Party.Name != "Example Museum" || d.Publication.Host != "netlify" {
		t.Fatalf("proviso.toml: %+v", problems)
	}
	if !strings.Contains(files["site/machine-use/index.html"], `lang="de"`) {
		t.Error("the page is not in the main language")
	}
	if readme := files["README.txt"]; !strings.Contains(readme, `proviso stamp --preset credit`) || !strings.Contains(readme, `'a'\''b;c/'`) || !strings.Contains(readme, "proviso apply") {
		t.Error(readme)
	}
}

// TestDownloadWithoutASite: then there is nothing to link to, and the pages stand alone.
func TestDownloadWithoutASite(t *testing.T) {
	files := unpacked(t, "who=photographer&name=Harbour+Light&train-ai=deny&ai-use=deny")
	for _, lang := range notice.Languages() {
		if files["pages/"+lang+".html"] == "" {
			t.Errorf("no page in %s", lang)
		}
	}
	if !strings.Contains(files["README.txt"], "proviso stamp --preset search-only") || !strings.Contains(files["README.txt"], "named no site") {
		t.Error(files["README.txt"])
	}
}

// TestDownloadIsTheSame: the same choice gives the same bytes.
func TestDownloadIsTheSame(t *testing.T) {
	first, err := read(museum).archive()
	if err != nil {
		t.Fatal(err)
	}
	second, err := read(museum).archive()
	if err != nil || !bytes.Equal(first, second) {
		t.Error("it differs", err)
	}
}

// TestDownloadAsksForWhatIsMissing: there is no half of a declaration to take home.
func TestDownloadAsksForWhatIsMissing(t *testing.T) {
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/choose/download?who=developer&train-ai=deny", nil))
	body := w.Body.String()
	if w.Code != http.StatusUnprocessableEntity || strings.Count(body, CodeMissing) < 3 || !strings.Contains(body, `value="deny" checked`) {
		t.Errorf("status %d, %d missing", w.Code, strings.Count(body, CodeMissing))
	}
}

// TestReadersFindWhatWasChosen: all that is made, put on a site, is read by every reader as
// just what was chosen; what has no word in a carrier is at least as strict.
func TestReadersFindWhatWasChosen(t *testing.T) {
	const origin = "https://museum.example"
	answers := declare.Answers()
	for i := range len(answers) * len(answers) {
		train, ai := answers[i%len(answers)], answers[i/len(answers)]
		search, tdm := answers[i%3], answers[(i+i/3)%len(answers)]
		f := read("who=archive&name=Example+Museum&domain=museum.example&train-ai=" + train + "&ai-use=" + ai + "&search=" + search + "&tdm=" + tdm)
		if len(f.mistakes)+len(f.open) > 0 {
			t.Fatalf("%+v %+v", f.mistakes, f.open)
		}
		m, err := newMade(&f.choice)
		if err != nil {
			t.Fatalf("%s %s %s %s: %v", train, ai, search, tdm, err)
		}
		page := "<!doctype html><html><head><title>x</title>" + m.head + "</head><body>"
		header := []carrier.Field{{Name: "Content-Type", Value: "text/html"}}
		if m.usage != "" {
			header = append(header, carrier.Field{Name: "Content-Usage", Value: m.usage})
		}
		a := reader.Of(carrier.Question{URL: origin + "/"}, []*carrier.Artifact{
			{Kind: carrier.Response, Source: origin + "/", Status: 200, Header: header, MediaType: "text/html", Body: []byte(page)},
			{Kind: carrier.Robots, Source: origin + "/robots.txt", Status: 200, Body: []byte(m.robots)},
			{Kind: carrier.Document, Source: origin + declare.WellKnown, Status: 200, MediaType: "application/json", Body: m.document},
		}, nil)
		want := m.saying.Whole().Outcomes
		for _, u := range proviso.Uses() {
			got := a.Rulings[u].Outcome
			if u != proviso.TDM && !got.Equal(want[u]) || u == proviso.TDM && got.Word() == proviso.Allow && want[u].Word() != proviso.Allow {
				t.Errorf("train-ai %s, ai-use %s, search %s, tdm %s: readers find %s for %s", train, ai, search, tdm, got, u)
			}
		}
	}
}

// TestOtherwise: each link leads to the answer it names, and each answer has a sentence.
func TestOtherwise(t *testing.T) {
	for _, u := range proviso.Uses() {
		for _, answer := range declare.Answers() {
			f := read("who=photographer&name=A&train-ai=deny&ai-use=deny&" + u.String() + "=" + answer)
			if u == proviso.TrainAI || u == proviso.AIUse {
				f = read("who=photographer&name=A&" + u.String() + "=" + answer)
			}
			p := f.preview()
			found := 0
			for _, o := range p.Otherwise {
				if o.Use != plainUse[u] {
					continue
				}
				for _, i := range o.Options {
					found++
					_, query, _ := strings.Cut(strings.TrimSuffix(i.Href, "#result"), "?")
					if next := read(query); next.said(u) != i.Answer || i.Answer == answer || next.choice.Name != "A" {
						t.Errorf("%s %s: the link to %s leads to %q", u, answer, i.Answer, next.said(u))
					}
					if i.Title == "" || !strings.HasSuffix(i.Effect, ".") {
						t.Errorf("%s %s → %s: %q", u, answer, i.Answer, i.Effect)
					}
				}
			}
			if found < 2 {
				t.Errorf("%s %s is compared with %d answers", u, answer, found)
			}
		}
	}
}

// TestWords: whatever can be chosen has words in every language.
func TestWords(t *testing.T) {
	for _, lang := range notice.Languages() {
		if autonyms[lang] == "" {
			t.Errorf("%s has no name", lang)
		}
		for _, answer := range declare.Answers() {
			p := read("who=photographer&name=A&lang=" + lang + "&train-ai=" + answer).preview()
			if u := p.Uses[0]; u.Label == "" || u.Word == "" || u.Meaning == "" || u.Answer != answer {
				t.Errorf("%s %s: %+v", lang, answer, u)
			}
		}
	}
	for _, can := range []hosts.Can{hosts.Yes, hosts.Part, hosts.Paid, hosts.Toggle, hosts.OriginRoot, hosts.Prepended, hosts.No, hosts.Unknown} {
		if able[can].words == "" {
			t.Errorf("%s has no words", can)
		}
	}
	for _, p := range hosts.All() {
		if arrive[p.Metadata.Can] == "" {
			t.Errorf("%s: what becomes of marks (%s) has no words", p.Name, p.Metadata.Can)
		}
		for _, name := range p.Headers.Writers {
			if _, ok := headerFiles[name]; !ok && headerLines[name].text == "" {
				t.Errorf("%s: nothing is shown for %s", p.Name, name)
			}
		}
	}
}

// TestShell: whatever somebody has typed stays one word.
func TestShell(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh: install a POSIX shell")
	}
	for _, word := range []string{"photos/", "a'b;c/", "$(id)", "`id`", `\`, "it''s", "-n", "a b", "*"} {
		out, err := exec.Command(sh, "-c", "printf %s "+shell(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q became %q, %v", word, out, err)
		}
	}
}

// FuzzRead: no query makes a page that does anything, or makes the program fail.
func FuzzRead(f *testing.F) {
	for _, query := range []string{"", museum, "who=developer&for=x&name=%00", "a;b", "%", "name=A&name=B", "part=preview&lang=ar"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r := &http.Request{Method: http.MethodGet, Header: http.Header{}, URL: httptest.NewRequest(http.MethodGet, "/choose", nil).URL}
		r.URL.RawQuery = query
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("status %d", w.Code)
		}
	})
}
