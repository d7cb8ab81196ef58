package gather

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"syscall"
)

// badPorts are the ports of other protocols that an HTTP request could be made to
// speak (Fetch standard, section 2.10, port blocking), sorted.
var badPorts = []uint16{
	1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95,
	101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161,
	179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563,
	587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
	5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
}

func badPort(port uint16) bool {
	_, found := slices.BinarySearch(badPorts, port)
	return found
}

// closed lists the addresses that are not on the public internet, from the IANA
// special-purpose address registries (RFC 6890 and its updates). The more telling
// reason stands first where several fit.
var closed = []struct {
	prefix netip.Prefix
	reason string
}{
	{netip.MustParsePrefix("169.254.169.254/32"), "cloud metadata"},
	{netip.MustParsePrefix("100.100.100.200/32"), "cloud metadata"},
	{netip.MustParsePrefix("168.63.129.16/32"), "cloud metadata"}, // a public address, but only within one cloud
	{netip.MustParsePrefix("fd00:ec2::254/128"), "cloud metadata"},
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},
	{netip.MustParsePrefix("10.0.0.0/8"), "private"},
	{netip.MustParsePrefix("100.64.0.0/10"), "shared by carriers (CGNAT)"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local"},
	{netip.MustParsePrefix("172.16.0.0/12"), "private"},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation"},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relay"},
	{netip.MustParsePrefix("192.168.0.0/16"), "private"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved or broadcast"},
	{netip.MustParsePrefix("::/128"), "unspecified"},
	{netip.MustParsePrefix("::1/128"), "loopback"},
	{netip.MustParsePrefix("fc00::/7"), "private"},
	{netip.MustParsePrefix("fe80::/10"), "link-local"},
	{netip.MustParsePrefix("ff00::/8"), "multicast"},
	{netip.MustParsePrefix("2001::/23"), "protocol assignments"}, // Teredo, ORCHID and others
	{netip.MustParsePrefix("2001:db8::/32"), "documentation"},
	{netip.MustParsePrefix("3fff::/20"), "documentation"},
}

var (
	globalUnicast = netip.MustParsePrefix("2000::/3") // all that was ever given out
	nat64         = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour     = netip.MustParsePrefix("2002::/16")
)

// notPublic tells why an address is not on the public internet; empty if it is. An
// IPv4 address within an IPv6 address is judged itself: IPv4-mapped, NAT64 (RFC
// 6052, which networks without IPv4 need) and 6to4 (RFC 3056).
func notPublic(addr netip.Addr) string {
	addr = addr.Unmap()
	if addr.Zone() != "" {
		return "link-local"
	}
	for _, c := range closed {
		if c.prefix.Contains(addr) {
			return c.reason
		}
	}
	if addr.Is4() {
		return ""
	}
	b := addr.As16()
	switch {
	case nat64.Contains(addr):
		return notPublic(netip.AddrFrom4([4]byte(b[12:16])))
	case sixToFour.Contains(addr):
		return notPublic(netip.AddrFrom4([4]byte(b[2:6])))
	case !globalUnicast.Contains(addr):
		return "not global unicast"
	}
	return ""
}

// addressError is a refused address.
type addressError struct {
	addr   netip.Addr
	reason string
}

func (e *addressError) Error() string { return fmt.Sprintf("%s is %s", e.addr, e.reason) }

// guard refuses to connect to addresses that are not public. The dialler calls it
// with the address it is about to connect to, after all names are resolved.
func guard(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if reason := notPublic(at.Addr()); reason != "" {
		return &addressError{at.Addr(), reason}
	}
	return nil
}

// checkLiteral refuses a host that is written as an address.
func checkLiteral(host string) error {
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return nil // a name
	}
	if reason := notPublic(addr); reason != "" {
		return &addressError{addr, reason}
	}
	return nil
}

// dialer connects: guarded to assets, unguarded to proxies that were configured.
type dialer struct {
	net.Dialer            // to assets
	open       net.Dialer // to proxies
	proxies    sync.Map   // their addresses, as the transport dials them
}

func newDialer(allowPrivate bool) *dialer {
	d := &dialer{Dialer: net.Dialer{Timeout: ConnectTimeout}, open: net.Dialer{Timeout: ConnectTimeout}}
	if !allowPrivate {
		d.ControlContext = guard
	}
	return d
}

// DialContext connects to an address.
func (d *dialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	if _, ok := d.proxies.Load(address); ok {
		return d.open.DialContext(ctx, network, address)
	}
	return d.Dialer.DialContext(ctx, network, address)
}

// proxied remembers which addresses are those of proxies. What the function says
// not to proxy is connected to under guard.
func (d *dialer) proxied(choose func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	if choose == nil {
		return nil
	}
	return func(r *http.Request) (*url.URL, error) {
		u, err := choose(r)
		if u != nil && err == nil {
			d.proxies.Store(net.JoinHostPort(u.Hostname(), or(u.Port(), proxyPorts[u.Scheme])), true)
		}
		return u, err
	}
}

// proxyPorts are the ports net/http takes where a proxy's URL has none.
var proxyPorts = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}
