package gather

import (
	"time"

	"github.com/proviso-signals/proviso/robots"
)

// The limits of fetching. Where [Options] has a field for one, this is its default.
const (
	// MaxBody is how much of a body is kept, in bytes after decoding. Preferences
	// stand at the start of pages; larger files are rarely read whole by anyone.
	MaxBody = 8 << 20
	// MaxRobots is how much of a robots.txt is kept, in bytes (RFC 9309 section 2.5).
	MaxRobots = robots.MaxSize
	// MaxHeader bounds the header of a response, in bytes.
	MaxHeader = 256 << 10
	// MaxRedirects bounds the redirects followed for an asset. Browsers allow 20.
	MaxRedirects = 10
	// MaxRobotsRedirects bounds those for a robots.txt (RFC 9309 section 2.3.1.2).
	MaxRobotsRedirects = 5
	// MaxURL bounds a URL, in bytes.
	MaxURL = 8 << 10

	// Timeout bounds the time one asset takes on the network, however slowly it
	// drips; time spent waiting out of politeness does not count.
	Timeout = 60 * time.Second
	// RobotsTimeout bounds the same for one robots.txt.
	RobotsTimeout = 30 * time.Second
	// ConnectTimeout bounds name look-up and connection together.
	ConnectTimeout = 10 * time.Second

	// MinDelay is the least time between two requests to a host, robots.txt aside.
	MinDelay = time.Second
	// MaxCrawlDelay bounds what a Crawl-delay line can ask for.
	MaxCrawlDelay = 10 * time.Second
	// MaxRetryAfter is the longest Retry-After of a 503 that is waited out, once.
	MaxRetryAfter = 10 * time.Second
	// MaxPaced bounds the hosts whose last request is remembered.
	MaxPaced = 16 << 10

	// MaxRobotsAge bounds how long a robots.txt is used without asking again (RFC
	// 9309 section 2.4).
	MaxRobotsAge = 24 * time.Hour
	// MaxRobotsStale bounds how long an older copy stands in for a robots.txt that
	// cannot be reached any more (RFC 9309 section 2.3.1.4).
	MaxRobotsStale = 30 * 24 * time.Hour
	// UnreachableAge is how long a robots.txt that could not be reached is not asked
	// for again.
	UnreachableAge = 5 * time.Minute
	// MaxRobotsKept bounds the origins whose robots.txt is kept in memory.
	MaxRobotsKept = 4096
	// MaxRobotsBytes bounds the bytes of them.
	MaxRobotsBytes = 64 << 20
)

// The limits of files and archives. Where [PathOptions] has a field for one, this
// is its default.
const (
	// MaxFile is how much of a file is read, in bytes. Marks inside media can stand
	// at the end, so it is larger than MaxBody.
	MaxFile = 64 << 20
	// MaxArchiveRobots bounds the robots.txt captures kept from one archive.
	MaxArchiveRobots = 200_000
	// MaxArchiveRobotsBytes bounds the bytes of them.
	MaxArchiveRobotsBytes = 256 << 20
	// MaxArchiveRobotsPerOrigin bounds them for one origin.
	MaxArchiveRobotsPerOrigin = 256
	// MaxSniff is how much of a file is looked at to tell what it is, in bytes.
	MaxSniff = 16 << 10
)
