package answer

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"sync"
)

// MaxRequest is the longest line that is read as one request, in bytes. A longer
// one is skipped and answered with a problem.
const MaxRequest = 64 << 20

// batchRead is how much is read at once. What one read gives is handed on at
// once, so that a slow writer of requests gets each answer without delay.
const batchRead = 256 << 10

// maxSpare is the largest buffer that is kept to be used again.
const maxSpare = 8 * batchRead

// Batch reads requests, one JSON object a line, and writes an answer a line in
// the order of the requests, on as many cores as GOMAXPROCS allows. Blank lines
// are skipped. A line that is no request gets an answer with a problem; the error
// is only ever about reading, writing or the context.
func Batch(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	workers := runtime.GOMAXPROCS(0)
	b := &batch{
		ctx:   ctx,
		work:  make(chan *chunk, workers),
		order: make(chan *chunk, 4*workers),
		spare: make(chan *chunk, 8*workers),
	}
	var running sync.WaitGroup
	for range workers {
		running.Go(b.answer)
	}
	running.Go(func() {
		defer close(b.work)
		defer close(b.order)
		if err := b.read(in); err != nil {
			b.failed = err
		}
	})
	if err := b.write(out); err != nil {
		// A read that waits for input cannot be called off; it ends with the input.
		cancel(err)
		return err
	}
	running.Wait()
	if b.failed != nil {
		return b.failed
	}
	return nil
}

// batch is one run: read cuts the input into chunks of whole lines, answer works
// on any chunk, write puts them out in order.
type batch struct {
	ctx    context.Context
	work   chan *chunk
	order  chan *chunk
	spare  chan *chunk // to be used again; a sync.Pool would lose them at each collection
	texts  robotsTexts
	failed error // of read; set before order is closed
}

// chunk is some whole lines, and their answers once done is signalled.
type chunk struct {
	lines    []byte
	oversize bool // lines is the start of one line that was too long
	answers  []byte
	done     chan struct{}
}

func (b *batch) chunk() *chunk {
	select {
	case c := <-b.spare:
		c.lines, c.answers, c.oversize = c.lines[:0], c.answers[:0], false
		return c
	default:
		return &chunk{lines: make([]byte, 0, batchRead), done: make(chan struct{}, 1)}
	}
}

// send hands a chunk on; false means the run is over.
func (b *batch) send(c *chunk) bool {
	select {
	case b.order <- c:
	case <-b.ctx.Done():
		return false
	}
	select {
	case b.work <- c:
		return true
	case <-b.ctx.Done():
		close(c.done) // write is on its way out and must not wait for this one
		return false
	}
}

func (b *batch) read(in io.Reader) error {
	c := b.chunk()
	for {
		n, err := in.Read(c.lines[len(c.lines):cap(c.lines)])
		fresh := len(c.lines)
		c.lines = c.lines[:fresh+n]
		if cut := bytes.LastIndexByte(c.lines[fresh:], '\n'); cut >= 0 {
			next := b.chunk()
			next.lines = append(next.lines, c.lines[fresh+cut+1:]...)
			c.lines = c.lines[:fresh+cut+1]
			if !b.send(c) {
				return context.Cause(b.ctx)
			}
			c = next
		}
		switch {
		case err == io.EOF:
			if len(c.lines) > 0 && !b.send(c) {
				return context.Cause(b.ctx)
			}
			return nil
		case err != nil:
			return err
		case len(c.lines) >= MaxRequest:
			rest, err := b.skipLine(c, in)
			if err != nil {
				return err
			}
			c = rest
		case len(c.lines) == cap(c.lines):
			grown := make([]byte, len(c.lines), 2*cap(c.lines))
			copy(grown, c.lines)
			c.lines = grown
		}
	}
}

// skipLine sends a line that is too long off as such, reads to its end, and gives
// the chunk that goes on behind it.
func (b *batch) skipLine(c *chunk, in io.Reader) (*chunk, error) {
	c.lines, c.oversize = make([]byte, 0, batchRead), true
	if !b.send(c) {
		return nil, context.Cause(b.ctx)
	}
	next := b.chunk()
	buffer := make([]byte, batchRead)
	for {
		n, err := in.Read(buffer)
		if end := bytes.IndexByte(buffer[:n], '\n'); end >= 0 {
			rest := buffer[end+1 : n]
			if cut := bytes.LastIndexByte(rest, '\n'); cut >= 0 {
				next.lines = append(next.lines, rest[:cut+1]...)
				if !b.send(next) {
					return nil, context.Cause(b.ctx)
				}
				next, rest = b.chunk(), rest[cut+1:]
			}
			next.lines = append(next.lines, rest...)
			return next, nil
		}
		if err == io.EOF {
			return next, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

var byteOrderMark = []byte("\xEF\xBB\xBF")

// answer works on chunks until there are no more.
func (b *batch) answer() {
	var scratch []byte
	for c := range b.work {
		if c.oversize {
			c.answers = malformed(new(Request), CodeRequestTooLarge, "the line is longer than a request may be and was not read").AppendJSON(c.answers)
			c.answers = append(c.answers, '\n')
		}
		for lines := c.lines; len(lines) > 0; {
			line := lines
			if end := bytes.IndexByte(lines, '\n'); end >= 0 {
				line, lines = lines[:end], lines[end+1:]
			} else {
				lines = nil
			}
			line = bytes.TrimPrefix(line, byteOrderMark) // as files from Windows begin
			if len(bytes.TrimSpace(line)) > 0 {
				c.answers = b.line(c.answers, line, &scratch)
			}
		}
		c.done <- struct{}{}
	}
}

// line answers one request line. The body of the request is decoded into scratch,
// which grows with the bodies that come and is used again: nothing of an answer but
// its text outlives the line.
func (b *batch) line(answers, line []byte, scratch *[]byte) []byte {
	var r Request
	if robots, ok := scanRequest(line, &r, *scratch); ok {
		if cap(r.Body) > cap(*scratch) && cap(r.Body) <= maxSpare {
			*scratch = r.Body[:0]
		}
		if artifact, ok := b.texts.artifact(robots, r.RobotsStatus); ok {
			answers = r.answer(artifact).AppendJSON(answers)
			return append(answers, '\n')
		}
	}
	r, err := ParseRequest(line)
	var a *Answer
	if err != nil {
		a = malformed(&r, CodeRequestMalformed, err.Error())
	} else {
		a = r.Answer()
	}
	return append(a.AppendJSON(answers), '\n')
}

func (b *batch) write(out io.Writer) error {
	for {
		var c *chunk
		select {
		case c = <-b.order:
		case <-b.ctx.Done():
			return context.Cause(b.ctx)
		}
		if c == nil {
			return nil
		}
		select {
		case <-c.done:
		case <-b.ctx.Done():
			return context.Cause(b.ctx)
		}
		if _, err := out.Write(c.answers); err != nil {
			return err
		}
		if cap(c.lines) > maxSpare || cap(c.answers) > maxSpare {
			continue // one long request must not hold memory for good
		}
		select {
		case b.spare <- c:
		default:
		}
	}
}
