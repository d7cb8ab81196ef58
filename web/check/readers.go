package check

import (
	"html/template"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
)

// reader is a kind of reader: what it knows, and so what it would conclude.
type reader struct {
	Title, Knows string
	carriers     []string // whose statements it reads; nil are all
	learns       [4]bool  // the uses that it can be told about at all
	literal      bool     // it knows no declaration that explains a statement
	unparameter  bool     // it passes over parameters, so that a condition is a refusal
	of           func(*site) *part
}

var everyUse = [4]bool{true, true, true, true}

// readers are kinds of readers, from the one that knows most. Each is a reading of the
// same evidence: none is asked.
var readers = []reader{
	{Title: "knows CC signals and declarations", Knows: "Reads everything that was found, conditions too.", learns: everyUse},
	{
		Title: "knows AIPREF and nothing else", Knows: "Reads Content-Usage to the letter: parameters are passed over, so a condition is a no.",
		carriers: []string{"content-usage", "robots"}, learns: [4]bool{true, true, true, false}, literal: true, unparameter: true,
	},
	{
		Title: "knows Content Signals only", Knows: "Reads Content-Signal, which has yes and no.",
		carriers: []string{"content-signal"}, learns: everyUse, literal: true,
	},
	{
		Title: "knows TDMRep only", Knows: "Reads the reservation of rights to text and data mining.",
		carriers: []string{"tdmrep"}, learns: everyUse, literal: true,
	},
	{
		Title: "knows RSL only", Knows: "Reads licences of Really Simple Licensing.",
		carriers: []string{"rsl"}, learns: everyUse, literal: true,
	},
	{
		Title: "has only the image file", Knows: "Has what is inside the file, and no server around it.",
		carriers: []string{"mark", "plus", "c2pa"}, learns: everyUse, literal: true,
		of: func(s *site) *part { return s.Image },
	},
}

// concluded is what a reader makes of a site.
type concluded struct {
	Title, Knows string
	Words        [4]word
	Nothing      bool // there is no such part to read
}

// conclude reads as every kind of reader.
func (s *site) conclude() (list []concluded) {
	for _, r := range readers {
		p := s.Page
		if r.of != nil {
			p = r.of(s)
		}
		c := concluded{Title: r.Title, Knows: r.Knows, Nothing: p == nil}
		for _, use := range proviso.Uses() {
			switch {
			case p == nil:
			case !r.learns[use]:
				c.Words[use] = word{"unsaid", "cannot be told", unseen}
			case r.carriers == nil:
				c.Words[use] = wordOf(p.Uses[use.String()].Outcome, p.Uses[use.String()].Offers)
			default:
				c.Words[use] = wordOf(r.reads(p, use.String()), nil)
			}
		}
		list = append(list, c)
	}
	return list
}

// reads gives the strictest word about a use that the reader finds and that binds all.
func (r *reader) reads(p *part, use string) string {
	strictest := proviso.Unstated
	for _, e := range p.Evidence {
		if e.Asker != "" || !slices.Contains(r.carriers, e.Carrier) {
			continue
		}
		says := e.Says
		if r.literal && e.Explained != nil {
			says = e.Explained.Literal
		}
		w := wordNamed(says[use])
		if r.unparameter && w == proviso.Conditional {
			w = proviso.Deny
		}
		if w.Strictness() > strictest.Strictness() {
			strictest = w
		}
	}
	return strictest.String()
}

func wordNamed(s string) proviso.Word {
	for _, w := range []proviso.Word{proviso.Allow, proviso.Conditional, proviso.Deny} {
		if w.String() == s {
			return w
		}
	}
	return proviso.Unstated
}

// crawler is what an operator says of its crawler.
type crawler struct {
	Token, Operator, Source, Date string
	Honours                       string
	Icon                          template.HTML
}

// crawlers lists those that train or answer, as far as their operators speak of them
// themselves.
var crawlers = func() (list []crawler) {
	said := map[agents.Honour]string{
		agents.Yes: "says it follows robots.txt", agents.No: "says it does not", agents.Disputed: "makes exceptions, or others say it does not",
	}
	for _, a := range agents.All() {
		trains := slices.Contains(a.Purposes, agents.Training) || slices.Contains(a.Purposes, agents.Grounding)
		if trains && said[a.Honours] != "" && !a.Control {
			list = append(list, crawler{Token: a.Token, Operator: a.Operator, Source: a.Source, Date: a.Date, Honours: said[a.Honours]})
		}
	}
	return list
}()
