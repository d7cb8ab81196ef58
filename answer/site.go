package answer

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
)

// SiteSchema is the version of the form of a site's answer.
const SiteSchema = "proviso.site/1"

// SiteParts are the answers about the parts of a site that are looked at together.
// Page is there; the others are nil where there was nothing to look at.
type SiteParts struct {
	Page *Answer
	// Image is the largest image the page embeds.
	Image *Answer
	// Copy is about that image as a file: what it says without anything around it.
	Copy *Answer
	// Missing is a page that does not exist, and MissingFound that the server answers
	// as if it did.
	Missing      *Answer
	MissingFound bool
	// Variants are the page at other spellings of its address, less those that
	// redirect to it.
	Variants []*Answer
}

// Site is what a site says as a whole. It judges whether the site is clear, and never
// what it says: a plain yes can be as clear as a plain no.
type Site struct {
	SiteParts
	// Said tells of each place whether anything is said there.
	Said struct{ Page, Image, Copy Presence }
	// Mark is the first statement in the image's own metadata, as it stands there, with
	// the carrier that has it; empty for none.
	Mark     string
	Findings []proviso.Problem
	// Clarity counts the tests of clarity that apply and those that are met.
	Clarity struct {
		Met, Of int
		Tests   []Test
	}
}

// Test is one test of clarity. A test that does not apply counts for nothing.
type Test struct {
	Question     string
	Applies, Met bool
}

// Presence tells whether something is said in a place.
type Presence uint8

const (
	NotLookedAt Presence = iota // there is no such place, or it could not be looked at
	NotSaid
	Said
	Contradictory
)

// String gives the words.
func (p Presence) String() string {
	switch p {
	case NotSaid:
		return "not said"
	case Said:
		return "said"
	case Contradictory:
		return "contradictory"
	}
	return "not looked at"
}

// Codes of what is found about a site as a whole.
const (
	CodeSiteSilent       = "site-silent"
	CodeSiteImage        = "site-image-differs"
	CodeSiteImageSilent  = "site-image-silent"
	CodeSiteCopySilent   = "site-copy-silent"
	CodeSiteMissing      = "site-missing-page-differs"
	CodeSiteSoft404      = "site-no-404"
	CodeSiteVariant      = "site-address-differs"
	CodeSiteContradicts  = "site-contradicts-itself"
	CodeSiteDead         = "site-dead-vocabulary"
	CodeSiteInjected     = "site-injected"
	CodeSiteSearchDenied = "site-search-denied"
)

// OfSite looks at the parts of a site together.
func OfSite(parts SiteParts) *Site {
	s := &Site{SiteParts: parts}
	if parts.Copy != nil && len(parts.Copy.Reading.Evidence) > 0 {
		first := parts.Copy.Reading.Evidence[0]
		s.Mark = first.Carrier + ": " + first.Raw
	}
	s.Said.Page, s.Said.Image, s.Said.Copy = presence(parts.Page), presence(parts.Image), presence(parts.Copy)
	s.judge()
	return s
}

// presence sums up what is said about the uses that owners ask about first.
func presence(a *Answer) Presence {
	switch {
	case a == nil:
		return NotLookedAt
	case len(a.Conflicts()) > 0:
		return Contradictory
	case a.Rulings.Outcomes().Silent():
		return NotSaid
	}
	return Said
}

// judge applies the tests of clarity and notes what would mend what fails. Findings
// come with the most useful one first.
func (s *Site) judge() {
	page := s.Page.Rulings.Outcomes()
	speaks := page[proviso.TrainAI].Word() != proviso.Unstated && page[proviso.AIUse].Word() != proviso.Unstated
	s.test("Is something said about training and about AI answers?", true, speaks)
	if !speaks {
		s.find(CodeSiteSilent, proviso.Warning, s.Page.Question.URL, silence(page), "")
	}
	s.contradictions()
	s.vocabulary()
	s.image(page)
	s.addresses(page)
	s.injected()
	if page[proviso.Search].Word() == proviso.Deny {
		s.find(CodeSiteSearchDenied, proviso.Notice, s.Page.Question.URL, "search engines are refused too; that may be meant, and often is not", "")
	}
}

func silence(page proviso.Outcomes) string {
	switch {
	case page[proviso.TrainAI].Word() == proviso.Unstated && page[proviso.AIUse].Word() == proviso.Unstated:
		return "nothing is said about training or about AI answers; each reader will decide for itself what silence means"
	case page[proviso.TrainAI].Word() == proviso.Unstated:
		return "nothing is said about training"
	}
	return "nothing is said about AI answers"
}

// contradictions are one finding, however many uses they are about: the page's own
// answer has each of them.
func (s *Site) contradictions() {
	var about []string
	for _, c := range s.Page.Conflicts() {
		if c.Class != proviso.DeadVocabulary {
			about = append(about, c.Use.Plain()+" ("+c.Class.Plain()+")")
		}
	}
	s.test("Do all statements agree?", true, about == nil)
	if about != nil {
		s.find(CodeSiteContradicts, proviso.Warning, s.Page.Question.URL,
			"statements contradict each other about "+strings.Join(about, ", ")+"; the stricter stands, and readers that look at one of them will not know", "")
	}
}

func (s *Site) vocabulary() {
	unclear := 0
	for _, c := range s.Page.Conflicts() {
		if c.Class == proviso.DeadVocabulary {
			unclear++
			s.find(CodeSiteDead, proviso.Warning, s.Page.Question.URL,
				fmt.Sprintf("retired words would say %s about %s and are no longer read", c.Meant.Word().Plain(), c.Use.Plain()), "")
		}
	}
	for _, p := range s.Page.Reading.Problems {
		if p.Severity > proviso.Notice {
			unclear++
			s.Findings = append(s.Findings, p)
		}
	}
	s.test("Can every statement be read by today's rules?", true, unclear == 0)
}

// image compares what is said about the page and about an image it shows: headers
// and metadata go missing just there.
func (s *Site) image(page proviso.Outcomes) {
	if s.Image == nil {
		return
	}
	image := s.Image.Rulings.Outcomes()
	lost := lostCarriers(s.Page, s.Image)
	same := image.Equal(page) && len(lost) == 0
	s.test("Is the image covered as the page is?", !page.Silent() || !image.Silent(), same)
	switch {
	case same:
	case image.Silent():
		s.find(CodeSiteImageSilent, proviso.Warning, s.Image.Question.URL,
			"the page says something and the image file says nothing: whoever fetches the image alone is told nothing"+adding(lost), "")
	default:
		s.find(CodeSiteImage, proviso.Warning, s.Image.Question.URL, "the image is told something else than the page: "+differences(page, image)+adding(lost), "")
	}
	if s.Said.Copy == NotSaid && !page.Silent() {
		s.find(CodeSiteCopySilent, proviso.Notice, s.Image.Question.URL,
			"no mark was seen inside the image file: a copy of it says nothing", "")
	}
}

// addresses compares the other spellings of the address, and a missing page.
func (s *Site) addresses(page proviso.Outcomes) {
	alike := true
	for _, v := range s.Variants {
		if other := v.Rulings.Outcomes(); !other.Equal(page) {
			alike = false
			s.find(CodeSiteVariant, proviso.Warning, v.Question.URL, "the same page at another address is told something else: "+differences(page, other), "")
		}
	}
	s.test("Is the same said at every spelling of the address?", len(s.Variants) > 0, alike)
	if s.Missing == nil {
		return
	}
	if s.MissingFound {
		s.find(CodeSiteSoft404, proviso.Notice, s.Missing.Question.URL,
			"the server answers 200 for a page that does not exist: well-known files that are not there look as if they were", "")
	} else if lost := lostCarriers(s.Page, s.Missing); len(lost) > 0 {
		s.find(CodeSiteMissing, proviso.Notice, s.Missing.Question.URL,
			"an error page lacks what other pages say in "+strings.Join(lost, ", ")+": the server adds it to some answers only", "")
	}
}

// lostCarriers names the header carriers that speak on the page and not on another
// of the same site.
func lostCarriers(page, other *Answer) []string {
	speaks := make(map[string]bool)
	for i := range other.Resolution.Evidence {
		speaks[other.Resolution.Evidence[i].Carrier] = true
	}
	var lost []string
	for i := range page.Resolution.Evidence {
		e := &page.Resolution.Evidence[i]
		if e.Reach == proviso.WithAsset && e.Where.Line == 0 && !speaks[e.Carrier] {
			speaks[e.Carrier] = true
			lost = append(lost, e.Where.Source)
		}
	}
	return lost
}

func (s *Site) injected() {
	told := make(map[string]bool)
	for i := range s.Page.Resolution.Evidence {
		e := &s.Page.Resolution.Evidence[i]
		if e.Injected != "" && !told[e.Injected] {
			told[e.Injected] = true
			s.find(CodeSiteInjected, proviso.Notice, e.Where.String(),
				e.Injected+" seems to have put a statement there on the way; switch it off or make it say what you mean", "")
		}
	}
}

// adding tells which header fields are missing, and where that mostly comes from.
func adding(lost []string) string {
	if len(lost) == 0 {
		return ""
	}
	return "; the server does not add " + strings.Join(lost, ", ") + " there (in nginx, an add_header in a location drops those around it)"
}

// differences words where two sets of outcomes part.
func differences(a, b proviso.Outcomes) string {
	var parts []string
	for _, u := range proviso.Uses() {
		if !a[u].Equal(b[u]) {
			parts = append(parts, fmt.Sprintf("%s: %s there and %s on the page", u.Plain(), b[u].Word().Plain(), a[u].Word().Plain()))
		}
	}
	return strings.Join(parts, ", ")
}

func (s *Site) find(code string, severity proviso.Severity, where, hint, mend string) {
	s.Findings = append(s.Findings, proviso.Problem{
		Code: code, Severity: severity, Where: proviso.Where{Source: where}, Hint: hint, Mend: mend,
	})
}

func (s *Site) test(question string, applies, met bool) {
	t := Test{question, applies, applies && met}
	s.Clarity.Tests = append(s.Clarity.Tests, t)
	if t.Applies {
		s.Clarity.Of++
	}
	if t.Met {
		s.Clarity.Met++
	}
}
