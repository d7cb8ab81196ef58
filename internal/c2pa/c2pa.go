// Package c2pa reads what a C2PA manifest store says about training and mining. It
// validates no signature and no binding to the asset: what it finds is what somebody
// wrote into the file, checked only against the claim beside it.
//
// The store is JUMBF (C2PA Technical Specification 2.2, section 11.1):
//
//	c2pa                            the store
//	  urn:c2pa:…                    a manifest: standard, update or compressed
//	    c2pa.assertions             its assertions, each a box with CBOR or JSON
//	      cawg.training-mining
//	      c2pa.hash.data            binds the manifest to the asset
//	      c2pa.ingredient.v3        what the asset was made from
//	    c2pa.claim.v2               lists the assertions with their hashes
//	    c2pa.signature              signs the claim
//
// and a training and data mining assertion is
//
//	{"entries": {"cawg.ai_training": {"use": "constrained", "constraint_info": "…"}}}
//
// by C2PA 1.3 section 19.21 and 1.4 section 19.23 (c2pa.training-mining; gone in 2.0),
// and by the CAWG Training and Data Mining Assertion 1.0 (18 March 2024) and 1.1
// (DIF ratified, 16 May 2025). The schemas of C2PA and of CAWG 1.0 leave "entries"
// out, their examples have it; both are read. The prose of all four calls the text
// "constraints_info", the schemas "constraint_info"; both are read.
//
// Which assertions speak for the asset:
//
//   - Those of the active manifest, which is the last in the store (2.2 section
//     15.5.1). Other manifests are those of ingredients and say nothing about the asset.
//   - Where it is an update manifest, which adds assertions to an asset whose content
//     did not change (section 11.2.3), also those of the manifest it updates, which its
//     one ingredient names, and so on to a standard manifest. That these go on speaking
//     is nowhere said; it follows from the purpose of update manifests, and from the
//     binding being taken from there as well (section 15.12).
//   - Of them, those that the claim of their own manifest lists, with a hash that is
//     right (section 15.10.3), and that no claim above has redacted (section 6.8).
//
// The others are given with what is wrong with them, and a problem each. Where the
// end of the store is missing or broken, no manifest is the last, and none is read.
//
// A time-stamp manifest (C2PA 2.1) is never active: 2.2 says not to read it. A store
// of BMFF with the purpose "update" holds update manifests only; what they update
// is in another store, which is not looked into.
package c2pa

// Labels of the assertions that are read. Several in one manifest have "__1", "__2"
// and so on at the end, and a later version ".v2" before that (C2PA 2.2 sections 6.3
// and 6.4).
const (
	LabelC2PA = "c2pa.training-mining" // C2PA 1.3 and 1.4
	LabelCAWG = "cawg.training-mining" // CAWG 1.0 and 1.1
)

// Limits of a reading, besides those of the JUMBF, CBOR and JSON in it.
const (
	// MaxUpdates is how many update manifests are followed.
	MaxUpdates = 32
	// MaxUnpacked is how many bytes the compressed manifests of a store may have when
	// decompressed, all together.
	MaxUnpacked = 16 << 20
	// MaxAssertions is how many training and data mining assertions of a manifest are
	// read.
	MaxAssertions = 64
	// MaxEntries is how many entries of an assertion are read.
	MaxEntries = 1024
)

// Store is what a manifest store says.
type Store struct {
	// Manifests are those that speak for the asset: first the active one, then the one
	// it updates, and so on. It is empty where there is no active manifest.
	Manifests []Manifest
	// Count is how many manifests the store holds, those of ingredients included.
	Count int
	// Elsewhere is how many training and data mining assertions stand in manifests that
	// do not speak for the asset, as far as these are not compressed.
	Elsewhere int
}

// Active is the active manifest, nil where there is none.
func (s *Store) Active() *Manifest {
	if len(s.Manifests) == 0 {
		return nil
	}
	return &s.Manifests[0]
}

// Manifest is one manifest (C2PA 2.2 section 11.2).
type Manifest struct {
	Label      string
	Offset     int  // of its box in the store
	Update     bool // it adds to the manifest that follows it in [Store.Manifests]
	Compressed bool
	// Claim is the version of the claim: 1 for c2pa.claim, 2 for c2pa.claim.v2, 0 where
	// there is none that could be read.
	Claim     int
	Generator string    // claim_generator, which version 2 no longer has
	Products  []Product // claim_generator_info
	Signed    bool      // a signature is there; it was not checked
	// Binding is the label of the assertion that binds the manifest to the asset, as
	// far as the claim lists one; it was not checked. Update manifests have none.
	Binding     string
	Ingredients int
	Assertions  []Assertion // on training and data mining, in order
}

// Product is the name and version of software or hardware that made a claim (C2PA 2.2
// section 10.2.3).
type Product struct{ Name, Version string }

// Assertion is a training and data mining assertion: C2PA 1.4 section 19.23, CAWG
// Training and Data Mining Assertion 1.1 section "Assertion definition".
type Assertion struct {
	Label    string // as it stands there
	Type     string // LabelC2PA or LabelCAWG
	Offset   int    // of its box in the store; of the manifest's where that is compressed
	Standing Standing
	List     List
	JSON     bool   // else CBOR
	Raw      []byte // the CBOR or JSON
	Entries  []Entry
}

// Entry is one entry of an assertion. Nothing is interpreted: keys of anybody and
// words that no specification has come through, and a key that is given twice is
// there twice.
type Entry struct {
	Key string
	// Use is "allowed", "notAllowed", "constrained" or anything else; empty where it is
	// missing or no text, which is a problem.
	Use    string
	Info   string // constraint_info or constraints_info
	Offset int    // of the key in the store; of the manifest where that is compressed
	Raw    []byte // key and value as encoded
}

// Standing is how an assertion stands to the claims.
type Standing uint8

const (
	Claimed   Standing = iota // the claim lists it with the right hash: it speaks
	Unclaimed                 // the claim does not list it
	Redacted                  // a later claim takes it back, or it is blotted out
	Altered                   // the claim lists it with another hash
	Unchecked                 // the claim lists it without a hash that can be checked
)

// String gives the stable word.
func (s Standing) String() string {
	switch s {
	case Claimed:
		return "claimed"
	case Redacted:
		return "redacted"
	case Altered:
		return "altered"
	case Unchecked:
		return "unchecked"
	}
	return "unclaimed"
}

// List is which list of the claim an assertion is on (C2PA 2.2 section 10.2.2).
type List uint8

const (
	NoList   List = iota
	Listed        // assertions, of version 1
	Created       // created_assertions: attributed to the signer
	Gathered      // gathered_assertions: came from elsewhere, not attributed to the signer
)

// String gives the name of the list in the claim.
func (l List) String() string {
	switch l {
	case Listed:
		return "assertions"
	case Created:
		return "created_assertions"
	case Gathered:
		return "gathered_assertions"
	}
	return ""
}
