package middleware

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

// published is what a declaration says to its readers.
type published struct {
	Schema     string `json:"schema"`
	Statements []struct {
		Scope      string `json:"scope"`
		Expression string `json:"expression"`
	} `json:"statements"`
}

// document checks that the declaration is one, and that the rules are not looser.
func (c *checker) document() {
	if c.config.unpublished != nil {
		c.mistake("Document", "", "the declaration cannot be published: "+c.config.unpublished.Error(), "")
	}
	text := c.config.Document
	if len(text) == 0 {
		return
	}
	if len(text) > declare.MaxPublished {
		c.mistake("Document", "", fmt.Sprintf("it has %d bytes, and readers read %d", len(text), declare.MaxPublished), "")
		return
	}
	if _, err := declare.Canonical(text); err != nil {
		c.mistake("Document", "", err.Error(), "what declare.Publish gives")
		return
	}
	var d published
	if err := json.Unmarshal(text, &d); err != nil || d.Schema != declare.Schema {
		c.mistake("Document", d.Schema, "it is no "+declare.Schema, "what declare.Publish gives")
		return
	}
	c.agrees(&d)
}

// agrees compares the rules with the statements about the same paths.
func (c *checker) agrees(d *published) {
	usages := map[string]string{}
	for _, r := range c.config.Rules {
		usages[r.Path] = r.Usage
	}
	read := func(text string) proviso.Outcomes { return expr.Read([]byte(text), nil).Outcomes }
	for i, s := range d.Statements {
		field := "Document statements[" + strconv.Itoa(i) + "]"
		usage, ruled := usages[s.Scope]
		rule := fmt.Sprintf("Rule{%q, %q}", s.Scope, s.Expression)
		switch {
		case !ruled && s.Expression != "":
			c.mistake(field, s.Scope, "no rule says so", rule)
		case !read(usage).AtLeast(read(s.Expression)):
			c.mistake(field, s.Scope, fmt.Sprintf("the rule for it, %q, is looser", usage), rule)
		}
	}
}
