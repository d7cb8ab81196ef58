package verify

import "time"

// Limits of looking at a site. What lies beyond one is left out, and told.
const (
	MaxPlaces      = 64     // pages and images that are looked at in one run
	MaxTries       = 3      // addresses that are tried to find one place of a collection
	MaxPages       = 32     // addresses that the caller names
	MaxLinks       = 4096   // links of one page that are looked through
	MaxCandidates  = 4096   // addresses that are kept to choose from
	MaxLink        = 2048   // bytes of an address that is looked at
	MaxSitemaps    = 3      // sitemaps, an index and what it lists
	MaxSitemapURL  = 10_000 // addresses of one sitemap that are looked through
	MaxDocuments   = 256    // documents that are kept for the places that share them
	MaxScopes      = 512    // scopes whose published statement is compared
	MaxScopeReads  = 50_000 // statements that are read for that, over all scopes
	MaxEvidence    = 8      // statements that are shown with one check
	MaxEvidenceRaw = 512    // bytes of the text of one
	MaxText        = 300    // bytes of foreign text in a message
	// Timeout bounds one run, politeness included.
	Timeout = 15 * time.Minute
	// MinInterval is the least time between two looks of [Watch]: a look is some dozens of
	// requests, and a declaration does not change by the minute.
	MinInterval = 15 * time.Minute
	// EndsSoon is how long before its end a declaration is said to end soon.
	EndsSoon = 30 * 24 * time.Hour
)
