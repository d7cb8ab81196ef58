package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
)

// MaxCell is how many bytes a cell of CSV has at most. Spreadsheets cut cells after
// 32,767 characters, some without a word. JSON reports have all.
const MaxCell = 32_000

// csvForm writes CSV by RFC 4180, in UTF-8: a header row, a row a file.
type csvForm struct {
	buf   bytes.Buffer
	w     *csv.Writer
	cells []string
}

func newCSV() *csvForm {
	f := &csvForm{}
	f.w = csv.NewWriter(&f.buf)
	f.w.UseCRLF = true // no cell has a line end, which this would change
	return f
}

// columns are the header row.
func columns() []string {
	names := []string{"path", "path_base64", "format", "status", "words", "written", "how", "target"}
	for _, when := range []string{"before_", "after_"} {
		for _, u := range proviso.Uses() {
			names = append(names, when+u.String())
		}
	}
	return append(names, "existing", "losses", "code", "hint", "notes", "problems",
		"size_before", "size_after", "sha256_before", "sha256_after")
}

func (f *csvForm) row(r *row) ([]byte, error) {
	f.cells = append(f.cells[:0], cell(r.Path), exact(r.Path), r.Format, string(r.Status), r.words(),
		strconv.FormatBool(r.written), r.how(), cell(r.Target))
	for _, outcomes := range []*proviso.Outcomes{&r.Before, &r.after} {
		for _, o := range outcomes {
			f.cells = append(f.cells, outcomeCell(r.read, o))
		}
	}
	f.cells = append(f.cells, existingCell(r.Existing), lossesCell(r.Losses), r.Code, cell(r.Hint),
		cell(strings.Join(r.Notes, " | ")), problemsCell(r),
		size(r.SizeBefore), size(r.sizeAfter()), r.SHA256Before, r.sha256After())
	return f.line(f.cells)
}

func (f *csvForm) line(cells []string) ([]byte, error) {
	f.buf.Reset()
	err := f.w.Write(cells)
	f.w.Flush()
	return f.buf.Bytes(), err
}

func (f *csvForm) write(w io.Writer, s *summary, rows *rows) error {
	names := columns()
	head, err := f.line(names)
	if err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	if _, err := io.Copy(w, rows.all()); err != nil || s.Incomplete == "" {
		return err
	}
	last := make([]string, len(names))
	for i, name := range names {
		switch name {
		case "status":
			last[i] = "incomplete"
		case "words":
			last[i] = "incomplete: files may be missing"
		case "hint":
			last[i] = cell(s.Incomplete)
		}
	}
	end, err := f.line(last)
	if err != nil {
		return err
	}
	_, err = w.Write(end)
	return err
}

// cell makes text from outside one line that is safe in a spreadsheet; see the package
// comment.
func cell(text string) string {
	text = inOneLine(text)
	r, _ := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("=+-@'＝＋－＠", r) && text != "" {
		return "'" + text
	}
	return text
}

// inOneLine makes text visible, and cuts it where a spreadsheet would.
func inOneLine(text string) string {
	text = visible(text)
	if len(text) <= MaxCell {
		return text
	}
	cut := MaxCell
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + " … (cut; a JSON report has all)"
}

// exact has the bytes of a path where its cell has not.
func exact(path string) string {
	if inOneLine(path) == path {
		return ""
	}
	return base64Of(path)
}

// outcomeCell is empty where the file was not read.
func outcomeCell(read bool, o proviso.Outcome) string {
	if !read {
		return ""
	}
	return cell(words(o))
}

func existingCell(list []proviso.Evidence) string {
	parts := make([]string, len(list))
	for i := range list {
		e := &list[i]
		parts[i] = fmt.Sprintf("%s at %s (%s): %s", e.Carrier, e.Where, said(&e.Outcomes), e.Raw)
	}
	return cell(strings.Join(parts, " | "))
}

func lossesCell(list []proviso.Loss) string {
	parts := make([]string, len(list))
	for i, l := range list {
		parts[i] = fmt.Sprintf("%s, to be %s, is %s: %s", l.Use, words(l.Said), formOr(l.Form), l.Why)
	}
	return cell(strings.Join(parts, " | "))
}

// formOr is what stands for what could not be said.
func formOr(form string) string {
	if form == "" {
		return "left out"
	}
	return form
}

func problemsCell(r *row) string {
	parts := make([]string, len(r.Problems))
	for i, p := range r.Problems {
		parts[i] = fmt.Sprintf("%s at %d: %s", p.Code, p.Offset, p.Hint)
	}
	return cell(strings.Join(parts, " | "))
}

// size is empty where it is not known.
func size(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
