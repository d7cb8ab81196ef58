package gather

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
)

const (
	svgImage = `<svg xmlns="http://www.w3.org/2000/svg"/>`
	xmpFile  = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`
)

// TestPathImages: which files of a folder are images, and which sidecars go with them.
func TestPathImages(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.svg": svgImage, "a.svg.xmp": xmpFile, "b.svg": svgImage, "b.xmp": xmpFile,
		"raw.NEF": "nothing that is known", "raw.xmp": xmpFile, "two.cr2": "raw", "two.xmp": xmpFile, "two.cr2.xmp": xmpFile,
		"alone.xmp": xmpFile, "odd.svg": "no image", "sub/c.svg": svgImage, "sub/c.svg.xmp": xmpFile,
	})
	for name, want := range map[string]string{
		"": "a.svg+a.svg.xmp alone.xmp b.svg+b.xmp odd.svg! raw.NEF-+raw.xmp sub/c.svg+c.svg.xmp two.cr2-+two.cr2.xmp+two.xmp(file-sidecars)",
		// What is named itself is read with what lies beside it.
		"a.svg":         "a.svg+a.svg.xmp",
		"raw.NEF":       "raw.NEF-+raw.xmp",
		"a.svg.xmp":     "a.svg.xmp",
		"sub/c.svg":     "sub/c.svg+c.svg.xmp",
		"sub/c.svg.xmp": "sub/c.svg.xmp",
	} {
		var got []string
		for asset, err := range Path(context.Background(), filepath.Join(dir, name), PathOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, imageWords(t, dir, asset))
		}
		if list := strings.Join(got, " "); list != want {
			t.Errorf("%q gives\n%s\nwant\n%s", name, list, want)
		}
	}
}

// imageWords is an asset in a word: its name, "!" for a body, "-" for neither body nor
// scan, sidecars and notes.
func imageWords(t *testing.T, dir string, asset *Asset) string {
	rel, err := filepath.Rel(dir, asset.Name)
	if err != nil {
		t.Fatal(err)
	}
	s := filepath.ToSlash(rel)
	for i, a := range asset.Artifacts {
		switch {
		case a.Kind != carrier.File:
			t.Errorf("%s: kind %d", s, a.Kind)
		case i > 0:
			s += "+" + filepath.Base(a.Source)
		case a.Scan == nil && a.Body == nil:
			s += "-"
		case a.Scan == nil:
			s += "!"
		}
	}
	for _, n := range asset.Notes {
		s += "(" + n.Code + ")"
	}
	return s
}

// TestPathBodies reads images as a whole where they are to be handed on.
func TestPathBodies(t *testing.T) {
	dir := folder(t, map[string]string{"a.svg": svgImage, "a.svg.xmp": xmpFile})
	n := 0
	for asset, err := range Path(context.Background(), dir, PathOptions{Bodies: true}) {
		if err != nil || len(asset.Artifacts) != 1 || asset.Artifacts[0].Body == nil || asset.Artifacts[0].Scan != nil {
			t.Fatalf("%+v, %v", asset, err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d assets", n)
	}
}
