package check

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
)

// outline lists the tags and the names of attributes of a page, in order: what it is made
// of, whatever it says.
func outline(t testing.TB, page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			b.WriteString("<" + tag.Data)
			for _, a := range tag.Attr {
				b.WriteString(" " + a.Key)
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
					t.Errorf("an attribute %s", a.Key)
				}
				if a.Key == "href" && strings.Contains(strings.ToLower(a.Val), "javascript:") {
					t.Errorf("a link to %s", a.Val)
				}
			}
			b.WriteString(">")
		}
	}
}

// FuzzTyped: nothing that is typed becomes markup, and what is refused stays as typed.
func FuzzTyped(f *testing.F) {
	for _, s := range []string{`"><script>alert(1)</script>`, `javascript:alert(1)`, `' onmouseover='x`, "</title><b>", "\x00\ufeff\u202e", "ftp://<i>", `&lt;"&quot;`, "{{.}}", "a b@c", "!\x8b", strings.Repeat("[", 300)} {
		f.Add(s)
	}
	h := newHandler(f, Config{Fetcher: &slow{}, Burst: 1 << 30, PerMinute: 1 << 30, ReadsBurst: 1 << 30, ReadsPerMin: 1 << 30, PerClient: 1 << 20, Waiting: 1 << 20})
	plain := outline(f, get(h, "/check?url=ftp://x").Body.String())
	again := outline(f, get(h, "/check?url=x@").Body.String())
	if plain != again || plain == "" {
		f.Fatal("two refusals differ in what they are made of")
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > gather.MaxURL || strings.TrimSpace(s) == "" {
			return
		}
		w := get(h, "/check?url="+url.QueryEscape(s))
		if w.Code == http.StatusSeeOther || w.Code == http.StatusAccepted {
			if got, want := outline(t, w.Body.String()), ""; w.Code == http.StatusAccepted && strings.Count(got, "<script") != 1 {
				t.Errorf("%q: %s%s", s, got, want)
			}
			return
		}
		if got := outline(t, w.Body.String()); got != plain {
			t.Errorf("%q changes what the page is made of:\n%s\n%s", s, got, plain)
		}
		if typed := inputOf(t, w.Body.String()); typed != normalised(s) {
			t.Errorf("typed %q, kept %q", s, typed)
		}
	})
}

// inputOf is the text in the form of a page.
func inputOf(t testing.TB, page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tag := z.Token()
		for _, a := range tag.Attr {
			if tag.Data == "input" && a.Key == "value" {
				return a.Val
			}
		}
	}
	t.Error("no form")
	return ""
}

// normalised is a text as it comes through HTML, which knows no NUL and one line end.
func normalised(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.NewReplacer("\x00", "\uFFFD", "\r\n", "\n", "\r", "\n").Replace(s)
}

// hostile is a text that would do harm if it were taken for markup.
const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}&lt;` + "\u202e"

// TestHostileAnswers: nothing that a site publishes becomes markup, wherever it stands.
func TestHostileAnswers(t *testing.T) {
	where := func(text string) []byte {
		quoted, _ := json.Marshal(text)
		part := fmt.Sprintf(`{"schema":"proviso.answer/1","url":%[1]s,"access":"allowed","access_by":%[1]s,
			"uses":{"train-ai":{"outcome":"conditional","offers":[[{"kind":%[1]s,"link":%[1]s,"text":%[1]s},"credit"]],"by":[0]},"ai-use":{"outcome":%[1]s}},
			"evidence":[{"carrier":%[1]s,"spec":%[1]s,"where":%[1]s,"says":{"train-ai":"conditional"},"raw":%[1]s,"scope":%[1]s,"asker":%[1]s,"party":%[1]s,"injected":%[1]s,"trust":%[1]s,"observed":%[1]s},
				{"carrier":"robots","where":"robots.txt:1","says":{"train-ai":"allow"},"raw_base64":"AP8="}],
			"conflicts":[{"use":"train-ai","class":%[1]s,"evidence":[0,1,7,-1],"stands":"conditional"},{"use":%[1]s,"class":"dead-vocabulary","meant":%[1]s}],
			"rights":[{"kind":%[1]s,"value":%[1]s,"name":%[1]s,"where":%[1]s},{"kind":"licence","value":"javascript:alert(1)"},{"kind":"licence","value":"https://a.example/","name":%[1]s}],
			"problems":[{"code":"label-retired","severity":%[1]s,"where":%[1]s,"hint":%[1]s,"mend":%[1]s},{"code":"check-time","hint":%[1]s}]}`, quoted)
		return fmt.Appendf(nil, `{"schema":"proviso.site/1","url":%[1]s,"said":{"page":%[1]s,"image":"said","copy":"said"},"clarity":{"met":1,"of":2,"tests":[{"question":%[1]s,"applies":true}]},
			"findings":[{"code":%[1]s,"where":%[1]s,"hint":%[1]s,"mend":%[1]s},{"code":"x"}],"mark":%[1]s,"page":%[2]s,"image":%[2]s,"missing":%[2]s,"addresses":[%[2]s,null]}`, quoted, part)
	}
	m := &memory{}
	for i, text := range []string{hostile, "harmless"} {
		m.records = append(m.records, store.Record{ID: fmt.Sprint("id-", i), URL: "https://a.example/" + fmt.Sprint(i), Answer: where(text), Time: newClock().t})
	}
	h := newHandler(t, Config{Store: m})
	a, b := get(h, "/check/id-0"), get(h, "/check/id-1")
	if a.Code != http.StatusOK || outline(t, a.Body.String()) != outline(t, b.Body.String()) {
		t.Errorf("what a site says changes what the page is made of: %d\n%s\n%s", a.Code, outline(t, a.Body.String()), outline(t, b.Body.String()))
	}
	if !strings.Contains(a.Body.String(), "&lt;script&gt;") {
		t.Error("the text is not shown at all")
	}
	outline(t, get(h, "/check/diff?a=id-0&b=id-1").Body.String())
	if w := get(h, "/check/id-0?host=%22%3E%3Cb%3E&say=%3Cb%3E"); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<b>") {
		t.Error("the query is reflected")
	}
}

// TestDamagedRecords: what cannot be read is said, and never shown as an answer.
func TestDamagedRecords(t *testing.T) {
	for _, text := range []string{"", "{", "null", "{}", "[]", `{"schema":"proviso.site/2"}`, `{"schema":"proviso.site/1"}`, `{"schema":"proviso.site/1","page":{}}`, `{"schema":"proviso.answer/1","uses":[]}`} {
		m := &memory{records: []store.Record{{ID: "id", URL: "https://a.example/", Answer: []byte(text)}}}
		h := newHandler(t, Config{Store: m})
		if w := get(h, "/check/id"); w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), CodeFailed) {
			t.Errorf("%q: %d", text, w.Code)
		}
		if digest([]byte(text)) == digest([]byte(text+" ")) {
			t.Errorf("%q: one digest for two texts", text)
		}
		if w := get(h, "/badge.svg?url=a.example"); !strings.Contains(w.Body.String(), "not known") && !strings.Contains(w.Body.String(), "looked at") {
			t.Errorf("%q: %s", text, w.Body)
		}
	}
}

// TestDigest: it depends on what was said, and neither on when nor on the line.
func TestDigest(t *testing.T) {
	at := func(text string, day int, blank string) string {
		observed := time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC)
		asset := &gather.Asset{URL: "https://a.example/", Artifacts: []*carrier.Artifact{
			{Kind: carrier.Robots, Source: "https://a.example/robots.txt", Status: 200, Body: []byte(blank + "User-agent: *\nContent-Usage: " + text + "\nAllow: /\n"), Observed: observed},
			{Kind: carrier.Response, Source: "https://a.example/", Status: 200, Observed: observed},
		}}
		return digest(siteOf(&gather.Site{Page: asset}).AppendJSON(nil))
	}
	if at("train-ai=n", 1, "") != at("train-ai=n", 2, "\n\n") {
		t.Error("the same has two digests")
	}
	if at("train-ai=n", 1, "") == at("train-ai=y", 1, "") || at("train-ai=n", 1, "") == at("train-ai=n, search=y", 1, "") {
		t.Error("two things have one digest")
	}
}

// TestMendReadsBack: what is to be copied says what it is to say.
func TestMendReadsBack(t *testing.T) {
	for _, stance := range stances {
		for _, host := range []string{"", "nginx", "netlify", "vercel", "squarespace", "flickr", "no-such-host"} {
			asset := &gather.Asset{URL: "https://a.example/", Artifacts: []*carrier.Artifact{{Kind: carrier.Response, Source: "https://a.example/", Status: 200}}}
			s, err := read(siteOf(&gather.Site{Page: asset}).AppendJSON(nil))
			if err != nil {
				t.Fatal(err)
			}
			step := s.mend(host, stance.Value)
			if step == nil || step.Text == "" && step.Note == "" {
				t.Errorf("%s at %q: nothing to do", stance.Value, host)
				continue
			}
			if !strings.HasPrefix(step.Text, "User-Agent") {
				continue
			}
			asset.Artifacts = append(asset.Artifacts, &carrier.Artifact{Kind: carrier.Robots, Source: "https://a.example/robots.txt", Status: 200, Body: []byte(step.Text)})
			mended, _ := read(siteOf(&gather.Site{Page: asset}).AppendJSON(nil))
			if got, want := mended.Page.outcomes(), spoken(s.Page.outcomes(), stance.Value); !got.Equal(want) || len(mended.Findings) != 0 {
				t.Errorf("%s: says %v, findings %v", stance.Value, got, mended.Findings)
			}
		}
	}
}

// BenchmarkCached serves an answer that is there: the redirect to it, the page, the badge
// and what a program gets.
func BenchmarkCached(b *testing.B) {
	site, _ := museum(b)
	h := newHandler(b, Config{})
	target := "/check?url=" + url.QueryEscape(site.URL)
	page := settled(b, h, target).Header().Get("Location")
	get(h, page)
	for name, target := range map[string]string{"redirect": target, "page": page, "badge": "/badge.svg?url=" + url.QueryEscape(site.URL)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if w := get(h, target); w.Code >= 400 {
					b.Fatal(w.Code)
				}
			}
		})
	}
	b.Run("program", func(b *testing.B) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		for b.Loop() {
			if _, _, _, err := h.Answer(r, site.URL, true); err != nil {
				b.Fatal(err)
			}
		}
	})
}
