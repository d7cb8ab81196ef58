package verify_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/verify"
)

const museum = `version = 1

[party]
name = "Example Museum"
role = "custodian"
domain = "museum.example"

[[collection]]
name = "website"
train-ai = "deny"
ai-use = "cc-cr"
search = "allow"

[[collection]]
name = "photographs"
paths = ["/photos/"]
credit = "Example Museum"
train-ai = "cc-cr-ec"
ai-use = "cc-cr"
search = "allow"

[[collection]]
name = "loans"
paths = ["/loans/"]
train-ai = "deny"
ai-use = "deny"
search = "allow"
`

const contentSignal = "search=yes, ai-input=no, ai-train=no"

func parse(t testing.TB, text string) *declare.Declaration {
	t.Helper()
	d, problems := declare.Parse([]byte(text))
	if d == nil {
		t.Fatalf("%+v", problems)
	}
	return d
}

// site is a site of the museum, published as it should be unless something is changed.
type site struct {
	declared *declare.Declaration
	text     string
	files    map[string]string // by path; "" is not there
	types    map[string]string
	header   func(path string, status int) string // of Content-Usage
	more     func(path string) http.Header
	soft     bool // answers 200 to everything
	slow     map[string]time.Duration
	mux      http.Handler // in place of all this
	hits     map[string]int
}

func newSite(t testing.TB) *site {
	d := parse(t, museum)
	s := &site{declared: d, text: museum, types: map[string]string{}, slow: map[string]time.Duration{}, hits: map[string]int{}}
	s.header = func(path string, _ int) string { return expressionAt(d, path) }
	s.files = map[string]string{
		"/robots.txt":       robotsTxt(d),
		"/":                 `<!DOCTYPE html><title>Museum</title><a href="/photos/tide.html">tide</a><a href="https://museum.example/loans/vase.html">vase</a><img src="/logo.png">`,
		"/photos/tide.html": `<!DOCTYPE html><title>Tide</title><img src="/photos/tide.png" width=1200>`,
		"/loans/vase.html":  `<!DOCTYPE html><title>Vase</title><img src="/loans/vase.png">`,
	}
	for _, name := range []string{"/logo.png", "/photos/tide.png", "/loans/vase.png"} {
		s.files[name] = marked(t, expressionAt(d, name))
	}
	s.publish(t, d)
	return s
}

// publish writes the declaration with the one safe form that the site has.
func (s *site) publish(t testing.TB, d *declare.Declaration) {
	t.Helper()
	var forms []declare.Projection
	for _, st := range slices.Backward(d.Statements()) { // readers take the first that fits
		forms = append(forms, declare.Projection{Carrier: "content-signal", Text: contentSignal, Scope: st.Scope, Literal: proviso.Outcomes{
			proviso.TrainAI: proviso.Denied(), proviso.AIUse: proviso.Denied(), proviso.Search: proviso.Allowed(), proviso.TDM: proviso.Denied()}})
	}
	text, _, err := declare.Publish(d, forms)
	if err != nil {
		t.Fatal(err)
	}
	s.files[declare.WellKnown] = string(text)
}

func expressionAt(d *declare.Declaration, path string) string {
	_, said := d.At(path)
	if len(said) == 0 {
		return ""
	}
	return said[0].Expression
}

func robotsTxt(d *declare.Declaration) string {
	var b strings.Builder
	fmt.Fprintf(&b, "User-agent: *\nAllow: /\n")
	for _, s := range d.Statements() {
		fmt.Fprintln(&b, strings.TrimSpace("Content-Usage: "+strings.TrimSpace(s.Scope+" "+s.Expression)))
	}
	return b.String()
}

const markedPacket = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:proviso="https://github.com/proviso-signals/proviso/ns/mark/1.0/">
<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING</plus:DataMining>
<proviso:Expression>EXPRESSION</proviso:Expression>
<proviso:SafeForms><rdf:Bag><rdf:li>SAFE</rdf:li></rdf:Bag></proviso:SafeForms>
</rdf:Description></rdf:RDF></x:xmpmeta>`

// marked is an image with a mark in it, as docs/mark.md describes it: in an iTXt chunk
// behind the header of the PNG.
func marked(t testing.TB, expression string) string {
	t.Helper()
	packet := strings.Replace(markedPacket, "EXPRESSION", expression, 1)
	plus := regexp.MustCompile("<plus:DataMining>.*</plus:DataMining>").FindString(packet)
	safe := strings.NewReplacer("<plus:DataMining>", "plus ", "</plus:DataMining>", "").Replace(plus)
	packet = strings.Replace(packet, "SAFE", safe, 1)
	chunk := "iTXtXML:com.adobe.xmp\x00\x00\x00\x00\x00" + packet
	var b []byte
	b = binary.BigEndian.AppendUint32(b, uint32(len(chunk)-4))
	b = append(b, chunk...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(chunk)))
	const header = 8 + 25 // the signature and IHDR
	plain := plainImage()
	return plain[:header] + string(b) + plain[header:]
}

func plainImage() string {
	var b bytes.Buffer
	png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 30)))
	return b.String()
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.hits[r.URL.Path]++
	select {
	case <-time.After(s.slow[r.URL.Path]):
	case <-r.Context().Done():
	}
	if s.mux != nil {
		s.mux.ServeHTTP(w, r)
		return
	}
	text, status := s.files[r.URL.Path], http.StatusOK
	if text == "" {
		if text = "<!DOCTYPE html><title>Not here</title>"; !s.soft {
			status = http.StatusNotFound
		}
	}
	kind := s.types[r.URL.Path]
	switch {
	case kind != "":
	case strings.HasSuffix(r.URL.Path, ".txt"):
		kind = "text/plain"
	case strings.HasSuffix(r.URL.Path, ".png") && status == 200:
		kind = "image/png"
	case strings.HasSuffix(r.URL.Path, ".json") && s.files[r.URL.Path] != "":
		kind = "application/json"
	case strings.HasSuffix(r.URL.Path, ".xml") && status == 200:
		kind = "application/xml"
	default:
		kind = "text/html"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Signal", contentSignal)
	if usage := s.header(r.URL.Path, status); usage != "" {
		w.Header().Set("Content-Usage", usage)
	}
	if s.more != nil {
		for name, values := range s.more(r.URL.Path) {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(status)
	w.Write([]byte(text))
}

func fetcher(t testing.TB, opt gather.Options) *gather.Fetcher {
	t.Helper()
	opt.AllowPrivate, opt.MinDelay = true, -1
	f, err := gather.NewFetcher(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.CloseIdle)
	return f
}

func seek(address string, artifacts []*carrier.Artifact) []carrier.Reference {
	return all.Seek(artifacts, &carrier.Question{URL: address})
}

// options look at a server that stands in for the museum.
func (s *site) options(t testing.TB) verify.Options {
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return verify.Options{Fetcher: fetcher(t, gather.Options{}), Seek: seek, URL: server.URL + "/", Text: []byte(s.text),
		Now: func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }}
}

// proxied look at the site at its own name: the server is the proxy for every host, and
// https is answered by nobody.
func (s *site) proxied(t testing.TB, hosts func(host string) http.Handler) verify.Options {
	opt := s.options(t)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := hosts(r.Host)
		if r.Method == http.MethodConnect || h == nil {
			http.Error(w, "no such host", http.StatusBadGateway)
			return
		}
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(proxy.Close)
	at, _ := url.Parse(proxy.URL)
	opt.Fetcher = fetcher(t, gather.Options{Proxy: http.ProxyURL(at)})
	opt.URL = "http://museum.example/"
	return opt
}

func run(t testing.TB, s *site, opt verify.Options) *verify.Report {
	t.Helper()
	r, err := verify.Run(context.Background(), s.declared, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// bad lists what does not pass, a line each.
func bad(r *verify.Report, from verify.Severity) (list []string) {
	for _, c := range r.Checks {
		if c.Severity >= from {
			list = append(list, fmt.Sprintf("%v %v %s", c.Severity, c.Verdict, c.ID))
		}
	}
	return list
}
