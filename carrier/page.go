package carrier

import (
	"bytes"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

type pageKey struct{}

// PageOf gives what an HTML page says about itself, reading it once however many
// carriers ask; nil for an artifact that is no HTML page.
func PageOf(a *Artifact) *htmlhead.Page {
	if !IsHTML(a) {
		return nil
	}
	return a.Parsed(pageKey{}, func(a *Artifact) any {
		page := new(htmlhead.Page)
		htmlhead.Scan(page, a.Body)
		return page
	}).(*htmlhead.Page)
}

// IsHTML reports whether an artifact is an HTML page: by its media type, or where
// there is none by how it begins.
func IsHTML(a *Artifact) bool {
	if len(a.Body) == 0 || a.Kind != Response && a.Kind != Request && a.Kind != File {
		return false
	}
	switch a.MediaType {
	case "text/html", "application/xhtml+xml":
		return true
	case "":
		return looksHTML(a.Body)
	}
	return false
}

// looksHTML follows the signatures of the WHATWG MIME Sniffing Standard, section
// 7.1, that real pages begin with.
func looksHTML(body []byte) bool {
	body = bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xEF\xBB\xBF")), "\t\n\f\r ")
	for _, start := range [...]string{"<!DOCTYPE HTML", "<HTML", "<HEAD", "<META", "<TITLE", "<!--"} {
		if len(body) > len(start) && bytes.EqualFold(body[:len(start)], []byte(start)) {
			return true
		}
	}
	return false
}

// StartTag is the text of the start tag at an offset of a page, as evidence quotes it:
// at most [MaxRaw] bytes of it.
func StartTag(page []byte, offset int) string {
	if offset < 0 || offset >= len(page) {
		return ""
	}
	tag := page[offset:min(len(page), offset+MaxRaw+1)]
	var quote byte
	for i, c := range tag {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == '>':
			return Clip(string(tag[:i+1]), MaxRaw)
		}
	}
	return Clip(string(tag), MaxRaw)
}
