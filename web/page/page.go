// Package page is the frame around every page of the web face: layout, style, icons and
// the header fields that go with them. What stands in the frame is for others.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

//go:embed layout.html assets
var files embed.FS

var layout = template.Must(template.ParseFS(files, "layout.html"))

// Content is what stands in the frame.
type Content struct {
	Status      int // 0 is 200
	Title       string
	Description string
	Lang        string // BCP 47; empty is English
	RightToLeft bool
	Here        string        // the path of the entry of the menu that is shown as current
	Body        template.HTML // made by html/template, never by hand from foreign text
	Scripts     []string      // names of assets
	Styles      []string      // names of assets, besides style.css
}

// Policy is the Content-Security-Policy of all pages: everything is our own, scripts are
// files, nothing is framed and nothing is sent elsewhere.
const Policy = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Write writes a page. It sets no cookie.
func Write(w http.ResponseWriter, c Content) {
	if c.Lang == "" {
		c.Lang = "en"
	}
	if c.Status == 0 {
		c.Status = http.StatusOK
	}
	var b bytes.Buffer
	if err := layout.Execute(&b, c); err != nil {
		http.Error(w, "The page could not be made.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	Guard(h)
	w.WriteHeader(c.Status)
	_, _ = w.Write(b.Bytes())
}

// Guard sets the header fields that keep a response what it is; for what is no page, too.
func Guard(h http.Header) {
	h.Set("Content-Security-Policy", Policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}

// started is when the program began: what assets are dated by.
var started = time.Now()

// version goes into the addresses of assets, so that they can be kept for long.
var version = func() string {
	sum := sha256.New()
	_ = fs.WalkDir(files, "assets", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			text, _ := files.ReadFile(name)
			sum.Write(text)
		}
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:12]
}()

// Asset gives the address of an asset.
func Asset(name string) string { return "/assets/" + version + "/" + name }

// Asset is the same for the layout.
func (Content) Asset(name string) string { return Asset(name) }

// Assets serves them, below /assets/.
func Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/assets/"), "/")
		text, err := files.ReadFile("assets/" + name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		Guard(w.Header())
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		http.ServeContent(w, r, name, started, bytes.NewReader(text))
	})
}
