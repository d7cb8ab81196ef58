// Package api is the interface of the web face for programs. It answers as the command
// line does, byte for byte, and says what it is in openapi.json, from which its page for
// people is made; a test holds all three together.
//
//	GET  /v1/check?url=…  the answer about a URL, which is looked at if need be
//	POST /v1/resolve      the batch form: JSON lines in, JSON lines out; nothing is fetched
//	GET  /v1/statements   the statements there are pages about, and their paths
//	GET  /openapi.json    OpenAPI 3.1
//	GET  /api             the same for people
//
// What goes wrong is told in the form of RFC 9457, with a stable code.
package api

import (
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/proviso-signals/proviso/web/page"
)

// Defaults of the limits in [Config].
const (
	MaxBody     = 8 << 20
	MaxLines    = 10_000
	Resolving   = 4
	PerClient   = 2
	ResolveTime = 2 * time.Minute
	ReadTime    = time.Minute
	WriteTime   = 30 * time.Second
)

// Checker gives the answer about a URL, as the checker's method Answer does: one line of
// JSON, the path of the page about it if there is one, and when it was looked at. An error
// may have a method Problem that gives status, code, text and when to come back.
type Checker func(r *http.Request, url string, site bool) (json []byte, permalink string, at time.Time, err error)

// Config says what to answer with, and within which limits. A limit of 0 is the constant of
// its name.
type Config struct {
	Check Checker // needed
	// Client names who asks, for limits; nil takes the address of the connection.
	Client func(*http.Request) string

	MaxBody   int64 // of a batch, in bytes
	MaxLines  int   // of a batch
	Resolving int   // batches that are answered at once
	PerClient int   // of them, those of one client
	// ResolveTime bounds the time of a batch, ReadTime that of reading it, and WriteTime
	// how long a client may take to take a piece of the answers.
	ResolveTime, ReadTime, WriteTime time.Duration

	Log *slog.Logger // nil is slog.Default
}

// Handler serves the interface.
type Handler struct {
	cfg        Config
	mux        *http.ServeMux
	statements sync.Map // language to []byte
	docs       *docs

	mu      sync.Mutex
	running map[string]int // batches by client
	batches int
}

// New makes a handler. The error says what is missing or cannot be used.
func New(cfg Config) (*Handler, error) {
	if cfg.Check == nil {
		return nil, errors.New("api: a checker is needed")
	}
	if cfg.MaxBody < 0 || cfg.MaxLines < 0 || cfg.Resolving < 0 || cfg.PerClient < 0 || cfg.ResolveTime < 0 || cfg.ReadTime < 0 || cfg.WriteTime < 0 {
		return nil, errors.New("api: a limit is negative")
	}
	cfg.MaxBody, cfg.MaxLines = or(cfg.MaxBody, MaxBody), or(cfg.MaxLines, MaxLines)
	cfg.Resolving, cfg.PerClient = or(cfg.Resolving, Resolving), or(cfg.PerClient, PerClient)
	cfg.ResolveTime, cfg.ReadTime, cfg.WriteTime = or(cfg.ResolveTime, ResolveTime), or(cfg.ReadTime, ReadTime), or(cfg.WriteTime, WriteTime)
	if cfg.Client == nil {
		cfg.Client = func(r *http.Request) string { return r.RemoteAddr }
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	made, err := makeDocs(document)
	if err != nil {
		return nil, err
	}
	h := &Handler{cfg: cfg, mux: http.NewServeMux(), docs: made, running: make(map[string]int)}
	h.routes()
	return h, nil
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// operations are the paths for programs, with the one method of each.
var operations = []struct {
	method, path string
	serve        func(*Handler, http.ResponseWriter, *http.Request)
}{
	{http.MethodGet, "/v1/check", (*Handler).serveCheck},
	{http.MethodPost, "/v1/resolve", (*Handler).serveResolve},
	{http.MethodGet, "/v1/statements", (*Handler).serveStatements},
	{http.MethodGet, "/openapi.json", (*Handler).serveDocument},
}

func (h *Handler) routes() {
	for _, o := range operations {
		h.mux.HandleFunc(o.method+" "+o.path, func(w http.ResponseWriter, r *http.Request) { o.serve(h, w, r) })
		h.mux.HandleFunc(o.path, func(w http.ResponseWriter, _ *http.Request) {
			allow := o.method
			if allow == http.MethodGet {
				allow = "GET, HEAD"
			}
			w.Header().Set("Allow", allow)
			fail(w, &problem{http.StatusMethodNotAllowed, CodeMethod, "Ask for this path with " + allow + ".", 0})
		})
	}
	h.mux.HandleFunc("GET /api", h.serveDocs)
	h.mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		fail(w, &problem{http.StatusNotFound, CodePath, "There is no such path; /openapi.json lists those there are.", 0})
	})
}

// ServeHTTP serves the paths that the package's comment lists.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page.Guard(w.Header())
	w.Header().Set("Access-Control-Allow-Origin", "*") // everything here is public, and there are no cookies
	h.mux.ServeHTTP(w, r)
}

// Mount adds the paths to a mux.
func (h *Handler) Mount(mux *http.ServeMux) {
	for _, path := range []string{"/v1/", "/openapi.json", "/api"} {
		mux.Handle(path, h)
	}
}
