package htmlhead

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container/htmlhead"
	"github.com/proviso-signals/proviso/publish"
)

// page plans one page.
func (j *job) page(name string) {
	info, err := fs.Stat(j.in.FS, name)
	if err == nil && info.Size() > publish.MaxFile {
		j.problem(publish.CodeTooLarge, proviso.Warning, name, 0, "the page is larger than is read: it was left as it is")
		return
	}
	old, err := fs.ReadFile(j.in.FS, name)
	if err != nil {
		j.problem(publish.CodeUnreadable, proviso.Fault, name, 0, "the page could not be read: "+err.Error())
		return
	}
	if bytes.HasSuffix(old, []byte(publish.OwnPage)) {
		return // that of another writer
	}
	base, ok := without(old)
	switch {
	case !ok:
		j.problem(publish.CodeBlock, proviso.Fault, name, 0, "a comment that marks the beginning or end of what is ours is missing, or there are several: the page was left as it is")
		return
	case bytes.HasPrefix(old, []byte("\xFE\xFF")), bytes.HasPrefix(old, []byte("\xFF\xFE")), bytes.IndexByte(old[:min(len(old), 64)], 0) >= 0:
		j.problem(publish.CodeEncoding, proviso.Warning, name, 0, "the page is in UTF-16, which is not changed: it was left as it is")
		return
	}
	result := base
	if !j.in.Saying.Silent() {
		if !isWhole(base) {
			j.problem(CodeNoHead, proviso.Notice, name, 0, "this is a piece of a page, without doctype, html and head: it was left as it is")
		} else if lines := j.linesFor(name, base); len(lines) > 0 {
			if result = put(base, lines); result == nil {
				j.problem(CodePlace, proviso.Warning, name, 0, "no place was found in the head of the page where our elements count and nothing else changes: it was left as it is")
				result = base
			}
		}
	}
	if !bytes.Equal(result, old) {
		j.out.Files = append(j.out.Files, publish.File{Path: name, Old: old, New: result})
	}
}

// isWhole reports whether a text is a page, and not a piece of one.
func isWhole(text []byte) bool {
	var page htmlhead.Page
	htmlhead.Scan(&page, text)
	head := lower(text[:min(len(text), page.HeadEnd+len("<body"))])
	for _, tag := range [...]string{"<!doctype", "<html", "<head"} {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// pathsOf gives the two paths at which servers have a page, the usual one first: that of
// its folder for index.html, and that with the ending for any other.
func pathsOf(name string) []string {
	parts := strings.Split(name, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	whole := "/" + strings.Join(parts, "/")
	if before, ok := strings.CutSuffix(strings.TrimSuffix(whole, path.Ext(whole)), "/index"); ok {
		return []string{before + "/", whole}
	}
	return []string{whole, strings.TrimSuffix(whole, path.Ext(whole))}
}
