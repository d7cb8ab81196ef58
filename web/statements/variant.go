package statements

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/web/page"
)

// The forms that there are.
const (
	mediaHTML     = "text/html"
	mediaMarkdown = "text/markdown"
	mediaText     = "text/plain"
	mediaLinked   = "application/ld+json"
	mediaMark     = "image/svg+xml"
)

// linkedName is what the JSON-LD of a statement is called, below its path.
const linkedName = "statement.jsonld"

// cached is how long what is served may be kept. What a statement means never changes; its
// wording may get better.
const cached = "public, max-age=3600"

// variant is one thing that can be served.
type variant struct {
	media string
	lang  string // empty for none in particular
	text  []byte
}

// variantOf makes the file of a statement by its name; ok is false where there is none.
func variantOf(c notice.Case, name string) (v variant, ok bool) {
	if name == linkedName {
		return variant{media: mediaLinked, text: linked(c)}, true
	}
	lang, form, _ := strings.Cut(name, ".")
	if name != notice.File(lang, notice.Form(form)) || notice.Match(lang) != lang {
		return variant{}, false
	}
	p, err := notice.Statement(c.Use, c.Answer, c.Role, lang)
	if err != nil {
		return variant{}, false
	}
	v.lang = lang
	switch notice.Form(form) {
	case notice.FormHTML:
		v.media, v.text = mediaHTML, p.HTML()
	case notice.FormMarkdown:
		v.media, v.text = mediaMarkdown, p.Markdown()
	case notice.FormText:
		v.media, v.text = mediaText, p.Text()
	default:
		return variant{}, false
	}
	return v, true
}

// deliver serves a variant. Whoever has it already is told so.
func deliver(w http.ResponseWriter, r *http.Request, v variant) {
	h := w.Header()
	page.Guard(h)
	h.Set("Content-Type", v.media)
	if strings.HasPrefix(v.media, "text/") {
		h.Set("Content-Type", v.media+"; charset=utf-8")
	}
	switch v.media {
	case mediaHTML:
		h.Set("Content-Security-Policy", Policy())
	case mediaMark:
		h.Set("Content-Security-Policy", markPolicy)
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	if v.media != mediaHTML { // data, for whoever reads them from a page of their own
		h.Set("Access-Control-Allow-Origin", "*")
	}
	if v.lang != "" {
		h.Set("Content-Language", v.lang)
	}
	sum := sha256.Sum256(v.text)
	h.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	h.Set("Cache-Control", cached)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.text))
}

// Policy is the Content-Security-Policy of the pages: nothing but the one style that all of
// them have in them, by its hash (CSP Level 3 section 6.7.3.3). Any other style, and every
// script, picture, form or frame, is refused.
var Policy = sync.OnceValue(func() string {
	p, err := notice.Statement(proviso.TrainAI, proviso.Allow.String(), declare.Author, "en")
	if err != nil {
		return strict
	}
	return allowing(string(p.HTML()))
})

// strict is a policy that allows nothing at all.
const strict = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// allowing is the policy that allows the style of a document, and nothing else.
func allowing(document string) string {
	_, rest, ok := strings.Cut(document, "<style>")
	style, _, closed := strings.Cut(rest, "</style>")
	if !ok || !closed {
		return strict
	}
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
