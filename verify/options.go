package verify

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/gather"
)

// Options say how to look.
type Options struct {
	// Fetcher makes the requests. It must be given. It keeps robots.txt files for up to a
	// day: a new one sees what has changed since.
	Fetcher *gather.Fetcher
	// Seek lists the documents that the carriers would read, as package carrier/all does.
	// It must be given.
	Seek func(url string, artifacts []*carrier.Artifact) []carrier.Reference
	// URL is the page to begin with; empty for the front page of the declaration's domain.
	// A host that is neither that domain nor its "www." stands in for it: a staging server.
	// What it serves is then read as if it stood at the domain.
	URL string
	// Pages are further pages and images to look at, as paths or URLs of the site.
	Pages []string
	// Document is the declaration that should be published, signed or not; nil for the one
	// that the declaration file comes to with the safe forms that the published one lists.
	Document []byte
	// Keys are public keys of the party, besides those that it publishes.
	Keys []ed25519.PublicKey
	// File is how the declaration file is called, and Text what is in it; they serve for
	// pointing into it.
	File string
	Text []byte
	// Now tells the time by which the declaration is in force; nil is time.Now.
	Now func() time.Time
	// Step is told what is looked at next; nil for nobody.
	Step func(what string)
}

// ErrOptions says that the options, or the declaration, name nothing that can be looked at.
var ErrOptions = errors.New("verify: nothing to look at")

// check fills in what was left out.
func (o *Options) check(d *declare.Declaration) error {
	switch {
	case d == nil || o.Fetcher == nil || o.Seek == nil:
		return fmt.Errorf("%w: a declaration, a fetcher and what to seek must be given", ErrOptions)
	case o.URL == "" && d.Party.Domain == "":
		return fmt.Errorf("%w: the declaration names no domain, and no URL is given", ErrOptions)
	case len(o.Pages) > MaxPages:
		return fmt.Errorf("%w: more than %d pages are named", ErrOptions, MaxPages)
	case o.URL == "":
		o.URL = "https://" + d.Party.Domain + "/"
	}
	front, err := gather.URL(o.URL)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrOptions, err)
	}
	o.URL = front
	for i, page := range o.Pages {
		if _, ok := resolve(front, page); !ok {
			return fmt.Errorf("%w: page %d is no path and no URL", ErrOptions, i+1)
		}
	}
	if o.File == "" {
		o.File = declare.FileName
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Step == nil {
		o.Step = func(string) {}
	}
	return nil
}

// resolve makes a reference absolute and normal; it is ok for http and https within
// [MaxLink].
func resolve(base, reference string) (absolute string, ok bool) {
	if len(reference) > MaxLink || strings.TrimSpace(reference) == "" {
		return "", false
	}
	if absolute, ok = carrier.Resolve(base, reference); !ok {
		return "", false
	}
	u, err := url.Parse(absolute)
	if err != nil || u.User != nil {
		return "", false
	}
	absolute, err = gather.URL(absolute)
	return absolute, err == nil && len(absolute) <= MaxLink
}

// pathOf is what patterns of paths are compared with: path and query.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	return u.RequestURI()
}
