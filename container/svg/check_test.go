package svg_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	format "github.com/proviso-signals/proviso/container/svg"
)

var suite = containertest.Suite{Format: format.Format, Changed: changed}

// scan reads a file and checks what must be so of every file.
func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	src, s := suite.Scan(t, data)
	for _, b := range s.Blocks {
		if len(b.Stored) != 1 {
			t.Fatalf("block %v is stored at %v", b.Kind, b.Stored)
		}
	}
	if isGzip(data) && len(s.Payload) > 0 {
		t.Fatalf("a compressed file has a payload: %v", s.Payload)
	}
	return src, s
}

// put puts a packet into a file and checks everything that must hold of the result. It
// gives the result, or the code of the refusal. Compressed files get what the text would
// get.
func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	out, refused = suite.Put(t, data, packet)
	if refused == "" && isGzip(data) {
		if text, code := suite.Put(t, plain(data), packet); text != plain(out) {
			t.Fatalf("the text alone: refused %q, %q\nnow %q", code, text, plain(out))
		}
	}
	return out, refused
}

// changed checks that a change took away packets and put one where one stood, or into a
// metadata element, that may be new or may have been one tag: nothing else is different.
// Of compressed files that is so of the text, and the header is the same.
func changed(t testing.TB, before, after string) {
	t.Helper()
	if header(before) != header(after) {
		t.Fatalf("the header was %q and is %q", header(before), header(after))
	}
	was, gone := others(t, plain(before))
	is, put := others(t, plain(after))
	left, right := is[:put[0]], is[put[0]:]
	if was == is && (len(gone) == 0 || slices.Contains(gone, put[0])) {
		return
	}
	end, right, _ := strings.Cut(right, ">")
	name, ok := strings.CutPrefix(end, "</")
	if !ok || len(gone) > 0 || name != "metadata" && !strings.HasSuffix(name, ":metadata") {
		t.Fatalf("the rest has changed: %.300q\nnow %.300q", was, is)
	}
	if strings.TrimSuffix(left, "<"+name+">")+right != was && strings.TrimSuffix(left, ">")+"/>"+right != was {
		t.Fatalf("the rest has changed: %.300q\nnow %.300q", was, is)
	}
}

// others gives a text without its packets, and where they stood then.
func others(t testing.TB, text string) (rest string, at []int) {
	t.Helper()
	_, s := containertest.Suite{Format: format.Format}.Scan(t, text)
	from := 0
	for _, b := range s.Blocks {
		if b.Kind == container.XMP {
			rest += text[from:b.Stored[0].Offset]
			from = int(b.Stored[0].End())
			at = append(at, len(rest))
		}
	}
	return rest + text[from:], at
}

func isGzip(data string) bool { return strings.HasPrefix(data, "\x1F\x8B") }

// plain inflates what is compressed, as far as it can be.
func plain(data string) string {
	z, err := gzip.NewReader(strings.NewReader(data))
	if err != nil {
		return data
	}
	var text bytes.Buffer
	_, _ = io.Copy(&text, z)
	return text.String()
}

// header gives the header of a gzip file, as RFC 1952 has it; empty for other files.
func header(data string) string {
	if !isGzip(data) {
		return ""
	}
	at, flags := 10, data[3]
	if flags&fExtra != 0 {
		at += 2 + int(data[at]) + int(data[at+1])<<8
	}
	for _, f := range []byte{fName, fComment} {
		if flags&f != 0 {
			at += strings.IndexByte(data[at:], 0) + 1
		}
	}
	if flags&fSum != 0 {
		at += 2
	}
	return data[:at]
}
