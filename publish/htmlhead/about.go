package htmlhead

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/licence"
	"github.com/proviso-signals/proviso/declare"
)

// about is what people and their tools are told about a page.
type about struct {
	licence string // empty for none, or where the page names one
	usage   string
	credit  string
	creator string
}

// about gathers what the collections of a page agree on.
func (j *job) about(own []part, licensed bool) (a about) {
	a.usage = j.in.Saying.PageURL
	d := j.in.Saying.Declaration
	if d == nil {
		return a
	}
	first := true
	for _, p := range own {
		for _, name := range p.Collections {
			c, ok := d.Collection(name)
			switch {
			case !ok:
			case first:
				first, a.licence, a.credit = false, c.Licence, c.Credit
			default:
				if a.licence != c.Licence {
					a.licence = ""
				}
				if a.credit != c.Credit {
					a.credit = ""
				}
			}
		}
	}
	if d.Party.Role == declare.Author {
		a.creator = d.Party.Name
	}
	if licensed {
		a.licence = ""
	}
	return a
}

// jsonLD writes a web page's properties in the terms of schema.org; empty where nothing
// but its maker is known.
func (a about) jsonLD() string {
	if a.licence == "" && a.usage == "" && a.credit == "" {
		return ""
	}
	type named struct {
		Name string `json:"name"`
	}
	page := struct {
		Context string `json:"@context"`
		Type    string `json:"@type"`
		Licence string `json:"license,omitempty"`
		Usage   string `json:"usageInfo,omitempty"`
		Credit  string `json:"creditText,omitempty"`
		Creator *named `json:"creator,omitempty"`
	}{"https://schema.org/", "WebPage", a.licence, a.usage, a.credit, nil}
	if canonical, _, ok := licence.CC(a.licence); ok {
		page.Licence = canonical
	} else if absolute, ok := carrier.Resolve("", a.licence); ok {
		page.Licence = absolute
	}
	if a.creator != "" {
		page.Creator = &named{a.creator}
	}
	text, err := json.Marshal(page) // which escapes <, > and &
	if err != nil {
		return ""
	}
	return escaped(text)
}

// escaped writes characters beyond ASCII in JSON's escapes.
func escaped(text []byte) string {
	var b bytes.Buffer
	for _, r := range string(text) {
		if r < 0x7F {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
