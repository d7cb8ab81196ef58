// Command site builds Proviso's documentation site: the pages that site/contents.toml
// lists, out of the repository's Markdown, in the layout of site/layout.html. It writes
// plain files and nothing else: no scripts, nothing from elsewhere.
//
//	go run -C tools ./site -root .. -out ../site/public
package main

import (
	"bytes"
	"flag"
	"fmt"
	"html/template"
	"log"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

type contents struct {
	Sections []section `toml:"section"`
}

type section struct {
	Title string
	Pages []page `toml:"page"`
}

// page is one page: a Markdown file, and where it goes.
type page struct {
	File, Title, Summary string
}

// Path is where the page is on the site: docs/stamp.md is docs/stamp.html.
func (p page) Path() string { return strings.TrimSuffix(p.File, ".md") + ".html" }

// source is where files are that are not on the site.
const source = "https://github.com/proviso-signals/proviso/blob/main/"

func main() {
	log.SetFlags(0)
	root := flag.String("root", "..", "the repository")
	out := flag.String("out", "../site/public", "where the site goes")
	serve := flag.String("serve", "", "serve this folder instead, and print its address")
	listen := flag.String("listen", "127.0.0.1:8080", "where to serve it")
	flag.Parse()
	if *serve != "" {
		log.Fatal("site: ", serveFolder(*serve, *listen))
	}
	if err := build(*root, *out); err != nil {
		log.Fatal("site: ", err)
	}
}

func build(root, out string) error {
	var c contents
	if _, err := toml.DecodeFile(filepath.Join(root, "site/contents.toml"), &c); err != nil {
		return err
	}
	layout, err := template.ParseFiles(filepath.Join(root, "site/layout.html"))
	if err != nil {
		return err
	}
	b := &builder{root: root, out: out, contents: c, layout: layout, known: map[string]string{"site/index.md": "index.html", "README.md": "index.html"}}
	pages := []page{{"site/index.md", "Proviso", "Say once how machines may reuse your work; read what was said, with the evidence."}}
	for _, s := range c.Sections {
		for _, p := range s.Pages {
			b.known[p.File] = p.Path()
			pages = append(pages, p)
		}
	}
	if err := b.complete(); err != nil {
		return err
	}
	for _, p := range pages {
		if err := b.page(p); err != nil {
			return fmt.Errorf("%s: %w", p.File, err)
		}
	}
	for _, name := range []string{"style.css", "icon.svg"} {
		text, err := os.ReadFile(filepath.Join(root, "site", name))
		if err != nil {
			return err
		}
		if err := b.write(name, text); err != nil {
			return err
		}
	}
	return nil
}

// serveFolder serves a folder until it is stopped.
func serveFolder(folder, address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	fmt.Printf("http://%s/\n", listener.Addr())
	server := &http.Server{Handler: http.FileServer(http.Dir(folder)), ReadHeaderTimeout: 10 * time.Second}
	return server.Serve(listener)
}

// builder makes pages.
type builder struct {
	root, out string
	contents  contents
	layout    *template.Template
	known     map[string]string // where each Markdown file is on the site
}

// complete makes sure that no page of the documentation is forgotten.
func (b *builder) complete() error {
	names, err := filepath.Glob(filepath.Join(b.root, "docs/*.md"))
	if err != nil {
		return err
	}
	for _, name := range names {
		if file := "docs/" + filepath.Base(name); b.known[file] == "" {
			return fmt.Errorf("site/contents.toml does not list %s", file)
		}
	}
	return nil
}

var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
)

func (b *builder) page(p page) error {
	text, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(p.File)))
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := markdown.Convert(text, &body); err != nil {
		return err
	}
	where := b.known[p.File]
	up := strings.Repeat("../", strings.Count(where, "/"))
	html := strings.NewReplacer("<table>", `<div class="wide"><table>`, "</table>", "</table></div>").Replace(body.String())
	html, err = b.relink(html, p.File, up)
	if err != nil {
		return err
	}
	var whole bytes.Buffer
	err = b.layout.Execute(&whole, map[string]any{
		"Index": where == "index.html", "Title": p.Title, "Summary": p.Summary, "Root": up, "Path": where,
		"Sections": b.contents.Sections, "Body": template.HTML(html),
	})
	if err != nil {
		return err
	}
	return b.write(where, whole.Bytes())
}

var links = regexp.MustCompile(`(href|src)="([^"]*)"`)

// relink turns links between files of the repository into links between pages, or to the
// source of what is no page. A link that leads nowhere is an error.
func (b *builder) relink(html, file, up string) (string, error) {
	var lost error
	html = links.ReplaceAllStringFunc(html, func(s string) string {
		m := links.FindStringSubmatch(s)
		attribute, target := m[1], m[2]
		if target == "" || target[0] == '#' || target[0] == '/' || strings.Contains(target, ":") {
			return s
		}
		target, fragment, found := strings.Cut(target, "#")
		if found {
			fragment = "#" + fragment
		}
		folder := path.Dir(file)
		if file == "site/index.md" {
			folder = "."
		}
		name := path.Join(folder, target)
		if where, ok := b.known[name]; ok {
			return attribute + `="` + up + where + fragment + `"`
		}
		if _, err := os.Stat(filepath.Join(b.root, filepath.FromSlash(name))); err != nil {
			lost = fmt.Errorf("a link to %s leads nowhere", target)
		}
		return attribute + `="` + source + name + fragment + `"`
	})
	return html, lost
}

func (b *builder) write(name string, text []byte) error {
	name = filepath.Join(b.out, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}
