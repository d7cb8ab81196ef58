package middleware

import (
	"bytes"
	"slices"
	"time"

	"github.com/proviso-signals/proviso/declare"
)

// Config says what is served. The zero Config says nothing.
type Config struct {
	// Rules are what is said about which addresses, in any order.
	Rules []Rule

	// RobotsTxt is the site's own robots.txt. The middleware serves it at /robots.txt with
	// the rules in each of its groups, and in one for everyone if it has none. All of it
	// stays, in its order. It has no Content-Usage lines of its own. A site that closes
	// nothing to anybody has [AllowAll].
	//
	// Where it is empty, /robots.txt is left to the wrapped handler.
	RobotsTxt string

	// Document is the published declaration, from [declare.Publish] and perhaps
	// [declare.Sign]. The middleware serves it, byte for byte, at [declare.WellKnown].
	// Rules must not be looser than it is.
	//
	// Where it is empty, that address is left to the wrapped handler.
	Document []byte

	// MaxAge is how long both may be kept before they are asked for again, in whole
	// seconds up to [MaxMaxAge]. Zero is [DefaultMaxAge]; negative is not at all.
	MaxAge time.Duration

	// unpublished is why FromDeclaration has no document. New tells it with the rest.
	unpublished error
}

// Rule is what is said about the addresses that a path matches.
type Rule struct {
	// Path is a pattern as in robots.txt (RFC 9309 section 2.2.3), for path and query: what
	// an address begins with, "*" for anything, "$" at the very end for the end. Empty is
	// the whole site:
	//
	//	/photos/          // permitted
	//	/*.jpg$           // permitted
	//	*.jpg$            // permitted where RobotsTxt is empty: robots.txt cannot say it
	//	/search?q=        // permitted: "?" begins the query
	//	photos/           // prohibited: an address begins with "/"
	//	/{photos,prints}/ // prohibited: two rules, see declare.Patterns
	//	/a b              // prohibited: /a%20b
	Path string
	// Usage is a Content-Usage expression. Empty says nothing, and is not the same as no
	// rule: it sets aside the rules with shorter paths.
	//
	//	train-ai=n, search=y        // permitted
	//	train-ai=n;exceptions=cc-cr // permitted: only with credit
	//	train-ai=no                 // prohibited: says nothing to readers
	//	ai-train=n                  // prohibited: a label of another format
	Usage string
}

// AllowAll is the robots.txt of a site that closes nothing to anybody.
const AllowAll = "User-agent: *\nAllow: /\n"

const (
	// DefaultMaxAge is [Config.MaxAge] where nothing else is said.
	DefaultMaxAge = time.Hour
	// MaxMaxAge is the longest that a robots.txt should be kept (RFC 9309 section 2.4).
	MaxMaxAge = 24 * time.Hour
)

// FromDeclaration gives the configuration that says what a declaration says, and publishes
// it. Its RobotsTxt is empty: set it to the site's own, or to [AllowAll]. A declaration that
// cannot be published is a mistake that [New] tells.
func FromDeclaration(d *declare.Declaration) Config {
	var cfg Config
	for _, s := range d.Statements() {
		cfg.Rules = append(cfg.Rules, Rule{Path: s.Scope, Usage: s.Expression})
	}
	cfg.Document, _, cfg.unpublished = declare.Publish(d, nil)
	return cfg
}

// clone shares nothing with the original.
func (c *Config) clone() *Config {
	own := *c
	own.Rules = slices.Clone(c.Rules)
	own.Document = bytes.Clone(c.Document)
	return &own
}
