// Package web puts the face together: the chooser, the checker, the pages of statements and
// the interface for programs, behind one handler.
//
//	face, err := web.New(web.Config{Store: s, Fetcher: f, Origin: "https://proviso.example"})
//	…
//	http.Serve(listener, face)
//	…
//	face.Close(ctx)
//
// Pages work without scripts, set no cookie and take nothing from elsewhere; package page
// has the Content-Security-Policy that holds them to it.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/web/api"
	"github.com/proviso-signals/proviso/web/check"
	"github.com/proviso-signals/proviso/web/choose"
	"github.com/proviso-signals/proviso/web/page"
	"github.com/proviso-signals/proviso/web/statements"
)

// Config says what the face stands on.
type Config struct {
	Store   store.Store    // keeps the answers; needed
	Fetcher check.Gatherer // needed; one that refuses private addresses, where strangers ask
	// Origin is where the face is served, such as "https://proviso.example": what absolute
	// addresses begin with. Empty for unknown; then they are relative.
	Origin string
	// Proxies is the number of proxies of ours in front that each add to X-Forwarded-For.
	Proxies int
	Log     *slog.Logger // nil is slog.Default
}

// Face is all pages.
type Face struct {
	mux   *http.ServeMux
	check *check.Handler
	store store.Store
	log   *slog.Logger
}

// New makes the face. The error says what is missing.
func New(cfg Config) (*Face, error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	checker, err := check.New(check.Config{Store: cfg.Store, Fetcher: cfg.Fetcher, Proxies: cfg.Proxies, Log: cfg.Log})
	if err != nil {
		return nil, err
	}
	programs, err := api.New(api.Config{Check: checker.Answer, Client: checker.Client, Log: cfg.Log})
	if err != nil {
		return nil, err
	}
	f := &Face{mux: http.NewServeMux(), check: checker, store: cfg.Store, log: cfg.Log}
	checker.Mount(f.mux)
	programs.Mount(f.mux)
	f.mux.Handle(choose.Path, choose.Handler())
	f.mux.Handle(choose.Path+"/", choose.Handler())
	pages := statements.Handler(cfg.Origin)
	f.mux.Handle(statements.Path, pages)
	f.mux.Handle("/marks/", pages)
	f.mux.Handle("/assets/", page.Assets())
	f.mux.HandleFunc("GET /healthz", f.healthy)
	f.mux.Handle("/", Home())
	return f, nil
}

// ServeHTTP serves all of it. A page that breaks is told in a sentence, without a trace.
func (f *Face) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		broken := recover()
		if err, ok := broken.(error); broken == nil || ok && errors.Is(err, http.ErrAbortHandler) {
			if broken != nil {
				panic(broken)
			}
			return
		}
		f.log.Error("a page broke", "path", r.URL.Path, "why", broken)
		page.Write(w, page.Content{Status: http.StatusInternalServerError, Title: "Something went wrong", Body: broke})
	}()
	f.mux.ServeHTTP(w, r)
}

const broke = "<h1>Something went wrong here</h1><p>It is not your fault. Try again in a moment. [web-broken]</p>"

// healthy is for who watches over the server: 200 while answers can be kept.
func (f *Face) healthy(w http.ResponseWriter, r *http.Request) {
	page.Guard(w.Header())
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if err := f.store.Healthy(r.Context()); err != nil {
		f.log.Error("the store is not usable", "why", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("the store is not usable\n"))
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}

// Close takes no more checks and waits for those that run, until the context ends.
func (f *Face) Close(ctx context.Context) error { return f.check.Close(ctx) }
