// Package apache publishes what is declared through Apache httpd: in the site's .htaccess
// ([Htaccess]) or in the virtual host that serves it ([Writer]).
//
// Specification: mod_headers, https://httpd.apache.org/docs/2.4/mod/mod_headers.html, and
// "Expressions in Apache HTTP Server", both of httpd 2.4. "expr=" needs 2.4.10 (2014).
//
//	# BEGIN proviso museum.example: made from proviso.toml, edits here are overwritten
//	<IfModule mod_headers.c>
//	    Header onsuccess unset Content-Usage
//	    Header always set Content-Usage "train-ai=n, search=y"
//	    Header always set Content-Usage "train-ai=y" "expr=%{THE_REQUEST} =~ m#^\S+ /press/#"
//	</IfModule>
//	# END proviso
//
// Lines are executed in order and the last one stands, so rules go from general to
// specific, as [publish.Saying.At] reads them from the end.
//
// What is matched is THE_REQUEST, the line that the client sent. It stays as it was when
// httpd redirects within itself: DirectoryIndex, mod_rewrite, ErrorDocument.
//
// httpd has two tables of response fields and sends both. "always" works on the one that
// survives errors and redirects, the one for "onsuccess" is where proxies, CGI and PHP put
// theirs. So "always set" is right for ours, and it alone would send a backend's own value
// as well, of which readers take one. The declaration is the owner's one word: where it
// speaks, the other table is emptied; where it has no rule, a backend's value is left.
//
// An address can be spelled in ways that patterns are not compared with: /%70hotos/ for
// /photos/, or a request line with a whole URL in it. Such requests get the strictest
// answer of the site, in a line of their own, and it is told as a loss.
//
// A .htaccess holds for what httpd finds in the folder: not for proxied paths, redirects of
// the virtual host, requests that are no requests (400), or an error page that lies
// elsewhere. Whoever can should write into the virtual host.
//
// Sections do not take a field away: <FilesMatch> blocks for caching add to what holds
// around them. Only lines that name the field do, so those are looked for, also in
// sections, included files and the .htaccess files of folders, and where one differs from
// what is declared nothing is written at all.
package apache
