package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// seen is a record or news, in one line, for comparing.
func seen(r *Reader) []string {
	var list []string
	for record, err := range r.Records() {
		if err != nil {
			list = append(list, news(err))
			continue
		}
		body, err := io.ReadAll(record.Body)
		line := fmt.Sprintf("%d %s %s %d", record.Offset, record.Type, record.TargetURI, len(body))
		if err != nil {
			line += " " + err.Error()
		}
		for _, n := range record.Notes {
			line += " " + n.Code
		}
		list = append(list, line)
	}
	return list
}

func news(err error) string {
	e := new(Error)
	if !errors.As(err, &e) {
		return "not an Error: " + err.Error()
	}
	line := fmt.Sprintf("%d %s", e.Offset, e.Code)
	if e.Fatal {
		line += " fatal"
	}
	return line
}

func read(data []byte) []string { return seen(NewReader(bytes.NewReader(data))) }

var date = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// rec is a well-formed record of the given type with a body.
func rec(kind, body string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Date: 2026-11-22T10:00:00Z\r\n"+
		"WARC-Record-ID: <urn:x>\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, len(body), body)
}

func gz(parts ...string) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		w := gzip.NewWriter(&b)
		io.WriteString(w, p)
		w.Close()
	}
	return b.Bytes()
}

func zst(t testing.TB, parts ...string) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	var b []byte
	for _, p := range parts {
		b = w.EncodeAll([]byte(p), b)
	}
	return b
}

func TestRecords(t *testing.T) {
	one, two := rec("response", "first"), rec("request", strings.Repeat("x", 100_000))
	noDate := strings.Replace(one, "2026-11-22T10", "yesterday", 1)
	g1, z1 := len(gz(one)), len(zst(t, one))
	skippable := "\x50\x2a\x4d\x18\x03\x00\x00\x00abc"
	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"plain", []byte(one + two), []string{
			"0 response http://a.example/ 5",
			fmt.Sprintf("%d request http://a.example/ 100000", len(one))}},
		{"gzip members", gz(one, two), []string{
			"0 response http://a.example/ 5",
			fmt.Sprintf("%d request http://a.example/ 100000", g1)}},
		{"one gzip member", gz(one + two), []string{
			"0 response http://a.example/ 5",
			"0 request http://a.example/ 100000"}},
		{"empty gzip members", gz("", one, "", ""), []string{
			fmt.Sprintf("%d response http://a.example/ 5", len(gz("")))}},
		{"zstd frames", zst(t, one, two), []string{
			"0 response http://a.example/ 5",
			fmt.Sprintf("%d request http://a.example/ 100000", z1)}},
		{"zstd record in several frames", zst(t, two[:1000], two[1000:60_000], two[60_000:], one), []string{
			"0 request http://a.example/ 100000",
			fmt.Sprintf("%d response http://a.example/ 5", len(zst(t, two[:1000], two[1000:60_000], two[60_000:])))}},
		{"zstd skippable frames", []byte(string(zst(t, one)) + skippable + string(zst(t, two)) + skippable), []string{
			"0 response http://a.example/ 5",
			fmt.Sprintf("%d request http://a.example/ 100000", z1+len(skippable))}},
		{"LF alone", []byte(strings.ReplaceAll(one, "\r\n", "\n")), []string{
			"0 response http://a.example/ 5 warc-line-end"}},
		{"version unknown", []byte(strings.Replace(one, "WARC/1.1", "WARC/2.0", 1)), []string{
			"0 response http://a.example/ 5 warc-version-unknown"}},
		{"date unreadable", []byte(noDate), []string{
			"0 response http://a.example/ 5 warc-date-malformed"}},
		{"line without a colon", []byte(strings.Replace(one, "WARC-Date", "nonsense\r\nWARC-Date", 1)), []string{
			"0 response http://a.example/ 5 warc-field-malformed"}},
		{"angle brackets, as WARC 1.0 shows", []byte(strings.Replace(one, "http://a.example/", "<http://a.example/>", 1)), []string{
			"0 response http://a.example/ 5"}},
		{"no empty lines at the end", []byte(strings.TrimSpace(one)), []string{
			"0 response http://a.example/ 5"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, read(test.data)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.want, seen(NewReader(iotest.OneByteReader(bytes.NewReader(test.data))))); diff != "" {
				t.Errorf("byte by byte: %s", diff)
			}
		})
	}
}

// TestTrouble is the table of bad files: what was whole is read, news has a place,
// and what follows is read where the framing allows.
func TestTrouble(t *testing.T) {
	good := rec("response", "first")
	want := func(offset int) string { return fmt.Sprintf("%d response http://a.example/ 5", offset) }
	g, z := len(gz(good)), len(zst(t, good))
	long := strings.Replace(good, "Content-Length: 5", "Content-Length: 500", 1)
	noLength := strings.Replace(good, "Content-Length: 5\r\n", "", 1)
	twoLengths := strings.Replace(good, "\r\n\r\n", "\r\nContent-Length: 6\r\n\r\n", 1)
	fat := strings.Replace(good, "WARC-Date", "X: "+strings.Repeat("x", MaxHeader)+"\r\nWARC-Date", 1)
	many := strings.Replace(good, "WARC-Date", strings.Repeat("X: y\r\n", MaxFields)+"WARC-Date", 1)
	// The page holds a whole gzip member, which must not be taken for a record.
	spoof := rec("response", string(gz(good)))

	badCRC := gz(good, good)
	badCRC[g-8] ^= 1
	badDeflate := gz(good, good, good)
	badDeflate[g+12] ^= 0xff
	badFrame := zst(t, good, good, good)
	badFrame[2*z-1] ^= 1 // the checksum of the second
	dict := "\x5d\x2a\x4d\x18\x04\x00\x00\x00\x37\xa4\x30\xec"

	tests := []struct {
		name string
		data []byte
		want []string
	}{
		{"empty", nil, []string{"0 warc-empty fatal"}},
		{"short", []byte("WA"), []string{"0 warc-truncated fatal"}},
		{"something else", []byte("<html>…"), []string{"0 warc-unknown-format fatal"}},
		{"ARC", []byte("filedesc://x 0.0.0.0"), []string{"0 warc-unknown-format fatal"}},
		{"gzip of something else", gz("<html>"), []string{"0 warc-record-malformed"}},

		{"plain cut in a body", []byte(good + good[:len(good)-6]), []string{want(0),
			fmt.Sprintf("%d response http://a.example/ 3 unexpected EOF", len(good)),
			fmt.Sprintf("%d warc-truncated fatal", 2*len(good)-6)}},
		{"plain cut in a header", []byte(good + good[:40]), []string{want(0),
			fmt.Sprintf("%d warc-truncated fatal", len(good)+40)}},
		{"plain cut in the first word", []byte(good + good[:3]), []string{want(0),
			fmt.Sprintf("%d warc-truncated fatal", len(good)+3)}},
		{"gzip cut", gz(good, good)[:g+60], []string{want(0),
			fmt.Sprintf("%d warc-truncated fatal", g+60)}},
		{"gzip cut in a member's header", gz(good, good)[:g+4], []string{want(0),
			fmt.Sprintf("%d warc-truncated fatal", g+4)}},
		{"zstd cut", zst(t, good, good)[:2*z-9], []string{want(0),
			fmt.Sprintf("%d warc-truncated fatal", 2*z-9)}},

		{"gzip record too short", gz(long, good), []string{
			"0 response http://a.example/ 9 unexpected EOF", "0 warc-record-short",
			want(len(gz(long)))}},
		{"plain without a length", []byte(noLength + good), []string{"0 warc-record-length fatal"}},
		{"gzip without a length", gz(noLength, good), []string{"0 warc-record-length", want(len(gz(noLength)))}},
		{"zstd without a length", zst(t, noLength, good), []string{"0 warc-record-length", want(len(zst(t, noLength)))}},
		{"two lengths", gz(twoLengths, good), []string{"0 warc-record-length", want(len(gz(twoLengths)))}},
		{"header too large", gz(fat, good), []string{"0 warc-record-header-size", want(len(gz(fat)))}},
		{"too many fields", gz(many, good), []string{"0 warc-record-header-size", want(len(gz(many)))}},
		{"gzip junk after a record", gz(good+"junk", good), []string{want(0), "0 warc-record-trailing", want(len(gz(good + "junk")))}},
		{"plain junk after a record", []byte(good + "junk" + good), []string{want(0),
			fmt.Sprintf("%d warc-record-trailing fatal", len(good))}},
		{"junk after the last member", append(gz(good), "junk, and some more of it"...), []string{want(0),
			fmt.Sprintf("%d warc-corrupt fatal", g)}},
		{"gzip checksum", badCRC, []string{want(0), "0 warc-checksum", want(g)}},
		{"gzip data", badDeflate, []string{want(0), fmt.Sprintf("%d warc-corrupt fatal", g)}},
		{"zstd checksum", badFrame, []string{want(0),
			fmt.Sprintf("%d warc-checksum", z), want(2 * z)}},
		{"a member within a page", gz(strings.Replace(spoof, "Content-Length", "X", 1), good), []string{
			"0 warc-record-length", want(len(gz(strings.Replace(spoof, "Content-Length", "X", 1))))}},
		{"zstd dictionary", append([]byte(dict), zst(t, good)...), []string{"0 warc-zstd-dictionary fatal"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, read(test.data)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFileError(t *testing.T) {
	broken := errors.New("disk on fire")
	for _, data := range [][]byte{gz(rec("response", "x"))[:50], []byte(rec("response", "x"))[:50]} {
		r := NewReader(io.MultiReader(bytes.NewReader(data), iotest.ErrReader(broken)))
		var last error
		for _, err := range r.Records() {
			last = err
		}
		if !errors.Is(last, broken) || !strings.Contains(news(last), CodeIO+" fatal") {
			t.Errorf("got %v", last)
		}
	}
}

// zeros is n zero bytes.
type zeros struct{ n int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.n == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.n)
	clear(p[:n])
	z.n -= n
	return int(n), nil
}

func TestRatio(t *testing.T) {
	const grace = 1 << 20
	for size, want := range map[int64][]string{grace / 2: nil, 4 * grace: {"0 warc-ratio fatal"}} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		fmt.Fprintf(w, "WARC/1.1\r\nContent-Length: %d\r\n\r\n", size)
		io.Copy(w, &zeros{size})
		w.Close()
		r := NewReader(&b)
		r.grace = grace
		var list []string
		for record, err := range r.Records() {
			if record == nil {
				list = append(list, news(err))
			}
		}
		if diff := cmp.Diff(want, list); diff != "" {
			t.Errorf("%d: %s", size, diff)
		}
	}
	if r := NewReader(nil); r.grace != RatioGrace {
		t.Error("the limit is not set")
	}
}

func TestStopAndGoOn(t *testing.T) {
	r := NewReader(bytes.NewReader(gz(rec("a", "1"), rec("b", "2"), rec("c", "3"))))
	var kinds []string
	var first *Record
	for range 4 { // once more than there are records
		for record := range r.Records() {
			if first == nil {
				first = record
			}
			kinds = append(kinds, record.Type)
			break
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, kinds); diff != "" {
		t.Error(diff)
	}
	if _, err := first.Body.Read(make([]byte, 1)); err == nil || err == io.EOF {
		t.Errorf("reading an old body gives %v", err)
	}
}

// warcioVariable names a folder with the files that warcio is tested with
// (github.com/webrecorder/warcio, test/data, at 2a797aa).
const warcioVariable = "WARCIO_DATA"

func warcioData(t *testing.T, file string) []byte {
	t.Helper()
	folder := os.Getenv(warcioVariable)
	if folder == "" {
		t.Skipf("SKIPPED: %s names no copy of warcio's test data", warcioVariable)
	}
	data, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestWarcio reads the files another implementation is tested with.
func TestWarcio(t *testing.T) {
	tests := []struct {
		file string
		want []string
	}{
		{"example.warc", []string{
			"0 warcinfo  249", "488 warcinfo  470", "1197 response http://example.com/ 975",
			"2566 request http://example.com/ 493", "3370 revisit http://example.com/ 369", "4316 request http://example.com/ 493"}},
		{"example.warc.gz", []string{
			"0 warcinfo  249", "353 warcinfo  470", "784 response http://example.com/ 975",
			"2012 request http://example.com/ 493", "2621 revisit http://example.com/ 369", "3207 request http://example.com/ 493"}},
		{"example-wget-bad-target-uri.warc.gz", []string{
			"0 warcinfo  232", "410 request http://example.com/ 141",
			"824 response http://example.com/ 1598",
			"1978 metadata metadata://gnu.org/software/wget/warc/MANIFEST.txt 48",
			"2295 resource metadata://gnu.org/software/wget/warc/wget_arguments.txt 49",
			"2681 resource metadata://gnu.org/software/wget/warc/wget.log 471"}},
		{"example-resource.warc.gz", []string{
			"0 warcinfo  249", "361 warcinfo  399", "802 resource http://example.com/ 1303"}},
		// Its third record states two bytes too few. warcio looks for the next WARC/
		// line and goes on; we do not trust that line.
		{"example-trunc.warc", []string{
			"0 warcinfo  249", "488 warcinfo  470",
			"1197 response http://example.com/ 973", "2560 warc-record-trailing fatal"}},
		// Its records start and end within gzip members. warcio refuses the file.
		{"example-wrong-chunks.warc.gz", []string{
			"0 response http://example.com/ 343 unexpected EOF", "0 warc-record-short",
			"516 warc-record-malformed", "1130 request http://example.com/ 137"}},
		{"example-space-in-target-uri.warc.gz", []string{
			"0 warcinfo  73", "241 resource file:///example with spaces.png 70"}},
	}
	for _, test := range tests {
		data := warcioData(t, test.file)
		if diff := cmp.Diff(test.want, read(data)); diff != "" {
			t.Errorf("%s: %s", test.file, diff)
		}
	}
}
