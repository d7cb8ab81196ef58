// Package nginx puts Content-Usage into the configuration of nginx, so that no location loses
// it.
//
// A block of nginx that has an add_header of its own inherits none from the block around it
// (ngx_http_headers_module). One line in the server is therefore lost in every location that
// sets a cache header, which is where images lie. [Writer] reads the configuration with all
// that it includes, and puts its line into the server and into each block below that would
// not inherit it:
//
//	map $request_uri $proviso_content_usage_museum_example {
//	    default "train-ai=n, search=y";
//	    ~^/photos/ "train-ai=y, search=y";
//	}
//	server {
//	    server_name museum.example;
//	    add_header Content-Usage $proviso_content_usage_museum_example always;
//	    location ~* \.jpg$ {
//	        add_header Cache-Control public;
//	        add_header Content-Usage $proviso_content_usage_museum_example always;
//	    }
//	}
//
// Where one thing is said about the whole site, the line holds it and there is no map. The
// variable and the marks of our blocks bear the site's name, so that sites with
// declarations of their own can share a server.
//
// It takes nothing away either. A server without an add_header of its own inherits those of
// the http block, and a line in it would end that; our line then stands in the http block, and
// its map asks for the server's name first. The same is done for a snippet that other servers
// include, too. In a block our line comes behind those that are there, since a map that matches
// a regular expression takes away the captures ($1) of the one before. What uses captures later
// than header fields do, such as a log format, does not see them where there is a map.
//
// A map compares the target of a request as it was sent. Readers compare paths by RFC 9309
// section 2.2.2, for which /%70hotos/ is /photos/. Whoever encodes what needs no encoding is
// therefore refused each use about which the site says different things.
//
// The entry is the main file, or that of one site, and only servers in it, or in what it
// includes, are chosen. For a site's file a main file nginx.conf is looked for in its folder and
// those above; if it includes the site, what the main file says counts as well. Relative includes begin at the folder of the main file, as nginx has it;
// absolute ones are found if they lie in one of the usual folders of nginx's configuration,
// which the file system is taken to be. What else is included is told.
package nginx
