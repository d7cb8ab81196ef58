package check

import (
	"errors"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/web/page"
)

// serveBadge draws what is said about one use, training unless the query names another.
// What is older than a day is shown all the same, and looked at again meanwhile.
func (h *Handler) serveBadge(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	use, known := proviso.TrainAI, true
	if name := query.Get("use"); name != "" {
		use, known = proviso.ParseUse(name)
	}
	if !known {
		h.writeBadge(w, http.StatusBadRequest, 0, draw(proviso.TrainAI, word{Text: "no such use", Icon: unseen}, time.Time{}))
		return
	}
	u, err := gather.URL(query.Get("url"))
	if err != nil {
		h.writeBadge(w, http.StatusUnprocessableEntity, 0, draw(use, word{Text: "no such address", Icon: unseen}, time.Time{}))
		return
	}
	svg, at := h.badge(r, key{url: u}, use)
	if age := h.cfg.Now().Sub(at); age >= h.cfg.BadgeAge {
		// Whoever looks at the page that embeds the badge is its client: what it may begin
		// bounds this, and that it may not is no reason to show nothing.
		_, _ = h.queue.join(key{url: u}, hostname(u), h.Client(r), func() error { return h.mayCheck(h.Client(r)) })
		h.writeBadge(w, http.StatusOK, time.Minute, svg)
		return
	}
	h.writeBadge(w, http.StatusOK, time.Hour, svg)
}

func (h *Handler) writeBadge(w http.ResponseWriter, status int, age time.Duration, svg []byte) {
	page.Guard(w.Header())
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	w.Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(age.Seconds())))
	w.WriteHeader(status)
	_, _ = w.Write(svg)
}

// badge draws what was found last, and tells when; the zero time is never.
func (h *Handler) badge(r *http.Request, k key, use proviso.Use) ([]byte, time.Time) {
	pending := draw(use, word{Text: "being looked at", Icon: unseen}, time.Time{})
	found, ok := h.results.get(k)
	if ok && found.err != nil {
		if h.cfg.Now().Before(found.until) {
			return draw(use, word{Text: "cannot be looked at", Icon: unseen}, found.at), h.cfg.Now() // not anew for each
		}
		ok = false
	}
	if !ok {
		if h.mayRead(h.Client(r)) != nil {
			return pending, h.cfg.Now()
		}
		record, err := h.latest(r, k.url)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return pending, time.Time{}
		case err != nil:
			return draw(use, word{Text: "not known now", Icon: unseen}, time.Time{}), h.cfg.Now()
		}
		found = h.shelve(k, record)
	}
	name := "badge " + found.id + " " + use.String()
	if m, ok := h.pages.get(name); ok {
		return m.svg, found.at
	}
	s, err := read(found.json)
	if err != nil {
		return draw(use, word{Text: "not known", Icon: unseen}, time.Time{}), found.at
	}
	ruling := s.Page.Uses[use.String()]
	w := wordOf(ruling.Outcome, ruling.Offers)
	if w.Text == "only if" {
		w.Text = "only if you " + briefly(asks(ruling.outcome()))
	}
	m := &made{svg: draw(use, w, found.at)}
	h.pages.put(name, m)
	return m.svg, found.at
}

// briefly keeps a badge from becoming a sentence.
func briefly(s string) string { return clip(s, 40) }

// colours of badges, readable on white (WCAG 2.2 AA). The shape and the word say the same.
var colours = map[string]string{"yes": "#1b6b3a", "only": "#8a5a00", "no": "#a32020"}

// draw draws a badge: a name, a shape and a word. It has no style of its own, so that it
// looks the same wherever it is embedded.
func draw(use proviso.Use, w word, at time.Time) []byte {
	label, text := uses[use].Name, w.Text
	colour := colours[w.Class]
	if colour == "" {
		colour = "#4a545e"
	}
	left, right := width(label)+16, width(text)*9/8+34 // bold is wider
	title := label + ": " + text
	if !at.IsZero() {
		title += ", looked at on " + at.UTC().Format("2006-01-02")
	}
	shape := strings.Replace(string(w.Icon), `width="24" height="24"`, fmt.Sprintf(`x="%d" y="5" width="14" height="14" color="%s"`, left+8, colour), 1)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="24" viewBox="0 0 %d 24" role="img" aria-label="%s"><title>%s</title>`,
		left+right, left+right, html.EscapeString(title), html.EscapeString(title))
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%d" height="23" rx="3" fill="#fff" stroke="%s"/>`, left+right-1, colour)
	fmt.Fprintf(&b, `<path d="M%d 1v22" stroke="%s" stroke-opacity=".4"/>`, left, colour)
	b.WriteString(shape)
	fmt.Fprintf(&b, `<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="8" y="16" fill="#1d1c1a" textLength="%d">%s</text>`, left-16, html.EscapeString(label))
	fmt.Fprintf(&b, `<text x="%d" y="16" fill="%s" font-weight="bold" textLength="%d">%s</text></g></svg>`, left+26, colour, right-34, html.EscapeString(text))
	return []byte(b.String())
}

// width is about how wide a text is in Verdana of 11 pixels, in pixels. The text is set to
// it, whatever font there is.
func width(s string) int {
	n := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("iljtf.,:'|! ", r):
			n += 4.3
		case r >= 'A' && r <= 'Z' || strings.ContainsRune("mw@%", r):
			n += 8.6
		case r > 0x2e80:
			n += 11
		default:
			n += 6.9
		}
	}
	return int(n + .5)
}
