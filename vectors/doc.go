// Package vectors is the conformance kit for AIPREF and CC signals: small cases,
// each with what a reader must make of it, written from the specifications and
// not from any program.
//
// [Load] gives the vectors, [WriteBundle] exports them as one JSON document for
// programs in any language, and [Run] drives a program over standard input by
// the batch form (docs/batch.md) and reports where it differs. [Request] and
// [Check] are the two halves of Run for use inside a process.
//
// The package imports nothing of Proviso: it judges Proviso as it judges any
// other program.
//
// # The files
//
// A vector is a file <suite>/<name>.txtar, which README.md explains to people
// who write one. In short, with comments in parentheses:
//
//	checks: one sentence
//	source: where the specification says so
//	spec: draft-ietf-aipref-vocab-08
//	-- expression --                (or robots.txt, headers; or X.quoted)
//	train-ai=n;exceptions=cc-cr
//	-- expect --
//	train-ai: conditional credit
//
// Loading is strict: an unknown key or section, a missing one, an empty
// expectation, a repeated name or an empty suite is an error that names file and
// line, and no vector is returned beside an error.
//
// The vectors are dedicated to the public domain under CC0-1.0.
package vectors
