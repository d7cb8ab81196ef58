package check

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
)

// site is an answer as it is kept: the form proviso.site/1, or proviso.answer/1 of a site
// whose page did not come, which has a page and nothing else.
type site struct {
	Schema string `json:"schema"`
	URL    string `json:"url"`
	Said   struct {
		Page  string `json:"page"`
		Image string `json:"image"`
		Copy  string `json:"copy"`
	} `json:"said"`
	Clarity struct {
		Met   int    `json:"met"`
		Of    int    `json:"of"`
		Tests []test `json:"tests"`
	} `json:"clarity"`
	Findings  []problem `json:"findings"`
	Mark      string    `json:"mark"`
	Page      *part     `json:"page"`
	Image     *part     `json:"image"`
	Missing   *part     `json:"missing"`
	Addresses []*part   `json:"addresses"`

	whole bool // the site was looked at, and not just its page
}

type test struct {
	Question string `json:"question"`
	Applies  bool   `json:"applies"`
	Met      bool   `json:"met"`
}

type problem struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Where    string `json:"where"`
	Hint     string `json:"hint"`
	Mend     string `json:"mend"`
}

// part is the answer about one asset.
type part struct {
	URL       string            `json:"url"`
	Access    string            `json:"access"`
	AccessBy  string            `json:"access_by"`
	Uses      map[string]ruling `json:"uses"`
	Evidence  []evidence        `json:"evidence"`
	Conflicts []conflict        `json:"conflicts"`
	Rights    []rights          `json:"rights"`
	Problems  []problem         `json:"problems"`
}

type ruling struct {
	Outcome string   `json:"outcome"`
	Offers  [][]term `json:"offers"`
	By      []int    `json:"by"`
}

// term is one thing asked; an opaque one has a link or a text.
type term struct {
	Kind string `json:"kind"`
	Link string `json:"link,omitempty"`
	Text string `json:"text,omitempty"`
}

// UnmarshalJSON reads an element, which is a string, or an opaque term.
func (t *term) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &t.Kind)
	}
	type plain term
	return json.Unmarshal(b, (*plain)(t))
}

type evidence struct {
	Carrier   string            `json:"carrier"`
	Spec      string            `json:"spec"`
	Where     string            `json:"where,omitempty"`
	Says      map[string]string `json:"says"`
	Raw       string            `json:"raw"`
	RawBase64 []byte            `json:"raw_base64,omitempty"`
	Scope     string            `json:"scope,omitempty"`
	Asker     string            `json:"asker,omitempty"`
	Party     string            `json:"party,omitempty"`
	Reach     string            `json:"reach"`
	Trust     string            `json:"trust"`
	Observed  string            `json:"observed,omitempty"`
	Injected  string            `json:"injected,omitempty"`
	Explained *struct {
		By      string            `json:"by,omitempty"`
		Literal map[string]string `json:"literal"`
	} `json:"explained,omitempty"`
}

type conflict struct {
	Use      string `json:"use"`
	Class    string `json:"class"`
	Evidence []int  `json:"evidence"`
	Stands   string `json:"stands"`
	Meant    string `json:"meant"`
}

type rights struct {
	Kind    string `json:"kind"`
	Value   string `json:"value"`
	Name    string `json:"name,omitempty"`
	About   string `json:"about,omitempty"`
	Carrier string `json:"carrier"`
	Where   string `json:"where,omitempty"`
}

// read reads an answer that was kept.
func read(text []byte) (*site, error) {
	s := new(site)
	if err := json.Unmarshal(text, s); err != nil {
		return nil, fmt.Errorf("check: an answer that was kept cannot be read: %w", err)
	}
	switch s.Schema {
	case answer.SiteSchema:
		s.whole = true
	case answer.Schema:
		s.Page = new(part)
		if err := json.Unmarshal(text, s.Page); err != nil {
			return nil, fmt.Errorf("check: an answer that was kept cannot be read: %w", err)
		}
		s.Said.Page, s.Said.Image, s.Said.Copy = s.Page.presence(), answer.NotLookedAt.String(), answer.NotLookedAt.String()
	default:
		return nil, fmt.Errorf("check: an answer of the form %q is not known", s.Schema)
	}
	if s.Page == nil || len(s.Page.Uses) == 0 {
		return nil, fmt.Errorf("check: an answer that was kept has no page")
	}
	return s, nil
}

func (p *part) presence() string {
	switch {
	case len(p.Conflicts) > 0:
		return answer.Contradictory.String()
	case p.outcomes().Silent():
		return answer.NotSaid.String()
	}
	return answer.Said.String()
}

// outcomes gives what is said in the words of the model.
func (p *part) outcomes() (o proviso.Outcomes) {
	for _, use := range proviso.Uses() {
		o[use] = p.Uses[use.String()].outcome()
	}
	return o
}

func (r ruling) outcome() proviso.Outcome {
	switch r.Outcome {
	case proviso.Allow.String():
		return proviso.Allowed()
	case proviso.Deny.String():
		return proviso.Denied()
	case proviso.Conditional.String():
		var offers []proviso.Offer
		for _, o := range r.Offers {
			var terms []proviso.Term
			for _, t := range o {
				terms = append(terms, proviso.Term(t))
			}
			offers = append(offers, proviso.NewOffer(terms...))
		}
		return proviso.Permit(offers...)
	}
	return proviso.Outcome{}
}

// parts lists what was looked at, by name.
func (s *site) parts() (list []namedPart) {
	list = append(list, namedPart{"this page", s.Page})
	if s.Image != nil {
		list = append(list, namedPart{"an image it shows", s.Image})
	}
	if s.Missing != nil {
		list = append(list, namedPart{"a page that is missing", s.Missing})
	}
	for _, a := range s.Addresses {
		if a != nil {
			list = append(list, namedPart{"another spelling of its address", a})
		}
	}
	return list
}

type namedPart struct {
	Name string
	*part
}

// digest is the SHA-256 of what was said, without when and in which line: the same for two
// checks that found the same. Text that cannot be read is its own digest.
func digest(text []byte) string {
	s, err := read(text)
	if err != nil {
		sum := sha256.Sum256(text)
		return hex.EncodeToString(sum[:])
	}
	sum := sha256.New()
	encoder := json.NewEncoder(sum)
	for _, p := range s.parts() {
		_ = encoder.Encode([]any{p.Name, p.URL, p.Access})
		for _, use := range proviso.Uses() {
			r := p.Uses[use.String()]
			_ = encoder.Encode([]any{use.String(), r.Outcome, r.Offers})
		}
		for _, line := range p.statements() {
			_ = encoder.Encode(line)
		}
	}
	_ = encoder.Encode([]any{s.Said, s.Mark})
	return hex.EncodeToString(sum.Sum(nil))
}

// statements lists the statements and rights of a part without when they were seen and in
// which line they stood, sorted.
func (p *part) statements() (lines []string) {
	for _, e := range p.Evidence {
		e.Where, e.Observed = "", ""
		if e.Explained != nil {
			copied := *e.Explained
			copied.By = ""
			e.Explained = &copied
		}
		line, _ := json.Marshal(e)
		lines = append(lines, string(line))
	}
	for _, r := range p.Rights {
		r.Where = ""
		line, _ := json.Marshal(r)
		lines = append(lines, string(line))
	}
	slices.Sort(lines)
	return lines
}
