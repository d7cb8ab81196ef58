package chooser

import (
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// File writes the choice as a declaration file, with comments for whoever opens it later.
// What has not been chosen is left out, so that [declare.Parse] tells what is missing.
func (c *Choice) File() []byte {
	f := &file{}
	f.line("# proviso.toml: what machines may do with what is published here.")
	f.line("# Every key is explained in docs/declaring.md of Proviso.")
	f.line("version = " + strconv.Itoa(declare.Version))
	f.table("[party]", "")
	f.text("name", c.Name, "")
	f.text("role", string(c.Who.Role()), roleWords[c.Who.Role()])
	if c.Who == Developer {
		f.text("for", c.For, "")
	}
	f.text("domain", c.Domain, "whoever finds the declaration there knows that it is yours")
	c.conditions(f)
	c.publication(f)
	f.table("[[collection]]", "")
	f.text("name", "website", "neither paths nor files: the whole site")
	c.collection(f)
	if len(c.Images) > 0 {
		f.table("[[collection]]", "")
		f.text("name", "image files", "the same, in the files themselves")
		f.list("files", c.Images)
		c.collection(f)
	}
	return []byte(f.b.String())
}

var roleWords = map[declare.Role]string{
	declare.Author:       "made the works",
	declare.Rightsholder: "holds rights in the works",
	declare.Custodian:    "keeps the works, and holds no copyright in them",
	declare.Agent:        "speaks for somebody else",
}

func (c *Choice) conditions(f *file) {
	if !c.asks(proviso.DirectContribution) && !c.asks(proviso.EcosystemContribution) || c.PayeeLink+c.Beneficiary+c.BeneficiaryLink == "" {
		return
	}
	f.table("[conditions]", "")
	f.text("payee-link", c.PayeeLink, "how to contribute to us")
	f.text("beneficiary", c.Beneficiary, "whom to give back to")
	f.text("beneficiary-link", c.BeneficiaryLink, "")
}

func (c *Choice) publication(f *file) {
	p := c.Publication
	if p.Public == "" && p.Host == "" && p.Server == "" && !p.Stamp && len(p.Places) == 0 {
		return
	}
	f.table("[publish]", "where; not published itself")
	f.text("public", p.Public, "the folder that is served as the site")
	f.text("host", p.Host, "")
	f.text("server", p.Server, "")
	f.list("places", p.Places)
	if p.Stamp {
		f.line("stamp = true # mark the image files, too")
	}
}

// useWords say what a use is, behind its key.
var useWords = [4]string{
	proviso.TrainAI: "training generative AI",
	proviso.AIUse:   "AI answers: grounding, summaries",
	proviso.Search:  "search results that link back",
	proviso.TDM:     "any other analysis by machines",
}

func (c *Choice) collection(f *file) {
	f.list("languages", c.Languages)
	f.text("rights", string(c.Rights), "")
	f.text("credit", c.Credit, "")
	f.text("credit-link", c.CreditLink, "")
	for _, use := range proviso.Uses() {
		f.text(use.String(), c.Uses[use], useWords[use])
	}
}

// file is a declaration file as it is written.
type file struct{ b strings.Builder }

func (f *file) line(text string) { f.b.WriteString(text + "\n") }

func (f *file) table(header, comment string) {
	f.line("")
	if comment != "" {
		header += " # " + comment
	}
	f.line(header)
}

// text writes a key whose value is a text, if there is any.
func (f *file) text(key, value, comment string) {
	if value == "" {
		return
	}
	line := key + " = " + declare.Quote(value)
	if comment != "" {
		line = line + strings.Repeat(" ", max(1, 32-len(line))) + "# " + comment
	}
	f.line(line)
}

func (f *file) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = declare.Quote(v)
	}
	f.line(key + " = [" + strings.Join(quoted, ", ") + "]")
}
