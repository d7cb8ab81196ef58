package stamp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
)

// settled reports whether the last line says that nothing was left in the middle.
func (j *journal) settled() bool {
	info, err := j.file.Stat()
	if err != nil {
		return false
	}
	tail := make([]byte, min(info.Size(), 256))
	if _, err := j.file.ReadAt(tail, info.Size()-int64(len(tail))); err != nil || len(tail) == 0 || tail[len(tail)-1] != '\n' {
		return false
	}
	tail = tail[:len(tail)-1]
	e, err := parseEntry(tail[bytes.LastIndexByte(tail, '\n')+1:])
	return err == nil && e != nil && e.Event == settled
}

// entries reads the journal. Lines that cannot be read are passed over and counted: one
// that a killed run left unfinished is no reason to lose the others.
func (j *journal) entries(each func(entry) error) (broken int, err error) {
	err = j.lines(func(e *entry, _ line) error {
		if e == nil {
			broken++
			return nil
		}
		return each(*e)
	})
	return broken, err
}

// line is where an entry stands in the journal: what can be long is read again when it
// is needed.
type line struct{ offset, length int64 }

// lines reads the journal line by line. The entry is nil for a line that cannot be read.
func (j *journal) lines(each func(*entry, line) error) error {
	info, err := j.file.Stat()
	if err != nil {
		return err
	}
	r := bufio.NewReaderSize(io.NewSectionReader(j.file, 0, info.Size()), 64<<10)
	at := int64(0)
	for {
		text, readErr := r.ReadBytes('\n')
		if len(text) > 1 {
			e, err := parseEntry(text)
			if err != nil {
				return err
			}
			if err := each(e, line{at, int64(len(text))}); err != nil {
				return err
			}
		}
		at += int64(len(text))
		if readErr == io.EOF {
			return nil
		}
		if readErr != nil {
			return readErr
		}
	}
}

// parseEntry reads one line; nil for one that is no entry. A file that is not below the
// folder is an error: nothing but a forged journal names one.
func parseEntry(text []byte) (*entry, error) {
	var e entry
	if json.Unmarshal(text, &e) != nil || e.Schema != journalSchema || e.File == "" {
		return nil, nil
	}
	if e.Event == begun && (e.After == nil || e.Before == nil && e.How != "create") {
		return nil, nil
	}
	if !filepath.IsLocal(filepath.FromSlash(e.File)) {
		return nil, fmt.Errorf("the journal names a file outside its folder: %s", e.File)
	}
	return &e, nil
}

// entryAt reads one line again.
func (j *journal) entryAt(at line) (entry, error) {
	text := make([]byte, at.length)
	if _, err := j.file.ReadAt(text, at.offset); err != nil {
		return entry{}, err
	}
	e, err := parseEntry(text)
	if err == nil && e == nil {
		err = errors.New("the journal cannot be read any more")
	}
	if err != nil {
		return entry{}, err
	}
	return *e, nil
}
