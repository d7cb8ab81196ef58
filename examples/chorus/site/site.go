// Package site is the demonstration site of chorus: every format at once, with
// contradictions that are planted as they are found on real sites:
//
//   - robots.txt says "train only with credit" and a block that a delivery network
//     put above it says no; the declaration explains a no, but with other text.
//   - robots.txt still has a line in the vocabulary of 2025, which nobody reads.
//   - The header of the front page permits training; a deployment set it once.
//   - tdmrep.json reserves the whole site, the page's header takes it back, and the
//     page's HTML reserves it again, with a policy that asks for consent.
//   - The page says noai; the RSL licence in the Link field offers training for money.
//   - ai.txt refuses photographs, trust.txt permits training.
//   - Images come from a host of their own, whose server adds no header and whose
//     robots.txt says nothing about use.
//   - Error pages lack the header.
//
// The site is ours and in the public domain (CC0-1.0).
package site

import (
	"bytes"
	"embed"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed all:files
var files embed.FS

// Pages serves the site. Images are embedded from the given origin; "{images}" and
// "{pages}" in its files stand for the two origins.
func Pages(images string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if name == "" {
			name = "index.html"
		}
		text, err := fs.ReadFile(files, "files/"+name)
		if err != nil {
			http.Error(w, "nothing here", http.StatusNotFound)
			return
		}
		pages := "http://" + r.Host
		replace := strings.NewReplacer("{images}", images, "{pages}", pages)
		w.Header().Set("Content-Type", mediaType(name))
		if strings.HasSuffix(name, ".html") {
			w.Header().Add("Content-Usage", "train-ai=y, search=y")
			w.Header().Add("X-Robots-Tag", "unavailable_after: 25 Jun 2030 15:00:00 PST, max-snippet:50")
			w.Header().Add("X-Robots-Tag", "bingbot: nocache")
			w.Header().Add("TDM-Reservation", "0")
			w.Header().Add("Link", "<"+pages+"/licence.rsl>; rel=\"license\"; type=\"application/rsl+xml\"")
		}
		replace.WriteString(w, string(text))
	})
}

func mediaType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".json":
		return "application/json"
	case ".rsl":
		return "application/rsl+xml"
	case ".xml":
		return "application/rss+xml"
	}
	return "text/plain; charset=utf-8"
}

// Images serves the host of the images: a photograph, and a robots.txt that speaks of
// access alone.
func Images() http.Handler {
	photo := photograph()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte("User-agent: *\nAllow: /\n"))
	})
	mux.HandleFunc("/photos/tide.jpg", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/jpeg")
		w.Header().Set("Cache-Control", "max-age=31536000")
		w.Write(photo)
	})
	return mux
}

// photograph makes a picture of a sea under a sky.
func photograph() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 640, 400))
	for y := range 400 {
		for x := range 640 {
			c := color.RGBA{uint8(180 - y/4), uint8(200 - y/5), 230, 255}
			if y > 240 {
				c = color.RGBA{20, uint8(90 + (x*7+y*13)%40), uint8(120 + y/8), 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}
