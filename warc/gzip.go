package warc

import (
	"github.com/klauspost/compress/gzip"
)

// gzipMembers reads a file of gzip members (RFC 1952 section 2.2) one by one. The
// end of a member is where the decompressor says it is.
type gzipMembers struct {
	src *source
	gz  gzip.Reader
}

func (g *gzipMembers) next() (int64, error) {
	offset := g.src.offset()
	if _, err := g.src.Peek(1); err != nil {
		return offset, err // io.EOF: the file ends between members, as it should
	}
	if err := g.gz.Reset(g.src.Reader); err != nil {
		return offset, noEOF(err)
	}
	g.gz.Multistream(false)
	return offset, nil
}

func (g *gzipMembers) Read(p []byte) (int, error) { return g.gz.Read(p) }

// splits is false: where a member ends within a record, the record is damaged.
func (g *gzipMembers) splits() bool { return false }
