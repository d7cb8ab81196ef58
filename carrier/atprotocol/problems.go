package atprotocol

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Codes of the problems of preference records. Of each, the first in an artifact, or in
// an answer, is reported.
const (
	CodeJSON       = "at-protocol-json"
	CodeTooMany    = "at-protocol-too-many"
	CodeRecord     = "at-protocol-record"
	CodeScope      = "at-protocol-scope"
	CodeAllow      = "at-protocol-allow"
	CodeUndefined  = "at-protocol-undefined"
	CodeMember     = "at-protocol-member"
	CodeProposed   = "at-protocol-proposed"
	CodeCollection = "at-protocol-collection"
	CodeRepository = "at-protocol-repository"
)

var codes = []carrier.Code{
	{Code: CodeJSON, Meaning: "The JSON of a preference record is broken or incomplete; refusals that can be read count, permissions do not."},
	{Code: CodeTooMany, Meaning: "More preference records stand in one place than are read; no permission among them counts."},
	{Code: CodeRecord, Meaning: "A preference record has no preferences that can be read, and states nothing."},
	{Code: CodeScope, Meaning: "The scope of a preference record cannot be read; its refusals bind everyone, its permissions nobody."},
	{Code: CodeAllow, Meaning: "A preference is no object, or its allow is neither true nor false; it is taken for a refusal."},
	{Code: CodeUndefined, Meaning: "A preference is null, or has no allow or null for one; it is undefined."},
	{Code: CodeMember, Meaning: "A preference has a member that the lexicon does not have and that may be a condition; a permission beside it does not count."},
	{Code: CodeProposed, Meaning: "A record is of org.user-intents.declaration, which was proposed and never adopted; refusals are read, permissions are not."},
	{Code: CodeCollection, Meaning: "A record is for one collection, and nothing tells which the asset is in; refusals count, permissions do not."},
	{Code: CodeRepository, Meaning: "A preference record is of another repository than the asset; it is not read."},
}

// report notes a problem of an artifact, unless one of its kind is noted already.
func (r *reader) report(code string, severity proviso.Severity, offset int, hint string) {
	if !known(r.problems, code) {
		r.problems = append(r.problems, proviso.Problem{
			Code: code, Severity: severity, Where: carrier.At(r.source, r.body, offset), Hint: hint,
		})
	}
}

// add notes a problem of an answer, unless one of its kind is noted already.
func add(reading *carrier.Reading, code string, severity proviso.Severity, where proviso.Where, hint string) {
	if !known(reading.Problems, code) {
		reading.Problems = append(reading.Problems, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint})
	}
}

func known(problems []proviso.Problem, code string) bool {
	return slices.ContainsFunc(problems, func(p proviso.Problem) bool { return p.Code == code })
}
