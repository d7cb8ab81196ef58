// Package htmlhead reads what an HTML page says about itself to machines: meta and
// link elements, data blocks in script elements, and links and properties about
// rights in the body. It is a container format here: it knows elements and
// attributes, and no preferences.
package htmlhead

// Page is what was found, in document order. The byte slices share the page's
// memory unless character references had to be decoded; treat them as read-only.
type Page struct {
	// Base is the href of the first base element that has one, as written; nil for
	// none.
	Base    []byte
	Metas   []Meta
	Links   []Link
	Scripts []Script
	// Marks are elements of head or body that carry links or properties about
	// rights.
	Marks []Mark
	// HeadEnd is where the head ends, in bytes.
	HeadEnd int
	// Cut is set when a limit ended the reading: there may be more.
	Cut bool

	store []byte // values that had to be mended
	open  []open // memory for the scanner's stack
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
// or XML media type. Type is as written; Text is the raw content.
type Script struct {
	Type, Text []byte
	Offset     int // of "<"
	TextOffset int
}

// Mark is an element with a rel, property or about attribute that may speak about
// rights: rel or property holds a token that ends in "license", "licence",
// "attributionName", "attributionURL" or "rights" (without regard to case, with or
// without a prefix such as "cc:"), or the element links to creativecommons.org.
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
