package check

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/web/page"
)

// beat is how often a stream says something though nothing has happened, and writeTime how
// long its reader may take to take it.
const (
	beat      = 15 * time.Second
	writeTime = 30 * time.Second
)

// progress is how a check goes.
type progress struct {
	State    string   `json:"state"` // "none", "waiting", "running", "done" or "failed"
	Ahead    int      `json:"ahead,omitempty"`
	Steps    []string `json:"steps,omitempty"`
	Location string   `json:"location,omitempty"` // where it goes on
}

// serveProgress tells how a check goes, and begins none.
func (h *Handler) serveProgress(w http.ResponseWriter, r *http.Request) {
	page.Guard(w.Header())
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	u, err := gather.URL(r.URL.Query().Get("url"))
	if err != nil {
		writeProgress(w, http.StatusUnprocessableEntity, progress{State: "none"})
		return
	}
	k := key{url: u}
	if !strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		p, _, _ := h.progress(k)
		writeProgress(w, http.StatusOK, p)
		return
	}
	client := h.Client(r)
	if !h.streams.enter(client) {
		w.Header().Set("Retry-After", "2")
		writeProgress(w, http.StatusServiceUnavailable, progress{State: "none"}) // the page asks now and then instead
		return
	}
	defer h.streams.leave(client)
	h.stream(w, r, k)
}

func writeProgress(w http.ResponseWriter, status int, p progress) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(p)
}

// progress tells how a check goes, and what to wait for; nil where it is over.
func (h *Handler) progress(k key) (p progress, f *flight, news <-chan struct{}) {
	if f := h.queue.find(k); f != nil {
		steps, news := f.watch()
		if ahead := h.queue.ahead(f); ahead >= 0 {
			return progress{State: "waiting", Ahead: ahead}, f, news
		}
		return progress{State: "running", Steps: steps}, f, news
	}
	switch found := h.fresh(k); {
	case found == nil:
		return progress{State: "none", Location: "/check?url=" + url.QueryEscape(k.url)}, nil, nil
	case found.err != nil:
		return progress{State: "failed", Location: "/check?url=" + url.QueryEscape(k.url)}, nil, nil
	default:
		return progress{State: "done", Location: location(found)}, nil, nil
	}
}

// stream sends an event for each piece of news until the check is over.
func (h *Handler) stream(w http.ResponseWriter, r *http.Request, k key) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would hold it back
	control := http.NewResponseController(w)
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		p, f, news := h.progress(k)
		text, _ := json.Marshal(p)
		_ = control.SetWriteDeadline(time.Now().Add(writeTime))
		if _, err := w.Write([]byte("data: " + string(text) + "\n\n")); err != nil {
			return
		}
		if control.Flush() != nil || f == nil {
			return
		}
		select {
		case <-f.done:
		case <-news:
		case <-ticker.C:
		case <-r.Context().Done():
			return
		}
	}
}
