package nginx

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// Writer puts the header fields into the configuration of nginx.
var Writer = publish.Writer{
	Codes: Codes(),
	Needs: publish.Headers,
	Name:  "nginx", Title: "nginx", Spec: "https://nginx.org/en/docs/http/ngx_http_headers_module.html",
	Carriers: []string{"content-usage"}, Root: publish.Server,
	Find: find, Knows: knows, Write: write,
}

// find finds the main file.
func find(fsys fs.FS) string {
	for _, name := range []string{"nginx.conf", "conf/nginx.conf", "nginx/nginx.conf", "etc/nginx/nginx.conf"} {
		if info, err := fs.Stat(fsys, name); err == nil && !info.IsDir() {
			return name
		}
	}
	return ""
}

var blocks = regexp.MustCompile(`(?m)^[ \t]*(?:http|server)\s*\{`)

// knows tells a file of nginx by its name, or by an http or server block.
func knows(name string, text []byte) bool {
	return strings.HasSuffix(path.Base(name), "nginx.conf") || blocks.Match(text)
}

// write plans the changes: all that are needed, or with a fault none.
func write(in publish.Input) (out publish.Output) {
	var told news
	defer func() { out.Problems = told.list }()
	site := siteOf(in.Saying)
	c := load(in.FS, in.Entry, func(tag string) bool { return tag == "" || tag == site }, &told)
	if c != nil && in.Saying.Silent() && site == "" {
		told = news{}
		c = load(in.FS, in.Entry, c.tags(), &told)
	}
	if c == nil {
		return out
	}
	fields, losses := fieldsOf(in.Saying, site)
	if len(fields) > 0 {
		if c.publish(in.Saying, fields, site); c.failed {
			return out
		}
		out.Losses, out.Projections = losses, in.Saying.HeaderProjections()
	}
	block := publish.HashBlock
	if site != "" {
		block.Begin = strings.Replace(block.Begin, "proviso:", "proviso "+site+":", 1)
	}
	for _, s := range c.order {
		if text := s.written(block); !bytes.Equal(text, s.old) {
			out.Files = append(out.Files, publish.File{Path: s.name, Old: s.old, New: text})
		}
	}
	if len(out.Files) > 0 {
		out.Steps = []string{"nginx -t && systemctl reload nginx"}
	}
	return out
}

// publish works out all edits.
func (c *config) publish(saying *publish.Saying, fields []*field, site string) {
	for _, f := range fields {
		if why := f.faultIn(); why != "" {
			c.failed = true
			c.told.add(proviso.Problem{Code: CodeValue, Severity: proviso.Fault, Where: proviso.Where{Source: c.entry.name}, Hint: "nothing was changed: " + why})
			return
		}
	}
	ours := c.choose(site)
	if len(ours) == 0 {
		c.failed = true
		return
	}
	m := c.mark(ours, fields)
	m.losing()
	m.put()
	m.besides()
	m.neighbours()
	c.unread(ours)
	c.hidden(ours, saying.DocumentURL)
	if c.main == nil {
		c.told.add(proviso.Problem{Code: CodeNoMain, Severity: proviso.Notice, Where: proviso.Where{Source: c.entry.name},
			Hint: "the file that includes this one was not found: if its http block has add_header lines, a server that has none loses them by the one that is put in here"})
	}
}

// siteOf gives the host name of the site that is declared for.
func siteOf(s *publish.Saying) string {
	u, err := url.Parse(s.Origin)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// tags tells which blocks go when everything is taken out: all in a main file, otherwise those
// of the sites that have blocks in the part that was given, or their servers.
func (c *config) tags() func(string) bool {
	if c.main == c.entry {
		return func(string) bool { return true }
	}
	own := map[string]bool{"": true}
	servers := c.servers()
	for _, s := range c.order {
		for _, o := range s.others {
			named := byName(servers, o.tag)
			own[o.tag] = own[o.tag] || c.reach[s] || len(named) == 0 || slices.ContainsFunc(named, c.entered)
		}
	}
	return func(tag string) bool { return own[tag] }
}
