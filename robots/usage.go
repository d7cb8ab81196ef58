package robots

import "bytes"

// Usage is a Content-Usage rule (attach-05 section 3).
type Usage struct {
	Line int
	// Path is the path as written, with its wildcards; empty where there is none.
	Path string
	// Text is the statement: its bytes as they stand, without comment and without
	// space or tab around them. It shares the bytes of the file.
	Text       []byte
	TextOffset int // where Text begins in the file, in bytes
	Column     int // where Text begins in its line, in bytes from 1
}

// usage reads the rule on a line that is known to be one.
func (f *File) usage(i int) Usage {
	p := split(f.text(i))
	u := Usage{Line: i + 1, Text: p.value}
	at := p.valueAt
	if len(p.value) > 0 && p.value[0] == '/' {
		end := bytes.IndexAny(p.value, " \t")
		if end < 0 {
			end = len(p.value)
		}
		u.Path = string(p.value[:end])
		u.Text = bytes.TrimLeft(p.value[end:], " \t")
		at += len(p.value) - len(u.Text)
	}
	u.TextOffset = f.records[i].offset() + at
	u.Column = at + 1
	return u
}
