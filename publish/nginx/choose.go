package nginx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// servers lists all servers of the configuration, in its order. In a file without an http block
// those at its top are meant; one that passes everything on by itself is of the stream module.
func (c *config) servers() (list []*node) {
	for _, http := range c.https() {
		for _, s := range http.blocks("server") {
			if http.parent == nil && len(s.named("proxy_pass")) > 0 {
				continue
			}
			list = append(list, s)
		}
	}
	return list
}

// https lists the http blocks; the top of the file where it has none.
func (c *config) https() []*node {
	if list := c.root.blocks("http"); len(list) > 0 {
		return list
	}
	return []*node{c.root}
}

// choose finds the servers that answer for the site.
func (c *config) choose(host string) []*node {
	all := c.servers()
	if len(all) == 0 {
		c.told.add(proviso.Problem{Code: CodeNoServer, Severity: proviso.Fault, Where: proviso.Where{Source: c.entry.name},
			Hint: "no server block was found, neither here nor in what is included: name the file that has the site's server"})
		return nil
	}
	entered := slices.DeleteFunc(slices.Clone(all), func(s *node) bool { return !c.entered(s) })
	if host == "" {
		if len(entered) > 1 && !oneSite(entered) {
			c.told.at(entered[0].directive, proviso.Warning, CodeServers, "proviso.toml names no domain, so that all servers were taken: "+listed(entered), `[party] domain = "…"`)
		}
		return entered
	}
	if named := byName(all, host); len(named) > 0 {
		return c.named(all, named, host)
	}
	switch unnamed := slices.DeleteFunc(slices.Clone(entered), func(s *node) bool { return !s.nameless() }); {
	case len(entered) > 0 && oneSite(entered):
		c.told.at(entered[0].directive, proviso.Notice, CodeServers, "no server is named "+host+"; there is only one site here, and it was taken: "+listed(entered), "server_name "+host+";")
		return entered
	case len(unnamed) > 0:
		c.told.at(unnamed[0].directive, proviso.Warning, CodeServers, "no server is named "+host+"; those without a name of their own were taken: "+listed(unnamed), "server_name "+host+";")
		return unnamed
	}
	c.told.add(proviso.Problem{Code: CodeNoServer, Severity: proviso.Fault, Where: proviso.Where{Source: c.entry.name},
		Hint: "no server is named " + host + ", and what is declared for it must not be said for others: " + listed(entered), Mend: "server_name " + host + ";"})
	return nil
}

// byName finds the servers that nginx would choose for a host on each socket, and those that
// have it with "www." before it, or without, among their names.
func byName(all []*node, host string) (list []*node) {
	best := map[string]int{}
	for _, s := range all {
		for _, socket := range s.sockets() {
			best[socket] = max(best[socket], s.fit(host))
		}
	}
	twin, cut := strings.CutPrefix(host, "www.")
	if !cut {
		twin = "www." + host
	}
	for _, s := range all {
		chosen := func(socket string) bool { fits := s.fit(host); return fits > fitsNot && fits == best[socket] }
		if slices.ContainsFunc(s.sockets(), chosen) || s.fit(twin) == fitsExact {
			list = append(list, s)
		}
	}
	return list
}

// named gives those of the servers of that name that stand in the entry, or tells where they are,
// and adds the servers without a name of their own if there is no other site that they could
// answer for. Otherwise it tells where one of them answers for this site.
func (c *config) named(all, named []*node, host string) (list []*node) {
	left := slices.DeleteFunc(slices.Clone(named), c.entered)
	switch {
	case len(left) == len(named):
		c.told.at(left[0].directive, proviso.Fault, CodeNoServer, "nothing was changed: the server of "+host+" is not in "+c.entry.name+", but here", "")
		return nil
	case len(left) > 0:
		c.told.at(left[0].directive, proviso.Notice, CodeServers, "these servers of "+host+" are not in "+c.entry.name+", and were left: "+listed(left), "")
	}
	others := slices.ContainsFunc(all, func(s *node) bool { return !s.nameless() && !slices.Contains(named, s) })
	sockets := map[string]bool{}
	for _, s := range named {
		for _, socket := range s.sockets() {
			sockets[socket] = true
		}
	}
	for _, s := range all {
		unnamed := s.nameless() && !slices.Contains(named, s)
		switch {
		case !c.entered(s):
		case slices.Contains(named, s), unnamed && !others:
			list = append(list, s)
		case unnamed && slices.ContainsFunc(s.sockets(), func(socket string) bool { return !sockets[socket] }):
			c.told.at(s.directive, proviso.Notice, CodeServers, "this server may answer for "+host+" as well, on an address on which no server has that name; it answers for other sites, too, and was left", "")
		}
	}
	return list
}

// oneSite reports whether all servers have the same names.
func oneSite(list []*node) bool {
	return !slices.ContainsFunc(list, func(s *node) bool { return !slices.Equal(s.names(), list[0].names()) })
}

// listed names servers for people, a few of them.
func listed(list []*node) string {
	const few = 5
	var words []string
	for i, s := range list {
		if i == few {
			words = append(words, "…")
			break
		}
		words = append(words, fmt.Sprintf("%s (%s)", s.names()[0], s.src.where(s.start)))
	}
	return strings.Join(words, ", ")
}
