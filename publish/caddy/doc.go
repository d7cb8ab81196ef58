// Package caddy publishes what is declared through Caddy: in the Caddyfile, in the block
// of the site.
//
// Specification: the Caddyfile, https://caddyserver.com/docs/caddyfile, with its
// directives map and header, from Caddy 2.6 (2022) on.
//
//	# BEGIN proviso: made from proviso.toml, edits here are overwritten
//	map {http.request.orig_uri} {proviso_content_usage} {
//		`~^/press/` `train-ai=y`
//		default `train-ai=n, search=y`
//	}
//	header Content-Usage {proviso_content_usage}
//	header {
//		defer
//		Content-Usage {proviso_content_usage}
//	}
//	# END proviso
//
// The first input of a map that matches holds, so rules go from specific to general. What
// is matched is the target as the client sent it, which rewriting does not change; Caddy's
// own path matchers decode it and ignore case. Caddy puts directives into an order of its
// own, in which map and header come before whatever answers, so the place of our part in
// the block does not matter.
//
// The field is set twice. At once, because what is deferred is lost when a handler gives
// up with an error (404 of file_server, 401) and Caddy answers for it. And deferred, so that
// it takes the place of a value from a backend, which reverse_proxy adds to what is there;
// readers would take one of the two. In handle_errors the request runs through other
// handlers, so that the deferred lines stand there again where it asks a backend.
//
// An address can be spelled in ways that patterns are not compared with: /%70hotos/ for
// /photos/, or a whole URL. Such requests get the strictest answer of the site, and it is
// told as a loss. Redirects from http to https that Caddy makes up by itself have no site
// and get no field.
package caddy
