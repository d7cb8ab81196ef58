// Package sfv parses and serialises Structured Field Values for HTTP, RFC 9651
// (September 2024), and keeps byte offsets so that a reader can point at what it
// found.
//
// [ParseDictionary], [ParseList] and [ParseItem] follow the algorithms of section
// 4.2: the first error voids the whole field, whatever stood before it.
// [AppendDictionary], [AppendList] and [AppendItem] follow section 4.1 and write
// the one canonical form.
//
// # What the package promises
//
//   - It accepts exactly what the RFC's algorithms accept, up to the limits below
//     ([MaxLength], [MaxMembers], [MaxInnerItems], [MaxParams], none below what
//     the RFC asks for). Where the RFC leaves a choice, missing base64 padding
//     and non-zero pad bits, it takes the RFC's advice and accepts.
//   - A [SyntaxError] names what was done wrong ([Reason], a closed set) and the
//     offset where; the reason is chosen to help the author of the field and
//     never changes what is accepted.
//   - What is parsed can be serialised, and parsing that gives the same again.
//   - Time and memory are linear in the length of the input.
//
// # Grammar
//
// From RFC 9651 sections 3 and 4.2; the parser's functions repeat the parts they
// read.
//
//	dictionary = [ member *( OWS "," OWS member ) ]
//	list       = [ element *( OWS "," OWS element ) ]
//	member     = key ( "=" element / params )
//	element    = item / inner-list
//	item       = bare-item params
//	inner-list = "(" *SP [ item *( 1*SP item ) *SP ] ")" params
//	params     = *( ";" *SP key [ "=" bare-item ] )
//	key        = ( lcalpha / "*" ) *( lcalpha / DIGIT / "_" / "-" / "." / "*" )
//	bare-item  = integer / decimal / string / token / bytes / boolean / date / display
//	OWS        = *( SP / HTAB )
//
// Spaces, but no tabs, may stand before and after the whole field. No space
// stands round "=" or before ";".
package sfv
