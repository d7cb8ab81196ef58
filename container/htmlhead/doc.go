// Package htmlhead reads what an HTML page says about itself to machines: meta and
// link elements, data blocks in script elements, and links and properties about
// rights in the body. It is a container format here: it knows elements and
// attributes, and no preferences.
//
// It follows section 13.2 of the HTML Standard (https://html.spec.whatwg.org/, the
// Living Standard of October 2025, with select elements parsed as since that year),
// with scripting disabled, as crawlers read: what noscript holds counts. Sections
// named in comments are that standard's. For example, of
//
//	<meta name="robots" content="noai"><noscript><link rel="license" href="/l"></noscript>
//	<template><meta name="robots" content="all"></template></head>
//	<meta name="author" content="A &amp; B"><p about="photo.jpg">
//	<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>
//
// it lists two metas, because the content of a template is not in the document and
// the head goes on behind its end tag until something opens the body; one link, which
// is a mark too; and the mark in the paragraph, which speaks about photo.jpg. Metas and
// links of the body are not listed, as search engines do not heed them there.
//
// No tree is built. For a head the result is the tree's all the same: tests compare it
// with golang.org/x/net/html, and name what differs there. What is not followed, all
// of it in the body, is written down at the type stack.
//
// A page is read from its start to its end once, in time in proportion to its size
// whatever it holds. Bodies in which nothing can be found are searched for traces
// instead, several times as fast, with the same result. A Page that is used again
// costs no memory, apart from rare character references.
package htmlhead

// Page is what was found, in document order. The byte slices share the page's
// memory unless something in them had to be mended: character references, line breaks
// other than LF, NUL. Treat them as read-only. They are valid until the next Scan into
// the same Page.
type Page struct {
	// Base is the href of the first base element in the head that has one, as written
	// but for character references; nil for none.
	Base  []byte
	Metas []Meta
	// Late are meta elements behind a noscript element that ends the head as pages are
	// read here, with scripting disabled: they would be in the head with scripting
	// enabled. Usually nil.
	Late    []Meta
	Links   []Link
	Scripts []Script
	// Marks are elements of head or body that carry links or properties about
	// rights. A meta or link that is one is listed here too.
	Marks []Mark
	// HeadEnd is where the head ends, in bytes: before the tag or text that opens the
	// body, or the page's length if nothing does. That is at or behind "</head>".
	HeadEnd int
	// Cut is set when a limit ended the reading: there may be more.
	Cut bool

	store []byte // values that had to be mended
	open  []open // memory for the scanner's stack
	after *Page  // memory for what is read behind the head
}

// Meta is a meta element in the head. Attributes that are absent are nil; present
// and empty ones are empty and not nil.
type Meta struct {
	Name, Property, HTTPEquiv []byte
	Content                   []byte
	Offset                    int // of "<", in bytes
}

// Link is a link element in the head that has an href.
type Link struct {
	Rel, Href, Type, Title []byte
	Offset                 int
}

// Script is a data block: a script element, in head or body, whose type is a JSON
// or XML media type: "application/json", "text/xml" or any other type that ends in
// "/json", "/xml", "+json" or "+xml", without regard to case and parameters. Type is as
// written but for character references; Text is the content as it stands in the page.
type Script struct {
	Type, Text []byte
	Offset     int // of "<"
	TextOffset int
}

// Mark is an element that may speak about rights: its rel or property holds a token
// that ends in "license", "licence", "attributionName", "attributionURL" or "rights"
// (without regard to case, with or without a prefix such as "cc:"), or its href or
// resource is a URL at creativecommons.org or www.creativecommons.org.
type Mark struct {
	Element  []byte // its name, lower case
	Rel      []byte
	Property []byte
	Href     []byte
	Resource []byte
	Content  []byte
	// About is the about attribute of the element or of its nearest ancestor that has
	// one; nil for the page itself.
	About  []byte
	Text   []byte // the element's text up to its end or the next tag, for property marks
	Offset int
}
