package api

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// parameters reads a query of which all parameters are known and stand once.
func parameters(r *http.Request, known ...string) (url.Values, *problem) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, &problem{http.StatusBadRequest, CodeParameter, "The query cannot be read; percent-encode what stands in it.", 0}
	}
	for name, values := range query {
		switch {
		case !slices.Contains(known, name):
			return nil, &problem{http.StatusBadRequest, CodeParameter, "A parameter is not known here. Those that are: " + strings.Join(known, ", ") + ".", 0}
		case len(values) > 1:
			return nil, &problem{http.StatusBadRequest, CodeParameter, "The parameter " + name + " stands more than once. Percent-encode a URL that has a query of its own.", 0}
		}
	}
	return query, nil
}

// serveCheck answers about one URL.
func (h *Handler) serveCheck(w http.ResponseWriter, r *http.Request) {
	query, p := parameters(r, "url", "site")
	if p != nil {
		fail(w, p)
		return
	}
	site := query.Get("site")
	switch {
	case strings.TrimSpace(query.Get("url")) == "":
		p = &problem{http.StatusBadRequest, CodeParameter, "The parameter url is missing: the address to look at.", 0}
	case query.Has("site") && site != "true" && site != "false":
		p = &problem{http.StatusBadRequest, CodeParameter, "The parameter site is true or false.", 0}
	}
	if p != nil {
		fail(w, p)
		return
	}
	answer, permalink, at, err := h.cfg.Check(r, query.Get("url"), site == "true")
	if err != nil {
		fail(w, problemOf(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "public, max-age=60")
	w.Header().Set("Last-Modified", at.UTC().Format(http.TimeFormat))
	if permalink != "" {
		w.Header().Set("Content-Location", permalink+".json")
	}
	_, _ = w.Write(answer)
}
