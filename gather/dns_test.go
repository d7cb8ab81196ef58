package gather

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/dns/dnsmessage"
)

// resolver answers every name with what answer says, as a name server would.
func resolver(answer func(name string) []string) *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go serveDNS(server, answer)
		return client, nil
	}}
}

// serveDNS speaks DNS over TCP: what is not a packet connection gets that.
func serveDNS(conn net.Conn, answer func(string) []string) {
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
		reply := replyTo(query, answer)
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...)); err != nil {
			return
		}
	}
}

func replyTo(query []byte, answer func(string) []string) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	for _, text := range answer(strings.TrimSuffix(q.Name.String(), ".")) {
		addr := netip.MustParseAddr(text)
		head := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, TTL: 1}
		switch {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: addr.As4()}})
		case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	packed, _ := m.Pack()
	return packed
}

// public makes a fetcher that may not connect to private addresses and looks names
// up with a resolver of ours.
func public(t *testing.T, answer func(string) []string) *Fetcher {
	f, err := NewFetcher(Options{MinDelay: -1})
	if err != nil {
		t.Fatal(err)
	}
	d := newDialer(false)
	d.Resolver = resolver(answer)
	f.transport.DialContext = d.DialContext
	t.Cleanup(f.CloseIdle)
	return f
}

// TestPrivateRefused: no name and no address leads inside.
func TestPrivateRefused(t *testing.T) {
	s := newSite(t)
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	answers := map[string][]string{
		"inside.example":   {"127.0.0.1"},
		"six.example":      {"::1"},
		"mapped.example":   {"::ffff:127.0.0.1"},
		"metadata.example": {"169.254.169.254"},
		"many.example":     {"10.0.0.1", "192.168.0.1", "127.0.0.1", "fd00::1"},
	}
	f := public(t, func(name string) []string { return answers[name] })
	for _, host := range []string{
		"inside.example", "six.example", "metadata.example", "many.example",
		"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "169.254.169.254", "[fe80::1]", "[64:ff9b::7f00:1]",
	} {
		asset, err := f.Fetch(t.Context(), "http://"+host+port+"/")
		want := outline{Code: CodeAddress, Artifacts: []string{"robots 0 unreachable nothing"}}
		if diff := cmp.Diff(want, show(asset, err)); diff != "" {
			t.Errorf("%s: %v\n%s", host, err, diff)
		}
	}
	// Numbers that some resolvers take for addresses: refused somewhere, whoever
	// looks them up.
	for _, host := range []string{"2130706433", "0x7f000001", "127.1", "0177.0.0.1", "mapped.example", "localhost"} {
		if asset, err := f.Fetch(t.Context(), "http://"+host+port+"/"); err == nil || len(asset.Artifacts) != 1 {
			t.Errorf("%s was fetched", host)
		}
	}
	if asked := s.requests(); len(asked) > 0 {
		t.Errorf("the server inside was asked for %q", asked)
	}
}

// TestRebinding: a name that is public when first looked up and private after is
// not followed inside, because the address is judged as it is dialled.
func TestRebinding(t *testing.T) {
	s := newSite(t)
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	var lookups atomic.Int32
	f := public(t, func(string) []string {
		if lookups.Add(1) <= 2 { // A and AAAA
			return []string{"192.0.2.1"} // judged before it is dialled, so nothing is sent
		}
		return []string{"127.0.0.1"}
	})
	for range 2 {
		if _, err := f.Fetch(t.Context(), "http://rebind.example"+port+"/"); codeOf(err) != CodeAddress {
			t.Error(err)
		}
		f.robots = newRobotsCache(1, 1)
	}
	if asked := s.requests(); len(asked) > 0 {
		t.Errorf("the server inside was asked for %q", asked)
	}
}

// TestRedirectInside: a public site cannot send the fetcher to a private one, for
// its page or for its robots.txt.
func TestRedirectInside(t *testing.T) {
	inside := newSite(t)
	inside.text("/", "secret")
	outside := newSite(t)
	outside.status("/page", 302, "Location", inside.URL+"/")
	f := public(t, func(string) []string { return nil })
	// The public site is on this machine, too, and reached by name.
	judge := f.transport.DialContext
	f.transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasPrefix(address, "outside.example:") {
			return net.Dial("tcp", outside.Listener.Addr().String())
		}
		return judge(ctx, network, address)
	}
	asset, err := f.Fetch(t.Context(), "http://outside.example/page")
	want := outline{Code: CodeAddress, Artifacts: []string{"robots 0 unreachable nothing"}, Notes: []string{NoteCrossHost}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}

	robots := newSite(t)
	robots.status("/robots.txt", 302, "Location", inside.URL+"/")
	outside.Config.Handler = robots.Config.Handler
	f.robots = newRobotsCache(1, 1)
	asset, err = f.Fetch(t.Context(), "http://outside.example/page")
	want = outline{Code: CodeAddress, Artifacts: []string{"robots 0 unreachable nothing"}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}
	if asked := inside.requests(); len(asked) > 0 {
		t.Errorf("the server inside was asked for %q", asked)
	}
}

// TestProxy: the environment names no proxy unless asked; a proxy may be anywhere,
// and what is not proxied is guarded as ever.
func TestProxy(t *testing.T) {
	if f, err := NewFetcher(Options{}); err != nil || f.transport.Proxy != nil {
		t.Errorf("a proxy is set, or %v", err)
	}
	proxy := newSite(t)
	proxy.text("/", "by proxy")
	proxy.text("/robots.txt", "")
	inside := newSite(t)
	f, err := NewFetcher(Options{MinDelay: -1, Proxy: func(r *http.Request) (*url.URL, error) {
		if r.URL.Hostname() == "direct.example" {
			return nil, nil
		}
		return url.Parse(proxy.URL)
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.CloseIdle()
	asset, err := f.Fetch(t.Context(), "http://somewhere.example/")
	want := outline{Artifacts: []string{`robots 200 ""`, `response 200 "by proxy"`}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}
	// An address in a URL is seen even where the proxy would connect.
	if _, err := f.Fetch(t.Context(), inside.URL); codeOf(err) != CodeAddress {
		t.Error(err)
	}
	guarded := newDialer(false)
	guarded.Resolver = resolver(func(string) []string { return []string{"127.0.0.1"} })
	f.transport.DialContext = guarded.DialContext
	port := inside.URL[strings.LastIndexByte(inside.URL, ':'):]
	if _, err := f.Fetch(t.Context(), "http://direct.example"+port+"/"); codeOf(err) != CodeAddress {
		t.Error(err)
	}
	if asked := inside.requests(); len(asked) > 0 {
		t.Errorf("the server inside was asked for %q", asked)
	}
}
