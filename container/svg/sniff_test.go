package svg_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	format "github.com/proviso-signals/proviso/container/svg"
)

func TestForeign(t *testing.T) {
	for _, data := range []string{
		"", "GIF89a", "<html><svg/></html>", "text <svg/>", "<?xml version='1.0'?><rss/>", "<!-- nothing", compress("text"), compress("text") + compress(svg("", "")), "\x1F\x8B\x08", packet("x"),
	} {
		_, err := format.Format.Scan(container.NewSource(strings.NewReader(data), int64(len(data))))
		if !errors.Is(err, container.ErrFormat) {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := format.Format.PutXMP(nil, new(container.Scan), []byte("x")); err == nil {
		t.Error("a scan of nothing was taken")
	}
}

func TestSniff(t *testing.T) {
	for _, l := range layouts {
		if !format.Format.Sniff([]byte(l.file[:min(len(l.file), container.SniffLen)])) {
			t.Errorf("%s: not taken for SVG", l.name)
		}
	}
	cut := []byte("<!-- a comment that ends just before the head does, or nearly --><svg>")
	for n := range cut {
		if n > 0 && !format.Format.Sniff(cut[:n]) {
			t.Errorf("%q: not taken for SVG", cut[:n])
		}
	}
	for _, data := range []string{"", "text", "<html>", "<!DOCTYPE html><svg>", "<?xml version='1.0'?><rss>", packet("x"), xmpmeta("x"), "<!-- a --><b/>", "\x89PNG",
		"\xFE\x80\x81<svg>", "\xFF\xFF\xFF<svg>", "\uFFFD<svg>"} { // bytes that are no byte-order mark
		if format.Format.Sniff([]byte(data)) {
			t.Errorf("%q: taken for SVG", data)
		}
	}
}
