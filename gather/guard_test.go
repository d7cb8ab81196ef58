package gather

import (
	"net/netip"
	"slices"
	"testing"
)

func TestNotPublic(t *testing.T) {
	tests := []struct{ addr, reason string }{
		// What may be asked.
		{"1.1.1.1", ""}, {"8.8.8.8", ""}, {"9.255.255.255", ""}, {"11.0.0.0", ""},
		{"100.63.255.255", ""}, {"100.128.0.0", ""}, {"126.255.255.255", ""}, {"128.0.0.0", ""},
		{"169.253.255.255", ""}, {"169.255.0.0", ""}, {"172.15.255.255", ""}, {"172.32.0.0", ""},
		{"192.0.1.0", ""}, {"192.167.255.255", ""}, {"192.169.0.0", ""}, {"198.17.255.255", ""},
		{"198.20.0.0", ""}, {"223.255.255.255", ""},
		{"2606:4700::1111", ""}, {"2001:4860:4860::8888", ""}, {"2001:200::1", ""}, {"2003::1", ""}, {"3ffe::1", ""},

		// What may not, at both ends of each range.
		{"0.0.0.0", "this network"}, {"0.255.255.255", "this network"},
		{"10.0.0.0", "private"}, {"10.255.255.255", "private"},
		{"100.64.0.0", "shared by carriers (CGNAT)"}, {"100.127.255.255", "shared by carriers (CGNAT)"},
		{"127.0.0.1", "loopback"}, {"127.255.255.255", "loopback"},
		{"169.254.0.0", "link-local"}, {"169.254.255.255", "link-local"},
		{"172.16.0.0", "private"}, {"172.31.255.255", "private"},
		{"192.0.0.0", "protocol assignments"}, {"192.0.0.255", "protocol assignments"},
		{"192.0.2.1", "documentation"}, {"192.88.99.1", "6to4 relay"},
		{"192.168.0.0", "private"}, {"192.168.255.255", "private"},
		{"198.18.0.0", "benchmarking"}, {"198.19.255.255", "benchmarking"},
		{"198.51.100.7", "documentation"}, {"203.0.113.7", "documentation"},
		{"224.0.0.1", "multicast"}, {"239.255.255.255", "multicast"},
		{"240.0.0.1", "reserved or broadcast"}, {"255.255.255.255", "reserved or broadcast"},
		{"::", "unspecified"}, {"::1", "loopback"}, {"::2", "not global unicast"},
		{"fc00::1", "private"}, {"fdff:ffff::1", "private"},
		{"fe80::1", "link-local"}, {"febf::1", "link-local"}, {"fec0::1", "not global unicast"},
		{"fe80::1%eth0", "link-local"}, {"2606:4700::1111%eth0", "link-local"},
		{"ff02::1", "multicast"}, {"2001:db8::1", "documentation"}, {"3fff::1", "documentation"}, {"3fff:fff:ffff::1", "documentation"},
		{"2001::1", "protocol assignments"}, {"2001:1ff:ffff::1", "protocol assignments"},
		{"100::1", "not global unicast"}, {"5f00::1", "not global unicast"}, {"4000::1", "not global unicast"}, {"1fff::1", "not global unicast"},

		// Where clouds keep their secrets.
		{"169.254.169.254", "cloud metadata"}, {"100.100.100.200", "cloud metadata"},
		{"168.63.129.16", "cloud metadata"}, {"fd00:ec2::254", "cloud metadata"},

		// IPv4 in disguise.
		{"::ffff:1.1.1.1", ""}, {"::ffff:127.0.0.1", "loopback"}, {"::ffff:a9fe:a9fe", "cloud metadata"},
		{"::127.0.0.1", "not global unicast"}, {"::ffff:0:127.0.0.1", "not global unicast"},
		{"64:ff9b::1.1.1.1", ""}, {"64:ff9b::10.0.0.1", "private"}, {"64:ff9b::a9fe:a9fe", "cloud metadata"},
		{"64:ff9b:1::1.1.1.1", "not global unicast"},
		{"2002:101:101::1", ""}, {"2002:7f00:1::1", "loopback"}, {"2002:a9fe:a9fe::", "cloud metadata"}, {"2002:c0a8:1::", "private"},
	}
	for _, test := range tests {
		if got := notPublic(netip.MustParseAddr(test.addr)); got != test.reason {
			t.Errorf("%s: %q, want %q", test.addr, got, test.reason)
		}
	}
}

func TestGuard(t *testing.T) {
	for address, ok := range map[string]bool{
		"1.1.1.1:443": true, "127.0.0.1:80": false, "[::ffff:10.0.0.1]:80": false, "[fe80::1%eth0]:80": false,
		"not an address": false, "": false,
	} {
		if err := guard(t.Context(), "tcp", address, nil); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestBadPorts(t *testing.T) {
	if !slices.IsSorted(badPorts) {
		t.Error("not sorted")
	}
	for port, bad := range map[uint16]bool{1: true, 22: true, 25: true, 80: false, 443: false, 6000: true, 6667: true, 8080: false, 10080: true, 65535: false} {
		if badPort(port) != bad {
			t.Errorf("%d: %v", port, !bad)
		}
	}
}
