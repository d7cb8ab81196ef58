package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/declare/chooser"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// surroundings are what a folder tells about the site in it.
type surroundings struct {
	said    []string // a sentence each
	guesses []hosts.Guess
}

// Limits of looking around.
const (
	maxLooked = 5000 // files that are looked at for images
	maxFolder = 4    // folders of images that are suggested
)

// look finds out what a folder tells, and puts it into a choice as suggestions.
func look(c *chooser.Choice, folder string) *surroundings {
	s := &surroundings{}
	fsys := os.DirFS(folder)
	if g, reason, ok := hosts.DetectGenerator(fsys); ok {
		text := "made with " + g.Title + " (" + reason + ")"
		if public, ok := g.CopiedIn(fsys); ok && public != "" && public != "." {
			c.Publication.Public = public
			text += "; files for the site go into " + public + "/"
		}
		if g.Images.Does == "strips" {
			text += "; it strips the metadata of images that it makes anew"
		}
		s.said = append(s.said, text)
	}
	s.guesses = hosts.Detect(fsys, "")
	for _, g := range s.guesses {
		if g.Sure && c.Publication.Host == "" {
			c.Publication.Host = g.Profile.Name
		}
		s.said = append(s.said, "at "+g.Profile.Title+" ("+g.Reason+")")
	}
	if c.Images = imageFolders(fsys); len(c.Images) > 0 {
		s.said = append(s.said, "image files in "+strings.Join(c.Images, ", "))
	}
	if lang := pageLanguage(fsys, c.Publication.Public); lang != "" {
		c.Languages = []string{lang}
	}
	return s
}

func (s *surroundings) show(out io.Writer) {
	st := newStyle(out)
	fmt.Fprintln(out, "A few questions, then proviso.toml is written. Nothing is published yet.")
	for i, text := range s.said {
		word := "Found:"
		if i > 0 {
			word = ""
		}
		fmt.Fprintf(out, "%s %s\n", pad(word, 6), st.wrap(visible(text), "       "))
	}
}

// imageFolders finds the highest folders that have image files in them.
func imageFolders(fsys fs.FS) (folders []string) {
	looked := 0
	_ = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if looked++; err != nil || looked > maxLooked || len(folders) >= maxFolder {
			return fs.SkipAll
		}
		base := e.Name()
		if e.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || base == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if !all.Claims(name) {
			return nil
		}
		folder := path.Dir(name)
		if folder == "." {
			return nil
		}
		if !slices.ContainsFunc(folders, func(f string) bool { return strings.HasPrefix(folder+"/", f) }) {
			folders = append(folders, folder+"/")
		}
		return fs.SkipDir
	})
	return folders
}

var htmlLang = regexp.MustCompile(`(?i)<html[^>]*\slang\s*=\s*["\']?([A-Za-z0-9-]+)`)

// pageLanguage is what the front page says that its language is.
func pageLanguage(fsys fs.FS, public string) string {
	for _, name := range []string{path.Join(public, "index.html"), "index.html"} {
		if text, err := fs.ReadFile(fsys, name); err == nil {
			if m := htmlLang.FindSubmatch(text); m != nil {
				return string(m[1])
			}
		}
	}
	return ""
}

// hostOptions are the hosts to choose from: those that something tells of first.
func hostOptions(found *surroundings) (list []chooser.Option) {
	if found != nil {
		for _, g := range found.guesses {
			list = append(list, chooser.Option{Value: g.Profile.Name, Title: g.Profile.Title, Meaning: g.Reason})
		}
	}
	usual := []string{"nginx", "apache", "caddy", "github-pages", "netlify", "cloudflare-pages", "wordpress"}
	for _, p := range hosts.All() {
		if slices.ContainsFunc(list, func(o chooser.Option) bool { return o.Value == p.Name }) {
			continue
		}
		list = append(list, chooser.Option{Value: p.Name, Title: p.Title, Meaning: p.Kind, More: !slices.Contains(usual, p.Name)})
	}
	return list
}

// serverFile is the configuration of the server: what was named, or where its packages put
// it.
func serverFile(named, host string) string {
	if named != "" {
		return named
	}
	usual := map[string]string{"nginx": "/etc/nginx/nginx.conf", "apache": "/etc/apache2/apache2.conf", "caddy": "/etc/caddy/Caddyfile"}[host]
	if _, err := os.Stat(usual); usual == "" || err != nil {
		return ""
	}
	return usual
}
