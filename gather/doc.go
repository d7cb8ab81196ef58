// Package gather is the reader's only door to network and disk. It brings in what
// carriers read: HTTP responses and the robots.txt that goes with them, files and
// folders, saved responses, and web archives. It reads no preferences.
//
// A [Fetcher] fetches one URL as a polite stranger would; [Path] goes through a
// file, a folder or standard input:
//
//	fetcher, err := gather.NewFetcher(gather.Options{})
//	…
//	asset, err := fetcher.Fetch(ctx, "https://example.com/page")
//
//	for asset, err := range gather.Path(ctx, "crawl.warc.gz", gather.PathOptions{}) {
//		…
//	}
//
// # What a Fetcher promises to keep
//
//   - Nothing is fetched before the robots.txt of its origin, and nothing that file
//     closes to the fetcher's product token, at every redirect anew (RFC 9309). A
//     robots.txt that cannot be reached closes everything (section 2.3.1.4).
//   - Requests say who asks and where to complain, and keep a distance in time.
//   - No address that is not on the public internet is connected to. The address
//     is checked as it is dialled, so neither a redirect nor a changing DNS answer
//     leads inside.
//   - Every size, count and time has a limit with a name, and what was seen before
//     a limit is kept and marked as cut.
//   - What was asked and what came back is logged with each asset, as evidence.
//
// Header fields are in the order of their names, repeated ones in the order they
// were received, because net/http keeps no more than that. Bodies are decoded, so
// Content-Length and Content-Encoding describe what was sent, not what is kept.
package gather
