package gather

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// plain reads a file that is no archive and no saved response.
func (w *walk) plain(in input, r io.Reader) bool {
	switch image, err := w.image(in, r); {
	case err != nil:
		return w.fail(CodeFile, in.name, "The file cannot be read.", err)
	case image != nil:
		return w.asset(w.imageAsset(in, image))
	case sidecar.IsRaw(in.rel) && !w.opt.Bodies:
		// A raw file that is not looked into: what its sidecar says is all there is.
		return w.asset(w.imageAsset(in, &carrier.Artifact{Kind: carrier.File, Source: in.name, Observed: time.Now().UTC()}))
	}
	body, truncated, err := w.read(in, r)
	if err != nil {
		return w.fail(CodeFile, in.name, "The file cannot be read.", err)
	}
	host, perhaps, surely := robotsName(path.Join(w.base, in.rel))
	if w.served() {
		perhaps, surely = false, false // only the one at the root is one, and it goes with all
	}
	if surely || perhaps && looksLikeRobots(body[:min(len(body), MaxSniff)]) {
		return w.asset(w.robotsAsset(in, host, body[:min(len(body), MaxRobots+1)]))
	}
	return w.asset(w.fileAsset(in, body, truncated))
}

// read reads a file up to the limit.
func (w *walk) read(in input, r io.Reader) (body []byte, truncated bool, err error) {
	return w.readUpTo(r, w.opt.MaxFile)
}

func (w *walk) readUpTo(r io.Reader, limit int64) (body []byte, truncated bool, err error) {
	var b bytes.Buffer
	if f, ok := r.(fs.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			b.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
		}
	}
	if _, err := b.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, false, bare(err)
	}
	body = b.Bytes()
	if body == nil {
		body = []byte{}
	}
	if int64(len(body)) > limit {
		return body[:limit], true, nil
	}
	return body, false, nil
}

// fileAsset makes an asset of a file's bytes.
func (w *walk) fileAsset(in input, body []byte, truncated bool) *Asset {
	a := &Asset{URL: w.url(in), Name: in.name}
	if truncated {
		a.note(proviso.Warning, NoteTruncated, in.name, "The file is larger than the limit; its start is kept.")
	}
	if w.served() {
		a.Artifacts = w.robotsBeside()
	} else {
		a.Artifacts = w.robotsGiven()
	}
	a.Artifacts = append(a.Artifacts, &carrier.Artifact{
		Kind: carrier.File, Source: in.name, MediaType: mediaType(in.rel, body),
		Body: body, Truncated: truncated, Observed: time.Now().UTC(),
	})
	w.documentsBeside(a)
	return a
}

// mediaTypes are the types of files that can carry preferences, by extension.
var mediaTypes = map[string]string{
	".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
	".txt": "text/plain", ".md": "text/markdown", ".css": "text/css", ".js": "text/javascript",
	".json": "application/json", ".jsonld": "application/ld+json", ".xml": "application/xml",
	".rsl": "application/rsl+xml", ".rss": "application/rss+xml", ".atom": "application/atom+xml",
	".epub": "application/epub+zip", ".pdf": "application/pdf", ".xmp": "application/rdf+xml",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
	".gif": "image/gif", ".tif": "image/tiff", ".tiff": "image/tiff", ".svg": "image/svg+xml",
	".avif": "image/avif", ".heic": "image/heic", ".heif": "image/heif", ".jxl": "image/jxl",
	".mp4": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav", ".flac": "audio/flac", ".ogg": "audio/ogg",
}

// mediaType tells a file's type by its name, or else by its first bytes. The table
// is ours so that the answer does not depend on the system.
func mediaType(name string, body []byte) string {
	if t, ok := mediaTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return carrier.MediaType(http.DetectContentType(body))
}
