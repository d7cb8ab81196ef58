// Package headersfile publishes what is declared in a _headers file, which hosts of static
// sites read from the folder that they serve: Netlify, and Cloudflare's Pages and Workers.
//
//	/*
//	  X-Frame-Options: DENY
//	  # BEGIN proviso: made from proviso.toml, edits here are overwritten
//	  Content-Usage: train-ai=n, search=y
//	  # END proviso
//	# BEGIN proviso: made from proviso.toml, edits here are overwritten
//	/photos/*
//	  ! Content-Usage
//	  Content-Usage: train-ai=n;exceptions=cc-cr, search=y
//	# END proviso
//
// The file looks the same and means something else at each, see [layer.Cloudflare] and
// [layer.Netlify]. So there are two writers. [Cloudflare] works where something tells that
// the site is there, and takes away with "!" before it sets. [Netlify] works anywhere else:
// what it writes is right at Netlify, and never looser than declared at Cloudflare or at a
// host that joins the values of all rules, as some others with such a file do.
//
// At Cloudflare, a rule replaces an earlier one with the same path, with all its headers. So
// where a rule for one of our paths is there already, our lines go into it. That is no
// harm at Netlify either.
//
// Neither is applied to what functions answer; that has to be set in their code.
//
// Specifications: https://developers.cloudflare.com/workers/static-assets/headers/ and
// https://docs.netlify.com/manage/routing/headers/, both as of September 2026.
package headersfile
