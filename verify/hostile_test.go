package verify_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/verify"
)

// TestHostile: whatever a site answers, there is a report, in some seconds and of some
// size, that can be written in every form; and nothing is ever as declared that is not.
func TestHostile(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	for name, change := range map[string]func(s *site){
		"binary headers": func(s *site) {
			s.more = func(string) http.Header {
				return http.Header{"Content-Usage": {"train-ai=\"\xff\x80\u202e]]>&<\"", "ai-use=\t"}, "Content-Signal": {"ai-train=yes\u202e\x80"}, "Link": {"<http://[>"}}
			}
		},
		"long headers": func(s *site) {
			s.more = func(string) http.Header { return http.Header{"Content-Usage": {"x=" + long}, "X-Robots-Tag": {long}} }
		},
		"many headers": func(s *site) {
			s.more = func(string) http.Header {
				return http.Header{"Content-Usage": bytesOf("train-ai=y", 1000), "Content-Signal": bytesOf("ai-train=yes", 1000)}
			}
		},
		"many links": func(s *site) {
			var b strings.Builder
			b.WriteString("<!DOCTYPE html>")
			for i := range 50_000 {
				fmt.Fprintf(&b, `<a href="/photos/%d"><img src="/photos/%d.png">`, i, i)
			}
			s.files["/"] = b.String()
		},
		"links that are none": func(s *site) {
			s.files["/"] = `<!DOCTYPE html><base href="javascript:x"><a href="http://[::1"><a href="//"><a href="?` + long + `"><a href="http://user:pass@127.0.0.1/photos/"><img src="data:image/png,x">`
		},
		"sitemap bomb": func(s *site) {
			s.files["/"] = "<!DOCTYPE html>"
			s.files["/sitemap.xml"] = "<!DOCTYPE l [<!ENTITY a \"" + long + "\"><!ENTITY b \"&a;&a;&a;\">]><urlset>" + strings.Repeat("<url><loc>/photos/&b;</loc></url>", 5) + strings.Repeat("<url><loc>/photos/x</loc></url>", 50_000)
		},
		"deep sitemap": func(s *site) {
			s.files["/"] = "<!DOCTYPE html>"
			s.files["/sitemap.xml"] = strings.Repeat("<url>", 200_000)
		},
		"sitemaps of sitemaps": func(s *site) {
			s.files["/"] = "<!DOCTYPE html>"
			s.files["/sitemap.xml"] = strings.Repeat("<sitemap><loc>/sitemap.xml?x</loc></sitemap>", 1000)
		},
		"deep declaration": func(s *site) { s.files[declare.WellKnown] = strings.Repeat(`{"a":`, 100_000) },
		"large declaration": func(s *site) {
			s.files[declare.WellKnown] = `{"schema":"proviso.declaration/1","statements":[` + strings.Repeat(`{"expression":"train-ai=y"},`, 100_000) + `{}]}`
		},
		"a declaration of nothing": func(s *site) { s.files[declare.WellKnown] = `{"schema":"proviso.declaration/1"}` },
		"a declaration of odd things": func(s *site) {
			s.files[declare.WellKnown] = `{"schema":"proviso.declaration/1","statements":[1,{"scope":7,"expression":[]},{"scope":"*$*\u202e","expression":"train-ai=y"}],"projections":[{"carrier":"\u0000","text":"\u001b[31m","statement":2},{"statement":1e9},{"statement":-1}]}`
		},
		"many scopes": func(s *site) {
			var b strings.Builder
			for i := range 300 {
				fmt.Fprintf(&b, `{"scope":"/%d","expression":"train-ai=y"},`, i)
			}
			s.files[declare.WellKnown] = `{"schema":"proviso.declaration/1","statements":[` + b.String() + `{"expression":"train-ai=y"}]}`
		},
		"redirects without end": func(s *site) {
			s.mux = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
			})
		},
		"broken images": func(s *site) {
			for path, text := range s.files {
				if strings.HasSuffix(path, ".png") {
					s.files[path] = text[:len(text)/2] + long
				}
			}
		},
		"never the same": func(s *site) {
			old, n := s.header, 0
			s.header = func(path string, status int) string {
				if n++; n%2 == 0 {
					return "train-ai=y"
				}
				return old(path, status)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			change(s)
			opt := s.options(t)
			opt.Fetcher = fetcher(t, gather.Options{Timeout: 3 * time.Second})
			start := time.Now()
			r := run(t, s, opt)
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("it took %v", took)
			}
			for _, c := range r.Checks {
				if c.About && c.Verdict == verify.Equal && !c.Declared.Equal(c.Found) || !utf8.ValidString(c.Message+c.Mend+c.ID) || strings.ContainsAny(c.Message, "\x1b\u202e\n") {
					t.Errorf("%+v", c)
				}
			}
			written(t, r)
		})
	}
}

func bytesOf(s string, n int) (list []string) {
	for range n {
		list = append(list, s)
	}
	return list
}

// written writes a report in every form, and reads what was written.
func written(t *testing.T, r *verify.Report) {
	t.Helper()
	var b bytes.Buffer
	for name, write := range map[string]func() error{
		"JSON": func() error { return r.WriteJSON(&b) }, "SARIF": func() error { return r.WriteSARIF(&b) },
	} {
		b.Reset()
		if err := write(); err != nil || !json.Valid(b.Bytes()) || !utf8.Valid(b.Bytes()) || b.Len() > 4<<20 {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		}
	}
	b.Reset()
	var any struct {
		XMLName xml.Name
	}
	if err := r.WriteJUnit(&b); err != nil || xml.Unmarshal(b.Bytes(), &any) != nil || any.XMLName.Local != "testsuites" {
		t.Errorf("JUnit: %v", err)
	}
	for _, l := range r.Lines() {
		if strings.ContainsAny(l.Text+l.Mend+strings.Join(l.Evidence, ""), "\x1b\u202e\n\r") {
			t.Errorf("%+v", l)
		}
	}
}
