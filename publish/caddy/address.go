package caddy

import (
	"net"
	"strings"
)

// fit is how well an address stands for a host name.
type fit int

const (
	other    fit = iota
	variable     // its host is only known where Caddy runs
	anyHost      // it has no host
	wildcard     // it matches with a wildcard
	exact
)

// fitOf compares an address with a host name: [SCHEME://][HOST][:PORT][/PATH], where the
// host may have "*" for a label and {$NAME:default} for what the environment says.
func fitOf(address, name string) fit {
	host, known := hostOf(address)
	switch {
	case !known:
		return variable
	case host == "":
		return anyHost
	case host == name:
		return exact
	case strings.Contains(host, "*") && matchesLabels(host, name):
		return wildcard
	}
	return other
}

// hostOf is the host of an address, in lower case; not known where it depends on where
// Caddy runs.
func hostOf(address string) (host string, known bool) {
	address, known = withDefaults(address)
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	address, _, _ = strings.Cut(address, "/")
	if h, _, err := net.SplitHostPort(address); err == nil {
		address = h
	}
	return strings.ToLower(strings.TrimSuffix(address, ".")), known && !strings.Contains(address, "{")
}

// withDefaults puts in what {$NAME:default} says where the environment says nothing. That
// it does is not known, but it is what the file says.
func withDefaults(address string) (string, bool) {
	for {
		before, rest, ok := strings.Cut(address, "{$")
		if !ok {
			return address, true
		}
		inner, after, ok := strings.Cut(rest, "}")
		_, value, has := strings.Cut(inner, ":")
		if !ok || !has {
			return address, false
		}
		address = before + value + after
	}
}

// matchesLabels compares label by label, as Caddy's host matcher does.
func matchesLabels(pattern, name string) bool {
	a, b := strings.Split(pattern, "."), strings.Split(name, ".")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != "*" && a[i] != b[i] {
			return false
		}
	}
	return true
}
