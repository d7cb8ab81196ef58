package declare

// Limits of a declaration file. Beyond each there is a fault, and what lies beyond is
// not read.
const (
	MaxSize        = 256 << 10 // bytes of the file
	MaxEntries     = 8192      // keys in all
	MaxDepth       = 16        // lists and braces within each other
	MaxDots        = 16        // parts of a dotted key
	MaxText        = 2048      // bytes of one text
	MaxCollections = 256
	MaxList        = 256  // values of one list
	MaxPatterns    = 4096 // patterns that all paths come to, which is what readers read
	MaxSpread      = 64   // patterns that one path comes to; see [Patterns]
	MaxProblems    = 256  // problems that are listed; the last one tells that there are more
	MaxHint        = 240  // bytes of the input that a hint or a mending text quotes
)
