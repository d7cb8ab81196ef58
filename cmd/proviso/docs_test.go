package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier/all"
	containers "github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/iim"
	"github.com/proviso-signals/proviso/container/xmp"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/publish"
	publishers "github.com/proviso-signals/proviso/publish/all"
	"github.com/proviso-signals/proviso/publish/hosts"
	"github.com/proviso-signals/proviso/robots"
	"github.com/proviso-signals/proviso/stamp"
	"github.com/proviso-signals/proviso/verify"
	"github.com/proviso-signals/proviso/web/api"
	"github.com/proviso-signals/proviso/web/check"
	"github.com/proviso-signals/proviso/web/choose"
	"github.com/proviso-signals/proviso/web/statements"
)

var update = flag.Bool("update", false, "rewrite generated docs and expected output")

// generated compares a page in docs/ with what the tables say, or rewrites it.
func generated(t *testing.T, name string, want []byte) {
	t.Helper()
	path := filepath.Join("..", "..", "docs", name)
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("docs/%s is out of date: run go test ./cmd/proviso -update", name)
	}
}

func TestFormatsPage(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# Formats\n\nGenerated from the tables in the code by `go test ./cmd/proviso -update`.\n\n## Carriers\n\n| carrier | what | reads | writes | specification |\n|---|---|---|---|---|\n")
	for _, c := range all.Carriers() {
		writes := "no"
		if len(c.Forms) > 0 {
			writes = "yes"
		}
		fmt.Fprintf(&b, "| `%s` | %s | yes | %s | [%s](%s) |\n", c.Name, c.Title, writes, c.Spec, c.Spec.URL)
	}
	b.WriteString("\n## Signals\n\n" + proviso.SignalsSpec + ", by Creative Commons. The texts of the elements are quoted under CC BY 4.0.\n\n| token | signal | asks |\n|---|---|---|\n")
	for _, s := range proviso.Signals() {
		var asks []string
		for _, e := range s.Elements {
			asks = append(asks, "**"+e.Name+"**: "+e.Text)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.Token, s.Name, strings.Join(asks, "<br>"))
	}
	b.WriteString("\n## Profiles\n\nA profile tells how labels and parameters are read. It is part of every answer.\n\n| profile | what |\n|---|---|\n")
	for _, p := range expr.Profiles() {
		fmt.Fprintf(&b, "| `%s` | %s. %s |\n", p.Name, p.Title, p.Note)
	}
	b.WriteString("\n## Labels of every revision\n\n| revision | label | meaning | reaches |\n|---|---|---|---|\n")
	for _, r := range expr.Revisions() {
		if len(r.Categories) == 0 {
			fmt.Fprintf(&b, "| %s (%s) | none | %s | |\n", r.Name, r.Date, r.Summary)
		}
		for _, c := range r.Categories {
			fmt.Fprintf(&b, "| %s (%s) | `%s` | %s | %s |\n", r.Name, r.Date, c.Label, c.Meaning, reaches(c))
		}
	}
	b.WriteString("\n## Places\n\nWhere `proviso apply` publishes. Places that need header fields are used where the\n[host](hosts.md) has them.\n\n| place | what | read by | needs | follows |\n|---|---|---|---|---|\n")
	for _, w := range publishers.Writers() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | [text](%s) |\n", w.Name, w.Title, strings.Join(w.Carriers, ", "), w.Needs, w.Spec)
	}
	generated(t, "formats.md", b.Bytes())
}

// reaches words how a label maps to uses.
func reaches(c expr.Category) string {
	var parts []string
	for _, r := range c.Reaches {
		parts = append(parts, fmt.Sprintf("%s (%s)", r.Use, r.How))
	}
	return strings.Join(parts, ", ")
}

func TestProblemsPage(t *testing.T) {
	type row struct{ code, meaning string }
	sections := []struct {
		title string
		rows  []row
	}{{title: "Expressions"}, {title: "robots.txt"}, {title: "Carriers"}, {title: "Requests"}, {title: "Gathering"}, {title: "Image files"}, {title: "Stamping"}, {title: "Declaring"}, {title: "Publishing"}, {title: "Verifying"}, {title: "The pages"}}
	for _, c := range expr.Codes() {
		sections[0].rows = append(sections[0].rows, row{c.Code, c.Meaning})
	}
	for _, c := range robots.Codes() {
		sections[1].rows = append(sections[1].rows, row{c.Code, c.Meaning})
	}
	for _, c := range all.Carriers() {
		for _, code := range c.Codes {
			sections[2].rows = append(sections[2].rows, row{code.Code, code.Meaning})
		}
	}
	for _, c := range answer.Codes() {
		sections[3].rows = append(sections[3].rows, row{c.Code, c.Meaning})
	}
	for _, c := range gather.Codes() {
		sections[4].rows = append(sections[4].rows, row{c.Code, c.Meaning})
	}
	codes := slices.Concat(xmp.Codes, iim.Codes)
	for _, f := range containers.Formats() {
		codes = append(codes, f.Codes...)
	}
	for _, c := range codes {
		sections[5].rows = append(sections[5].rows, row{c.Code, c.Meaning})
	}
	for _, c := range declare.Codes() {
		sections[7].rows = append(sections[7].rows, row{c.Code, c.Meaning})
	}
	for _, c := range stamp.Codes() {
		sections[6].rows = append(sections[6].rows, row{c.Code, c.Meaning})
	}
	published := publish.Codes()
	for _, w := range publishers.Writers() {
		for _, c := range w.Codes {
			if !slices.Contains(published, c) { // two writers can be of one package
				published = append(published, c)
			}
		}
	}
	for _, c := range published {
		sections[8].rows = append(sections[8].rows, row{c.Code, c.Meaning})
	}
	for _, c := range verify.Codes() {
		sections[9].rows = append(sections[9].rows, row{c.Code, c.Meaning})
	}
	for _, c := range check.Codes() {
		sections[10].rows = append(sections[10].rows, row{c.Code, c.Meaning})
	}
	for _, c := range choose.Codes() {
		sections[10].rows = append(sections[10].rows, row{c.Code, c.Meaning})
	}
	for _, c := range statements.Codes() {
		sections[10].rows = append(sections[10].rows, row{c.Code, c.Meaning})
	}
	for _, c := range api.Codes() {
		sections[10].rows = append(sections[10].rows, row{c.Code, c.Meaning})
	}
	var b bytes.Buffer
	b.WriteString("# Problems\n\nCodes are stable: a meaning may be worded better, but a code is never used for\nanother. Generated by `go test ./cmd/proviso -update`.\n")
	var seen []string
	for _, s := range sections {
		fmt.Fprintf(&b, "\n## %s\n\n| code | meaning |\n|---|---|\n", s.title)
		for _, r := range s.rows {
			if slices.Contains(seen, r.code) {
				t.Errorf("code %s is listed twice", r.code)
			}
			seen = append(seen, r.code)
			fmt.Fprintf(&b, "| `%s` | %s |\n", r.code, r.meaning)
		}
	}
	generated(t, "problems.md", b.Bytes())
}

// TestHostsPage: what owners can set where their site is.
func TestHostsPage(t *testing.T) {
	text := "# Your host\n\nWhat you can set where your site lives, said honestly, and the next best where you cannot.\nGenerated from package hosts by `go test ./cmd/proviso -update`. Nothing here is measured: each\nrow is true of its date as its source tells.\n\n" +
		hosts.Table() + "\n## Site generators\n\n" + hosts.GeneratorTable() + "\n" + hosts.Details()
	generated(t, "hosts.md", []byte(text))
}

// TestMappingPage: the table by which each format's words are read.
func TestMappingPage(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# How the words of each format are read\n\nGenerated from the tables that the readers map by, by `go test ./cmd/proviso -update`.\nThe labels of AIPREF are in [formats.md](formats.md).\n\n" +
		"*whole*: what the word says holds for the use. *part*: it covers a part of the use; a\nrefusal is carried to the whole, a permission is not. *edge*: it says nothing about the\nuse by itself.\n")
	for _, c := range all.Carriers() {
		if len(c.Tokens) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n[%s](%s)", c.Title, c.Spec, c.Spec.URL)
		if c.Rule != "" {
			fmt.Fprintf(&b, "; its own rule: %s.", c.Rule)
		}
		b.WriteString("\n\n| word | covers | reaches | binds | note |\n|---|---|---|---|---|\n")
		for _, token := range c.Tokens {
			var reaches []string
			for _, r := range token.Reaches {
				reaches = append(reaches, fmt.Sprintf("%s (%s)", r.Use, r.How))
			}
			binds := token.Asker
			if binds == "" {
				binds = "everyone"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", token.Token, token.Meaning, strings.Join(reaches, ", "), binds, token.Note)
		}
	}
	generated(t, "mapping.md", b.Bytes())
}

// TestAgentsPage: which product token is whose, for what, honouring what.
func TestAgentsPage(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# Product tokens\n\nGenerated from package agents by `go test ./cmd/proviso -update`. Each row is true of its\ndate as its source tells; whether a product does what its operator says is not tested.\n\n| token | operator | for | only controls | honours robots.txt | date | source | note |\n|---|---|---|---|---|---|---|---|\n")
	for _, a := range agents.All() {
		var purposes []string
		for _, p := range a.Purposes {
			purposes = append(purposes, string(p))
		}
		control := ""
		if a.Control {
			control = "yes"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | [source](%s) | %s |\n", a.Token, a.Operator, strings.Join(purposes, ", "), control, a.Honours, a.Date, a.Source, a.Note)
	}
	generated(t, "agents.md", b.Bytes())
}
