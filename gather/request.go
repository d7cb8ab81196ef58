package gather

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/warc"
)

// reply is what a request brought. Without a status, nothing came.
type reply struct {
	Exchange
	status    int
	header    http.Header
	body      []byte // decoded; nil if it could not be
	truncated bool   // body is only the start
	damaged   bool   // and not because of a limit
	notes     []proviso.Problem
}

func (r *reply) redirects() bool { return r.Location != "" }

// maxRedirectBody is how much of a redirect's body is kept, in bytes: it is a
// courtesy to people and says nothing.
const maxRedirectBody = 64 << 10

// ask sends one GET request and reads the response, of the body at most limit
// bytes. The reply is there even if the error is not nil.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, limit int64) (*reply, error) {
	r := &reply{Exchange: Exchange{Time: f.now(), URL: u.String()}}
	defer func() { r.Duration = f.now().Sub(r.Time) }()
	request := &http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{
		"User-Agent":      {f.agent},
		"Accept":          {"*/*"},
		"Accept-Encoding": {"gzip"},
	}}
	response, err := f.send(request.WithContext(ctx))
	if err != nil {
		err = f.failure(ctx, u, err)
		r.Note = err.Error()
		return r, err
	}
	defer response.Body.Close()
	r.status, r.header = response.StatusCode, response.Header
	r.Status = r.status
	if isRedirect(r.status) {
		r.Location = r.header.Get("Location")
		if next, err := u.Parse(r.Location); err == nil && r.Location != "" {
			r.Location = next.String()
		}
		limit = min(limit, maxRedirectBody)
	}
	if err := f.readBody(ctx, r, response.Body, limit); err != nil {
		err = f.failure(ctx, u, err)
		r.Note = err.Error()
		return r, err
	}
	return r, nil
}

// send makes the round trip, unless the host is written as an address that is not
// public: behind a proxy, the guard does not see it.
func (f *Fetcher) send(request *http.Request) (*http.Response, error) {
	if !f.opt.AllowPrivate {
		if err := checkLiteral(request.URL.Hostname()); err != nil {
			return nil, err
		}
	}
	return f.transport.RoundTrip(request)
}

// readBody keeps the start of a body and notes why it is not the whole. The error
// is that of the network running out of time.
func (f *Fetcher) readBody(ctx context.Context, r *reply, body io.Reader, limit int64) error {
	wire := &wire{r: body, left: limit + 64<<10} // framing of a coding may exceed what it holds
	note := func(code, hint string) {
		r.notes = append(r.notes, proviso.Problem{Code: code, Severity: proviso.Warning,
			Where: proviso.Where{Source: r.URL}, Hint: hint})
	}
	decoded, notes := warc.DecodeContent(wire, codingFields(r.header))
	for _, n := range notes {
		note(NoteCoding, n.Hint)
	}
	response := warc.Response{Body: decoded}
	r.body, r.truncated = response.ReadPrefix(limit)
	r.Bytes = wire.n
	switch {
	case wire.err != nil && ctx.Err() != nil:
		r.truncated, r.damaged = true, true
		note(NoteShort, "The time was used up before the body ended; what came is kept.")
		return wire.err
	case wire.err != nil:
		r.truncated, r.damaged = true, true
		note(NoteShort, "The body ended before its end; what came is kept.")
	case r.truncated && (int64(len(r.body)) == limit || wire.left == 0):
		note(NoteTruncated, "The body is larger than the limit; its start is kept.")
	case r.truncated:
		r.damaged = true
		note(NoteShort, "The body came damaged; what could be decoded is kept.")
	}
	return nil
}

// wire counts and bounds what comes over the network, and keeps the network's
// errors apart from those of decoding.
type wire struct {
	r       io.Reader
	n, left int64
	err     error
}

var errWire = errors.New("more bytes than the limit")

func (w *wire) Read(p []byte) (int, error) {
	if w.left == 0 {
		return 0, errWire
	}
	n, err := w.r.Read(p[:min(int64(len(p)), w.left)])
	w.n += int64(n)
	w.left -= int64(n)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// headerFields lists header fields in the order of their names.
func headerFields(h http.Header) []carrier.Field {
	var list []carrier.Field
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			list = append(list, carrier.Field{Name: name, Value: value})
		}
	}
	return list
}

func codingFields(h http.Header) []warc.Field {
	var list []warc.Field
	for _, value := range h["Content-Encoding"] {
		list = append(list, warc.Field{Name: "Content-Encoding", Value: value})
	}
	return list
}

// failure says what an error of the network means.
func (f *Fetcher) failure(ctx context.Context, u *url.URL, err error) error {
	e := &Error{URL: u.String(), Err: err}
	refused := new(addressError)
	switch {
	case errors.As(err, &refused):
		e.Code, e.Hint = CodeAddress, "The address is not on the public internet; nothing was sent."
	case errors.Is(ctx.Err(), context.Canceled):
		e.Code, e.Hint = CodeCancelled, "The caller gave up."
	case ctx.Err() != nil, err == context.DeadlineExceeded:
		e.Code, e.Hint = CodeTimeout, "The time was used up."
	case headerTooLarge(err):
		e.Code, e.Hint = CodeHeaderSize, "The response's header exceeds the limit."
	default:
		e.Code, e.Hint = CodeUnreachable, "No response came."
	}
	return e
}

// headerTooLarge recognises what net/http says, which has no type, for HTTP/1 and
// HTTP/2.
func headerTooLarge(err error) bool {
	text := err.Error()
	return strings.Contains(text, "response headers exceeded") || strings.Contains(text, "response header list larger")
}
