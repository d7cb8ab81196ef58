package rsl

import "github.com/proviso-signals/proviso/carrier"

// Codes of problems with licences and with what refers to them.
const (
	CodeNotRead     = "rsl-not-read"    // referred to, and not gathered
	CodeAbsent      = "rsl-absent"      // referred to, and not there
	CodeUnavailable = "rsl-unavailable" // referred to, and could not be fetched
	CodeReference   = "rsl-reference"   // a reference that is no absolute URL
	CodeOtherGroup  = "rsl-other-group" // License lines of groups for others alone
	CodeTooMany     = "rsl-too-many"    // more licences than are read
	CodeNotCovered  = "rsl-not-covered" // a linked document that is not about the asset
	CodeInline      = "rsl-inline"      // a page's own licence with several content elements
	CodeFeedOrigin  = "rsl-feed-origin" // a feed about somebody else's content
	CodeNotRSL      = "rsl-not-rsl"     // something else than RSL
	CodeNotXML      = "rsl-not-xml"     // not well-formed
	CodeDoctype     = "rsl-doctype"     // has a document type declaration
	CodeEncoding    = "rsl-encoding"    // characters that cannot be read
	CodeLimit       = "rsl-limit"       // too large for one of the limits
	CodeNamespace   = "rsl-namespace"   // not exactly the namespace of RSL 1.0
	CodeElement     = "rsl-element"     // an element that RSL does not have there
	CodeExtension   = "rsl-extension"   // a foreign element in a licence
	CodeNoContent   = "rsl-no-content"  // no content element
	CodeNoLicence   = "rsl-no-licence"  // a content element without a licence
	CodeEmpty       = "rsl-empty"       // a licence, or a list in it, without anything in it
	CodeContentURL  = "rsl-content-url" // a content element without a usable url
	CodeScopeOpen   = "rsl-scope-open"  // an empty url where the whole site refers to it
	CodeType        = "rsl-type"        // permits or prohibits of an unknown type
	CodeToken       = "rsl-token"       // a word that is in no vocabulary of RSL
	CodeRepeated    = "rsl-repeated"    // an element that may stand once
	CodeContradicts = "rsl-contradicts" // permitted and prohibited at once
	CodePayment     = "rsl-payment"     // a payment that does not say what it asks
	CodeLegacy      = "rsl-legacy"      // a form of the drafts of 2025
	CodeEncrypted   = "rsl-encrypted"   // the content is encrypted
	CodeInXMP       = "rsl-in-xmp"      // elements of RSL among the properties of an image
	CodeMore        = "rsl-more"        // problems that are not listed
)

var codes = []carrier.Code{
	{Code: CodeNotRead, Meaning: "A licence document is referred to and was not gathered; its terms are unknown, and every use is on its terms."},
	{Code: CodeAbsent, Meaning: "A licence document is referred to and is not there; every use is on its terms, which nobody can read."},
	{Code: CodeUnavailable, Meaning: "A licence document could not be fetched; every use is on its terms, which are unknown."},
	{Code: CodeReference, Meaning: "What refers to a licence document is no absolute http or https URL."},
	{Code: CodeOtherGroup, Meaning: "robots.txt has License lines, all in groups for others; a blank line does not end a group."},
	{Code: CodeTooMany, Meaning: "There are more licences for one asset than are read; every use is on the terms of the rest."},
	{Code: CodeNotCovered, Meaning: "The asset links to a licence document that has no content element about it."},
	{Code: CodeInline, Meaning: "A licence in a page has several content elements, where one is meant; all of them are taken to be about the page."},
	{Code: CodeFeedOrigin, Meaning: "A feed has a licence for content of another origin, which it cannot speak for; it is ignored."},
	{Code: CodeNotRSL, Meaning: "A licence document is something else than RSL; every use is on its terms, which are unknown."},
	{Code: CodeNotXML, Meaning: "A licence is not well-formed XML; what it refuses up to there stands, and all else is on its terms."},
	{Code: CodeDoctype, Meaning: "A licence has a document type declaration, which is refused; all uses are on its terms, which are not read."},
	{Code: CodeEncoding, Meaning: "A licence is in an encoding that is not read, or not in the one it declares."},
	{Code: CodeLimit, Meaning: "A licence is too large, too deep or has too much of something; what it refuses up to there stands, and all else is on its terms."},
	{Code: CodeNamespace, Meaning: "A licence is not exactly in the namespace of RSL 1.0; what it refuses counts, and what it grants does not."},
	{Code: CodeElement, Meaning: "A licence has an element of RSL's where RSL has none such; what it refuses stands, and all else is on its terms."},
	{Code: CodeExtension, Meaning: "A licence has a foreign element that may be a condition, and is taken for one."},
	{Code: CodeNoContent, Meaning: "A licence document has no content element; every use is on its terms, which are unknown."},
	{Code: CodeNoLicence, Meaning: "A content element has no licence; every use is on terms that are unknown."},
	{Code: CodeEmpty, Meaning: "A licence, or a list in it, has nothing in it; it grants nothing."},
	{Code: CodeContentURL, Meaning: "A content element has no url, or one that tells no asset."},
	{Code: CodeScopeOpen, Meaning: "A content element leaves its scope to what refers to it, and robots.txt does; it is taken for the whole site."},
	{Code: CodeType, Meaning: "A permits or prohibits has no type or one that RSL does not have."},
	{Code: CodeToken, Meaning: "A list has a word that is in no vocabulary of RSL 1.0."},
	{Code: CodeRepeated, Meaning: "An element that may stand once in a licence stands there again; what both say is read."},
	{Code: CodeContradicts, Meaning: "A licence prohibits what it also permits; the narrower word stands, and between equals what is prohibited."},
	{Code: CodePayment, Meaning: "A payment does not say what it asks, or says two things; it asks something."},
	{Code: CodeLegacy, Meaning: "A licence is written as the drafts of 2025 had it; it is read by what its words meant."},
	{Code: CodeEncrypted, Meaning: "The content is said to be encrypted; keys come from the licence server."},
	{Code: CodeInXMP, Meaning: "A licence stands in the XMP of an image as elements that are no RDF; it is read, and other programs refuse or destroy such a packet."},
	{Code: CodeMore, Meaning: "A licence has more problems than are listed."},
}
