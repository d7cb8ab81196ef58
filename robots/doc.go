// Package robots reads the robots.txt file format: lines, groups, access, and
// rules of other directives that are bound to paths. It is a container format
// here and knows no preferences: what a Content-Usage statement says is for
// others to read.
//
// Most programs need three calls:
//
//	file := robots.Parse(body)
//	rules := file.For("ExampleBot")
//	verdict := rules.Match(robots.PathOf("https://example.com/page"))
//
// Parse never fails; what is wrong with a file is listed by [File.Problems].
// Everything is immutable once made and safe for concurrent use.
//
// # The format
//
// RFC 9309 section 2.2, extended by draft-ietf-aipref-attach-05 section 3:
//
//	robotstxt     = *(group / emptyline)
//	group         = startgroupline *(startgroupline / emptyline) *(rule / emptyline)
//	startgroupline = *WS "user-agent" *WS ":" *WS product-token EOL
//	rule          = *WS ("allow" / "disallow") *WS ":" *WS (path-pattern / empty-pattern) EOL
//	rule          =/ *WS "content-usage" *WS ":" *WS [ path-pattern 1*WS ] usage-pref EOL
//	product-token = identifier / "*"
//	identifier    = 1*(ALPHA / "_" / "-")
//	EOL           = *WS ["#" comment] (CR / LF / CRLF)
//
// # Decisions: access
//
// The RFC leaves room, and files are not written by its grammar. Access follows
// what google/robotstxt does, byte for byte, because that is what authors of
// files test against:
//
//   - A byte order mark is skipped, and so is a part of one: as many of the bytes
//     EF BB BF as the file begins with.
//   - CR, LF and CRLF end a line. Only the first [MaxLine] bytes of a line count,
//     and of those only the bytes before a NUL.
//   - "#" begins a comment wherever it stands. White space is space, tab, line
//     feed, vertical tab, form feed and carriage return.
//   - The colon may be missing where a line is exactly two words.
//   - A key is recognised by how it begins, in any case: user-agent, useragent,
//     user agent, allow, disallow, sitemap, site-map, and five misspellings of
//     disallow. "Disallowed: /" is therefore a rule.
//   - The value of a user-agent line is cut at the first byte that is not a
//     letter, "-" or "_". "*" followed by white space still means everyone.
//   - A run of user-agent lines ends at an allow or disallow line; unknown lines,
//     sitemaps and blank lines do not end it. Rules before any user-agent line
//     bind nobody.
//   - All groups that name the asker are read as one; those for everyone only
//     where none does.
//   - In patterns, percent-encodings are put in upper case and bytes above 7F
//     are encoded. Nothing is decoded, and the asked path is taken as it is.
//   - "*" stands for anything, "$" at the very end of a pattern for the end of
//     the path; elsewhere "$" is itself. The longest pattern in bytes wins, allow
//     wins ties, and an empty pattern matches nothing.
//   - An allow rule for a file index.htm… also allows its directory: "Allow:
//     /a/index.html" that does not match is tried once more as "/a/$".
//
// Verdicts are meant to equal those of google/robotstxt on every input; all 400
// expectations of google/robotstxt-spec-test are met. Two things are added:
//
//   - A version after "/" in the asker's token is cut.
//   - Of a file longer than [MaxSize] only the complete lines within it are read
//     (RFC 9309 section 2.5).
//
// Two consequences are not what the RFC or the owner of a file may expect. The path
// /robots.txt is a path like any other, though section 2.2.2 calls it implicitly
// allowed; whoever asks has read it already. And a token that is no legal product
// token, such as "AI2Bot", is named by no line, because a line with that name means
// "AI". For everything but access such a token is compared whole, with the value of
// the user-agent line up to the first "/", space or tab and without regard to case;
// [Rules.Whole] does so for access too, and a careful asker goes by the stricter.
//
// # Decisions: Content-Usage
//
//   - The key is exactly content-usage, in any case, with space and tab around
//     it. Misspellings and a missing colon are reported and not read.
//   - The value is the whole rest of the line up to "#": neither the limit on line
//     length nor a NUL cuts it, as a statement cut short could say something else.
//   - A value that begins with "/" is a path up to the first space or tab; any
//     other value has no path, which is a path of length 0.
//   - Attach-05 makes a content-usage line a rule, so it ends a run of user-agent
//     lines. For access it does not: there, "User-agent: a", "Content-Usage: …",
//     "User-agent: b", "Disallow: /" closes the site to both a and b, while the
//     statement is for a alone. Such files are reported.
//   - A rule with an empty statement says nothing, and does not hide a rule with a
//     shorter path. It is reported.
//   - Paths are compared as RFC 9309 sections 2.2.2 and 2.2.3 ask, in the pattern
//     and in the asked path: encodings of unreserved characters are decoded, other
//     encodings put in upper case, bytes that are not printable ASCII encoded, and
//     a literal "*" or "$" is the same as %2A or %24. Length is counted after
//     that.
//   - All rules with the longest matching path apply. Where different patterns of
//     the same length match, the draft is silent and all of them are returned.
//
// Lines of other directives, such as Content-Signal or License, belong to the
// group that access puts them in, or to none when they stand before any.
package robots
