package apache

import (
	"bytes"
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// line is what httpd reads as one line (server/util.c, ap_cfg_getline_core): physical
// lines are joined where they end in a backslash, white space around is dropped. That
// happens before comments are seen, so a comment can go on as well.
type line struct {
	start, end int // in the text, with the line end
	text       string
	open       bool // ends in a backslash, and would go on with whatever is written behind
}

// file is a file and its lines.
type file struct {
	*publish.Text
	lines []line // of Bare
}

// read reads a file, in which the parts of one site are ours; of any, if site is empty. A
// problem means that it is left alone.
func read(fsys fs.FS, path, site string) (*file, *proviso.Problem) {
	t, problem := publish.ReadText(fsys, path, site)
	if problem != nil {
		return nil, problem
	}
	return &file{t, splitLines(t.Bare)}, nil
}

// splitLines gives all lines, empty ones and comments too: their spans cover the text.
func splitLines(text []byte) (list []line) {
	for at := 0; at < len(text); {
		l := line{start: at}
		var joined []byte
		for l.open = true; l.open && at < len(text); {
			next := len(text)
			if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
				next = at + n + 1
			}
			part := text[at:next]
			part, ended := bytes.CutSuffix(part, []byte("\n"))
			if ended {
				part = bytes.TrimSuffix(part, []byte("\r"))
			}
			part, l.open = bytes.CutSuffix(part, []byte(`\`))
			joined, at = append(joined, part...), next
		}
		l.end, l.text = at, strings.Trim(string(joined), " \t\r\n\v\f")
		list = append(list, l)
	}
	return list
}

// begin is where the first word of a line stands.
func (l line) begin(text []byte) int {
	for i := l.start; i < l.end; i++ {
		if !isSpace(text[i]) {
			return i
		}
	}
	return l.start
}

// blank reports whether a line is empty or a comment.
func (l line) blank() bool { return l.text == "" || l.text[0] == '#' }

// closes is the name of the section that a line closes, in lower case; empty for none.
func (l line) closes() string {
	rest, ok := strings.CutPrefix(l.text, "</")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, ">")
	return strings.ToLower(strings.TrimSpace(name))
}

// opens is the name of the section that a line opens, in lower case, and what stands
// behind it up to the ">". ok is false where the ">" is missing.
func (l line) opens() (name, rest string, ok bool) {
	if !strings.HasPrefix(l.text, "<") || strings.HasPrefix(l.text, "</") {
		return "", "", true
	}
	end := strings.LastIndexByte(l.text, '>')
	if end < 0 {
		end = len(l.text)
	}
	name, rest = l.text[1:end], ""
	if i := strings.IndexAny(name, " \t"); i >= 0 {
		name, rest = name[:i], strings.TrimSpace(name[i:])
	}
	return strings.ToLower(name), rest, end < len(l.text)
}

// words splits a line as ap_getword_conf does: quotation marks of either kind, in which a
// backslash stands before the mark and before itself.
func words(text string) (list []string) {
	for {
		text = strings.TrimLeft(text, " \t\r\n\v\f")
		if text == "" {
			return list
		}
		word, next := firstWord(text)
		list, text = append(list, word), text[next:]
	}
}

func firstWord(text string) (word string, next int) {
	var b strings.Builder
	quote := text[0]
	if quote != '"' && quote != '\'' {
		quote = 0
	} else {
		next = 1
	}
	for next < len(text) {
		c := text[next]
		switch {
		case quote != 0 && c == quote:
			return b.String(), next + 1
		case quote == 0 && isSpace(c):
			return b.String(), next
		case c == '\\' && next+1 < len(text) && (text[next+1] == '\\' || quote != 0 && text[next+1] == quote):
			next++
			c = text[next]
		}
		b.WriteByte(c)
		next++
	}
	return b.String(), next
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
