package webp_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
)

// layouts are files as they are found, and what is found in them.
var layouts = []struct {
	name     string
	file     string
	blocks   string // kind and data
	problems string
	refused  string
}{
	{name: "lossy", file: riff(vp8)},
	{name: "lossless", file: riff(vp8l)},
	{name: "lossless with alpha", file: riff(vp8la)},
	{name: "extended", file: riff(ext(0), vp8)},
	{name: "all in order", file: riff(ext(fICC|fAlpha|fExif|fXMP), icc, alph, vp8, exif, xmp("<one/>"), chunk("PSAI", "x")),
		blocks: "icc=profile exif=" + tiff + " xmp=<one/>"},
	{name: "animation", file: riff(ext(animated|fAlpha), anim, frame(vp8), frame(vp8la), frame(alph, vp8))},
	{name: "animation with all", file: riff(ext(animated|fICC|fExif|fXMP), icc, anim, frame(vp8), frame(vp8l), exif, xmp("<one/>")),
		blocks: "icc=profile exif=" + tiff + " xmp=<one/>"},
	{name: "manifest store", file: riff(ext(0), vp8, store), blocks: "c2pa=jumb"},
	{name: "manifest store in the simple format", file: riff(vp8, store), blocks: "c2pa=jumb"},
	{name: "manifest store and packet", file: riff(ext(fXMP), vp8, xmp("<one/>"), store), blocks: "xmp=<one/> c2pa=jumb"},
	{name: "metadata before the picture", file: riff(ext(fExif|fXMP), xmp("<one/>"), exif, vp8), blocks: "xmp=<one/> exif=" + tiff},
	{name: "metadata between frames", file: riff(ext(animated|fXMP), anim, frame(vp8), xmp("<one/>"), frame(vp8)), blocks: "xmp=<one/>"},
	{name: "unknown chunks", file: riff(ext(0), chunk("abcd", "x"), vp8, chunk("LIST", "INFOIART\x02\x00\x00\x00me"), chunk("PSAI"))},
	{name: "unknown chunks in the simple format", file: riff(vp8, chunk("IART", "someone"))},
	{name: "odd lengths", file: riff(ext(fExif|fXMP), chunk("VP8 ", lossy, "\x00"), chunk("EXIF", tiff, "\x00"), xmp("<three/>x")),
		blocks: "exif=" + tiff + "\x00 xmp=<three/>x"},

	{name: "packet without flag", file: riff(ext(0), vp8, xmp("<one/>")), blocks: "xmp=<one/>", problems: "webp-flag"},
	{name: "flag without packet", file: riff(ext(fXMP), vp8), problems: "webp-flag"},
	{name: "packet in the simple format", file: riff(vp8l, xmp("<one/>")), blocks: "xmp=<one/>", problems: "webp-flag"},
	{name: "metadata in the simple format", file: riff(vp8la, exif, xmp("<one/>")), blocks: "exif=" + tiff + " xmp=<one/>", problems: "webp-flag"},
	{name: "two packets", file: riff(ext(fXMP), vp8, xmp("<one/>"), xmp("<two/>")), blocks: "xmp=<one/> xmp=<two/>", problems: "webp-xmp-duplicate"},
	{name: "three packets", file: riff(ext(fXMP), xmp("<a/>"), vp8, xmp("<two/>"), chunk("abcd", "x"), xmp("<c/>")),
		blocks: "xmp=<a/> xmp=<two/> xmp=<c/>", problems: "webp-xmp-duplicate webp-xmp-duplicate"},
	{name: "empty packet before another", file: riff(ext(fXMP), vp8, xmp(""), xmp("<two/>")), blocks: "xmp= xmp=<two/>", problems: "webp-xmp-duplicate"},
	{name: "two Exif structures", file: riff(ext(fExif), vp8, exif, exif), blocks: "exif=" + tiff + " exif=" + tiff, problems: "webp-exif-duplicate"},
	{name: "wrong name", file: riff(ext(fXMP), vp8, chunk("XMP\x00", "<one/>")), blocks: "xmp=<one/>",
		problems: "webp-chunk-name webp-metadata-name webp-flag"},
	{name: "lower case", file: riff(ext(fExif|fXMP), chunk("iccp", "p"), vp8, chunk("Exif", tiff), chunk("xmp ", "<one/>"), chunk("c2pa", "jumb")),
		blocks:   "icc=p exif=" + tiff + " xmp=<one/> c2pa=jumb",
		problems: "webp-metadata-name webp-metadata-name webp-metadata-name webp-metadata-name webp-flag"},
	{name: "Exif with what belongs into JPEG", file: riff(ext(fExif), vp8, chunk("EXIF", "Exif\x00\x00"+tiff)), blocks: "exif=" + tiff, problems: "webp-exif-head"},
	{name: "packet with what belongs into JPEG", file: riff(ext(fXMP), vp8, xmp(jpegXMP+"<one/>")), blocks: "xmp=<one/>", problems: "webp-xmp-head"},
	{name: "packet before VP8X", file: riff(xmp("<one/>"), ext(fXMP), vp8), blocks: "xmp=<one/>", problems: "webp-misplaced"},
	{name: "packet before the simple format", file: riff(xmp("<one/>"), vp8), blocks: "xmp=<one/>", problems: "webp-misplaced webp-flag"},
	{name: "packet between alpha and picture", file: riff(ext(fXMP|fAlpha), alph, xmp("<one/>"), vp8), blocks: "xmp=<one/>", problems: "webp-misplaced"},
	{name: "packet behind alpha behind the picture", file: riff(ext(fXMP|fAlpha), vp8, alph, xmp("<one/>")), blocks: "xmp=<one/>"},
	{name: "packet behind the manifest store", file: riff(ext(fXMP), vp8, store, xmp("<one/>")), blocks: "c2pa=jumb xmp=<one/>"},

	{name: "bytes behind the RIFF", file: riff(ext(0), vp8) + "trailer", problems: "webp-trailing"},
	{name: "a RIFF behind the RIFF", file: riff(vp8) + riff(ext(fXMP), vp8, xmp("<no/>")), problems: "webp-trailing"},
	{name: "packet behind the RIFF", file: riff(ext(0), vp8) + xmp("<one/>"), blocks: "xmp=<one/>", problems: "webp-trailing webp-misplaced"},
	{name: "metadata behind the RIFF", file: riff(vp8) + exif + xmp("<three/>x") + store + "end", blocks: "exif=" + tiff + " xmp=<three/>x c2pa=jumb",
		problems: "webp-trailing webp-misplaced webp-misplaced webp-misplaced"},
	{name: "packet behind the RIFF and one within", file: riff(ext(fXMP), vp8, xmp("<one/>")) + xmp("<two/>"), blocks: "xmp=<one/> xmp=<two/>",
		problems: "webp-trailing webp-misplaced webp-xmp-duplicate"},
	{name: "cut packet behind the RIFF", file: riff(vp8) + xmp("<one/>")[:10], problems: "webp-trailing"},
	{name: "stray bytes", file: riff(ext(0), vp8, "\x00\x00\x00"), problems: "webp-stray"},
	{name: "stray bytes and more", file: riff(ext(0), vp8, "\x00\x00") + "more of it", problems: "webp-stray webp-trailing"},
	{name: "zeros", file: riff(ext(0), vp8, strings.Repeat("\x00", 16)), problems: "webp-chunk-name webp-chunk-name"},
	{name: "size with the header", file: told(8, ext(fXMP), vp8, xmp("<one/>")), blocks: "xmp=<one/>", problems: "webp-riff-size"},
	{name: "size with all of the header", file: told(12, vp8), problems: "webp-riff-size"},
	{name: "size without the name", file: told(-4, ext(fXMP), vp8, xmp("<one/>")), blocks: "xmp=<one/>", problems: "webp-riff-size"},
	{name: "size of the simple file", file: told(-18, ext(0), vp8), problems: "webp-riff-size"},
	{name: "size of nothing", file: told(-len(vp8)-4, vp8), problems: "webp-riff-size"},
	{name: "size without the padding", file: told(-1, ext(fXMP), vp8, xmp("<three/>x")), blocks: "xmp=<three/>x", problems: "webp-riff-size"},
	{name: "size without the padding, and more", file: told(-1, ext(fXMP), vp8, xmp("<three/>x")) + "more", blocks: "xmp=<three/>x",
		problems: "webp-riff-size webp-trailing"},
	{name: "size that ends within a header", file: told(-len(exif)+6, ext(fExif), vp8, exif), blocks: "exif=" + tiff, problems: "webp-riff-size"},
	{name: "no padding at the end", file: riff(ext(fXMP), vp8, bare("XMP ", "<three/>x")), blocks: "xmp=<three/>x", problems: "webp-last-padding"},
	{name: "no padding at the end, counted", file: told(1, ext(fExif), vp8, bare("EXIF", tiff, "\x00")), blocks: "exif=" + tiff + "\x00", problems: "webp-last-padding"},
	{name: "no padding behind an unknown chunk", file: riff(ext(fXMP), vp8, xmp("<one/>"), bare("abcd", "x")), blocks: "xmp=<one/>", problems: "webp-last-padding"},
	{name: "no padding behind the picture", file: riff(bare("VP8 ", lossy, "x")), problems: "webp-last-padding"},
	{name: "no padding, and more", file: riff(ext(fXMP), vp8, bare("XMP ", "<three/>x")) + "more", blocks: "xmp=<three/>x",
		problems: "webp-last-padding webp-trailing"},
	{name: "padding that is not zero", file: riff(ext(fXMP), vp8, bare("abcd", "x")+"E", xmp("<one/>")), blocks: "xmp=<one/>"},

	{name: "no padding in between", file: riff(ext(fExif|fXMP), vp8, bare("EXIF", tiff, "\x00"), xmp("<one/>")), blocks: "exif=" + tiff + "\x00 xmp=<one/>",
		problems: "webp-padding", refused: "webp-padding"},
	{name: "cut within the picture", file: riff(ext(0), vp8)[:50], problems: "webp-truncated webp-no-image", refused: "webp-truncated"},
	{name: "cut between chunks", file: told(13, ext(0), vp8), problems: "webp-truncated", refused: "webp-truncated"},
	{name: "cut within a header", file: riff(ext(0), vp8, xmp("<one/>"))[:12+18+len(vp8)+5], problems: "webp-truncated", refused: "webp-truncated"},
	{name: "a chunk beyond the size, and more", file: told(-2, ext(0), vp8) + "more", problems: "webp-riff-end", refused: "webp-riff-end"},
	{name: "header only", file: riff(), problems: "webp-no-image", refused: "webp-no-image"},
	{name: "no picture", file: riff(ext(fXMP), xmp("<one/>")), blocks: "xmp=<one/>", problems: "webp-no-image", refused: "webp-no-image"},
	{name: "unknown chunk first", file: riff(chunk("abcd", "x"), vp8), problems: "webp-order webp-order", refused: "webp-order"},
	{name: "colour profile first", file: riff(icc, vp8), blocks: "icc=profile", problems: "webp-order webp-order webp-flag", refused: "webp-order"},
	{name: "Exif first", file: riff(exif, ext(fExif), vp8), blocks: "exif=" + tiff, problems: "webp-misplaced", refused: "webp-order"},
	{name: "alpha in the simple format", file: riff(vp8, alph), problems: "webp-order", refused: "webp-order"},
	{name: "frames in the simple format", file: riff(vp8, anim, frame(vp8)), problems: "webp-order webp-order", refused: "webp-order"},
	{name: "colour profile in the simple format", file: riff(vp8, icc), blocks: "icc=profile", problems: "webp-order webp-flag", refused: "webp-order"},
	{name: "VP8X behind the picture", file: riff(vp8, ext(0)), problems: "webp-vp8x", refused: "webp-vp8x"},
	{name: "two VP8X", file: riff(ext(0), ext(0), vp8), problems: "webp-vp8x", refused: "webp-vp8x"},
	{name: "short VP8X", file: riff(chunk("VP8X", "\x00\x00\x00\x00"), vp8), problems: "webp-vp8x", refused: "webp-vp8x"},
	{name: "longer VP8X", file: riff(chunk("VP8X", ext(0)[8:], "new"), vp8)},
	{name: "no key frame", file: riff(chunk("VP8 ", "\x01", lossy[1:])), refused: "webp-bitstream"},
	{name: "no VP8L", file: riff(chunk("VP8L", "\x2E", lossless(3, 5, false)[1:])), refused: "webp-bitstream"},
	{name: "no bits", file: riff(chunk("VP8 ", "")), refused: "webp-bitstream"},
}

func TestLayouts(t *testing.T) {
	for _, l := range layouts {
		t.Run(l.name, func(t *testing.T) {
			_, s := suite.Scan(t, l.file)
			if d := cmp.Diff(l.blocks, blocks(s)); d != "" {
				t.Errorf("blocks (-want +got):\n%s", d)
			}
			if d := cmp.Diff(l.problems, problems(s)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
			for _, p := range []string{packet("a"), packet(strings.Repeat("long ", 9000)), "<two/>", "<one/>", "<three/>x", "<three/>y"} {
				if _, code := suite.Put(t, l.file, p); code != l.refused {
					t.Errorf("refused %q, want %q", code, l.refused)
				}
			}
		})
	}
}

// TestExif puts Exif into the same files. Where it makes a difference that Exif or XMP
// stands first, it is the other way round.
func TestExif(t *testing.T) {
	other := map[string]string{"Exif first": "", "packet before VP8X": "webp-order", "packet before the simple format": "webp-order"}
	for _, l := range layouts {
		t.Run(l.name, func(t *testing.T) {
			want := l.refused
			if code, ok := other[l.name]; ok {
				want = code
			}
			for _, p := range []string{tiff, "II*\x00" + tiff + strings.Repeat("x", 999), tiff[:13], tiff + "\x00"} {
				if _, code := exifSuite.Put(t, l.file, p); code != want {
					t.Errorf("refused %q, want %q", code, want)
				}
			}
		})
	}
}

func blocks(s *container.Scan) string {
	var all []string
	for _, b := range s.Blocks {
		if b.Data == nil {
			all = append(all, b.Kind.String()+"!")
		} else {
			all = append(all, b.Kind.String()+"="+string(b.Data))
		}
	}
	return strings.Join(all, " ")
}

func problems(s *container.Scan) string {
	var all []string
	for _, p := range s.Problems {
		all = append(all, p.Code)
	}
	return strings.Join(all, " ")
}
