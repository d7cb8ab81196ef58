package declare

import "github.com/proviso-signals/proviso"

// Roles lists every role a party can have.
func Roles() []Role { return []Role{Author, Rightsholder, Custodian, Agent} }

// RightsStatuses lists every rights status that can be said.
func RightsStatuses() []Rights { return []Rights{InCopyright, PublicDomain, Mixed, Undetermined} }

// OpenLevels lists every level of openness that can be accepted.
func OpenLevels() []OpenLevel { return []OpenLevel{MOF1, MOF2, OSAID} }

// Answers lists what can be said about a use: allow, deny, unstated, or the token of a
// signal for "only if".
func Answers() []string {
	answers := []string{proviso.Allow.String(), proviso.Deny.String(), proviso.Unstated.String()}
	for _, s := range proviso.Signals() {
		answers = append(answers, s.Token)
	}
	return answers
}

// outcomeOf reads an answer.
func outcomeOf(answer string) (o proviso.Outcome, ok bool) {
	switch answer {
	case proviso.Allow.String():
		return proviso.Allowed(), true
	case proviso.Deny.String():
		return proviso.Denied(), true
	case proviso.Unstated.String():
		return proviso.Outcome{}, true
	}
	signal, ok := proviso.SignalNamed(answer)
	if !ok {
		return proviso.Outcome{}, false
	}
	return signal.Outcome(), true
}

// answerFor is the inverse of outcomeOf; ok is false for what the file cannot say.
func answerFor(o proviso.Outcome) (answer string, ok bool) {
	if o.Word() != proviso.Conditional {
		return o.Word().String(), true
	}
	if len(o.Offers()) != 1 {
		return "", false
	}
	signal, ok := proviso.SignalFor(o.Offers()[0])
	return signal.Token, ok
}

// Words that people write for the ones that are read. Each is offered as the nearest
// valid form and never read as one.
var (
	meantAnswers = map[string]string{
		"yes": "allow", "y": "allow", "true": "allow", "ok": "allow", "allowed": "allow", "permit": "allow", "grant": "allow", "free": "allow", "all": "allow",
		"no": "deny", "n": "deny", "false": "deny", "none": "deny", "never": "deny", "denied": "deny", "disallow": "deny", "forbid": "deny", "block": "deny", "opt-out": "deny", "reserved": "deny",
		"unknown": "unstated", "default": "unstated", "unspecified": "unstated", "silent": "unstated", "": "unstated",
		"conditional": "cc-cr", "credit": "cc-cr", "attribution": "cc-cr", "cc": "cc-cr", "cr": "cc-cr", "by": "cc-cr", "cc-by": "cc-cr",
		"contribution": "cc-cr-dc", "direct-contribution": "cc-cr-dc", "direct": "cc-cr-dc", "dc": "cc-cr-dc", "cr-dc": "cc-cr-dc", "cc-dc": "cc-cr-dc", "pay": "cc-cr-dc",
		"ecosystem": "cc-cr-ec", "ecosystem-contribution": "cc-cr-ec", "ec": "cc-cr-ec", "cr-ec": "cc-cr-ec", "cc-ec": "cc-cr-ec", "give-back": "cc-cr-ec",
		"open": "cc-cr-op", "op": "cc-cr-op", "cr-op": "cc-cr-op", "cc-op": "cc-cr-op",
	}
	meantRoles = map[string]string{
		"creator": "author", "artist": "author", "photographer": "author", "writer": "author", "maker": "author",
		"owner": "rightsholder", "licensee": "rightsholder", "publisher": "rightsholder", "copyright-holder": "rightsholder", "rights-holder": "rightsholder", "licensor": "rightsholder",
		"museum": "custodian", "archive": "custodian", "library": "custodian", "keeper": "custodian", "steward": "custodian", "holder": "custodian",
		"representative": "agent", "agency": "agent", "collecting-society": "agent",
	}
	meantRights = map[string]string{
		"copyright": "in-copyright", "copyrighted": "in-copyright", "protected": "in-copyright", "all-rights-reserved": "in-copyright",
		"pd": "public-domain", "cc0": "public-domain", "no-copyright": "public-domain", "expired": "public-domain", "none": "public-domain",
		"various": "mixed", "both": "mixed", "unknown": "undetermined", "not-known": "undetermined", "unclear": "undetermined", "undefined": "undetermined",
	}
	meantLevels = map[string]string{
		"mof-i": "mof-1", "mof1": "mof-1", "class-1": "mof-1", "class-i": "mof-1", "mof-ii": "mof-2", "mof2": "mof-2", "class-2": "mof-2", "class-ii": "mof-2", "osi": "osaid", "open-source": "osaid",
	}
)

// meantKeys are keys that people write for the ones that are read.
var meantKeys = map[string]string{
	"license": "licence", "licence-url": "licence", "license-url": "licence", "collections": "collection", "path": "paths", "file": "files", "folder": "files", "folders": "files", "globs": "paths", "urls": "paths",
	"language": "languages", "lang": "languages", "credit-line": "credit", "creditline": "credit", "attribution": "credit", "credit-url": "credit-link", "url": "link", "website": "link", "homepage": "link",
	"email": "contact", "mail": "contact", "identifier": "identifiers", "on-behalf-of": "for", "rights-status": "rights", "copyright": "rights", "status": "rights",
	"train-genai": "train-ai", "genai": "train-ai", "ai-train": "train-ai", "training": "train-ai", "ai-input": "ai-use", "ai-output": "ai-use", "inference": "ai-use", "grounding": "ai-use", "text-and-data-mining": "tdm", "data-mining": "tdm",
	"expires": "until", "valid-until": "until", "to": "until", "since": "from", "valid-from": "from", "start": "from", "end": "until", "replaces": "supersedes", "supercedes": "supersedes",
	"contribution": "conditions", "condition": "conditions", "openness": "open", "open-levels": "open", "minimum": "floor", "payee-url": "payee-link", "beneficiary-url": "beneficiary-link", "schema": "version",
}
