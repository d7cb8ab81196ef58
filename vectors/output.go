package vectors

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"sync"
)

// line is one line of a program's output, or why there is none.
type line struct {
	text []byte // without its end
	err  error
}

// readLines reads lines until the output ends or ctx does, and closes the
// channel then. A line over MaxAnswer is skipped and reported in its place.
func readLines(ctx context.Context, r io.Reader) <-chan line {
	lines := make(chan line)
	go func() {
		defer close(lines)
		reader := bufio.NewReader(r)
		for {
			l, err := readLine(reader)
			if err != nil {
				return // the output ended, or was closed by us
			}
			select {
			case lines <- l:
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// readLine reads one line of at most MaxAnswer bytes. A last line without an end
// is a line, too.
func readLine(r *bufio.Reader) (line, error) {
	var l line
	for {
		part, err := r.ReadSlice('\n')
		if l.err == nil {
			l.text = append(l.text, part...)
		}
		if len(l.text) > MaxAnswer {
			l = line{err: fmt.Errorf("a line of more than %d bytes is no answer", MaxAnswer)}
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && len(l.text) == 0 && l.err == nil:
			return line{}, err
		}
		l.text = bytes.TrimRight(l.text, "\r\n")
		return l, nil
	}
}

// tail keeps the last bytes written to it.
type tail struct {
	limit int
	mu    sync.Mutex
	kept  []byte
}

// Write never fails, so that a program that says much is not disturbed.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - t.limit; over > 0 {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.kept)
}
