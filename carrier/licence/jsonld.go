package licence

import (
	"bytes"
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// JSONLDType is the media type of the data blocks that are read.
const JSONLDType = "application/ld+json"

// keys are what a block must mention to be read at all.
var keys = [][]byte{[]byte(`license"`), []byte(`usageInfo"`), []byte(`acquireLicensePage"`), []byte(`creditText"`), []byte(`copyrightNotice"`)}

// blocks reads the data blocks of a page.
func (r *reader) blocks(scripts []htmlhead.Script) {
	count, size := 0, 0
	for i := range scripts {
		s := &scripts[i]
		if !isBlock(*s) {
			continue
		}
		count++
		if size += len(s.Text); count > MaxBlocks || size > MaxJSON {
			r.problem(CodeTooLarge, proviso.Fault, source{offset: s.Offset}, "there is more JSON-LD about rights than the "+strconv.Itoa(MaxBlocks)+" blocks and "+strconv.Itoa(MaxJSON>>20)+" MiB that are read: this block and what follows was not read", "")
			return
		}
		b := block{reader: r, offset: s.TextOffset, json: s.Text}
		b.read()
	}
}

// isBlock reports whether a data block is JSON-LD that speaks of rights.
func isBlock(s htmlhead.Script) bool {
	if !isType(s.Type, JSONLDType) {
		return false
	}
	for _, key := range keys {
		if bytes.Contains(s.Text, key) {
			return true
		}
	}
	return false
}

// block is one data block.
type block struct {
	*reader
	offset int // of its text in the page
	json   []byte
}

// read reads a block that is JSON. A block that is not says nothing to anybody else,
// and is not guessed at here.
func (b *block) read() {
	root, faults := jsontree.Parse(b.json)
	for _, f := range faults {
		s := source{offset: b.offset + f.Offset}
		switch f.Reason {
		case jsontree.Repeated: // allowed, if unwise
		case jsontree.TooLarge, jsontree.TooDeep, jsontree.TooMany:
			s.offset = b.offset
			b.problem(CodeTooLarge, proviso.Fault, s, "the JSON-LD block was not read: "+f.Reason.Plain(), "")
			return
		default:
			hint := "the block is not JSON (" + f.Reason.Plain() + "), and nothing of it was read"
			if b.artifact.Truncated {
				hint += "; the page was not gathered to its end"
			}
			b.problem(CodeMalformed, proviso.Fault, s, hint, "")
			return
		}
	}
	b.walk(root, true)
}

// walk looks for things with rights in a value. top is set for what the page itself
// is, or is about.
func (b *block) walk(n *jsontree.Node, top bool) {
	if n == nil || b.crowded {
		return
	}
	for _, item := range n.Items {
		b.walk(item, top)
	}
	if n.Kind != jsontree.Object {
		return
	}
	b.thing(n, top)
	for i := range n.Members {
		m := &n.Members[i]
		if m.Name == "@context" || m.Value.Kind != jsontree.Object && m.Value.Kind != jsontree.Array {
			continue
		}
		b.walk(m.Value, top && (m.Name == "@graph" || m.Name == "mainEntity"))
	}
}

// value is a value of a property as a source.
func (b *block) value(n *jsontree.Node, s source) source {
	s.offset = b.offset + n.Offset
	s.raw = string(b.json[n.Offset:min(n.End, n.Offset+carrier.MaxRaw+1)])
	return s
}
