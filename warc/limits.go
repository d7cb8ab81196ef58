package warc

// The limits. Each bounds what a hostile file can make a reader spend.
const (
	// MaxHeader bounds the header of one record, version line included, in bytes.
	MaxHeader = 64 << 10
	// MaxFields bounds the named fields of one record.
	MaxFields = 256
	// MaxNotes bounds the notes kept about one record or response.
	MaxNotes = 16

	// MaxHTTPHeader bounds the status line and header fields of a captured
	// response, in bytes. What lies before the limit is kept.
	MaxHTTPHeader = 256 << 10
	// MaxHTTPFields bounds the header fields of a captured response.
	MaxHTTPFields = 1024
	// MaxChunkLine bounds one chunk-size line with its extensions, in bytes.
	MaxChunkLine = 4 << 10
	// MaxCodings bounds how many codings may be laid over one body.
	MaxCodings = 3
	// MaxInnerCoding bounds what a coding may decode to when another coding lies
	// below it, in bytes: a small body may otherwise unfold to an endless run of
	// blocks that decode to nothing.
	MaxInnerCoding = 64 << 20

	// MaxRatio bounds how many bytes a compressed file may unfold to per byte read,
	// over the whole file, once RatioGrace bytes came out. Web archives lie near 6;
	// deflate cannot exceed 1032.
	MaxRatio = 200
	// RatioGrace is how many bytes come out before MaxRatio is applied, so that one
	// large and empty capture does not condemn a file.
	RatioGrace = 256 << 20
	// MaxZstdWindow bounds the window of a Zstandard frame, in bytes. The WARC
	// specification asks for 8 MiB; some writers use more.
	MaxZstdWindow = 32 << 20
)
