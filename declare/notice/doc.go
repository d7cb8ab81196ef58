// Package notice says a declaration to people: what machines may do, what is asked in
// return, and what such a statement can and cannot do. There are two kinds of pages:
//
//   - [Statement] explains one answer about one use, given by a party in one role, to a
//     person who has never heard of it. [All] lists what there is a page about, and
//     [Path] gives each its address, which never changes.
//   - [Declaration] shows all that one declaration says.
//
// A [Page] is made once and written as HTML, Markdown or plain text, so that the three
// cannot differ in what they say. Pages stand alone: no script, no picture, font or style
// from elsewhere, and an answer is always a shape and a word, never just a colour.
//
// The texts are in messages/LANGUAGE.toml, whole sentences for every case. What comes out
// of a declaration is foreign text: it is cleaned of what breaks lines or turns the
// direction of writing, escaped in each form, and linked only where it is a link that can
// do no harm.
//
// The elements of the CC signals draft are quoted in English, with credit to Creative
// Commons; what stands beside them in other words is marked as ours.
//
// Nothing here touches network, disk or clock.
package notice
