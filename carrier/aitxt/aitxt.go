// Package aitxt reads and writes Spawning's ai.txt: a file at the root of a site,
// shaped like robots.txt, that says of types of files and of paths whether they may
// be used to train models.
//
//	GET /ai.txt
//
//	# Spawning AI
//	User-Agent: *
//	Disallow: *.jpg
//	Allow: *.html
//	Disallow: /
//
// There is no specification. Relied on: Spawning's announcement of 30 May 2023 ("ai.txt:
// A new way for websites to set permissions for AI": at the root, about training, read
// when media are downloaded, "mirroring robots.txt"); the generator in its WordPress
// plugin (Spawning-Inc/spawning-wp-plugin at b7da489, form-handler.php and
// ai_txt_options.json); the file that Automattic's ai-crawler-control writes. Spawning's
// reader, the datadiligence library, leaves the file to a service of Spawning's.
//
// # Decisions
//
//   - What counts: the longest matching pattern, as in robots.txt. What the generators
//     write fits that: types of files first, then "/" for the rest. Of equally long
//     patterns the refusal counts, where robots.txt would allow: the generator itself
//     writes "Allow: *.xml" among texts and "Disallow: *.xml" among code.
//   - Patterns are those of robots.txt. A refused type of file, "*.jpg", matches wherever
//     ".jpg" stands in path and query, in any case; an allowed one only a path that ends
//     in it as written. Where the two readings of a type differ, the refusal is wide and
//     the permission narrow.
//   - Disallow refuses training: [proviso.TrainAI], and with it [proviso.TDM], of which
//     training other models is a part. Allow permits training and nothing else. The file
//     says nothing about AI use and search, and nothing about access.
//   - Whom it binds: the groups of "*" bind everyone. A group that names an agent is
//     addressed to that agent and does not set the others aside, since nothing says that
//     it does; so a group can tighten for an agent and never loosen.
//   - Silence: no file, no matching pattern, an empty pattern.
//   - The name is used for other things: Markdown about a site (aitxt.ing), the policy
//     file of draft-car-ai-txt-wellknown, prose, and whatever page a server gives for any
//     path. A text without "User-Agent:" and a rule, or with prose before them, states
//     nothing, and a notice says what it seems to be.
//   - Where the text is only partly in the format its refusals count and its permissions
//     do not: a line "Attribution: required" may be the condition of an "Allow: /". The
//     same holds for rules that cannot be read as they were meant.
//   - What lies beyond a limit is taken to refuse training to everyone.
//   - Only /ai.txt of the asset's own origin is looked at: not a file of that name
//     elsewhere, and not /.well-known/ai.txt, which is the draft's.
package aitxt

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// Path is where the file stands on its origin.
const Path = "/ai.txt"

// Limits of a file. The generators write about 130 rules and one agent.
const (
	MaxSize   = robots.MaxSize // bytes that are read: whole lines within it
	MaxRules  = 4096           // rules that are read
	MaxAgents = 256            // agents that are read, besides "*"
	MaxName   = 128            // bytes of the name of an agent
)

// source is how positions in the file are named.
const source = Path

// Carrier reads and writes ai.txt.
var Carrier = carrier.Carrier{
	Name:  name,
	Title: "Spawning ai.txt",
	Spec:  carrier.Spec{Name: "ai.txt", Revision: "2023", URL: "https://site.spawning.ai/spawning-ai-txt"},
	Rule:  "the longest matching pattern counts; of equally long ones, the refusal",
	Wants: wants,
	Read:  read,
	Seeks: seek,
	Forms: []carrier.Form{{
		Name: "file", Place: "the file " + Path + " at the root of the site", Write: write,
	}},
	Tokens: tokens,
	Codes:  codes,
}

const (
	name = "ai-txt"
	spec = "ai.txt-2023"
)

var tokens = []carrier.Token{
	{
		Token: "Disallow", Meaning: "The files that the pattern matches are not to be used to train models.",
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part}},
		Note:    "training models that generate nothing is refused as well, and so all other analysis is taken to be",
	},
	{
		Token: "Allow", Meaning: "The files that the pattern matches may be used to train models.",
		Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part}},
	},
}

func wants(a *carrier.Artifact) bool {
	return a.Kind == carrier.Document && strings.HasSuffix(a.Source, Path)
}

// seek names the one place where the file can be.
func seek(artifacts []*carrier.Artifact, q *carrier.Question) []carrier.Reference {
	origin := carrier.OriginOf(artifacts, q)
	if origin == "" {
		return nil
	}
	return []carrier.Reference{{URL: origin + Path, Why: "Spawning ai.txt", WellKnown: true}}
}

type parsedFile struct{}

func read(artifacts []*carrier.Artifact, q *carrier.Question) carrier.Reading {
	if !slices.ContainsFunc(artifacts, wants) {
		return carrier.Reading{}
	}
	a := carrier.WellKnown(artifacts, q, Path)
	switch {
	case a == nil, a.Absent(), a.Body == nil && a.Status == 0 && !a.Unreachable:
		return carrier.Reading{}
	case !a.Usable():
		return carrier.Reading{Problems: []proviso.Problem{{
			Code: CodeUnavailable, Severity: proviso.Notice, Where: proviso.Where{Source: source},
			Hint: "the server answered neither with an ai.txt nor that there is none, so nothing is known of what it states",
		}}}
	}
	f := a.Parsed(parsedFile{}, func(a *carrier.Artifact) any { return parse(a) }).(*file)
	reading := carrier.Reading{Problems: slices.Clone(f.problems)}
	if f.foreign {
		return reading
	}
	asset, tied := assetOf(artifacts, q), false
	for _, v := range f.verdicts(robots.PathOf(asset)) {
		if v.tied && !tied {
			tied = true
			reading.Problems = append(reading.Problems, tie(v.rule))
		}
		e := evidence(v, asset)
		e.Observed = a.Observed
		for _, asker := range askers(v.agent, q.As) {
			e.Asker = asker
			reading.Evidence = append(reading.Evidence, e)
		}
	}
	return reading
}

// assetOf is the URL of what is asked about.
func assetOf(artifacts []*carrier.Artifact, q *carrier.Question) string {
	if carrier.Origin(q.URL) != "" {
		return q.URL
	}
	for _, a := range artifacts {
		if a.Kind == carrier.Response {
			return a.Source
		}
	}
	return ""
}

// askers gives the names by which an agent of the file is asked for: the asker's own,
// which may have a version behind a slash, or else the file's.
func askers(agent string, as []string) []string {
	var names []string
	for _, token := range as {
		product, _, _ := strings.Cut(token, "/")
		if agent != "" && strings.EqualFold(product, agent) {
			names = append(names, token)
		}
	}
	if names == nil {
		names = []string{agent}
	}
	return names
}

// evidence is what one agent is told, by the rule that decides.
func evidence(v verdict, asset string) proviso.Evidence {
	token, said := &tokens[0], proviso.Denied()
	if !v.rule.refuses {
		token, said = &tokens[1], proviso.Allowed()
	}
	e := proviso.Evidence{
		Statement: proviso.Statement{
			Party: carrier.ServerOf(asset), Scope: carrier.Clip(v.rule.pattern, carrier.MaxRaw),
		},
		Carrier: name,
		Spec:    spec,
		Where:   v.rule.where,
		Raw:     v.rule.raw,
		Reach:   proviso.ForHost,
	}
	token.Spread(said, &e.Outcomes)
	return e
}
