// Package expr reads and writes content usage expressions: the text after
// "Content-Usage:" in robots.txt and HTTP, such as
//
//	train-ai=n;exceptions=cc-cr, search=y
//
// Most programs need [Read], which turns a text into one outcome per use and
// says what is odd about it, and [Write], which does the reverse and says what
// the text could not hold. [Lint] also finds what a broken text was probably
// meant to say, and [Migrate] brings a text from an older draft up to date.
//
// # What the package promises
//
//   - The strict reading is the answer. What was probably meant is shown beside
//     it, in problems and in [Report], and never replaces it.
//   - A text that is not a dictionary says nothing about anything. It is neither
//     an allow nor a deny.
//   - A condition that is not understood leaves a deny a deny.
//   - Labels have meant different things in each draft, and no text says which
//     draft it follows. A [Profile] says by which table a text is read;
//     [Revisions] holds every table there has been.
//   - Reading is linear in the length of the text, which [MaxText] bounds.
//
// # Grammar
//
// An expression is an RFC 9651 dictionary (draft-ietf-aipref-vocab-08, exemplary
// serialization format). Of all dictionaries, these say something:
//
//	expression = [ member *( OWS "," OWS member ) ]
//	member     = label "=" ( "y" / "n" [ ";" *SP "exceptions=" exception ] )
//	label      = "train-ai" / "ai-use" / "search"            ; vocab-08
//	exception  = signal / "none" / conditions
//	signal     = "cc-cr" / "cc-cr-dc" / "cc-cr-ec" / "cc-cr-op"  ; Token, CC signals 0.1
//	conditions = DQUOTE URI-reference DQUOTE      ; String, AIPREF pull request 62
//
// Any other label, value or parameter is legal and ignored, and any text that is
// no dictionary is ignored whole.
//
// The parameter "exceptions" has no standing at the IETF: a reader that follows
// the drafts alone ignores it and sees a plain deny. That is why conditions are
// only ever written on n.
package expr
