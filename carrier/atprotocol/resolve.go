package atprotocol

import (
	"net/url"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// found is a record and what it was found in.
type found struct {
	*record
	in *carrier.Artifact
}

// asset is what a URL tells of a record that is asked about.
type asset struct {
	repo       string // DID or handle; empty if unknown
	collection string // NSID; empty if unknown
}

// calls is how the paths of XRPC calls for records begin.
const calls = "/xrpc/com.atproto.repo."

// assetOf reads an at: URI, or the URL of an XRPC call for records.
func assetOf(asked string) (a asset) {
	if repo, collection, ok := cutURI(asked); ok {
		return asset{repo, collection}
	}
	if !strings.Contains(asked, calls) {
		return a
	}
	u, err := url.Parse(asked)
	if err != nil || !strings.HasPrefix(u.Path, calls) {
		return a
	}
	query := u.Query()
	return asset{query.Get("repo"), query.Get("collection")}
}

// isAnother reports whether the asset certainly is in another repository.
func (a asset) isAnother(repo string) bool {
	return strings.HasPrefix(a.repo, "did:") && strings.HasPrefix(repo, "did:") && a.repo != repo
}

// claims are the preferences that one repository states for something narrower than
// everything it holds.
type claims struct {
	collection [numTokens]bool            // for the asset's collection
	entities   map[string][numTokens]bool // for an asker, by folded name
}

// holder is a repository as one server gives it. What a repository is called is only
// claimed, so that another server's word for it sets nothing aside.
type holder struct{ repo, origin string }

// resolve turns the records into evidence, by the order of the lexicon.
func resolve(all []found, about asset, q *carrier.Question, reading *carrier.Reading) {
	narrower := make(map[holder]*claims)
	for _, f := range all {
		if f.repo == "" || f.older || about.isAnother(f.repo) {
			continue
		}
		h := f.holder(q)
		if narrower[h] == nil {
			narrower[h] = &claims{entities: make(map[string][numTokens]bool)}
		}
		narrower[h].note(f.record, about)
	}
	for _, f := range all {
		if about.isAnother(f.repo) {
			add(reading, CodeRepository, proviso.Notice, f.where, "the record is of another repository than the asset, and says nothing about it")
			continue
		}
		if f.scope == inCollection && about.collection == "" {
			add(reading, CodeCollection, proviso.Notice, f.where, "nothing tells which collection the asset is in: the refusals of this record count, its permissions do not")
		}
		if e := f.evidence(narrower[f.holder(q)], about, q); !e.Outcomes.Silent() {
			reading.Evidence = append(reading.Evidence, e)
		}
	}
}

func (f found) holder(q *carrier.Question) holder {
	return holder{f.repo, carrier.Origin(carrier.BaseOf(f.in, q))}
}

// note keeps what a record says for a collection or an entity.
func (c *claims) note(r *record, about asset) {
	for i, said := range r.said {
		if said.Word() == proviso.Unstated {
			continue
		}
		switch {
		case r.scope == inCollection && r.about == about.collection:
			c.collection[i] = true
		case r.scope == forEntity:
			stated := c.entities[strings.ToLower(r.about)]
			stated[i] = true
			c.entities[strings.ToLower(r.about)] = stated
		}
	}
}

// forAskers reports whether a record for each of the asker's tokens states a
// preference, so that what is said to everyone does not count for it.
func (c *claims) forAskers(token int, as []string) bool {
	return len(as) > 0 && !slices.ContainsFunc(as, func(asker string) bool {
		return !c.entities[strings.ToLower(asker)][token]
	})
}

// evidence is what a record states in the end, after narrower ones of its repository.
func (f found) evidence(narrower *claims, about asset, q *carrier.Question) proviso.Evidence {
	e := proviso.Evidence{
		Carrier: name, Spec: spec, Where: f.where, Raw: f.raw,
		Observed: f.in.Observed, Reach: reachOf(f.in),
	}
	e.Party = f.party(q)
	switch f.scope {
	case everything:
		e.Scope = "globalScope"
	case forEntity:
		e.Scope, e.Asker = "entityScope", f.about
	case inCollection:
		e.Scope = f.about
	}
	for i, said := range f.said {
		if said.Word() == proviso.Unstated {
			continue
		}
		refuses, setAside := said.Word() == proviso.Deny, false
		switch f.scope {
		case everything:
			setAside = narrower != nil && !f.older && (narrower.collection[i] || narrower.forAskers(i, q.As))
		case inCollection:
			another := about.collection != "" && f.about != about.collection
			setAside = another || about.collection == "" && !refuses || narrower != nil && narrower.forAskers(i, q.As)
		case unreadable:
			setAside = !refuses
		}
		if !setAside {
			tokens[i].Spread(said, &e.Outcomes)
		}
	}
	return e
}

// party is the account whose repository holds the record, as far as anything tells;
// for a bare record, the server it came from.
func (f found) party(q *carrier.Question) proviso.Party {
	if f.repo != "" {
		return proviso.Party{Name: f.repo}
	}
	return carrier.ServerOf(carrier.BaseOf(f.in, q))
}

func reachOf(a *carrier.Artifact) proviso.Reach {
	if a.Kind == carrier.Document {
		return proviso.Linked
	}
	return proviso.WithAsset
}
