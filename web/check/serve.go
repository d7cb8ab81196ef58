package check

import (
	"bytes"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/web/page"
)

//go:embed templates/*.html
var templateFiles embed.FS

var templates = template.Must(template.ParseFS(templateFiles, "templates/*.html"))

// MaxQuery bounds the query of an address of the checker, in bytes: a URL whose every byte
// is percent-encoded, and some more.
const MaxQuery = 3*gather.MaxURL + 1<<10

func (h *Handler) routes() {
	h.mux.HandleFunc("GET /check", h.serveCheck)
	h.mux.HandleFunc("GET /check/progress", h.serveProgress)
	h.mux.HandleFunc("GET /check/history", h.serveHistory)
	h.mux.HandleFunc("GET /check/diff", h.serveDiff)
	h.mux.HandleFunc("GET /check/{id}", h.serveAnswer)
	h.mux.HandleFunc("GET /badge.svg", h.serveBadge)
	h.mux.HandleFunc("GET /check/", func(w http.ResponseWriter, r *http.Request) {
		h.refuse(w, &Error{CodeNotFound, "There is no such page.", http.StatusNotFound, 0}, "")
	})
}

// ServeHTTP serves the paths that the package's comment lists.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if len(r.URL.RawQuery) > MaxQuery {
		h.refuse(w, &Error{gather.CodeURL, "This address is longer than any that can be looked at.", http.StatusRequestURITooLong, 0}, "")
		return
	}
	h.mux.ServeHTTP(w, r)
}

// Mount adds the paths to a mux.
func (h *Handler) Mount(mux *http.ServeMux) {
	for _, path := range []string{"/check", "/check/", "/badge.svg"} {
		mux.Handle(path, h)
	}
}

// made is a page that was made, to be shown again.
type made struct {
	title, about string
	body         template.HTML
	svg          []byte
}

func (m *made) weight() int { return 512 + len(m.body) + len(m.svg) }

func makePage(title, about, name string, data any) (*made, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return nil, err
	}
	return &made{title: title, about: about, body: template.HTML(b.String())}, nil
}

func (h *Handler) write(w http.ResponseWriter, status int, m *made) {
	page.Write(w, page.Content{
		Status: status, Title: m.title, Description: m.about, Here: "/check", Body: m.body,
		Scripts: []string{"check.js"}, Styles: []string{"check.css"},
	})
}

// form is what the page with the form shows.
type form struct {
	Title, Typed string
	Problem      *Error
}

// refuse says what is wrong, with the form as it was typed.
func (h *Handler) refuse(w http.ResponseWriter, e *Error, typed string) {
	retryAfter(w, e)
	w.Header().Set("Cache-Control", "no-store")
	typed = strings.ToValidUTF8(typed, "\uFFFD") // a page of UTF-8 can hold nothing else
	m, err := makePage("Check", "", "none", form{"This could not be checked", typed, e})
	if err != nil {
		http.Error(w, e.Text, e.Status)
		return
	}
	h.write(w, e.Status, m)
}

func retryAfter(w http.ResponseWriter, e *Error) {
	if e.Retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((e.Retry+time.Second-1)/time.Second)))
	}
}

// serveCheck shows the form; or leads to an answer, or to how it comes about.
func (h *Handler) serveCheck(w http.ResponseWriter, r *http.Request) {
	typed := r.URL.Query().Get("url")
	if strings.TrimSpace(typed) == "" {
		m, err := makePage("Check", "What are machines told at an address? An answer in five seconds, and all that it rests on.", "form", form{Typed: typed})
		h.writeOr(w, http.StatusOK, m, err)
		return
	}
	found, f, err := h.ask(r, typed, false)
	if err == nil && found != nil && found.err != nil {
		err = found.err
	}
	switch {
	case err != nil:
		h.refuse(w, refused(err), typed)
	case found != nil:
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, location(found), http.StatusSeeOther)
	default:
		h.wait(w, f)
	}
}

// ask finds what is known about a URL, or joins the check of it.
func (h *Handler) ask(r *http.Request, typed string, asset bool) (*result, *flight, error) {
	u, err := gather.URL(typed)
	if err != nil {
		return nil, nil, err
	}
	k := key{u, asset}
	if found := h.fresh(k); found != nil {
		return found, nil, nil
	}
	if f := h.queue.find(k); f != nil {
		return nil, f, nil
	}
	client := h.Client(r)
	if !asset {
		if err := h.mayRead(client); err != nil {
			return nil, nil, err
		}
		if record, err := h.latest(r, u); err == nil && h.cfg.Now().Sub(record.Time) < h.cfg.Fresh {
			return h.shelve(k, record), nil, nil
		}
	}
	var meanwhile *result
	f, err := h.queue.join(k, hostname(u), client, func() error {
		if meanwhile = h.fresh(k); meanwhile != nil {
			return errMeanwhile
		}
		return h.mayCheck(client)
	})
	if meanwhile != nil {
		return meanwhile, nil, nil
	}
	return nil, f, err
}

var errMeanwhile = errors.New("check: answered meanwhile")

func (h *Handler) fresh(k key) *result {
	if found, ok := h.results.get(k); ok && h.cfg.Now().Before(found.until) {
		return found
	}
	return nil
}

// shelve makes a result of a record.
func (h *Handler) shelve(k key, record *store.Record) *result {
	found := &result{
		json: append(bytes.Clone(record.Answer), '\n'), id: record.ID, host: hostNamed(record.URL),
		at: record.Time, until: record.Time.Add(h.cfg.Fresh),
	}
	h.results.put(k, found)
	return found
}

func (h *Handler) mayCheck(client string) error {
	if wait, ok := h.checks.take(client); !ok {
		return &Error{CodeTooMany, "You have begun more checks than one may in so short a time. Please wait a little.", http.StatusTooManyRequests, wait}
	}
	return nil
}

func (h *Handler) mayRead(client string) error {
	if wait, ok := h.reads.take(client); !ok {
		return &Error{CodeReads, "You have asked for more than one may in so short a time. Please wait a little.", http.StatusTooManyRequests, wait}
	}
	return nil
}

// hostname is the host of a URL in normal form.
func hostname(u string) string {
	parsed, err := url.Parse(u)
	if err != nil {
		return ""
	}
	return parsed.Hostname()
}

// location is the address of an answer, with the host that was told by how it was served.
func location(r *result) string {
	if r.host == "" {
		return "/check/" + r.id
	}
	return "/check/" + r.id + "?host=" + url.QueryEscape(r.host)
}

// wait shows how a check goes.
func (h *Handler) wait(w http.ResponseWriter, f *flight) {
	steps, _ := f.watch()
	data := struct {
		Name, Query string
		Ahead       int
		Done        []string
		Now         string
	}{Name: bare(f.url), Query: f.url, Ahead: h.queue.ahead(f), Now: "the page"}
	if len(steps) > 0 {
		data.Done, data.Now = steps[:len(steps)-1], steps[len(steps)-1]
	}
	m, err := makePage("Looking at "+bare(f.url), "", "waiting", data)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	h.writeOr(w, http.StatusAccepted, m, err)
}

func (h *Handler) writeOr(w http.ResponseWriter, status int, m *made, err error) {
	if err != nil {
		h.cfg.Log.Error("page not made", "error", err)
		h.refuse(w, &Error{CodeFailed, "The page could not be made. That is our fault.", http.StatusInternalServerError, 0}, "")
		return
	}
	h.write(w, status, m)
}
