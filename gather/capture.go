package gather

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/warc"
)

// maxCaptureHeads bounds the responses a saved file may show before the last one.
const maxCaptureHeads = 32

// capture reads a saved response: what "curl -i" writes, with "-L" the headers of
// every redirect before the last.
func (w *walk) capture(in input, r io.Reader) bool {
	data, truncated, err := w.read(in, r)
	if err != nil {
		return w.fail(CodeFile, in.name, "The file cannot be read.", err)
	}
	message := lastMessage(data)
	response, err := warc.ParseHTTP(bytes.NewReader(message))
	if err != nil {
		a := w.fileAsset(in, data, truncated)
		a.note(proviso.Warning, CodeCapture, in.name, "The file does not start with an HTTP status line; it was read as a plain file.")
		return w.asset(a)
	}
	a := &Asset{URL: w.url(in), Name: in.name}
	if w.served() {
		a.URL = strings.TrimSuffix(a.URL, ".http")
	}
	body, cut := response.ReadPrefix(w.opt.MaxFile)
	a.warcNotes(in.name, response.Notes)
	switch {
	case truncated || int64(len(body)) == w.opt.MaxFile && cut:
		a.note(proviso.Warning, NoteTruncated, in.name, "The file is larger than the limit; its start is kept.")
	case cut:
		a.note(proviso.Warning, NoteShort, in.name, "The body ends before its end or is damaged; what could be decoded is kept.")
	}
	a.Artifacts = append(w.robotsBeside(), responseArtifact(in.name, response, body, cut || truncated, savedAt(response)))
	return w.asset(a)
}

// savedAt is when a response was made, as it says itself: the file does not tell.
func savedAt(p *warc.Response) time.Time {
	t, _ := http.ParseTime(p.Get("Date"))
	return t.UTC()
}

// lastMessage skips the headers of redirects and of a proxy's consent, which curl
// writes one after the other, without bodies.
func lastMessage(data []byte) []byte {
	for range maxCaptureHeads {
		head, rest, ok := cutHead(data)
		if !ok || !bytes.HasPrefix(rest, []byte("HTTP/")) {
			return data
		}
		p, err := warc.ParseHTTP(bytes.NewReader(head))
		if err != nil || !isRedirect(p.Status) && !strings.EqualFold(p.Reason, "Connection established") {
			return data
		}
		data = rest
	}
	return data
}

// cutHead cuts a message after the empty line that ends its header.
func cutHead(data []byte) (head, rest []byte, ok bool) {
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return data, nil, false
		}
		line := data[at : at+i]
		at += i + 1
		if len(bytes.TrimRight(line, "\r")) == 0 {
			return data[:at], data[at:], true
		}
	}
}

// responseArtifact makes an artifact of a captured response.
func responseArtifact(source string, p *warc.Response, body []byte, truncated bool, at time.Time) *carrier.Artifact {
	a := &carrier.Artifact{
		Kind: carrier.Response, Source: source, Status: p.Status, Header: make([]carrier.Field, len(p.Header)),
		MediaType: carrier.MediaType(p.Get("Content-Type")), Body: body, Truncated: truncated, Observed: at,
	}
	for i, f := range p.Header {
		a.Header[i] = carrier.Field(f)
	}
	return a
}

// warcNotes passes on what package warc found odd.
func (a *Asset) warcNotes(source string, notes []warc.Note) {
	for _, n := range notes {
		severity := proviso.Notice
		switch n.Code {
		case warc.NoteHTTPCut, warc.NoteNotDecoded:
			severity = proviso.Warning
		}
		a.note(severity, n.Code, source, n.Hint)
	}
}
