package robots

import (
	"bytes"
	"slices"
	"sync"
	"sync/atomic"
)

const (
	// MaxSize is how much of a file is read, in bytes: the complete lines within
	// it (RFC 9309 section 2.5 asks for at least 500 kibibytes).
	MaxSize = 500 * 1024
	// MaxLine is how much of a line counts, in bytes: google/robotstxt keeps 8
	// times 2083 bytes, one of them for a NUL.
	MaxLine = 2083*8 - 1
)

// File is a robots.txt file. It is immutable and safe for concurrent use.
type File struct {
	body    []byte   // what is read: whole lines, including a byte order mark
	size    int      // of the file as given
	bom     int      // bytes of byte order mark skipped
	records []record // one per line
	nul     bool     // a NUL is somewhere in body
	usages  bool     // a Content-Usage rule is somewhere in body

	everyone atomic.Pointer[Rules]             // compiled for "*"
	cache    atomic.Pointer[map[string]*Rules] // by folded token; copied on write
	caching  sync.Mutex                        // serialises writers of cache
}

// record is a line as Parse keeps it: where it begins, and what it is. The rest
// is derived on demand, so that a line costs four bytes.
type record uint32

const recordOffsetBits = 24 // MaxSize needs 19

func newRecord(offset int, kind Kind) record {
	return record(offset) | record(kind)<<recordOffsetBits
}

func (r record) offset() int { return int(r & (1<<recordOffsetBits - 1)) }
func (r record) kind() Kind  { return Kind(r >> recordOffsetBits) }

// Parse reads a file. It never fails. The file keeps a reference to body, which
// must not be modified afterwards.
func Parse(body []byte) *File {
	f := &File{body: withinLimit(body), size: len(body)}
	for f.bom < len(byteOrderMark) && f.bom < len(f.body) && f.body[f.bom] == byteOrderMark[f.bom] {
		f.bom++
	}
	f.nul = bytes.IndexByte(f.body, 0) >= 0
	f.records = scan(f.body, f.bom)
	f.usages = slices.ContainsFunc(f.records, func(r record) bool { return r.kind() == ContentUsage })
	return f
}

const byteOrderMark = "\xEF\xBB\xBF"

// withinLimit cuts a file to the complete lines within MaxSize.
func withinLimit(body []byte) []byte {
	if len(body) <= MaxSize {
		return body
	}
	end := bytes.LastIndexAny(body[:MaxSize], "\r\n") + 1
	return body[:end:end]
}

// scan finds the lines. A line feed right after a carriage return ends no line of
// its own, and nothing after the last line end is no line.
func scan(body []byte, start int) []record {
	returns := bytes.Count(body, []byte{'\r'})
	records := make([]record, 0, max(bytes.Count(body, []byte{'\n'}), returns)+1)
	feed := -1 // the next line feed, searched once per line feed
	for start < len(body) {
		if feed < start {
			if i := bytes.IndexByte(body[start:], '\n'); i >= 0 {
				feed = start + i
			} else {
				feed = len(body)
			}
		}
		end, next := feed, feed+1
		if returns > 0 {
			if i := bytes.IndexByte(body[start:feed], '\r'); i >= 0 {
				end = start + i
				if end+1 < feed {
					next = end + 1
				}
			}
		}
		records = append(records, newRecord(start, classify(body[start:end])))
		start = next
	}
	return records
}

// NumLines is the number of lines read.
func (f *File) NumLines() int { return len(f.records) }

// text is the line with the given index, without its line end.
func (f *File) text(i int) []byte {
	end := len(f.body)
	if i+1 < len(f.records) {
		end = f.records[i+1].offset()
	}
	line := f.body[f.records[i].offset():end]
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line
}

// Size is how many bytes of the file are read: all, unless it is longer than
// [MaxSize].
func (f *File) Size() int { return len(f.body) }
