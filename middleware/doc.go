// Package middleware says in every response of a net/http server what machines may do with
// it. Most programs need two calls:
//
//	mw, err := middleware.New(middleware.FromDeclaration(declaration))
//	…
//	http.ListenAndServe(addr, mw.Wrap(handler))
//
// # What it does
//
//   - It sets Content-Usage (draft-ietf-aipref-attach-05 section 2) on every response, by
//     the address that was asked for.
//   - It serves the declaration at /.well-known/proviso.json, if [Config.Document] has one:
//     docs/declaration.md.
//   - It serves /robots.txt, if [Config.RobotsTxt] has one, with the same rules in it
//     (attach-05 section 3). Without, /robots.txt is the handler's, as somebody's "Disallow"
//     must not vanish because of this package.
//
// # What it promises to keep
//
//   - Readers choose by address, and so does it: the rule with the longest path that matches
//     holds as a whole, and rules with equally long paths are joined restrictively, as
//     [declare.Declaration.At] has it. What is compared is the target of the request as it
//     was sent, with its query, whatever http.StripPrefix or another handler made of the URL
//     since. Encodings are normalised as RFC 9309 section 2.2.2 asks.
//   - It never says less than that. Where the target has other spellings, as
//     /x/../loans/a.jpg, //loans/a.jpg or /loans%2Fa.jpg have, many handlers would serve
//     /loans/a.jpg, so that what is said about that address is joined to it.
//   - A configuration with a mistake is none, and every mistake is told at once, with its
//     place and what would be right ([Mistake]).
//   - The ResponseWriter is passed on as it came. Flusher, Hijacker, io.ReaderFrom and
//     http.ResponseController work as without it, and so do HTTP/2 and WebSockets.
//   - For the usual request it costs less than 100 nanoseconds and allocates nothing, with
//     one rule as with a thousand. Only wildcards are tried one by one, some 15 nanoseconds
//     each, and only those that begin as the target does. Targets that have other spellings
//     cost a microsecond.
//
// # Which responses
//
// All of them, as the field is set before the handler is asked: pages, errors, redirects,
// answers to HEAD and OPTIONS, and 304, which lets caches put the new value beside what they
// have kept (RFC 9111 section 3.2). A cache cannot be told in a 304 that a field is gone.
// What a connection carries after Hijack or an upgrade is not a response, and has nothing.
//
// # When somebody else sets Content-Usage too
//
// A value that is there already, from a middleware around this one or from a second one of
// this package, is kept and joined restrictively: nothing that either refuses is given away.
// A value there that is no sound expression says nothing to readers, and gives way.
//
// What the handler does afterwards, stands. It is the owner's own program and nearer to
// what is served; and whoever would look at its header fields once more has to wrap the
// ResponseWriter. With Set or Del it has the last word in this field, with Add, as
// httputil.ReverseProxy does, in the labels that it names (RFC 9651 section 4.2: the last of
// two counts). It cannot give away what is refused elsewhere: readers join the field with
// robots.txt and the declaration, and a denial that stands there stays. So serve at least
// one of these.
//
// Put this middleware outermost, around whatever may answer in the handler's place:
// http.TimeoutHandler, a cache, a login page. A handler must not write into the values of
// the field, as in header["Content-Usage"][0] = "…": they are shared between responses, as
// nothing is allocated for them. Later responses are safe from it all the same.
//
// # One site
//
// A Middleware speaks for one site. For several hosts, wrap each host's handler in one of
// its own. It has no clock: ask [declare.Declaration.InForce], and call
// [Middleware.Reconfigure] when something new holds.
package middleware
