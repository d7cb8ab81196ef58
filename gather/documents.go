package gather

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// The limits of gathering documents that speak about an asset.
const (
	// MaxDocuments bounds the documents that are asked for, for one asset.
	MaxDocuments = 16
	// MaxDocumentRounds bounds how far documents that name documents are followed.
	MaxDocumentRounds = 3
	// MaxDocument is how much of a document is kept, in bytes after decoding.
	MaxDocument = 1 << 20
	// DocumentTimeout bounds the time one document takes on the network.
	DocumentTimeout = 15 * time.Second
	// DocumentDelay is the least time between two requests to a host for documents.
	// They are small, few, and published for machines to read, as robots.txt is.
	DocumentDelay = 250 * time.Millisecond
)

// Seek lists the documents that would have to be gathered to read all that is said
// about an asset, given what was gathered so far. Package carrier/all has one.
type Seek func(artifacts []*carrier.Artifact) []carrier.Reference

// Complete gathers the documents that speak about an asset: those that seek lists,
// then those it lists when it has seen them, within the limits. They become artifacts
// of kind Document. Documents are fetched as politely as the asset was, robots.txt
// first and obeyed; one that cannot be had is an artifact that says so, since a
// reader must know that there may be conditions it has not seen.
//
// The error is that of the context, and nothing else.
func (f *Fetcher) Complete(ctx context.Context, asset *Asset, seek Seek) error {
	asked := make(map[string]bool)
	for range MaxDocumentRounds {
		fresh := 0
		for _, r := range seek(asset.Artifacts) {
			if asked[r.URL] {
				continue
			}
			if len(asked) == MaxDocuments {
				asset.note(proviso.Warning, NoteDocuments, r.URL, "More documents speak about the asset than are gathered; this one was left out.")
				return nil
			}
			asked[r.URL] = true
			fresh++
			f.document(ctx, asset, r)
			if err := ctx.Err(); err != nil {
				return &Error{Code: CodeCancelled, URL: r.URL, Hint: "The caller gave up.", Err: err}
			}
		}
		if fresh == 0 {
			return nil
		}
	}
	return nil
}

// document gathers one document.
func (f *Fetcher) document(ctx context.Context, asset *Asset, r carrier.Reference) {
	artifact := &carrier.Artifact{Kind: carrier.Document, Source: r.URL, Observed: f.now()}
	defer func() { asset.Artifacts = append(asset.Artifacts, artifact) }()
	v := &visit{
		f: f, asset: &Asset{Name: r.URL}, left: min(DocumentTimeout, f.opt.Timeout), seen: map[string]bool{},
		limit: min(MaxDocument, f.opt.MaxBody), delay: min(DocumentDelay, f.opt.MinDelay),
	}
	u, err := parseURL(r.URL)
	if err == nil {
		err = v.follow(ctx, u)
	}
	for _, x := range v.asset.Log {
		if x.Note != keptBefore { // its robots.txt was told of already
			x.Why = r.Why
			asset.Log = append(asset.Log, x)
		}
	}
	for _, a := range v.asset.Artifacts {
		if a.Kind != carrier.Response {
			continue
		}
		artifact.Status, artifact.Header, artifact.MediaType = a.Status, a.Header, a.MediaType
		artifact.Body, artifact.Truncated, artifact.Observed = a.Body, a.Truncated, a.Observed
		if v.asset.URL != r.URL {
			artifact.Final = v.asset.URL
		}
	}
	if err != nil {
		artifact.Unreachable = artifact.Status == 0
		refused := new(Error)
		closed := errors.As(err, &refused) && refused.Code == CodeDisallowed
		if closed {
			asset.note(proviso.Warning, NoteDocumentClosed, r.URL, "A document that may speak about the asset ("+r.Why+") was not fetched, as robots.txt closes it; what it says is unknown.")
		}
		if !r.WellKnown && !closed {
			asset.note(proviso.Warning, NoteDocument, r.URL, "A document that speaks about the asset ("+r.Why+") could not be gathered: "+err.Error())
		}
	}
}

// documentsBeside gives, for a folder that is served, those of its files that seek
// lists, as the documents they will be.
func (w *walk) documentsBeside(a *Asset) {
	if w.opt.Seek == nil || !w.served() || w.root == nil {
		return
	}
	asked := make(map[string]bool)
	for range MaxDocumentRounds {
		fresh := 0
		for _, r := range w.opt.Seek(a.URL, a.Artifacts) {
			if asked[r.URL] || len(asked) == MaxDocuments {
				continue
			}
			asked[r.URL] = true
			if d := w.documentAt(r.URL); d != nil {
				a.Artifacts = append(a.Artifacts, d)
				fresh++
			}
		}
		if fresh == 0 {
			return
		}
	}
}

// documentAt reads the file of a served folder that has a URL, or gives nil.
func (w *walk) documentAt(target string) *carrier.Artifact {
	if d, known := w.documents[target]; known {
		return d
	}
	d := w.readDocument(target)
	if w.documents == nil || len(w.documents) >= maxDocumentsKept {
		w.documents = make(map[string]*carrier.Artifact)
	}
	w.documents[target] = d
	return d
}

// maxDocumentsKept bounds the documents of a folder that are remembered, found or
// not, while its files are gone through.
const maxDocumentsKept = 256

func (w *walk) readDocument(target string) *carrier.Artifact {
	rel, ok := below(w.opt.URL, target)
	if !ok {
		return nil
	}
	info, err := w.root.Stat(rel)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := w.root.Open(rel)
	if err != nil {
		return nil
	}
	defer f.Close()
	body, truncated, err := w.readUpTo(f, MaxDocument)
	if err != nil {
		return nil
	}
	return &carrier.Artifact{
		Kind: carrier.Document, Source: target, MediaType: mediaType(rel, body),
		Body: body, Truncated: truncated, Observed: time.Now().UTC(),
	}
}

// below gives the path of a URL within what is served at base, without its query.
func below(base, target string) (rel string, ok bool) {
	from, err1 := url.Parse(base)
	to, err2 := url.Parse(target)
	if err1 != nil || err2 != nil || from.Host != to.Host || from.Scheme != to.Scheme {
		return "", false
	}
	root := from.JoinPath("/").Path
	if len(to.Path) <= len(root) || to.Path[:len(root)] != root {
		return "", false
	}
	return to.Path[len(root):], true
}
