package check

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/publish/hosts"
	"github.com/proviso-signals/proviso/store"
)

// MaxID is how long the name of an answer may be, in bytes.
const MaxID = 128

// serveAnswer shows an answer that was kept.
func (h *Handler) serveAnswer(w http.ResponseWriter, r *http.Request) {
	id, asJSON := strings.CutSuffix(r.PathValue("id"), ".json")
	query := r.URL.Query()
	host, say := query.Get("host"), query.Get("say")
	if _, known := hosts.ByName(host); !known {
		host = ""
	}
	if !isStance(say) {
		say = stances[0].Value
	}
	cached := id + " " + host + " " + say
	if !asJSON {
		if m, ok := h.pages.get(cached); ok {
			h.writeAnswer(w, m)
			return
		}
	}
	record, problem := h.record(r, id)
	if problem != nil {
		h.refuse(w, problem, "")
		return
	}
	if asJSON {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Cache-Control", "public, max-age=86400")
		w.Header().Set("Last-Modified", record.Time.UTC().Format(http.TimeFormat))
		_, _ = w.Write(append(record.Answer[:len(record.Answer):len(record.Answer)], '\n'))
		return
	}
	s, err := read(record.Answer)
	if err != nil {
		h.writeOr(w, 0, nil, err)
		return
	}
	if host == "" && !query.Has("host") {
		host = hostNamed(record.URL)
	}
	v := show(record, s, host, say)
	m, err := makePage(v.Name, v.Sentence, "answer", v)
	if err != nil {
		h.writeOr(w, 0, nil, err)
		return
	}
	h.pages.put(cached, m)
	h.writeAnswer(w, m)
}

func (h *Handler) writeAnswer(w http.ResponseWriter, m *made) {
	w.Header().Set("Cache-Control", "public, max-age=300")
	w.Header().Set("X-Robots-Tag", "noindex") // an answer is about somebody else's site
	h.write(w, http.StatusOK, m)
}

func isStance(s string) bool {
	for _, stance := range stances {
		if stance.Value == s {
			return true
		}
	}
	return false
}

// record gets a record, or says why not.
func (h *Handler) record(r *http.Request, id string) (*store.Record, *Error) {
	if !isID(id) {
		return nil, unknown()
	}
	if err := h.mayRead(h.Client(r)); err != nil {
		return nil, refused(err)
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.cfg.StoreTimeout)
	defer cancel()
	record, err := h.cfg.Store.Get(ctx, id)
	return record, h.unstored(err)
}

// latest gets the newest record of a URL.
func (h *Handler) latest(r *http.Request, url string) (*store.Record, error) {
	ctx, cancel := context.WithTimeout(r.Context(), h.cfg.StoreTimeout)
	defer cancel()
	return h.cfg.Store.Latest(ctx, url)
}

// unstored says what an error of the store means.
func (h *Handler) unstored(err error) *Error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNotFound):
		return unknown()
	}
	h.cfg.Log.Error("store", "error", err)
	return &Error{CodeStore, "What is kept cannot be read at the moment. Please try again in a minute.", http.StatusServiceUnavailable, time.Minute}
}

func unknown() *Error {
	return &Error{CodeUnknown, "There is no answer at this address: it was never there, or is no longer kept.", http.StatusNotFound, 0}
}

func isID(s string) bool {
	return s != "" && len(s) <= MaxID && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// Answer checks a URL for a program, and waits for the answer: about one asset, in the
// bytes of "proviso check --json", or about a site, which is kept and has an address. What
// a request is needed for is its client and its patience.
//
// The error has a method Problem that gives status, code, text and when to come back.
func (h *Handler) Answer(r *http.Request, typed string, site bool) (json []byte, permalink string, at time.Time, err error) {
	found, f, err := h.ask(r, typed, !site)
	if err == nil && found == nil {
		select {
		case <-f.done:
			found = f.result
		case <-r.Context().Done():
			err = r.Context().Err()
		}
	}
	if err == nil && found.err != nil {
		err = found.err
	}
	if err != nil {
		return nil, "", time.Time{}, refused(err)
	}
	if found.id != "" {
		permalink = "/check/" + found.id
	}
	return found.json, permalink, found.at, nil
}
