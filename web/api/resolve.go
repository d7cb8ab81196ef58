package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/answer"
)

// serveResolve answers a batch. It is read whole before the first answer, so that what is
// wrong with it has a status; answers are then written as they are made.
func (h *Handler) serveResolve(w http.ResponseWriter, r *http.Request) {
	if _, p := parameters(r); p != nil {
		fail(w, p)
		return
	}
	if p := readable(r); p != nil {
		fail(w, p)
		return
	}
	client := h.cfg.Client(r)
	if p := h.enter(client); p != nil {
		fail(w, p)
		return
	}
	defer h.leave(client)
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(h.cfg.ReadTime))
	batch, p := h.readBatch(w, r)
	if p != nil {
		fail(w, p)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.cfg.ResolveTime)
	defer cancel()
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Cache-Control", "no-store")
	if err := answer.Batch(ctx, bytes.NewReader(batch), &paced{w, control, h.cfg.WriteTime}); err != nil {
		h.cfg.Log.Warn("batch not answered to its end", "error", err)
		panic(http.ErrAbortHandler) // answers that end early must not look whole
	}
}

// readable refuses forms and codings that would be misread. What a form of the web or a
// tool calls plain lines is taken for them.
func readable(r *http.Request) *problem {
	refused := func(text string) *problem {
		return &problem{http.StatusUnsupportedMediaType, CodeMediaType, text, 0}
	}
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return refused("Send the batch without Content-Encoding.")
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Header.Get("Content-Type") == "" || err == nil && !strings.HasPrefix(kind, "multipart/") {
		return nil
	}
	return refused("Send the batch as lines of JSON, application/x-ndjson.")
}

func (h *Handler) readBatch(w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	batch, err := io.ReadAll(http.MaxBytesReader(w, r.Body, h.cfg.MaxBody))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return nil, &problem{http.StatusRequestEntityTooLarge, CodeTooLarge, "The batch is larger than one may be; send it in parts.", 0}
	}
	if err != nil {
		return nil, &problem{http.StatusBadRequest, CodeIncomplete, "The batch did not come to its end.", 0}
	}
	if len(bytes.TrimSpace(batch)) == 0 {
		return nil, &problem{http.StatusBadRequest, CodeEmpty, "The batch has no line. Send a request a line, as docs/batch.md describes it.", 0}
	}
	if bytes.Count(batch, []byte("\n")) > h.cfg.MaxLines {
		return nil, &problem{http.StatusRequestEntityTooLarge, CodeTooMany, "The batch has more lines than one may have; send it in parts.", 0}
	}
	return batch, nil
}

// enter lets a batch in, or tells why not.
func (h *Handler) enter(client string) *problem {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.running[client] >= h.cfg.PerClient:
		return &problem{http.StatusTooManyRequests, CodeInHand, "As many batches of yours are being answered as may be at once.", 5 * time.Second}
	case h.batches >= h.cfg.Resolving:
		return &problem{http.StatusServiceUnavailable, CodeBusy, "As many batches are being answered as can be at once.", 5 * time.Second}
	}
	h.batches++
	h.running[client]++
	return nil
}

func (h *Handler) leave(client string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.batches--
	if h.running[client]--; h.running[client] == 0 {
		delete(h.running, client)
	}
}

// paced gives a client so long to take each piece.
type paced struct {
	w       io.Writer
	control *http.ResponseController
	time    time.Duration
}

func (p *paced) Write(b []byte) (int, error) {
	_ = p.control.SetWriteDeadline(time.Now().Add(p.time))
	return p.w.Write(b)
}
