package middleware_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/middleware"
)

// show asks a handler, as a crawler would.
func show(h http.Handler, target string) *http.Response {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", target, nil))
	return w.Result()
}

func Example() {
	declaration, problems := declare.Parse([]byte(`version = 1

[party]
name = "Harbour Archive"
role = "custodian"
domain = "harbour.example"

[[collection]]
name = "website"
train-ai = "deny"
search = "allow"

[[collection]]
name = "photographs"
paths = ["/photos/"]
train-ai = "cc-cr"
search = "allow"
`))
	if declaration == nil {
		log.Fatal(problems)
	}
	mw, err := middleware.New(middleware.FromDeclaration(declaration))
	if err != nil {
		log.Fatal(err)
	}

	mux := http.NewServeMux()
	mux.HandleFunc("GET /photos/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "a photograph") })
	site := mw.Wrap(mux) // around everything: http.ListenAndServe(addr, site)

	fmt.Println(show(site, "/photos/harbour").Header.Get("Content-Usage"))
	response := show(site, "/no-such-page")
	fmt.Println(response.StatusCode, response.Header.Get("Content-Usage"))
	fmt.Println(show(site, "/.well-known/proviso.json").Header.Get("Content-Type"))
	// Output:
	// train-ai=n;exceptions=cc-cr, search=y
	// 404 train-ai=n, search=y
	// application/vnd.proviso.declaration+json
}

// A site's own robots.txt stays what it is, and says what is declared besides.
func ExampleConfig_robotsTxt() {
	mw, err := middleware.New(middleware.Config{
		Rules: []middleware.Rule{
			{Path: "", Usage: "train-ai=n, search=y"},
			{Path: "/press/", Usage: "train-ai=y, search=y"},
		},
		RobotsTxt: "User-agent: *\nDisallow: /admin/\n",
	})
	if err != nil {
		log.Fatal(err)
	}
	text, _ := io.ReadAll(show(mw.Wrap(http.NotFoundHandler()), "/robots.txt").Body)
	fmt.Print(string(text))
	// Output:
	// User-agent: *
	// Disallow: /admin/
	// Content-Usage: train-ai=n, search=y
	// Content-Usage: /press/ train-ai=y, search=y
}

// Every mistake is told at once.
func ExampleNew_mistakes() {
	_, err := middleware.New(middleware.Config{
		Rules: []middleware.Rule{
			{Path: "photos/", Usage: "train-ai=n"},
			{Path: "/press/", Usage: "train-ai=no"},
		},
	})
	fmt.Println(err)
	// Output:
	// middleware: Rules[0].Path "photos/": a path begins with "/"; right would be "/photos/"
	// middleware: Rules[1].Usage "train-ai=no": the value of train-ai is neither y nor n, so it says nothing; right would be "train-ai=n"
}

// What is declared can change while the server runs.
func ExampleMiddleware_Reconfigure() {
	mw := &middleware.Middleware{} // says nothing yet
	site := mw.Wrap(http.NotFoundHandler())
	fmt.Printf("%q\n", show(site, "/").Header.Get("Content-Usage"))

	if err := mw.Reconfigure(&middleware.Config{Rules: []middleware.Rule{{Path: "", Usage: "train-ai=n"}}}); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%q\n", show(site, "/").Header.Get("Content-Usage"))
	// Output:
	// ""
	// "train-ai=n"
}

// This is how not to do it: wrapped around one handler of many, the middleware says nothing
// about the others, nor about pages that do not exist.
func Example_incorrect() {
	mw, err := middleware.New(middleware.Config{Rules: []middleware.Rule{{Path: "", Usage: "train-ai=n"}}})
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/{$}", mw.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {})))
	mux.HandleFunc("/photos/", func(w http.ResponseWriter, r *http.Request) {})

	for _, target := range []string{"/", "/photos/", "/none"} {
		fmt.Printf("%s %q\n", target, show(mux, target).Header.Get("Content-Usage"))
	}
	// Output:
	// / "train-ai=n"
	// /photos/ ""
	// /none ""
}
