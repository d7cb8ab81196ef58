package main

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso/declare"
)

// declaration lints a declaration file: its mistakes, and, where it has none that make
// it no declaration, what it comes to.
func (k *linting) declaration(name string, text []byte) {
	d, problems := declare.Parse(text)
	st := newStyle(k.streams.out)
	if !k.json {
		fmt.Fprintln(k.out, st.paint(bold, visible(name)))
	}
	for i := range problems {
		problems[i].Where.Source = name
		k.problem(name, &problems[i])
	}
	if d == nil {
		if !k.json {
			fmt.Fprintln(k.out, "  Nothing is declared until this is mended.")
		}
		return
	}
	for _, s := range d.Statements() {
		if k.json {
			k.line(map[string]any{"schema": lintSchema, "file": name, "scope": s.Scope, "collections": s.Collections, "expression": s.Expression})
			continue
		}
		scope := s.Scope
		if scope == "" {
			scope = "the whole site"
		}
		fmt.Fprintf(k.out, "\n  %s  %s\n", st.paint(bold, visible(scope)), st.paint(dim, visible(strings.Join(s.Collections, ", "))))
		fmt.Fprintf(k.out, "    %s\n", st.wrap(sentence(s.Outcomes), "    "))
		if s.Expression != "" {
			fmt.Fprintf(k.out, "    %s\n", visible(s.Expression))
		}
		for _, l := range s.Losses {
			fmt.Fprintf(k.out, "    %s\n", st.wrap("- "+l.Use.String()+": "+l.Why, "      "))
		}
	}
}
