// Package rsl reads and writes Really Simple Licensing 1.0: licence documents in XML
// that say what may be done with content, by whom and for what in return.
// RSL-SPEC-1.0, https://rslstandard.org/rsl, published 2025-12-10, with its errata up
// to 2026-08-07:
//
//	GET /robots.txt
//
//	License: https://example.com/license.xml
//
//	GET /license.xml
//
//	<rsl xmlns="https://rslstandard.org/rsl">
//	  <content url="/">
//	    <license>
//	      <permits type="usage">search ai-input</permits>
//	      <payment type="attribution"/>
//	    </license>
//	  </content>
//	</rsl>
//
// Everything on that site may be searched and put into models for credit; it is not
// licensed for training.
//
// # Where licences are found
//
//   - "License:" lines of robots.txt: those of the asker's group, or, where that has
//     none, those before any group (section 4.4.2).
//   - Link: <…>; rel="license"; type="application/rsl+xml", in a header field or as a
//     link element (sections 4.5 and 4.6). Without that type it is a copyright licence,
//     and not RSL.
//   - <script type="application/rsl+xml"> in a page. In the head it speaks about the
//     page. In the body it speaks about the element it stands in, a part of the page:
//     what it refuses or asks holds for the page, what it permits does not.
//   - <rsl:content> in RSS and Atom, about the item that it stands in (section 4.7).
//   - A licence document that is itself what was fetched.
//   - In the XMP of an image: as a rights expression of IPTC of the type
//     application/rsl+xml, linked to (Iptc4xmpExt:LinkedEncRightsExpr) or as text
//     (EmbdEncRightsExpr), which are what RSL's specification leaves to others; and as
//     elements of RSL among the properties of rdf:Description, as RSL's guide to media
//     files has it (https://rslstandard.org/guide/file-embedding). The latter is no RDF:
//     programs refuse packets with it, or take it apart when they write. It is read, with a
//     problem, and never written. A licence in an image is about the image, whatever its
//     url; in a gain map or a thumbnail it is about a part. It is joined with what the site
//     says and supersedes nothing: whoever hosts a file need not have written it.
//
// RSL inside of other media files, licence servers and encryption are not read here; a
// content element with a server is licensed on the server's term, rsl-server.
//
// # What counts
//
// Licences of one content element are alternatives, as are those of several with one
// url in a document. Within them, for each use:
//
//   - A narrower token beats a wider one (section 3.1.1): all, then ai-all, then the
//     rest. Between equals, prohibits beats permits (3.6), in whichever licence it
//     stands: the licences are read together.
//   - A licence that permits some uses licenses no others (3.5).
//   - One that lists nothing it permits, and has terms or says that it is free, licenses
//     on these terms what it does not prohibit, unless another licence names the use.
//   - One that has nothing but prohibitions refuses these, and is silent about the rest.
//     RSL's guide has the rest licensed; but silence is not permission here. One that
//     has nothing at all is silent.
//
// The narrowest scope that speaks about a use counts: the page itself, then the
// longest url as RFC 9309 counts patterns, less stars at its end. A wider scope is
// asked about what the narrower leaves open (the example of section 3.1.2), and joined.
// Equal scopes of different documents or patterns join restrictively (4.9), whichever
// way the documents were found.
//
// # Terms
//
// No payment, or the type free, asks nothing. Anything else becomes a term that nobody
// can claim to have met: its kind is credit with a link for attribution,
// rsl-contribution, rsl-payment, rsl-terms (a licence to be followed), rsl-server,
// rsl-reporting, rsl-user, rsl-geo, rsl-limit (a permits or prohibits of an unknown
// type) or rsl-extension. Only where standard or custom links to one of the CC signals
// in github.com/creativecommons/cc-signals are its elements asked as they are.
//
// The errata of 2026-08-07 let readers ignore foreign elements. One that stands
// directly in a licence may be a condition nevertheless, and is a term here; those of
// OpenRSL, and all that stand elsewhere or are attributes, are ignored.
//
// # What cannot be read
//
// RSL has a client treat an asset as unlicensed where it can get no valid document
// (4.3). A document that was not gathered, is not there or is not RSL, is therefore an
// offer for all uses on the term rsl-licence, which links to it. One that is broken,
// or has elements or words in RSL's place that RSL does not know, is read as far as it
// goes for what it refuses, and everything else in it is on that term.
//
// Silence is a robots.txt, header and page without a licence; and a document none of
// whose content elements is about the asset.
package rsl

import "github.com/proviso-signals/proviso/carrier"

// Namespace identifies RSL (section 2.2).
const Namespace = "https://rslstandard.org/rsl"

// MediaType is that of a licence document.
const MediaType = "application/rsl+xml"

// Limits. Past any of them a document is broken, in the sense of the package comment.
const (
	MaxDocument   = 1 << 20 // bytes of a document, or of a feed
	MaxDepth      = 64      // elements within each other
	MaxTokens     = 1 << 17 // tags, texts and comments of a document
	MaxAttributes = 64      // of one element
	MaxText       = 16384   // bytes of text in an element that is read
	MaxContents   = 4096    // content elements of a document
	MaxLicences   = 64      // of one url
	MaxTerms      = 64      // of one licence
)

// Limits of an asset. Licences past them are taken as ones that cannot be read.
const (
	MaxReferences = 16 // documents that one asset can refer to
	MaxScripts    = 16 // licences in one page or image
	MaxScopes     = 64 // urls in one document that are about the asset
)

const (
	// MaxProblems bounds the problems of one document that are listed.
	MaxProblems = 32
	// MaxRights bounds what one content element says about rights.
	MaxRights = 16
)

// Carrier reads and writes RSL 1.0.
var Carrier = carrier.Carrier{
	Name:  "rsl",
	Title: "Really Simple Licensing: robots.txt, links, HTML, RSS, documents",
	Spec:  edition,
	Rule:  "the narrowest content element that speaks about a use counts, in it the narrower token, and between equals what is prohibited; licences are alternatives",
	Wants: wants,
	Read:  read,
	Seeks: seek,
	Forms: []carrier.Form{{
		Name: "document", Place: "a licence document, such as /license.xml, that robots.txt, a Link field or a link element refers to", Write: write,
	}},
	Tokens: tokens,
	Codes:  codes,
}

const name = "rsl"

var edition = carrier.Spec{Name: "RSL", Revision: "1.0", URL: "https://rslstandard.org/rsl"}

var spec = edition.String()
