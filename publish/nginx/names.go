package nginx

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

// names lists the names of a server, as nginx has them: in lower case, but for regular
// expressions; one empty name where it has none.
func (n *node) names() (list []string) {
	for _, d := range n.named("server_name") {
		for _, name := range d.args {
			if !strings.HasPrefix(name, "~") {
				name = strings.ToLower(name)
			}
			list = append(list, name)
		}
	}
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// nameless reports whether none of a server's names is one that somebody would type:
// "_", "localhost", an address.
func (n *node) nameless() bool {
	return !slices.ContainsFunc(n.names(), func(name string) bool {
		_, err := netip.ParseAddr(name)
		return strings.Contains(name, ".") && err != nil
	})
}

// How well a name fits a host, in the order in which nginx looks: exact names, wildcards at the
// beginning and at the end, longer ones first, regular expressions
// (nginx.org, "Server names").
const (
	fitsNot   = 0
	fitsRegex = 1
	fitsTail  = 1 << 10 // plus the length
	fitsHead  = 1 << 20 // plus the length
	fitsExact = 1 << 30
)

// fit tells how well a server's names fit a host.
func (n *node) fit(host string) (best int) {
	for _, name := range n.names() {
		best = max(best, fit(name, host))
	}
	return best
}

func fit(name, host string) int {
	switch {
	case name == "" || host == "":
	case name == host, name[0] == '.' && name[1:] == host:
		return fitsExact
	case strings.HasPrefix(name, "*.") && strings.HasSuffix(host, name[1:]),
		name[0] == '.' && strings.HasSuffix(host, name):
		return fitsHead + len(name)
	case strings.HasSuffix(name, ".*") && strings.HasPrefix(host, name[:len(name)-1]):
		return fitsTail + len(name)
	case name[0] == '~':
		// nginx compares names without regard to case. What PCRE knows and Go does not
		// fits nothing here.
		if re, err := regexp.Compile("(?i)" + name[1:]); err == nil && re.MatchString(host) {
			return fitsRegex
		}
	}
	return fitsNot
}

// sockets lists where a server listens: "*:80", "[::]:443".
func (n *node) sockets() (list []string) {
	for _, d := range n.named("listen") {
		if len(d.args) > 0 {
			list = append(list, socket(d.args[0]))
		}
	}
	if len(list) == 0 {
		list = []string{"*:80"}
	}
	return list
}

func socket(listen string) string {
	digits := strings.Trim(listen, "0123456789") == ""
	switch {
	case strings.HasPrefix(listen, "unix:"):
		return listen
	case digits:
		return "*:" + listen
	case strings.HasPrefix(listen, "0.0.0.0"):
		listen = "*" + strings.TrimPrefix(listen, "0.0.0.0")
	}
	if colon := strings.LastIndexByte(listen, ':'); colon < 0 || strings.HasSuffix(listen, "]") {
		listen += ":80"
	}
	return listen
}

// serverName gives what the variable $server_name is in a server; not ok where only the
// running nginx knows.
func (n *node) serverName() (name string, ok bool) {
	name = n.names()[0]
	if name == "$hostname" {
		return "", false
	}
	return strings.TrimPrefix(name, "."), true
}
