package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	format "github.com/proviso-signals/proviso/container/svg"
)

func seeds(add func(data string)) {
	for _, l := range layouts {
		add(l.file)
	}
}

// readable reports whether a file is SVG at all.
func readable(t *testing.T, data []byte) bool {
	_, err := format.Format.Scan(container.NewSource(bytes.NewReader(data), int64(len(data))))
	if err != nil && !errors.Is(err, container.ErrFormat) {
		t.Fatal(err)
	}
	return err == nil
}

// FuzzScan checks that whatever the file, what is found lies within it.
func FuzzScan(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data)) })
	f.Fuzz(func(t *testing.T, data []byte) {
		if readable(t, data) {
			scan(t, string(data))
		}
	})
}

// FuzzPut checks that whatever the file, what is written is whole, or refused; and that
// a file that was well-formed still is. The file is compressed where flags of a header
// say so.
func FuzzPut(f *testing.F) {
	seeds(func(data string) { f.Add([]byte(data), packet("x"), byte(0)) })
	f.Add([]byte(svg("", meta(rdf("r")))), rdf("x"), byte(0))
	f.Add([]byte(svg("", meta(rdf("r")))), rdf("x"), byte(fName|fSum))
	f.Add([]byte(declare+svg("", circle)), packet("x"), byte(fText|fExtra|fComment))
	f.Fuzz(func(t *testing.T, data []byte, packet string, flags byte) {
		if flags != 0 {
			data = []byte(zipped(flags, string(data)))
		}
		if !readable(t, data) {
			return
		}
		out, code := put(t, string(data), packet)
		if code == "" && wellFormed(plain(string(data))) && !wellFormed(plain(out)) {
			t.Fatalf("not well-formed any more: %q", out)
		}
	})
}

// wellFormed asks the standard library, which knows no encoding but UTF-8.
func wellFormed(data string) bool {
	d := xml.NewDecoder(strings.NewReader(data))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}
