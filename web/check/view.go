package check

import (
	"encoding/hex"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/publish/hosts"
	"github.com/proviso-signals/proviso/store"
)

// MaxShown is how many statements, rights or problems of one part a page shows; the JSON
// has all.
const MaxShown = 200

// shownSite is a page's worth of an answer.
type shownSite struct {
	ID, URL, Name string
	Time          time.Time
	Sentence      string
	Uses          []shownUse
	Chips         []chip
	Whole         bool
	Partial       []problem // why something is missing
	Step          *step
	Hosts         []hosts.Profile
	Stances       any
	Site          *site
	Parts         []shownPart
	Readers       []concluded
	Crawlers      []crawler
	Dead          []problem
	Findings      []problem
	Injected      []evidence
	Badge         string
}

// shownUse is what is said about a use.
type shownUse struct {
	Name string
	word
	If       string // what a condition asks
	Conflict bool
}

// chip tells of a place whether something is said there.
type chip struct {
	Name  string
	State string
	Icon  template.HTML
	About string
}

// shownPart is the answer about a part.
type shownPart struct {
	Name, Title, URL string
	Access           string
	AccessBy         string
	Uses             []shownUse
	Evidence         []shownEvidence
	Conflicts        []shownConflict
	Rights           []shownRights
	Problems         []problem
	Left             int // statements that are not shown
}

// shownEvidence is a statement with its exact text and where it stands.
type shownEvidence struct {
	evidence
	Title, Place, Text string
	Binary             bool
	Says               []shownUse
}

// shownConflict has the sides of a contradiction, the one that stands first.
type shownConflict struct {
	Use, Class string
	Dead       bool
	Stands     word
	Meant      word
	Sides      []side
}

type side struct {
	word
	Stands   bool
	Evidence []shownEvidence
}

type shownRights struct {
	rights
	Title, Place string
	Link         bool
}

// show makes a page's worth of a record.
func show(r *store.Record, s *site, host, say string) *shownSite {
	v := &shownSite{ID: r.ID, URL: r.URL, Name: bare(r.URL), Time: r.Time.UTC(), Site: s, Whole: s.whole, Hosts: hosts.All(), Stances: stances, Crawlers: crawlers}
	v.Sentence = sentence(s.Page.outcomes())
	v.Uses = s.Page.shownUses()
	v.Chips = s.chips()
	v.Step = s.mend(host, say)
	v.Readers = s.conclude()
	for _, p := range s.parts() {
		v.Parts = append(v.Parts, s.showPart(p))
	}
	for _, p := range s.Findings {
		p.Where = s.brief(p.Where)
		v.Findings = append(v.Findings, p)
	}
	for _, p := range s.Page.Problems {
		p.Where = s.brief(p.Where)
		switch p.Code {
		case CodeTime, CodePage:
			v.Partial = append(v.Partial, p)
		case "label-retired", "content-signal-retired":
			v.Dead = append(v.Dead, p)
		}
	}
	for _, e := range s.Page.Evidence {
		if e.Injected != "" {
			e.Where = s.brief(e.Where)
			v.Injected = append(v.Injected, e)
		}
	}
	v.Badge = "/badge.svg?url=" + url.QueryEscape(r.URL)
	return v
}

func (p *part) shownUses() (list []shownUse) {
	for _, use := range proviso.Uses() {
		r := p.Uses[use.String()]
		u := shownUse{Name: uses[use].Name, word: wordOf(r.Outcome, r.Offers)}
		if r.Outcome == proviso.Conditional.String() {
			u.If = "you " + asks(r.outcome())
		}
		u.Conflict = slices.ContainsFunc(p.Conflicts, func(c conflict) bool { return c.Use == use.String() })
		list = append(list, u)
	}
	return list
}

func (s *site) chips() []chip {
	state := func(name, said, about string) chip {
		icons := map[string]template.HTML{
			answer.Said.String(): speaking, answer.Contradictory.String(): differing,
			answer.NotSaid.String(): wordOf("", nil).Icon,
		}
		icon, ok := icons[said]
		if !ok {
			icon, said = unseen, answer.NotLookedAt.String()
		}
		return chip{Name: name, State: said, Icon: icon, About: about}
	}
	image, copied := "no image was found in its HTML", "there was no image file to look into"
	if s.Image != nil {
		image = bare(s.Image.URL)
		copied = "no mark was seen inside the file"
		if s.Mark != "" {
			copied = "marked: " + clip(s.Mark, 120)
		}
	}
	return []chip{
		state("This page", s.Said.Page, ""),
		state("This image file", s.Said.Image, image),
		state("If someone copies it", s.Said.Copy, copied),
	}
}

func (s *site) showPart(p namedPart) shownPart {
	v := shownPart{Name: p.Name, Title: sentenceCase(p.Name), URL: p.URL, AccessBy: s.brief(p.AccessBy), Uses: p.shownUses()}
	v.Access = map[string]string{"allowed": "yes", "disallowed": "no"}[p.Access]
	if v.Access == "" {
		v.Access = "not known, as no robots.txt was seen"
	}
	for i := range p.Evidence {
		if i == MaxShown {
			v.Left = len(p.Evidence) - MaxShown
			break
		}
		v.Evidence = append(v.Evidence, s.showEvidence(&p.Evidence[i]))
	}
	for _, c := range p.Conflicts {
		v.Conflicts = append(v.Conflicts, s.showConflict(p.part, &c))
	}
	for i, r := range p.Rights {
		if i == MaxShown {
			break
		}
		v.Rights = append(v.Rights, shownRights{rights: r, Title: rightsTitle(r.Kind), Place: s.brief(r.Where), Link: isLink(r.Value)})
	}
	for i, n := range p.Problems {
		if i == MaxShown {
			break
		}
		n.Where = s.brief(n.Where)
		v.Problems = append(v.Problems, n)
	}
	return v
}

func (s *site) showEvidence(e *evidence) shownEvidence {
	v := shownEvidence{evidence: *e, Title: carrierTitle(e.Carrier), Place: s.brief(e.Where), Text: e.Raw}
	if e.RawBase64 != nil {
		v.Binary, v.Text = true, hex.EncodeToString(e.RawBase64[:min(len(e.RawBase64), 256)])
	}
	for _, use := range proviso.Uses() {
		if says, ok := e.Says[use.String()]; ok {
			v.Says = append(v.Says, shownUse{Name: uses[use].Name, word: wordOf(says, nil)})
		}
	}
	return v
}

func (s *site) showConflict(p *part, c *conflict) shownConflict {
	v := shownConflict{Stands: wordOf(c.Stands, nil), Use: c.Use, Class: strings.ReplaceAll(c.Class, "-", " ")}
	if use, ok := proviso.ParseUse(c.Use); ok {
		v.Use = uses[use].Name
	}
	for _, class := range []proviso.ConflictClass{proviso.InjectedDiffers, proviso.DeclarationDiffers, proviso.HostAndPage, proviso.CarriersDiffer, proviso.DeadVocabulary} {
		if class.String() == c.Class {
			v.Class = class.Plain()
		}
	}
	if v.Dead = c.Class == proviso.DeadVocabulary.String(); v.Dead {
		v.Meant = wordOf(c.Meant, nil)
		return v
	}
	for _, w := range []proviso.Word{proviso.Deny, proviso.Conditional, proviso.Allow} {
		var one side
		for _, i := range c.Evidence {
			if i >= 0 && i < len(p.Evidence) && p.Evidence[i].Says[c.Use] == w.String() && len(one.Evidence) < MaxShown {
				one.Evidence = append(one.Evidence, s.showEvidence(&p.Evidence[i]))
			}
		}
		if one.Evidence != nil {
			one.word, one.Stands = wordOf(w.String(), nil), w.String() == c.Stands
			v.Sides = append(v.Sides, one)
		}
	}
	return v
}

// brief is a place without the origin where that is the page's own, and in words where it
// is a byte of a value that has no lines.
func (s *site) brief(where string) string {
	if rest, same := strings.CutPrefix(where, originOf(s.Page.URL)+"/"); same {
		where = "/" + rest
	}
	if value, at, found := strings.Cut(where, "::"); found && at != "" && strings.Trim(at, "0123456789") == "" {
		return value + " at " + at
	}
	return where
}

func originOf(address string) string { return carrier.Origin(address) }

// bare is an address as people say it.
func bare(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return address
	}
	return strings.TrimSuffix(rest, "/")
}

func carrierTitle(name string) string {
	for _, c := range all.Carriers() {
		if c.Name == name {
			return c.Title
		}
	}
	return name
}

func rightsTitle(kind string) string {
	for k := proviso.Licence; k <= proviso.Licensor; k++ {
		if k.String() == kind {
			return k.Plain()
		}
	}
	return kind
}

// isLink reports whether foreign text may be linked to.
func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
