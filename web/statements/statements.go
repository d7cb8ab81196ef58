// Package statements serves the pages that statements point to: every answer about every
// use by a party in every role, at the addresses of package notice, which never change.
//
//	/statements/                                 all of them
//	/statements/1/train-ai/cc-cr/custodian/      one, as the reader wants it
//	/statements/1/train-ai/cc-cr/custodian/de.html, …/de.md, …/de.txt
//	/statements/1/train-ai/cc-cr/custodian/statement.jsonld
//	/statements/1/profile.jsonld                 our terms, for ODRL
//	/marks/cc-cr.svg, /marks/train-ai/cc-cr.de.svg   marks to embed
//
// A page is a whole document that needs nothing else, with its style in it. The policy
// that goes with it allows just that style, by its hash; see [Policy].
package statements

import (
	"net/http"
	"strings"

	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/web/page"
)

// Where the pages and the marks are.
const (
	Path  = "/statements/"
	Marks = "/marks/"
)

// handler knows where it is served.
type handler struct{ origin string }

// Handler serves the statements and the marks. The origin is that of the addresses which
// are shown for copying, such as "https://proviso.example"; without one they are paths.
func Handler(origin string) http.Handler { return handler{strings.TrimSuffix(origin, "/")} }

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		wrong(w, http.StatusMethodNotAllowed, CodeMethod, "This page can only be read: ask for it with GET or HEAD.")
		return
	}
	switch path := r.URL.Path; {
	case path == Path:
		h.index(w, r)
	case path == strings.TrimSuffix(Path, "/"):
		moved(w, r, Path)
	case path == profilePath:
		deliver(w, r, variant{media: mediaLinked, text: profile()})
	case strings.HasPrefix(path, Marks):
		serveMark(w, r)
	default:
		statement(w, r)
	}
}

// statement serves a page: as negotiated at its path, and as named below it.
func statement(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	slash := strings.LastIndexByte(path, '/') + 1
	folder, name := path[:slash], path[slash:]
	c, ok := notice.ParsePath(folder)
	if !ok {
		if _, ok := notice.ParsePath(path + "/"); ok {
			moved(w, r, path+"/")
			return
		}
		wrong(w, http.StatusNotFound, CodePath, "There is no statement at this address. All that there are are listed at /statements/.")
		return
	}
	negotiated := name == ""
	if negotiated {
		name = chosen(r.Header)
		w.Header().Set("Vary", "Accept, Accept-Language")
		w.Header().Set("Content-Location", folder+name)
	}
	v, ok := variantOf(c, name)
	if !ok {
		wrong(w, http.StatusNotFound, CodePath, "This statement is not there in that language or form.")
		return
	}
	w.Header().Add("Link", "<"+folder+linkedName+`>; rel="alternate"; type="`+mediaLinked+`"`)
	deliver(w, r, v)
}

// moved tells of an address that is for good.
func moved(w http.ResponseWriter, r *http.Request, to string) {
	page.Guard(w.Header())
	w.Header().Set("Cache-Control", cached)
	http.Redirect(w, r, to, http.StatusPermanentRedirect)
}
