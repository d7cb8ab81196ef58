// Package expr reads and writes content usage expressions: the text after
// "Content-Usage:" in robots.txt and HTTP, such as
//
//	train-ai=n;exceptions=cc-cr, search=y
package expr

// Profile tells how labels and parameters are read.
type Profile struct{ Name string }
