package nginx

// Limits of what is read. Beyond each nothing is written, and a problem says so.
const (
	MaxNesting  = 64      // blocks within each other
	MaxIncludes = 16      // files that include each other
	MaxFiles    = 1024    // files in all
	MaxBlocks   = 1 << 18 // directives in all, those of a file counted wherever it is included
	MaxProblems = 64      // problems of one code that are listed
	// MaxParameter is how long a parameter is that is written, in bytes. nginx reads 4096
	// (NGX_CONF_BUFFER in ngx_conf_file.c).
	MaxParameter = 4000
)
