package choose_test

import (
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso/declare/chooser"
	"github.com/proviso-signals/proviso/publish/hosts"
	"github.com/proviso-signals/proviso/web/choose"
)

var update = flag.Bool("update", false, "rewrite expected output")

// photographer has answered everything.
const photographer = "who=photographer&name=Harbour+Light&domain=harbour.example&train-ai=deny&ai-use=cc-cr&search=allow&tdm=unstated"

func get(t testing.TB, path string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://face.example/", nil)
	u := *r.URL
	u.Path, u.RawQuery, _ = strings.Cut(path, "?")
	r.URL = &u
	w := httptest.NewRecorder()
	choose.Handler().ServeHTTP(w, r)
	return w
}

func contains(t *testing.T, body string, all ...string) {
	t.Helper()
	for _, text := range all {
		if !strings.Contains(body, text) {
			t.Errorf("%q is not there", text)
		}
	}
}

// TestTheFirstVisit: every question stands there, nothing is wrong, and nothing is said in
// anybody's name.
func TestTheFirstVisit(t *testing.T) {
	w := get(t, "/choose")
	if w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	body := w.Body.String()
	for _, q := range chooser.Questions() {
		if q.Key == "host" {
			contains(t, body, `id="field-host"`)
			continue
		}
		contains(t, body, `data-field="`+q.Key+`"`)
	}
	contains(t, body, "Still to be answered", `value="allow" checked`)
	for _, not := range []string{"has to be mended", "Declared by", `value="cc-cr" checked`, `value="deny" checked`} {
		if strings.Contains(body, not) {
			t.Errorf("%q is there", not)
		}
	}
}

// TestGoldenPreview: what is shown, to the byte, to be read by people.
func TestGoldenPreview(t *testing.T) {
	for name, query := range map[string]string{
		"photographer.en.html": photographer,
		"museum.ar.html":       "who=archive&name=Example+Museum&train-ai=cc-cr-ec&ai-use=cc-cr&beneficiary=Example+Commons+Fund&lang=ar",
	} {
		got := get(t, "/choose?part=preview&"+query).Body.Bytes()
		file := "testdata/" + name
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// TestTheStateIsInTheLink: what was typed stands in the form, and the links lead on from it.
func TestTheStateIsInTheLink(t *testing.T) {
	body := get(t, "/choose?"+photographer+"&host=netlify&lang=de&tdm=").Body.String()
	if strings.Count(body, "tdm") == 0 {
		t.Fatal("no form")
	}
	body = get(t, "/choose?"+photographer+"&host=netlify&lang=de").Body.String()
	contains(t, body, `value="Harbour Light"`, `value="harbour.example"`, `value="deny" checked`, `<option value="netlify" selected>`,
		`<option value="de" lang="de" selected>`, "generative KI", "Next steps, at Netlify", `<code># BEGIN proviso`)
	links := 0
	for _, a := range attributes(t, body, "a", "href") {
		u, err := url.Parse(a)
		if err != nil {
			t.Fatal(err)
		}
		if u.Path != "/choose" || u.RawQuery == "" {
			continue
		}
		links++
		if u.Query().Get("name") != "Harbour Light" || u.Query().Get("lang") != "de" || u.Query().Has("for") {
			t.Errorf("%s has lost something, or has something empty", a)
		}
	}
	if links < 8 {
		t.Errorf("%d links have the state", links)
	}
}

// TestMistakesAllAtOnce: each in a sentence with its code, beside what was typed.
func TestMistakesAllAtOnce(t *testing.T) {
	w := get(t, "/choose?who=pope&name=A&name=B&domain=http:&train-ai=perhaps&languages=Klingonisch&images=../../etc&host=nowhere&lang=tlh&colour=red&credit=%zz")
	body := w.Body.String()
	contains(t, body, "things have to be mended", choose.CodeAnswer, choose.CodeRepeated, choose.CodeUnknown, choose.CodeLink,
		"“pope” is none of the answers", "“perhaps” is none of the answers", "answered twice", "“colour”", "no texts in that language", "host of that name",
		`value="Klingonisch"`, `value="../../etc"`, `aria-invalid="true"`)
	if w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
	if strings.Contains(body, chooser.ErrAnswer.Error()) {
		t.Error("an error of the program is shown as it is")
	}
}

// TestLimits: beyond a limit nothing is read, and the page says so.
func TestLimits(t *testing.T) {
	for name, query := range map[string]string{
		"long":   photographer + "&credit=" + strings.Repeat("x", choose.MaxQuery),
		"fields": photographer + strings.Repeat("&a=b", choose.MaxFields),
	} {
		for _, part := range []string{"", "part=preview&"} {
			w := get(t, "/choose?"+part+query)
			if w.Code != http.StatusRequestURITooLong {
				t.Errorf("%s: status %d", name, w.Code)
			}
			if part == "" {
				contains(t, w.Body.String(), choose.CodeTooLong)
			}
			if strings.Contains(w.Body.String(), "Harbour Light") {
				t.Errorf("%s: it was read all the same", name)
			}
		}
	}
	if w := get(t, "/choose?"+photographer+"&credit="+strings.Repeat("x", 1000)); w.Code != http.StatusOK {
		t.Errorf("within the limit: %d", w.Code)
	}
}

// hostile are values that would do something somewhere.
var hostile = []string{
	`"><script>alert(1)</script>`, `' onfocus='alert(1)`, `javascript:alert(1)`, `{{.}}{{template "x"}}`, "\x00\x1b[31m", "\u202egnp.exe", "\xff\xfe",
	`</title><svg onload=alert(1)>`, "a\r\nSet-Cookie: x=1", `]]><!--`, strings.Repeat("𝕏", 600), `https://evil.example/"onmouseover="x`, "$(rm -rf /)'; echo", "%s%d%n",
}

// TestNothingIsReflected: whatever stands in a query, it is text on the page and nothing
// else.
func TestNothingIsReflected(t *testing.T) {
	keys := []string{"host", "lang", "part", "unknown", "who", "name", "for", "domain", "train-ai", "credit", "credit-link", "beneficiary", "beneficiary-link", "payee-link", "languages", "images", "rights", "stamp"}
	for _, value := range hostile {
		for _, key := range keys {
			v, _ := url.ParseQuery(photographer + "&train-ai=cc-cr-ec")
			v.Set("train-ai", "cc-cr-ec")
			v.Set("ai-use", "cc-cr-dc")
			v.Set(key, value)
			harmless(t, get(t, "/choose?"+v.Encode()))
			harmless(t, get(t, "/choose/download?"+v.Encode()))
		}
		harmless(t, get(t, "/choose?"+url.QueryEscape(value)+"="+url.QueryEscape(value)))
		harmless(t, get(t, "/choose?"+strings.ReplaceAll(value, " ", "+")))
		harmless(t, get(t, "/choose/"+value))
	}
}

// harmless fails if a page has anything that runs, leads away or was not put there by us.
func harmless(t testing.TB, w *httptest.ResponseRecorder) {
	t.Helper()
	h := w.Header()
	if h.Get("Set-Cookie") != "" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Fatalf("header fields: %v", h)
	}
	if h.Get("Content-Type") == "application/zip" {
		return
	}
	if w.Code >= 500 {
		t.Fatalf("status %d", w.Code)
	}
	z := html.NewTokenizer(strings.NewReader(w.Body.String()))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Fatal(z.Err())
			}
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			for _, a := range tag.Attr {
				where := a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction"
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || where && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") || where && strings.HasPrefix(a.Val, "//") {
					t.Fatalf("<%s %s=%q>", tag.Data, a.Key, a.Val)
				}
			}
			if src := slices.IndexFunc(tag.Attr, func(a html.Attribute) bool { return a.Key == "src" }); tag.Data == "script" && src < 0 || slices.Contains([]string{"style", "iframe", "object", "embed", "base"}, tag.Data) {
				t.Fatalf("<%s>", tag.Data)
			}
		}
	}
}

// attributes lists the values of an attribute.
func attributes(t *testing.T, body, element, key string) (values []string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(body))
	for z.Next() != html.ErrorToken {
		if tag := z.Token(); tag.Data == element {
			for _, a := range tag.Attr {
				if a.Key == key {
					values = append(values, a.Val)
				}
			}
		}
	}
	return values
}

// TestIDs: what labels, links and descriptions point to is there, once.
func TestIDs(t *testing.T) {
	body := get(t, "/choose?who=developer&domain=x&train-ai=nonsense&ai-use=cc-cr&host=nowhere&lang=xx").Body.String()
	seen := map[string]int{}
	pointed := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(body))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			switch a.Key {
			case "id":
				seen[a.Val]++
			case "for", "form":
				pointed[a.Val] = true
			case "aria-describedby", "aria-labelledby":
				for id := range strings.FieldsSeq(a.Val) {
					pointed[id] = true
				}
			case "href":
				if id, ok := strings.CutPrefix(a.Val, "#"); ok {
					pointed[id] = true
				}
			}
		}
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("%s is there %d times", id, n)
		}
	}
	for id := range pointed {
		if seen[id] == 0 {
			t.Errorf("%s is pointed to, and not there", id)
		}
	}
	if len(pointed) < 20 {
		t.Errorf("only %d IDs are pointed to", len(pointed))
	}
}

// TestMethods: HEAD has the fields of GET and no body; others are told what to do.
func TestMethods(t *testing.T) {
	server := httptest.NewServer(choose.Handler())
	defer server.Close()
	for _, path := range []string{"/choose?" + photographer, "/choose?part=preview&" + photographer, "/choose/download?" + photographer} {
		full, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, full.Body)
		full.Body.Close()
		head, err := http.Head(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(head.Body)
		head.Body.Close()
		if head.StatusCode != http.StatusOK || len(body) > 0 {
			t.Errorf("HEAD %s: %d, %d bytes", path, head.StatusCode, len(body))
		}
		for _, name := range []string{"Content-Type", "Cache-Control", "Content-Security-Policy", "Content-Disposition"} {
			if head.Header.Get(name) != full.Header.Get(name) {
				t.Errorf("HEAD %s: %s is %q and not %q", path, name, head.Header.Get(name), full.Header.Get(name))
			}
		}
		if cache := full.Header.Get("Cache-Control"); cache != "private, no-cache" {
			t.Errorf("%s: what somebody has typed may be kept by others: %q", path, cache)
		}
	}
	post, err := http.Post(server.URL+"/choose", "application/x-www-form-urlencoded", strings.NewReader(photographer))
	if err != nil {
		t.Fatal(err)
	}
	post.Body.Close()
	if post.StatusCode != http.StatusMethodNotAllowed || post.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", post.StatusCode)
	}
	if w := get(t, "/choose/nowhere"); w.Code != http.StatusNotFound {
		t.Errorf("a page that is not there: %d", w.Code)
	}
}

// TestEveryHost: each host has steps in words, and what cannot be done there is not
// offered.
func TestEveryHost(t *testing.T) {
	for _, p := range hosts.All() {
		body := get(t, "/choose?part=preview&"+photographer+"&host="+p.Name).Body.String()
		contains(t, body, "Next steps, at "+strings.ReplaceAll(p.Title, "'", "&#39;"), "Looked up on "+p.Checked)
		if strings.Contains(body, `<span class="able ">`) || strings.Contains(body, "arrive: <") {
			t.Errorf("%s: an answer without words", p.Name)
		}
		offered := strings.Contains(body, `data-copy="lines for robots.txt"`)
		if want := !slices.Contains([]hosts.Can{hosts.No, hosts.Toggle, hosts.Unknown}, p.Robots.Can); offered != want {
			t.Errorf("%s: robots.txt %s, offered: %v", p.Name, p.Robots.Can, offered)
		}
	}
}

// TestTheDomainTellsTheHost: nobody has to know that their address is one of Netlify's.
func TestTheDomainTellsTheHost(t *testing.T) {
	body := get(t, "/choose?part=preview&who=photographer&name=A&domain=harbour.netlify.app").Body.String()
	contains(t, body, "Next steps, at Netlify")
}
