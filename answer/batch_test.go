package answer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

const robotsText3 = `User-agent: *\nAllow: /\nDisallow: /closed/\nContent-Usage: train-ai=n;exceptions=cc-cr, search=y\n`

func runBatch(t *testing.T, in string) []string {
	t.Helper()
	var out bytes.Buffer
	if err := Batch(context.Background(), strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	if out.Len() == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// outline is the part of an answer that tests look at.
type outline struct {
	Schema string
	ID     any
	URL    string
	Access string
	Uses   map[string]struct {
		Outcome string
		Offers  [][]any
		By      []int
	}
	Evidence  []map[string]any
	Conflicts []map[string]any
	Problems  []struct{ Code, Severity, Where, Hint string }
	Decisions map[string]struct {
		Action, Policy string
		Owed           [][]any
	}
}

func decode(t *testing.T, line string) outline {
	t.Helper()
	var o outline
	if err := json.Unmarshal([]byte(line), &o); err != nil {
		t.Fatalf("answer is not JSON: %v\n%s", err, line)
	}
	return o
}

func TestBatchAnswers(t *testing.T) {
	lines := runBatch(t, `{"id":"one","url":"https://example.com/p","as":["ExampleBot"],"robots":"`+robotsText3+`","policy":"hold-unstated"}`+"\n"+
		`{"id":2,"url":"https://example.com/closed/p","robots":"`+robotsText3+`"}`+"\n"+
		`{"url":"https://example.com/p","robots":"`+robotsText3+`","headers":[["Content-Usage","train-ai=n, search=n"]]}`)
	if len(lines) != 3 {
		t.Fatalf("%d answers", len(lines))
	}
	first := decode(t, lines[0])
	if first.Schema != Schema || first.ID != "one" || first.Access != "allowed" {
		t.Errorf("first answer: %s", lines[0])
	}
	train := first.Uses["train-ai"]
	if train.Outcome != "conditional" || fmt.Sprint(train.Offers) != "[[credit]]" {
		t.Errorf("train-ai is %+v", train)
	}
	if search := first.Uses["search"]; search.Outcome != "allow" || fmt.Sprint(search.Offers) != "[[]]" {
		t.Errorf("search is %+v", search)
	}
	if unstated := first.Uses["ai-use"]; unstated.Outcome != "unstated" || unstated.Offers == nil || len(unstated.Offers) != 0 {
		t.Errorf("ai-use is %+v", unstated)
	}
	if d := first.Decisions["train-ai"]; d.Action != "meet" || fmt.Sprint(d.Owed) != "[[credit]]" || d.Policy != "hold-unstated/1" {
		t.Errorf("decision is %+v", d)
	}
	if len(first.Evidence) != 1 || first.Evidence[0]["where"] != "robots.txt:4" || first.Evidence[0]["party"] != "example.com" {
		t.Errorf("evidence is %v", first.Evidence)
	}
	closed := decode(t, lines[1])
	if closed.Access != "disallowed" || closed.Uses["train-ai"].Outcome != "unstated" || len(closed.Evidence) != 0 {
		t.Errorf("a closed path has a preference: %s", lines[1])
	}
	both := decode(t, lines[2])
	if both.Uses["train-ai"].Outcome != "deny" || both.Uses["search"].Outcome != "deny" || len(both.Conflicts) != 2 {
		t.Errorf("robots and header did not join restrictively: %s", lines[2])
	}
}

// TestBatchKeepsOrder sends requests that take unlike long on all cores.
func TestBatchKeepsOrder(t *testing.T) {
	var in strings.Builder
	const n = 20000
	for i := range n {
		if i%7 == 0 {
			fmt.Fprintf(&in, `{"id":%d,"extra":[%s1],"url":"https://example.com/"}`+"\n", i, strings.Repeat("1,", i%500))
			continue
		}
		fmt.Fprintf(&in, `{"id":%d,"url":"https://example.com/%d","robots":"%s"}`+"\n", i, i, robotsText3)
	}
	lines := runBatch(t, in.String())
	if len(lines) != n {
		t.Fatalf("%d answers to %d requests", len(lines), n)
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, fmt.Sprintf(`{"schema":"%s","id":%d,`, Schema, i)) {
			t.Fatalf("answer %d is %.80s", i, line)
		}
	}
}

// TestBatchStreams: an answer comes before the next request is sent.
func TestBatchStreams(t *testing.T) {
	requests, writer := io.Pipe()
	reader, answers := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- Batch(context.Background(), requests, answers)
		answers.Close()
	}()
	decoder := json.NewDecoder(reader)
	for i := range 3 {
		fmt.Fprintf(writer, `{"id":%d,"url":"https://example.com/"}`+"\n", i)
		var o outline
		if err := decoder.Decode(&o); err != nil || o.ID != float64(i) {
			t.Fatalf("answer %d: %v, %v", i, o.ID, err)
		}
	}
	writer.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestBatchAnswersWhatIsNoRequest(t *testing.T) {
	lines := runBatch(t, "not json\n\n   \n{\"id\":5,\"url\":7}\n{\"id\":6}\n{\"id\":7,\"url\":\"/p\"}\n{\"id\":8,\"url\":\"https://example.com/\",\"profile\":\"x\",\"policy\":\"y\"}")
	want := [][]string{{CodeRequestMalformed}, {CodeRequestMalformed}, {CodeURLMissing}, {CodeURLNotAbsolute}, {CodeProfileUnknown, CodePolicyUnknown}}
	if len(lines) != len(want) {
		t.Fatalf("%d answers, want %d: %v", len(lines), len(want), lines)
	}
	for i, line := range lines {
		o := decode(t, line)
		var codes []string
		for _, p := range o.Problems {
			codes = append(codes, p.Code)
			if p.Hint == "" {
				t.Errorf("problem %s has no hint", p.Code)
			}
		}
		if fmt.Sprint(codes) != fmt.Sprint(want[i]) {
			t.Errorf("answer %d has problems %v, want %v", i, codes, want[i])
		}
		for use, ruling := range o.Uses {
			if ruling.Outcome != "unstated" {
				t.Errorf("answer %d states something about %s", i, use)
			}
		}
		if i > 0 && o.ID == nil {
			t.Errorf("answer %d lost its id", i)
		}
	}
}

// TestMaxRequest: a line that is too long is answered in its place, and the next
// is read.
func TestMaxRequest(t *testing.T) {
	if testing.Short() {
		t.Skip("reads more than 64 MiB")
	}
	long := io.MultiReader(
		strings.NewReader(`{"id":1,"url":"https://example.com/"}`+"\n"+`{"id":2,"url":"`),
		io.LimitReader(endless('x'), MaxRequest+1000),
		strings.NewReader(`"}`+"\n"+`{"id":3,"url":"https://example.com/"}`+"\n"+`{"id":4,"url":"`),
		io.LimitReader(endless('x'), MaxRequest+1000),
		strings.NewReader(`"}`+"\n"+`{"id":5,"url":"https://example.com/"}`),
	)
	var out bytes.Buffer
	if err := Batch(context.Background(), long, &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d answers", len(lines))
	}
	if o := decode(t, lines[1]); len(o.Problems) != 1 || o.Problems[0].Code != CodeRequestTooLarge {
		t.Errorf("the long line was answered with %s", lines[1])
	}
	if o := decode(t, lines[2]); o.ID != float64(3) {
		t.Errorf("the line behind it was lost: %s", lines[2])
	}
}

type endless byte

func (e endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(e)
	}
	return len(b), nil
}

func TestBatchTellsOfReadAndWriteErrors(t *testing.T) {
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader(`{"id":1,"url":"https://example.com/"}`+"\n"), iotest.ErrReader(broken))
	var out bytes.Buffer
	if err := Batch(context.Background(), in, &out); !errors.Is(err, broken) {
		t.Errorf("read error became %v", err)
	}
	if !strings.Contains(out.String(), `"id":1`) {
		t.Error("what was read before the error was not answered")
	}
	many := strings.Repeat(`{"url":"https://example.com/"}`+"\n", 100000)
	if err := Batch(context.Background(), strings.NewReader(many), failingWriter{broken}); !errors.Is(err, broken) {
		t.Errorf("write error became %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Batch(ctx, strings.NewReader(many), io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelling became %v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// TestTextsForgets is the hostile test of the memory for robots.txt texts: ever
// new texts must not stay.
func TestTextsForgets(t *testing.T) {
	var texts robotsTexts
	for i := range 3 * maxTexts {
		if _, ok := texts.artifact(fmt.Appendf(nil, "# %d\"", i), 0); !ok {
			t.Fatal("a plain text was refused")
		}
		if len(texts.known) > maxTexts {
			t.Fatalf("%d texts are remembered", len(texts.known))
		}
	}
	large := append(bytes.Repeat([]byte("x"), 1<<20), '"')
	for i := range 300 {
		copy(large, fmt.Sprintf("%08d", i))
		texts.artifact(large, 0)
		if texts.bytes > maxTextBytes+4<<20 {
			t.Fatalf("%d bytes of text are remembered", texts.bytes)
		}
	}
}

func TestAnswersAreDeterministic(t *testing.T) {
	in := strings.Repeat(`{"id":1,"url":"https://example.com/p","robots":"`+robotsText3+`","headers":[["Content-Usage","train-ai=y"]]}`+"\n", 200)
	lines := runBatch(t, in)
	for _, line := range lines {
		if line != lines[0] {
			t.Fatalf("the same request got\n%s\nand\n%s", lines[0], line)
		}
	}
}

func TestAppendString(t *testing.T) {
	for _, s := range []string{"", "plain", "qu\"ote\\", "tab\tnew\nline\r", "\x00\x1f\x7f", "é 漢 \U0001f600", "\u2028\u2029", "bad \xff\xfe end"} {
		got := appendString(nil, s)
		var back string
		if err := json.Unmarshal(got, &back); err != nil {
			t.Errorf("%q gives %s: %v", s, got, err)
			continue
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); back != want && strings.ReplaceAll(want, "\ufffd", "") != strings.ReplaceAll(back, "\ufffd", "") {
			t.Errorf("%q came back as %q", s, back)
		}
		if bytes.ContainsAny(got, "\n\r\u2028\u2029") {
			t.Errorf("%q is not on one line: %s", s, got)
		}
	}
}

// BenchmarkBatch measures answers to requests that share a robots.txt of 3.5 KB.
func BenchmarkBatch(b *testing.B) {
	var robots strings.Builder
	for i := range 42 {
		fmt.Fprintf(&robots, `User-agent: Bot%c%c\nDisallow: /\n\n`, 'A'+i/26, 'A'+i%26)
	}
	robots.WriteString(`User-agent: *\n`)
	for i := range 60 {
		fmt.Fprintf(&robots, `Disallow: /section-%d/private*.html\n`, i)
	}
	robots.WriteString(`Allow: /\nContent-Usage: train-ai=n;exceptions=cc-cr, search=y\n`)
	var in bytes.Buffer
	const n = 5000
	for i := range n {
		fmt.Fprintf(&in, `{"id":%d,"url":"https://example.com/section-%d/page-%d.html","as":["ExampleBot"],"robots":"%s"}`+"\n", i, i%70, i, robots.String())
	}
	b.SetBytes(int64(in.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if err := Batch(context.Background(), bytes.NewReader(in.Bytes()), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "answers/s")
}
