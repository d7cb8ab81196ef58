package warc

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func fixture(w *Writer) error {
	if err := w.Info(date, Field{"software", "proviso"}); err != nil {
		return err
	}
	if err := w.Request("https://a.example/", date, []byte("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")); err != nil {
		return err
	}
	return w.Response("https://a.example/", date, []byte("HTTP/1.1 200 OK\r\nContent-Usage: train-ai=n\r\n\r\nhello"))
}

func TestWriteRead(t *testing.T) {
	for name, make := range map[string]func(io.Writer) *Writer{"plain": NewWriter, "gzip": NewGzipWriter} {
		var b, again bytes.Buffer
		if err := fixture(make(&b)); err != nil {
			t.Fatal(err)
		}
		fixture(make(&again))
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same records gave other bytes", name)
		}
		var got []string
		for record, err := range NewReader(&b).Records() {
			if err != nil {
				t.Fatal(err)
			}
			if !record.Date.Equal(date) || record.Version != "WARC/1.1" || !strings.HasPrefix(record.ID, "<urn:uuid:") || len(record.Notes) > 0 {
				t.Errorf("%s: %+v", name, record)
			}
			body, _ := io.ReadAll(record.Body)
			got = append(got, record.Type+" "+record.TargetURI+" "+record.ContentType+" "+string(body))
		}
		want := []string{
			"warcinfo  application/warc-fields software: proviso\r\n",
			"request https://a.example/ application/http; msgtype=request GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
			"response https://a.example/ application/http; msgtype=response HTTP/1.1 200 OK\r\nContent-Usage: train-ai=n\r\n\r\nhello",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWriterRefuses(t *testing.T) {
	w := NewWriter(io.Discard)
	for _, uri := range []string{"https://a.example/\r\nWARC-Type: x", "https://a.example/ "} {
		if err := w.Response(uri, date, nil); err == nil {
			t.Errorf("%q was written", uri)
		}
	}
	if err := w.Info(date, Field{"not a name", "x"}); err == nil {
		t.Error("a name with spaces was written")
	}
}
