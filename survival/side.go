package survival

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// Side is one of the two copies.
type Side struct {
	Name, URL string
	Format    string // of the container: "jpeg"
	// Width and Height are in pixels, as stored and before any turning; 0 where they are
	// not known.
	Width, Height int
	Size          int64 // of the file, in bytes; 0 where it is not known
	// Cut is set where only the beginning of the file was gathered, or the file itself ends
	// too early.
	Cut bool
	// Answer is what everything that was gathered says, Alone what the file says by itself.
	Answer, Alone *answer.Answer

	beside *answer.Answer // the file and its sidecars
	bare   bool           // a file, of which nobody knows what is sent along with it
	source string         // of the image's artifact
	image  *carrier.Image
	body   []byte // nil where the file was not gathered whole
}

// read takes in a copy.
func (s *Side) read(q carrier.Question, c Copy) error {
	s.Name, s.URL = c.Name, c.URL
	at := -1
	for i, a := range c.Artifacts {
		if a.Kind == carrier.Response || a.Kind == carrier.Request || a.Kind == carrier.File {
			at = i
			break
		}
	}
	switch {
	case at < 0:
		return &NoImage{s.Name, "nothing came that could be compared"}
	case c.Artifacts[at].Kind == carrier.Response && c.Artifacts[at].Status != 0 && !c.Artifacts[at].Succeeded():
		return &NoImage{s.Name, fmt.Sprintf("the server answered %d, so there is no image to compare", c.Artifacts[at].Status)}
	}
	artifacts := append([]*carrier.Artifact(nil), c.Artifacts...)
	a := recognised(artifacts[at])
	artifacts[at] = a
	if s.image = carrier.ImageOf(a); s.image == nil || s.image.Format == sidecar.Format.Name {
		return &NoImage{s.Name, "this is no image of a format that is known"}
	}
	s.source, s.bare = a.Source, a.Kind == carrier.File
	s.Format, s.Cut = s.image.Format, a.Truncated || ends(s.image.Scan)
	if a.Body != nil && !a.Truncated {
		s.body, s.Size = a.Body, int64(len(a.Body))
	}
	s.Width, s.Height = dimensions(s.image.Scan, a.Body)
	s.answers(q, artifacts, a)
	return nil
}

// answers asks what the copy says: with all that goes with it, and by itself.
func (s *Side) answers(q carrier.Question, artifacts []*carrier.Artifact, image *carrier.Artifact) {
	q.URL = s.URL
	s.Answer = answer.Of(q, artifacts, nil)
	q.URL = ""
	alone := asFile(image)
	s.Alone = answer.Of(q, []*carrier.Artifact{alone}, nil)
	files := []*carrier.Artifact{alone}
	for _, a := range artifacts {
		if a != image && a.Kind == carrier.File && carrier.ImageOf(a) != nil {
			files = append(files, a)
		}
	}
	s.beside = s.Alone
	if len(files) > 1 {
		s.beside = answer.Of(q, files, nil)
	}
}

// recognised gives an image that is served as something else, such as text, as what it
// is: other programs look at the bytes as well.
func recognised(a *carrier.Artifact) *carrier.Artifact {
	if carrier.ImageOf(a) != nil || a.Body == nil {
		return a
	}
	untyped := asFile(a)
	untyped.Kind, untyped.MediaType = a.Kind, ""
	untyped.Final, untyped.Status, untyped.Header = a.Final, a.Status, a.Header
	if carrier.ImageOf(untyped) == nil {
		return a
	}
	return untyped
}

// asFile is the image without what was sent along with it.
func asFile(a *carrier.Artifact) *carrier.Artifact {
	return &carrier.Artifact{
		Kind: carrier.File, Source: a.Source, MediaType: a.MediaType, Body: a.Body, Truncated: a.Truncated,
		Observed: a.Observed, Scan: a.Scan,
	}
}

// ends reports whether a file ends in the middle.
func ends(scan *container.Scan) bool {
	for _, p := range scan.Problems {
		if strings.Contains(p.Code, "truncated") {
			return true
		}
	}
	return false
}

// Picture tells whether the bytes that make the picture are the same.
type Picture string

const (
	PictureSame    Picture = "same"         // to the last byte
	PictureAnew    Picture = "written-anew" // another format, compression, size or crop
	PictureUnknown Picture = "unknown"      // one of them was not gathered whole
)

// pictures compares what makes the picture.
func (r *Report) pictures() {
	a, b := &r.Original, &r.Delivered
	r.Identical = a.body != nil && b.body != nil && bytes.Equal(a.body, b.body)
	r.Picture = PictureUnknown
	if a.Format != b.Format {
		r.Picture = PictureAnew
		return
	}
	left, ok := a.payload()
	right, too := b.payload()
	switch {
	case !ok || !too:
	case left == right:
		r.Picture = PictureSame
	default:
		r.Picture = PictureAnew
	}
}

// payload is the digest of what makes the picture.
func (s *Side) payload() (sum [32]byte, ok bool) {
	if s.body == nil || s.Cut || len(s.image.Scan.Payload) == 0 {
		return sum, false
	}
	sum, err := container.Digest(bytes.NewReader(s.body), s.image.Scan.Payload)
	return sum, err == nil
}

// Pixels words the size of the picture: "800×600"; empty where it is not known.
func (s *Side) Pixels() string { return pixels(s.Width, s.Height) }
