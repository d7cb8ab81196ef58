package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
)

// ImageKind is a sort of image file.
type ImageKind string

const (
	// Photograph is a JPEG of 0.3 to 3 MB as an editor leaves it: Exif with a thumbnail,
	// IIM, a packet of 3 to 6 KB and a colour profile. Every other packet has 2 KB of
	// padding.
	Photograph ImageKind = "photograph"
	// Camera is one as a camera leaves it: Exif, and no packet.
	Camera ImageKind = "camera"
	// Small is a JPEG of about 50 KB with a packet, IIM, and Exif without a thumbnail.
	Small ImageKind = "small"
	// PNGBefore and PNGAfter have their packet before the pixels, as the specification
	// for XMP wants it, and after them.
	PNGBefore ImageKind = "png-before"
	PNGAfter  ImageKind = "png-after"
	// WebP is of the extended format, lossless, with its packet at the end.
	WebP ImageKind = "webp"
)

// ImageKinds lists the kinds.
func ImageKinds() []ImageKind {
	return []ImageKind{Photograph, Camera, Small, PNGBefore, PNGAfter, WebP}
}

// usualMix is what twenty files are: mostly photographs.
var usualMix = []ImageKind{
	Photograph, Photograph, Small, Photograph, PNGBefore, Photograph, Photograph, Camera, WebP, Photograph,
	Small, Photograph, PNGAfter, Photograph, Photograph, PNGBefore, Camera, WebP, Small, PNGAfter,
}

// DefaultImages is how many files a comparison is made on.
const DefaultImages = 400

// Image is a file that was made.
type Image struct {
	Kind ImageKind
	Path string
	XMP  []byte // the packet that was put in; nil for none
}

// Images makes n files in a folder, of the kinds in turn; of the usual mix where none is
// given. The same file is the same whatever n is.
func Images(folder string, n int, kinds ...ImageKind) ([]Image, error) {
	if len(kinds) == 0 {
		kinds = usualMix
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	images := make([]Image, n)
	for i := range images {
		kind := kinds[i%len(kinds)]
		data, packet := imageFile(kind, i)
		images[i] = Image{kind, filepath.Join(folder, fmt.Sprintf("%05d-%s%s", i, kind, kind.extension())), packet}
		if err := os.WriteFile(images[i].Path, data, 0o644); err != nil {
			return nil, err
		}
	}
	return images, nil
}

func (k ImageKind) extension() string {
	switch k {
	case PNGBefore, PNGAfter:
		return ".png"
	case WebP:
		return ".webp"
	}
	return ".jpg"
}

// imageFile makes one file, and gives the packet that is in it.
func imageFile(kind ImageKind, i int) (data, packet []byte) {
	random := rand.New(rand.NewPCG(uint64(i), 20261124))
	size, padding := 3000+random.IntN(3000), 0
	if i%2 == 0 {
		padding = 2048
	}
	packet = imagePacket(random, size, padding)
	switch kind {
	case Camera:
		base := photographs()[random.IntN(len(photographs()))]
		return join("\xFF\xD8", jpegExif(cameraTIFF(random, base.thumbnail, 2000)), base.jpeg), nil
	case Small:
		return join("\xFF\xD8", jpegExif(cameraTIFF(random, nil, 0)), jpegIIM(random), jpegXMP(packet), smallJPEG()), packet
	case PNGBefore:
		head, pixels := picturePNG()
		return join(head, pngXMP(packet), pixels, pngEnd), packet
	case PNGAfter:
		head, pixels := picturePNG()
		return join(head, pixels, pngXMP(packet), pngEnd), packet
	case WebP:
		return webpFile(cameraTIFF(random, nil, 0), packet), packet
	}
	base := photographs()[random.IntN(len(photographs()))]
	return join("\xFF\xD8", jpegExif(cameraTIFF(random, base.thumbnail, 0)), jpegIIM(random), jpegXMP(packet), jpegICC(), base.jpeg), packet
}

// join puts texts and bytes together.
func join(parts ...any) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		fmt.Fprintf(&b, "%s", p)
	}
	return b.Bytes()
}

// photograph is what photographs share: everything from the first table on, and a
// thumbnail of 5 to 10 KB.
type photograph struct{ jpeg, thumbnail []byte }

// photographs are a few pictures of 2 to 12 megapixels, by the standard library.
var photographs = sync.OnceValue(func() []photograph {
	var all []photograph
	for i, size := range [][2]int{{1600, 1200}, {2048, 1536}, {2448, 3264}, {4000, 3000}} {
		all = append(all, photograph{
			jpeg:      encodeJPEG(scene(size[0], size[1], i, 14), 84)[2:],
			thumbnail: encodeJPEG(scene(160, 120, i, 40), 60+8*i),
		})
	}
	return all
})

// smallJPEG is what the small files share.
var smallJPEG = sync.OnceValue(func() []byte { return encodeJPEG(scene(480, 360, 7, 20), 76)[2:] })
