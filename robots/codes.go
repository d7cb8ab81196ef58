package robots

// CodeInfo explains a problem code.
type CodeInfo struct{ Code, Meaning string }

// Codes lists every code that [File.Problems] gives, with its meaning.
func Codes() []CodeInfo {
	return []CodeInfo{
		{"robots-bom", "The file begins with a byte order mark, which is skipped."},
		{"robots-bom-partial", "The file begins with a part of a byte order mark, which is skipped."},
		{"robots-utf-16", "The file is in UTF-16, which nobody reads."},
		{"robots-html", "The file looks like an HTML page."},
		{"robots-too-large", "What lies beyond 500 KiB is not read."},
		{"robots-more-problems", "There are more problems than are listed."},
		{"robots-line-too-long", "What lies beyond 16,663 bytes of a line is not read."},
		{"robots-nul", "What follows a NUL in a line is not read."},
		{"robots-not-a-directive", "The line is neither a directive nor a comment."},
		{"robots-missing-colon", "The colon is missing; some readers take the space for it."},
		{"robots-misspelt-key", "The key is misspelt, and read by some readers only."},
		{"robots-unknown-near-key", "Nobody reads the key, but it is nearly one that is read."},
		{"robots-rule-outside-group", "The rule stands before any user-agent line and binds nobody."},
		{"robots-agent-empty", "The user-agent line names nobody."},
		{"robots-agent-illegal", "The product token has characters it must not have; readers cut it differently."},
		{"robots-pattern-unanchored", "The pattern begins with neither / nor *, so it matches nothing."},
		{"robots-pattern-encoding", "A % in the pattern begins no percent-encoding."},
		{"robots-pattern-unreserved", "The pattern encodes a character that needs no encoding; readers differ on what it matches."},
		{"robots-pattern-space", "The pattern has white space in it, which no URL has."},
		{"robots-allow-index", "Allowing index.htm allows the directory as well, for readers that follow google/robotstxt."},
		{"robots-allow-empty", "An empty allow rule does nothing."},
		{"robots-usage-misspelt", "The line is nearly a Content-Usage rule, and is not read as one."},
		{"robots-usage-missing-colon", "A Content-Usage rule without its colon is not read."},
		{"robots-usage-outside-group", "A Content-Usage rule before any user-agent line binds nobody."},
		{"robots-usage-empty", "The Content-Usage rule states nothing, and sets no other rule aside."},
		{"robots-usage-path", "A path in a Content-Usage rule begins with /; anything else is taken for the statement."},
		{"robots-usage-comment", "A # inside quotation marks begins a comment and cuts the statement."},
		{"robots-usage-nul", "A NUL makes the statement unreadable."},
		{"robots-group-split-by-usage", "A Content-Usage rule stands between user-agent lines: those before it share it, those after it do not."},
	}
}
