// Package choose is the chooser: a page on which somebody who has never written a
// declaration says what machines may do, and sees at once what people and machines will
// read. The questions are those of package chooser, so that page and terminal ask the same.
//
//	GET /choose           the page; all that was answered is in the query
//	GET /choose?part=preview&…   what it comes to, alone: for the page's script
//	GET /choose/download?…       everything as one archive
//
// Nothing is kept: whoever has the link has the state. The page works without scripts.
package choose

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/web/page"
)

// Path is where the page is.
const Path = "/choose"

// Limits of what is read of a query. Beyond each, the page says so and reads nothing.
const (
	// MaxQuery is how long the query of an address may be, in bytes.
	MaxQuery = 8 << 10
	// MaxFields is how many fields it may have.
	MaxFields = 64
)

//go:embed choose.html preview.html
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	// icon is our own drawing; it takes nothing of what somebody has typed.
	"icon": func(answer string) template.HTML { return template.HTML(notice.Icon(answer, "")) },
}).ParseFS(files, "*.html"))

// Handler serves the chooser and its download. It keeps nothing, and fetches nothing.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			show(w, http.StatusMethodNotAllowed, &form{mistakes: []mistake{{Code: CodeMethod, Text: "This page is asked with GET: all that is chosen stands in its address."}}})
			return
		}
		switch r.URL.Path {
		case Path:
			serve(w, r)
		case Path + "/download":
			download(w, r)
		default:
			show(w, http.StatusNotFound, &form{mistakes: []mistake{{Code: CodePath, Text: "There is no such page. Here is the chooser."}}})
		}
	})
}

func serve(w http.ResponseWriter, r *http.Request) {
	f := read(r.URL.RawQuery)
	if f.part == "preview" {
		fragment(w, f)
		return
	}
	show(w, f.status, f)
}

// view is what the templates are given.
type view struct {
	*form
	Groups  []group
	Preview *preview
}

// show writes the whole page.
func show(w http.ResponseWriter, status int, f *form) {
	v := view{form: f, Groups: f.groups(), Preview: f.preview()}
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "choose.html", v); err != nil {
		http.Error(w, "The page could not be made.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", "private, no-cache")
	page.Write(w, page.Content{
		Status: status, Title: "Choose", Here: Path,
		Description: "Say what machines may do with your work, see what people and machines will read, and take it home as one file.",
		Body:        template.HTML(b.String()),
		Styles:      []string{"choose.css"}, Scripts: []string{"choose.js"},
	})
}

// fragment writes the preview alone.
func fragment(w http.ResponseWriter, f *form) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "preview.html", view{form: f, Preview: f.preview()}); err != nil {
		http.Error(w, "The preview could not be made.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	page.Guard(h)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(max(f.status, http.StatusOK))
	_, _ = w.Write(b.Bytes())
}

func download(w http.ResponseWriter, r *http.Request) {
	f := read(r.URL.RawQuery)
	f.demand()
	if len(f.mistakes) > 0 {
		show(w, max(f.status, http.StatusUnprocessableEntity), f)
		return
	}
	text, err := f.archive()
	if err != nil {
		f.mistakes = append(f.mistakes, mistake{Code: CodePublish, Text: "What was chosen cannot be published: " + strings.TrimPrefix(err.Error(), "declare: ") + "."})
		show(w, http.StatusUnprocessableEntity, f)
		return
	}
	h := w.Header()
	page.Guard(h)
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", `attachment; filename="proviso.zip"`)
	h.Set("Content-Length", strconv.Itoa(len(text)))
	h.Set("Cache-Control", "private, no-cache")
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(text)
}
