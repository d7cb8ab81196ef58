package check

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
)

// perPage is how many answers a page of the history lists.
const perPage = 50

// shownRecord is a line of a history.
type shownRecord struct {
	store.Record
	Change string
	A, B   bool // the choice that is made already
}

// serveHistory lists the answers about a URL, the newest first.
func (h *Handler) serveHistory(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	typed := query.Get("url")
	u, err := gather.URL(typed)
	if err != nil {
		h.refuse(w, refused(err), typed)
		return
	}
	if err := h.mayRead(h.Client(r)); err != nil {
		h.refuse(w, refused(err), typed)
		return
	}
	var before time.Time
	if ms, err := strconv.ParseInt(query.Get("before"), 10, 64); err == nil && ms > 0 {
		before = time.UnixMilli(ms).UTC()
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.cfg.StoreTimeout)
	defer cancel()
	records, err := h.cfg.Store.History(ctx, u, before, perPage+1)
	if err != nil {
		h.refuse(w, h.unstored(err), typed)
		return
	}
	m, err := makePage("Answers about "+bare(u), "", "history", listed(u, records))
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	h.writeOr(w, http.StatusOK, m, err)
}

type history struct {
	URL, Name, Older string
	Records          []shownRecord
}

func listed(u string, records []store.Record) history {
	v := history{URL: u, Name: bare(u)}
	more := len(records) > perPage
	for i, r := range records {
		if i == perPage {
			break
		}
		line := shownRecord{Record: r, Change: "the first that is kept"}
		if i+1 < len(records) {
			line.Change = "the same as before"
			if records[i+1].Digest != r.Digest {
				line.Change = "≠ something changed"
			}
		}
		line.Time = line.Time.UTC()
		v.Records = append(v.Records, line)
	}
	if len(v.Records) > 1 {
		v.Records[1].A, v.Records[0].B = true, true
	}
	if more {
		last := v.Records[len(v.Records)-1].Time
		v.Older = "/check/history?url=" + url.QueryEscape(u) + "&before=" + strconv.FormatInt(last.UnixMilli(), 10)
	}
	return v
}
