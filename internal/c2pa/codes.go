package c2pa

// Problem is something that is wrong with a store, and where.
type Problem struct {
	Code   string // stable, kebab-case, begins with "c2pa"
	Offset int    // in the store; of the manifest where that is compressed
	Hint   string // one sentence
}

// Code explains a problem code.
type Code struct{ Code, Meaning string }

// Codes lists the problems with their meanings.
var Codes = []Code{
	{"c2pa-algorithm", "A hash is missing, or made with an algorithm that C2PA does not have or does not name; what it protects does not speak."},
	{"c2pa-altered", "An assertion on training and mining is not what its claim hashed; it does not speak."},
	{"c2pa-ambiguous", "A label leads to more than one assertion, so that the claim refers to none."},
	{"c2pa-boxes", "The boxes of the store are not sound; they are read as far as they are."},
	{"c2pa-claim", "A manifest has no claim that can be read, or more than one; none of its assertions speaks."},
	{"c2pa-compressed", "A compressed manifest cannot be decompressed, or is none; it is not read."},
	{"c2pa-content", "The CBOR or JSON of a claim or assertion is not sound; it is read as far as it is."},
	{"c2pa-entry", "An entry on training and mining says no use, or not as text; it is given without one."},
	{"c2pa-limit", "There is more than is read."},
	{"c2pa-missing", "A claim lists an assertion on training and mining that is not in its manifest."},
	{"c2pa-no-manifest", "The store holds no manifest."},
	{"c2pa-no-store", "There is no manifest store."},
	{"c2pa-redacted", "An assertion on training and mining was taken back; it does not speak."},
	{"c2pa-remote", "An assertion on training and mining is stored elsewhere, and not read."},
	{"c2pa-stores", "There is more than one manifest store, so that none counts."},
	{"c2pa-truncated", "The end of the store is missing or broken, so that no manifest is known to be the active one."},
	{"c2pa-unbound", "Nothing binds the manifest to the asset."},
	{"c2pa-unclaimed", "An assertion on training and mining is not listed by its claim; it does not speak."},
	{"c2pa-unsigned", "A manifest has no signature."},
	{"c2pa-update", "What an update manifest updates is not to be found, or not what it was; only the update is read."},
}

// maxProblems bounds the problems that are listed.
const maxProblems = 128

func (r *reader) problem(code string, offset int, hint string) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, Problem{code, offset, hint})
	}
}
