package middleware

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"time"
)

// document is a text that is served. [http.ServeContent] does what RFC 9110 asks about
// conditions (section 13), ranges (section 14) and HEAD.
type document struct {
	mediaType, cacheControl, tag string
	text                         []byte
}

// newDocument makes a text ready. Its entity tag is strong: another text has another one.
func newDocument(mediaType, cacheControl string, text []byte) *document {
	sum := sha256.Sum256(text)
	return &document{mediaType, cacheControl, `"` + base64.RawURLEncoding.EncodeToString(sum[:]) + `"`, text}
}

func (d *document) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "The document can be read, and nothing else.", http.StatusMethodNotAllowed)
		return
	}
	h.Set("Content-Type", d.mediaType)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", d.cacheControl)
	h.Set("ETag", d.tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(d.text))
}

func cacheControl(age time.Duration) string {
	switch {
	case age < 0:
		return "no-cache"
	case age == 0:
		age = DefaultMaxAge
	}
	return "max-age=" + strconv.FormatInt(int64(age/time.Second), 10)
}
