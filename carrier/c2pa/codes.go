package c2pa

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Codes of problems with what a manifest says, and with where it is. Those of the form of
// a manifest store are listed in [Carrier] beside them.
const (
	CodeNotRead           = "c2pa-not-read"           // a store that the file does not yield
	CodeSeveral           = "c2pa-several-stores"     // more than one
	CodeStoresMany        = "c2pa-stores-many"        // more than MaxStores
	CodeRemote            = "c2pa-elsewhere"          // a store somewhere else
	CodeStripped          = "c2pa-stripped"           // a store that should be there
	CodeUse               = "c2pa-use"                // none of the three words
	CodeConstraintMissing = "c2pa-constraint-missing" // constrained by nothing
	CodeConstraintUnasked = "c2pa-constraint-unasked" // allowed with a constraint
	CodeKeySpelling       = "c2pa-key-spelling"       // nearly an entry
	CodeKeyUnknown        = "c2pa-key-unknown"        // in a reserved namespace
	CodeKeyCustom         = "c2pa-key-custom"         // of somebody else
	CodeVoid              = "c2pa-permission-void"    // permitted by a store that is not sound
	CodePart              = "c2pa-permission-part"    // permitted for a part of a use
	CodeGenerative        = "c2pa-generative-unsaid"  // likely misunderstood
	CodeIngredient        = "c2pa-ingredient"         // said about something else
	CodeMany              = "c2pa-entries-many"       // more than MaxStatements
)

var own = []carrier.Code{
	{Code: CodeNotRead, Meaning: "The file holds a C2PA manifest store that could not be got out of it; what it says about training is unknown."},
	{Code: CodeSeveral, Meaning: "The file holds more than one C2PA manifest store, so that none is valid; what they refuse counts, and they permit nothing."},
	{Code: CodeStoresMany, Meaning: "The file holds more C2PA manifest stores than are read."},
	{Code: CodeRemote, Meaning: "A C2PA manifest seems to stand elsewhere, and was not read."},
	{Code: CodeStripped, Meaning: "The file should hold a C2PA manifest, and holds none; it may have been taken out."},
	{Code: CodeUse, Meaning: "An entry says none of allowed, notAllowed and constrained; it refuses."},
	{Code: CodeConstraintMissing, Meaning: "An entry is constrained and does not say how; it refuses."},
	{Code: CodeConstraintUnasked, Meaning: "An entry is allowed and has a constraint; it is read as constrained."},
	{Code: CodeKeySpelling, Meaning: "An entry is not spelt as its assertion has it; it counts for what it refuses, and permits nothing."},
	{Code: CodeKeyUnknown, Meaning: "An entry has a key that is reserved for C2PA or CAWG and not known here; it changes nothing."},
	{Code: CodeKeyCustom, Meaning: "An entry has a key that somebody else defined; it changes nothing."},
	{Code: CodeVoid, Meaning: "An entry permits something in a store that is not sound as C2PA asks; it permits nothing."},
	{Code: CodePart, Meaning: "An entry permits a part of a use alone, which permits nothing."},
	{Code: CodeGenerative, Meaning: "Training is restricted for models that generate nothing, and nothing is said about generative ones."},
	{Code: CodeIngredient, Meaning: "Something that the image was made from has an assertion on training and mining, which says nothing about the image."},
	{Code: CodeMany, Meaning: "There are more entries on training and mining than are read; every use is refused."},
}

// fault is what follows from a problem of the form of a store.
type fault struct {
	severity proviso.Severity
	follows  string // as it goes on from the hint of the problem
	meaning  string
	// harmless is set where a store is as C2PA asks all the same.
	harmless bool
	// formal is set where it matters only if the store says something.
	formal bool
}

const (
	unknown = "what the store says about training is unknown"
	strict  = "the store permits nothing, and what it refuses counts"
)

// faults are the problems of package internal/c2pa but for those of single entries.
// Whatever is not harmless makes C2PA reject the claim (sections 15.5 to 15.11), or hides
// something.
var faults = map[string]fault{
	"c2pa-no-store":    {severity: proviso.Fault, follows: unknown, meaning: "There is no manifest store where one should be."},
	"c2pa-no-manifest": {severity: proviso.Fault, follows: unknown, meaning: "The manifest store holds no manifest."},
	"c2pa-stores":      {severity: proviso.Fault, follows: unknown, meaning: "Two manifest stores stand where one should be, so that none is read."},
	"c2pa-truncated":   {severity: proviso.Fault, follows: unknown, meaning: "The end of the manifest store is missing or broken, so that no manifest is known to be the active one, and none is read."},
	"c2pa-claim":       {severity: proviso.Fault, follows: strict, meaning: "A manifest has no claim that can be read, or more than one; it permits nothing."},
	"c2pa-compressed":  {severity: proviso.Fault, follows: strict, meaning: "A compressed manifest cannot be decompressed, or is none; it is not read, and the store permits nothing."},
	"c2pa-limit":       {severity: proviso.Fault, follows: strict, meaning: "There is more in the manifest store than is read; it permits nothing."},
	"c2pa-content":     {severity: proviso.Fault, follows: strict, meaning: "The CBOR or JSON of a claim or assertion is not sound; it is read as far as it is, and the store permits nothing."},
	"c2pa-boxes":       {severity: proviso.Warning, follows: strict, meaning: "The boxes of the manifest store are not sound; they are read as far as they are, and the store permits nothing."},
	"c2pa-ambiguous":   {severity: proviso.Warning, follows: strict, meaning: "A label leads to more than one assertion; they permit nothing."},
	"c2pa-unclaimed":   {severity: proviso.Warning, follows: strict, meaning: "An assertion on training and mining is not listed by its claim; it permits nothing."},
	"c2pa-altered":     {severity: proviso.Warning, follows: strict, meaning: "An assertion on training and mining is not what its claim hashed; it permits nothing."},
	"c2pa-algorithm":   {severity: proviso.Warning, follows: strict, meaning: "A hash is missing, or made with an algorithm that C2PA does not have or does not name; what it protects permits nothing."},
	"c2pa-missing":     {severity: proviso.Warning, follows: strict, meaning: "A claim lists an assertion on training and mining that is not in its manifest; the store permits nothing."},
	"c2pa-remote":      {severity: proviso.Warning, follows: strict, meaning: "An assertion on training and mining is stored elsewhere, and not read; the store permits nothing."},
	"c2pa-update":      {severity: proviso.Warning, follows: strict, meaning: "What an update manifest updates is not to be found, or not what it was; only the update is read, and permits nothing."},
	"c2pa-unsigned":    {severity: proviso.Warning, follows: strict, meaning: "A manifest has no signature; it permits nothing.", formal: true},
	"c2pa-unbound":     {severity: proviso.Warning, follows: strict, meaning: "Nothing binds the manifest to the asset; it permits nothing.", formal: true},
	"c2pa-redacted":    {severity: proviso.Notice, follows: "it permits nothing, and what is left of it counts for what it refuses", meaning: "An assertion on training and mining was taken back; it permits nothing.", harmless: true},
}

// codes lists the problems, with their meanings.
func codes() []carrier.Code {
	list := slices.Clone(own)
	for code, f := range faults {
		list = append(list, carrier.Code{Code: code, Meaning: f.meaning})
	}
	slices.SortFunc(list, func(a, b carrier.Code) int { return strings.Compare(a.Code, b.Code) })
	return list
}
