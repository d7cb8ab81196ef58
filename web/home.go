package web

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"

	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/web/page"
)

//go:embed home.html
var homeText string

// homeBody is the same for everybody.
var homeBody = func() template.HTML {
	icon := func(answer string) template.HTML { return template.HTML(notice.Icon(answer, "")) }
	t := template.Must(template.New("home").Funcs(template.FuncMap{"icon": icon}).Parse(homeText))
	var b bytes.Buffer
	if err := t.Execute(&b, nil); err != nil {
		panic(err) // it is part of the program, and is given nothing
	}
	return template.HTML(b.String())
}()

// Home serves the first page, with its two doors: to choose, and to check. At any address
// but "/" it says that there is nothing, so that it can stand behind all others.
func Home() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			page.Write(w, page.Content{Status: http.StatusMethodNotAllowed, Title: "Not this way", Body: notThisWay})
		case r.URL.Path != "/":
			h.Set("Cache-Control", "no-cache")
			page.Write(w, page.Content{Status: http.StatusNotFound, Title: "Not here", Body: notHere})
		default:
			h.Set("Cache-Control", "public, max-age=600")
			page.Write(w, page.Content{
				Title:       "What machines may do",
				Description: "Say what machines may do with your work, or see what a site says. No account, no cookies.",
				Body:        homeBody, Styles: []string{"home.css"},
			})
		}
	})
}

// What is said where there is nothing. The address that was asked for is not repeated.
const (
	notHere    = `<h1>Not here</h1><p>There is no page at this address. <code>web-path</code></p><p><a class="button ui" href="/">To the first page</a></p>`
	notThisWay = `<h1>Not this way</h1><p>This page can only be read: ask for it with GET or HEAD. <code>web-method</code></p>`
)
