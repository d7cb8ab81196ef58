package licence

import (
	"encoding/json"
	"errors"
	"html"

	"github.com/proviso-signals/proviso/carrier"
)

// ErrNotURL: what is to be linked to is no absolute http or https URL.
var ErrNotURL = errors.New("a link to rights information is an absolute http or https URL")

// LinkElement writes the element that says, in the head of an HTML page, under which
// licence its main content is: <link rel="license" href="…">. A URL of Creative
// Commons is written as its canonical one. The error is [ErrNotURL].
func LinkElement(url string) (string, error) {
	url, err := writable(url)
	if err != nil {
		return "", err
	}
	return `<link rel="license" href="` + html.EscapeString(url) + `">`, nil
}

// Image is what an owner can say about an image with [JSONLD]. Empty members are left
// out.
type Image struct {
	URL             string // of the image file itself
	Licence         string // URL of the licence
	AcquirePage     string // URL of a page that tells how to get permission
	CreditText      string
	Creator         string // a name
	Organisation    bool   // the creator is an organisation, and no person
	CopyrightNotice string
}

// JSONLD writes schema.org's JSON-LD about an image, as Google's documentation of
// image metadata asks for it (its required and recommended properties). The text has
// no "<", and so can stand in a script element as it is:
//
//	<script type="application/ld+json">…</script>
//
// The error is [ErrNotURL].
func JSONLD(i Image) (string, error) {
	type creator struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	object := struct {
		Context     string   `json:"@context"`
		Type        string   `json:"@type"`
		ContentURL  string   `json:"contentUrl"`
		License     string   `json:"license,omitempty"`
		AcquirePage string   `json:"acquireLicensePage,omitempty"`
		CreditText  string   `json:"creditText,omitempty"`
		Creator     *creator `json:"creator,omitempty"`
		Notice      string   `json:"copyrightNotice,omitempty"`
	}{"https://schema.org/", "ImageObject", i.URL, i.Licence, i.AcquirePage, i.CreditText, nil, i.CopyrightNotice}
	for _, url := range []*string{&object.ContentURL, &object.License, &object.AcquirePage} {
		if *url == "" && url != &object.ContentURL {
			continue
		}
		written, err := writable(*url)
		if err != nil {
			return "", err
		}
		*url = written
	}
	if i.Creator != "" {
		object.Creator = &creator{"Person", i.Creator}
		if i.Organisation {
			object.Creator.Type = "Organization"
		}
	}
	text, err := json.MarshalIndent(object, "", "  ") // which escapes <, > and &
	return string(text), err
}

// writable is a URL as it is written.
func writable(url string) (string, error) {
	if canonical, _, ok := CC(url); ok {
		return canonical, nil
	}
	absolute, ok := carrier.Resolve("", url)
	if !ok || hasUser(absolute) {
		return "", ErrNotURL
	}
	return absolute + fragment(url), nil
}
