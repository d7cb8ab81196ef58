package check

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/proviso-signals/proviso/gather"
)

// tricks are ways to make a fetcher ask an address that is not on the public internet.
// PORT is where a server inside listens; names are those of inside below.
var tricks = []struct{ name, url string }{
	// Loopback, as it is and in other words.
	{"loopback", "http://127.0.0.1:PORT/"},
	{"elsewhere in the loopback network", "http://127.8.9.1:PORT/"},
	{"the name localhost", "http://localhost:PORT/"},
	{"localhost with a dot", "http://localhost.:PORT/"},
	{"localhost in capitals", "http://LOCALHOST:PORT/"},
	{"short form", "http://127.1:PORT/"},
	{"three parts", "http://127.0.1:PORT/"},
	{"decimal", "http://2130706433:PORT/"},
	{"octal", "http://0177.0.0.1:PORT/"},
	{"long octal", "http://00000177.0000000.0.01:PORT/"},
	{"hex", "http://0x7f000001:PORT/"},
	{"hex parts", "http://0x7f.0x0.0x0.0x1:PORT/"},
	{"mixed bases", "http://0x7f.0.01:PORT/"},
	{"overflow", "http://4294967297:PORT/"},
	{"parts beyond a byte", "http://383.256.256.257:PORT/"},
	{"address with a dot behind", "http://127.0.0.1.:PORT/"},
	{"full-width digits", "http://１２７.０.０.１:PORT/"},
	{"circled digits", "http://①②⑦.⓪.⓪.①:PORT/"},
	{"ideographic full stops", "http://127。0。0。1:PORT/"},
	{"percent-encoded host", "http://%31%32%37.0.0.1:PORT/"},
	{"no host at all", "http://:PORT/"},
	{"this network", "http://0.0.0.0:PORT/"},
	{"zero", "http://0:PORT/"},
	{"broadcast", "http://255.255.255.255:PORT/"},
	// IPv6.
	{"IPv6 loopback", "http://[::1]:PORT/"},
	{"IPv6 loopback, spelt out", "http://[0:0:0:0:0:0:0:1]:PORT/"},
	{"IPv6 unspecified", "http://[::]:PORT/"},
	{"IPv4-mapped", "http://[::ffff:127.0.0.1]:PORT/"},
	{"IPv4-mapped in hex", "http://[::ffff:7f00:1]:PORT/"},
	{"IPv4-compatible", "http://[::127.0.0.1]:PORT/"},
	{"IPv4-translated", "http://[::ffff:0:127.0.0.1]:PORT/"},
	{"NAT64", "http://[64:ff9b::7f00:1]:PORT/"},
	{"NAT64 of a network's own", "http://[64:ff9b:1::7f00:1]:PORT/"},
	{"6to4", "http://[2002:7f00:1::]:PORT/"},
	{"Teredo", "http://[2001:0:7f00:1::]:PORT/"},
	{"link-local", "http://[fe80::1]:PORT/"},
	{"zone", "http://[fe80::1%25lo]:PORT/"},
	{"zone on loopback", "http://[::1%25lo]:PORT/"},
	{"site-local", "http://[fec0::1]:PORT/"},
	{"unique local", "http://[fd00::1]:PORT/"},
	{"multicast", "http://[ff02::1]:PORT/"},
	// Private networks, and where clouds keep their secrets.
	{"private 10", "http://10.0.0.1:PORT/"}, {"private 172", "http://172.16.0.1:PORT/"}, {"private 192", "http://192.168.0.1:PORT/"},
	{"carrier-grade NAT", "http://100.64.0.1:PORT/"},
	{"metadata", "http://169.254.169.254/latest/meta-data/"},
	{"metadata in decimal", "http://2852039166/"},
	{"metadata in octal", "http://0251.0376.0251.0376/"},
	{"metadata in hex", "http://0xa9fea9fe/"},
	{"metadata, IPv4-mapped", "http://[::ffff:a9fe:a9fe]/"},
	{"metadata by NAT64", "http://[64:ff9b::a9fe:a9fe]/"},
	{"metadata over IPv6", "http://[fd00:ec2::254]/"},
	{"metadata of another cloud", "http://100.100.100.200/"},
	{"metadata of a third", "http://168.63.129.16/"},
	{"metadata of a fourth", "http://192.0.0.192/"},
	{"metadata by name", "http://metadata.google.internal/"},
	// What reads differently to different readers.
	{"user information", "http://example.com@127.0.0.1:PORT/"},
	{"user information and port", "http://example.com:80@127.0.0.1:PORT/"},
	{"backslash", `http://example.com\@127.0.0.1:PORT/`},
	{"two at signs", "http://a@b@127.0.0.1:PORT/"},
	{"fragment for a host", "http://127.0.0.1:PORT#@example.com/"},
	{"line break", "http://127.0.0.1:PORT\r\nHost: example.com/"},
	{"tab in the host", "http://127.0.0\t.1:PORT/"},
	{"NUL", "http://127.0.0.1\x00.example.com:PORT/"},
	{"no slashes", "http:127.0.0.1:PORT"},
	{"slashes alone", "//127.0.0.1:PORT/"},
	{"another scheme", "gopher://127.0.0.1:PORT/_x"},
	{"a file", "file://127.0.0.1/etc/passwd"},
	// Names.
	{"name of loopback", "http://four.inside.example:PORT/"},
	{"name of IPv6 loopback", "http://six.inside.example:PORT/"},
	{"name of a private address", "http://private.inside.example:PORT/"},
	{"name of metadata", "http://metadata.inside.example/"},
	{"name of NAT64 to loopback", "http://nat64.inside.example:PORT/"},
	{"name of 6to4 to loopback", "http://sixtofour.inside.example:PORT/"},
	{"name of several, all inside", "http://many.inside.example:PORT/"},
	{"name with a dot behind", "http://four.inside.example.:PORT/"},
	{"rebinding", "http://rebind.inside.example:PORT/"},
	// By way of a site outside.
	{"redirect", "http://outside.example/to?u=http://127.0.0.1:PORT/"},
	{"redirect to a name", "http://outside.example/to?u=http://four.inside.example:PORT/"},
	{"redirect to decimal", "http://outside.example/to?u=http://2130706433:PORT/"},
	{"redirect without a scheme", "http://outside.example/to?u=//127.0.0.1:PORT/"},
	{"redirect with user information", "http://outside.example/to?u=http://a:b@127.0.0.1:PORT/"},
	{"redirect to a file", "http://outside.example/to?u=file:///etc/passwd"},
	{"two redirects", "http://outside.example/to?u=http://outside.example/to%3Fu%3Dhttp://127.0.0.1:PORT/"},
	{"redirect of robots.txt", "http://robots.outside.example/"},
}

// inside are the names that lead inside.
var inside = map[string][]string{
	"four.inside.example": {"127.0.0.1"}, "six.inside.example": {"::1"}, "private.inside.example": {"10.1.2.3"},
	"metadata.inside.example": {"169.254.169.254"}, "metadata.google.internal": {"169.254.169.254"},
	"nat64.inside.example": {"64:ff9b::7f00:1"}, "sixtofour.inside.example": {"2002:7f00:1::1"},
	"many.inside.example": {"10.0.0.1", "192.168.0.1", "127.0.0.1", "fd00::1"},
	"localhost":           {"127.0.0.1"},
}

// TestPrivateAddresses holds the fetcher that stands behind the page to the list: nothing
// inside is ever asked, by whatever words, names or redirects it is to be reached.
func TestPrivateAddresses(t *testing.T) {
	var asked atomic.Int32
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		_, _ = w.Write([]byte("secret"))
	}))
	defer target.Close()
	port := target.URL[strings.LastIndexByte(target.URL, ':')+1:]
	var lookups atomic.Int32
	nameServer(t, func(name string) []string {
		if name == "rebind.inside.example" {
			if lookups.Add(1) <= 2 { // A and AAAA
				return []string{"192.0.2.1"}
			}
			return []string{"127.0.0.1"}
		}
		return inside[name]
	})
	f := outsideFetcher(t, port)
	h := newHandler(t, Config{Fetcher: f, PerMinute: 1e6, Burst: 1000, PerClient: 1000})
	if len(tricks) < 40 {
		t.Fatalf("only %d tricks", len(tricks))
	}
	for _, trick := range tricks {
		t.Run(trick.name, func(t *testing.T) {
			typed := strings.ReplaceAll(trick.url, "PORT", port)
			for range 2 { // a second time, as names may lead elsewhere by then
				asset, err := f.Fetch(t.Context(), typed)
				e := new(gather.Error)
				if !errors.As(err, &e) {
					t.Fatalf("fetched, with %d artifacts", len(asset.Artifacts))
				}
				switch e.Code {
				case gather.CodeAddress, gather.CodeURL, gather.CodePort, gather.CodeRedirect:
				case gather.CodeUnreachable, gather.CodeRobotsUnreachable: // a name that nobody knows
				default:
					t.Errorf("refused for another reason: %v", err)
				}
			}
			w := settled(t, h, "/check?url="+url.QueryEscape(typed))
			if w.Code < 400 && !strings.Contains(trick.name, "redirect") || strings.Contains(w.Body.String(), "secret") {
				t.Errorf("the page answers %d", w.Code)
			}
			for _, told := range []string{" is private", " is loopback", "lookup ", "dial "} { // what our network knows
				if strings.Contains(w.Body.String(), told) {
					t.Errorf("the page tells about the inside: %q", told)
				}
			}
		})
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the server inside was asked %d times", n)
	}
}

// TestPartsInside: nor do the parts of a site lead there, and the answer does not tell what
// a name inside leads to.
func TestPartsInside(t *testing.T) {
	var asked atomic.Int32
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer target.Close()
	port := target.URL[strings.LastIndexByte(target.URL, ':')+1:]
	nameServer(t, func(name string) []string { return inside[name] })
	h := newHandler(t, Config{Fetcher: outsideFetcher(t, port)})
	w := settled(t, h, "/check?url=http://outside.example/page")
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	where, _, _ := strings.Cut(w.Header().Get("Location"), "?")
	json := get(h, where+".json").Body.String()
	if !strings.Contains(json, gather.NoteFailed) || !strings.Contains(json, gather.NoteDocument) {
		t.Errorf("nothing was tried: %s", json)
	}
	for _, told := range []string{"127.0.0.1", "loopback", "10.1.2.3", "private)"} {
		if strings.Contains(json, told) {
			t.Errorf("the answer tells %q: %s", told, json)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the server inside was asked %d times", n)
	}
}

// outsideFetcher is the fetcher of a public checker, and a server that it takes for one on
// the public internet: a proxy may stand anywhere.
func outsideFetcher(t *testing.T, port string) *gather.Fetcher {
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt" && r.Host == "robots.outside.example":
			http.Redirect(w, r, "http://127.0.0.1:"+port+"/robots.txt", http.StatusFound)
		case r.URL.Path == "/to":
			w.Header().Set("Location", r.URL.Query().Get("u"))
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/page":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Tdm-Reservation", "1")
			w.Header().Set("Tdm-Policy", "http://four.inside.example:"+port+"/policy.json")
			fmt.Fprintf(w, `<img src="http://private.inside.example:%s/x.png" width="900">`, port)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(outside.Close)
	proxy, _ := url.Parse(outside.URL)
	f, err := gather.NewFetcher(gather.Options{MinDelay: -1, Proxy: func(r *http.Request) (*url.URL, error) {
		if strings.HasSuffix(r.URL.Hostname(), "outside.example") {
			return proxy, nil
		}
		return nil, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.CloseIdle)
	return f
}

// nameServers is held while names are looked up with a name server of a test.
var nameServers sync.Mutex

// nameServer has all names looked up in answer.
func nameServer(t *testing.T, answer func(string) []string) {
	nameServers.Lock()
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go serveNames(server, answer)
		return client, nil
	}}
	t.Cleanup(func() {
		net.DefaultResolver = before
		nameServers.Unlock()
	})
}

// serveNames speaks DNS over TCP (RFC 1035 section 4.2.2).
func serveNames(conn net.Conn, answer func(string) []string) {
	defer conn.Close()
	for {
		var size uint16
		if binary.Read(conn, binary.BigEndian, &size) != nil {
			return
		}
		query := make([]byte, size)
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(query) != nil || len(m.Questions) != 1 {
			return
		}
		q := m.Questions[0]
		m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
		list := answer(strings.ToLower(strings.TrimSuffix(q.Name.String(), ".")))
		if list == nil {
			m.RCode = dnsmessage.RCodeNameError
		}
		for _, text := range list {
			addr := netip.MustParseAddr(text)
			head := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, TTL: 1}
			switch {
			case addr.Is4() && q.Type == dnsmessage.TypeA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: addr.As4()}})
			case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
			}
		}
		reply, _ := m.Pack()
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...)); err != nil {
			return
		}
	}
}
