// Package atprotocol reads and writes records of community.lexicon.preference.ai, by
// which an account of the AT Protocol says how its public data may be used:
//
//	GET /xrpc/com.atproto.repo.getRecord?repo=did:plc:example&collection=…&rkey=self
//
//	{"uri": "at://did:plc:example/community.lexicon.preference.ai/self",
//	 "cid": "bafyreib…",
//	 "value": {
//	   "$type": "community.lexicon.preference.ai",
//	   "updatedAt": "2026-04-04T12:00:00.000Z",
//	   "scope": {"$type": "community.lexicon.preference.ai#globalScope"},
//	   "preferences": {
//	     "training": {"allow": false, "updatedAt": "2026-04-04T12:00:00.000Z"},
//	     "inference": {"allow": true, "updatedAt": "2026-04-04T12:00:00.000Z"}}}}
//
// The specification is the lexicon and its README in lexicon-community/lexicon at
// 02044ea (community/lexicon/preference, April 2026). It is read as a bare record, as the
// answer of getRecord, and as that of listRecords, wherever somebody gathered it. No way
// leads from a page on the web to the records of its owner, so nothing is sought.
//
// # Decisions
//
//   - What counts, by the README's resolution order and per preference: a record for the
//     asker (entityScope), then one for the collection the asset is in (collectionScope),
//     then the default (globalScope). Records are weighed against each other only within
//     one repository as one server gives it, since what a repository is called is only
//     claimed; a record without an at: URI sets nothing aside. Several records of one
//     scope join. Whether a record is for the asker is told by the asker's tokens: the
//     domain or DID in entity is one of them. With several tokens, each must have a record
//     of its own before the default is set aside.
//   - The collection of the asset is known from an at: URI or an XRPC URL. Where it is not
//     known, the refusals of a record for a collection count and its permissions do not.
//   - training reaches [proviso.TrainAI], and [proviso.TDM] in part; inference reaches
//     [proviso.AIUse]. syntheticContent is what AIPREF's AI use ends in, so a refusal of it
//     refuses AI use, also where inference is allowed: the README's own first example
//     denies AI use. It does not touch training, which an override of the README permits
//     beside it. A refusal of embedding refuses other analysis, and nothing else: semantic
//     indexing is one way of searching among others.
//   - Silence: a preference that is left out, or that has no allow, or null for one
//     (proposal 0008: "missing 'allow' field means undefined").
//   - What is unreadable: any other allow that is no boolean. It is taken for a refusal. A
//     scope that cannot be read may be anybody's: its refusals bind everyone, its
//     permissions nobody. Permissions beside members that the lexicon does not have, which
//     may be conditions, and those of a text that is broken, do not count.
//   - Whom it binds: records for an entity bind that entity, and are shown to others.
//   - Who speaks: the repository's DID or handle, as its URI claims. JSON is not signed,
//     and a server that passes a record on is not its author, so nobody is identified;
//     a bare record is the word of the server that it came from.
//   - org.user-intents.declaration (bluesky-social/proposals 0008, March 2025), whose work
//     the lexicon continues, was never adopted. A refusal of syntheticContentGeneration is
//     read, as one of training and AI use; its permissions, and the intents about bridges,
//     archives and datasets, are not.
package atprotocol

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
)

// Types of the records that are read.
const (
	Collection = "community.lexicon.preference.ai"
	Proposed   = "org.user-intents.declaration"
)

// Limits, besides those of JSON in package jsontree.
const (
	// MaxRecords is how many records of one artifact are read: the most that
	// listRecords gives at once.
	MaxRecords = 100
	// MaxName is how long a DID, domain or NSID may be, in bytes (DIDs of the AT
	// Protocol have at most 2 KiB).
	MaxName = 2048
)

const (
	name = "at-protocol"
	spec = Collection + "-2026-04"
)

// Carrier reads and writes preference records.
var Carrier = carrier.Carrier{
	Name:  name,
	Title: "AT Protocol community.lexicon.preference.ai records",
	Spec: carrier.Spec{
		Name: Collection, Revision: "2026-04",
		URL: "https://github.com/lexicon-community/lexicon/tree/main/community/lexicon/preference",
	},
	Rule:  "for each preference: a record for the asker, then for the collection, then the default",
	Wants: wants,
	Read:  read,
	Forms: []carrier.Form{{
		Name:  "record",
		Place: "the record " + Collection + "/self of an account; its updatedAt members are to hold the time of the change",
		Write: write,
	}},
	Tokens: tokens,
	Codes:  codes,
}

// wants looks for the types before anything is parsed.
func wants(a *carrier.Artifact) bool {
	if a.Kind == carrier.Robots || a.Kind == carrier.Request || len(a.Body) == 0 {
		return false
	}
	switch {
	case a.MediaType == "application/json", strings.HasSuffix(a.MediaType, "+json"):
	case a.MediaType != "", !bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(a.Body, []byte("\xEF\xBB\xBF")), "\t\n\r "), []byte("{")):
		return false
	}
	return bytes.Contains(a.Body, []byte(Collection)) || bytes.Contains(a.Body, []byte(Proposed))
}

type parsedPage struct{}

func read(artifacts []*carrier.Artifact, q *carrier.Question) (reading carrier.Reading) {
	var all []found
	for _, a := range artifacts {
		if !wants(a) {
			continue
		}
		p := a.Parsed(parsedPage{}, func(a *carrier.Artifact) any { return parse(a) }).(*page)
		reading.Problems = append(reading.Problems, p.problems...)
		for i := range p.records {
			all = append(all, found{record: &p.records[i], in: a})
		}
	}
	if len(all) == 0 {
		return reading
	}
	resolve(all, assetOf(q.URL), q, &reading)
	return reading
}
