// Package layer works out what a host is to be told that knows requests by their path
// alone, not by their query, and that can match no more than what a path begins with or
// one path: Netlify, Cloudflare's asset servers, Vercel, CloudFront.
//
// A [publish.Saying] is a list of rules with patterns as in robots.txt, which see path and
// query and take "*" anywhere. [Of] turns each into layers, from the most general to the
// most specific; where several cover a path, the last one is what a client sees:
//
//	scope        layer                    why
//	             /…       exact
//	/photos/     /photos/…  exact
//	/photos/$    /photos/   wider         also /photos/?page=2
//	/page?id=7   /page      wider         also /page?id=8
//	/*/print     /…         wider         "/x?y=/print" is matched too, and has the path /x
//
// A layer that is wider than its rule says what every rule says that might be meant there,
// joined: never looser than any of them. Where one of them is silent about a use of which
// another speaks, it is refused, as neither leave nor silence would be true for both. Each
// difference is a loss, and a projection where a declaration can stand behind it.
//
// Paths are matched as they are sent. Percent-encodings match in capitals and in small
// letters, not in a mixture; one of a character that needs none, /%70hotos/ for /photos/, is
// not decoded, as by most readers of robots.txt. CloudFront brings paths to one form itself.
//
// What differs between hosts is a [Host]: which patterns it has for a path, and what
// becomes of a field that two layers set.
package layer
