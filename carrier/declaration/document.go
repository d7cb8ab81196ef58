package declaration

import (
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/robots"
)

// document is one declaration that is put one question.
type document struct {
	artifact *carrier.Artifact
	source   string // how positions in it are named
	question *carrier.Question
	origin   string // of the asset
	path     string // of the asset
	reading  carrier.Reading
	broken   bool
	outdated string // why it does not hold at the time it was seen; empty where it does
}

func pathOf(q *carrier.Question) string {
	if q.URL == "" {
		return "/"
	}
	return robots.PathOf(q.URL)
}

// read reads the document. One that was only looked for at the well-known path may
// be somebody's error page, and is passed over where it is no JSON at all.
func (d *document) read(lookedFor bool) carrier.Reading {
	tree := parse(d.artifact)
	if tree.root == nil || tree.root.Kind != jsontree.Object {
		if lookedFor && d.artifact.MediaType == "text/html" {
			d.problem(CodePage, proviso.Notice, 0, "a page stands where a declaration would: there is none")
			return d.reading
		}
		d.problem(CodeUnreadable, proviso.Fault, 0, "the document is no JSON object: it states nothing and explains nothing")
		return d.reading
	}
	if schema, _ := tree.root.Get("schema").Str(); schema != Schema {
		d.problem(CodeSchema, proviso.Warning, tree.root.Offset,
			"the schema is "+strconv.Quote(carrier.Clip(schema, 64))+" and not "+Schema+": the document is not read")
		return d.reading
	}
	for _, f := range tree.faults {
		d.fault(f.Offset, f.Reason.Plain())
	}
	d.validity(tree.root.Get("validity"))
	statements := d.statements(tree.root.Get("statements"))
	d.choose(statements)
	d.projections(tree.root.Get("projections"), statements)
	return d.reading
}

// statement is one statement of the document.
type statement struct {
	node     *jsontree.Node
	scope    string
	octets   int
	matches  bool
	outcomes proviso.Outcomes
	text     string
	readable bool
	chosen   bool // it is the one that applies to the asset, or one of several
	// clean: nothing was odd about the expression, so that what it does not speak of,
	// its author did not want to speak of.
	clean bool
}

// statements reads every statement, whether it is about the asset or not:
// projections refer to them.
func (d *document) statements(list *jsontree.Node) []statement {
	if list == nil || list.Kind != jsontree.Array {
		d.fault(offset(list), "statements is no list")
		return nil
	}
	if len(list.Items) > MaxStatements {
		d.fault(list.Offset, "there are more statements than the "+strconv.Itoa(MaxStatements)+" that are read")
		list = &jsontree.Node{Items: list.Items[:MaxStatements]}
	}
	all := make([]statement, len(list.Items))
	for i, node := range list.Items {
		all[i] = d.statement(node)
	}
	return all
}

func (d *document) statement(node *jsontree.Node) statement {
	s := statement{node: node}
	scope, text := node.Get("scope"), node.Get("expression")
	expression, ok := text.Str()
	if !ok {
		d.fault(node.Offset, "a statement has no expression")
		return s
	}
	s.matches, s.text = true, expression
	if scope != nil {
		if s.scope, ok = scope.Str(); !ok || !strings.HasPrefix(s.scope, "/") && !strings.HasPrefix(s.scope, "*") {
			d.fault(scope.Offset, "a scope is a path pattern as in robots.txt, such as /photos/")
			return s
		}
		s.octets, s.matches = robots.MatchPath(s.scope, d.path)
	}
	if !s.matches {
		return s // it neither states nor explains anything about the asset
	}
	where := d.at(text.Offset)
	found := expr.Read([]byte(expression), &expr.Source{Base: d.origin + d.path, Profile: d.question.Profile, Where: where})
	s.outcomes, s.readable, s.clean = found.Outcomes, true, len(found.Problems) == 0
	d.reading.Problems = append(d.reading.Problems, found.Problems...)
	return s
}

// choose makes evidence of the statements with the longest matching scope.
func (d *document) choose(statements []statement) {
	longest := -1
	for _, s := range statements {
		if s.matches && s.readable {
			longest = max(longest, s.octets)
		}
	}
	for i := range statements {
		s := &statements[i]
		s.chosen = s.readable && s.octets == longest
		if !s.chosen || s.outcomes.Silent() {
			continue
		}
		d.reading.Evidence = append(d.reading.Evidence, proviso.Evidence{
			Statement: proviso.Statement{Outcomes: s.outcomes, Party: d.party(), Scope: s.scope},
			Carrier:   "declaration", Spec: spec, Where: d.at(s.node.Offset),
			Raw: carrier.Clip(s.text, carrier.MaxRaw), Observed: d.artifact.Observed, Reach: proviso.Declared,
		})
	}
}

// party is who declares: the server of the document, whatever name it gives itself.
// A name that nothing proves would make one speaker look like two.
func (d *document) party() proviso.Party { return carrier.ServerOf(d.artifact.Source) }

// projections reads what the document explains, if it may explain anything.
func (d *document) projections(list *jsontree.Node, statements []statement) {
	if list == nil {
		return
	}
	final := d.artifact.Final
	if final == "" {
		final = d.artifact.Source
	}
	switch {
	case !strings.EqualFold(carrier.Origin(d.artifact.Source), d.origin), !strings.EqualFold(carrier.Origin(final), d.origin):
		d.problem(CodeForeignOrigin, proviso.Warning, list.Offset,
			"the declaration comes from another origin than the asset and is not signed: it explains nothing")
		return
	case d.outdated != "":
		return // told already
	case d.broken:
		d.problem(CodeUnreadable, proviso.Fault, list.Offset, "parts of the declaration could not be read: it explains nothing")
		return
	case list.Kind != jsontree.Array || len(list.Items) > MaxProjections:
		d.fault(list.Offset, "projections is no list of at most "+strconv.Itoa(MaxProjections))
		return
	}
	var found []proviso.Projection
	for _, node := range list.Items {
		p, ok := d.projection(node, statements)
		if !ok {
			d.fault(node.Offset, "a projection names a carrier, the text that stands there, and the index of a statement")
			return
		}
		if p != nil {
			found = append(found, *p)
		}
	}
	d.reading.Projections = append(d.reading.Projections, found...)
}

// projection reads one projection; it is nil where its statement is not one that applies
// to the asset: a text that stands for what is said about the whole site does not, by
// that, stand for what is said about a part of it.
func (d *document) projection(node *jsontree.Node, statements []statement) (*proviso.Projection, bool) {
	name, ok1 := node.Get("carrier").Str()
	text, ok2 := node.Get("text").Str()
	number := node.Get("statement")
	if !ok1 || !ok2 || number == nil || number.Kind != jsontree.Number {
		return nil, false
	}
	i, err := strconv.Atoi(number.Text)
	if err != nil || i < 0 || i >= len(statements) {
		return nil, false
	}
	s := &statements[i]
	if !s.chosen {
		return nil, true
	}
	if !s.clean {
		d.problem(CodeUnclear, proviso.Warning, node.Offset,
			"something is odd about the expression of the statement, so it explains nothing: a slip there must not loosen what stands elsewhere")
		return nil, true
	}
	return &proviso.Projection{
		Carrier: name, Text: text, Party: d.party(), Statement: s.outcomes, Where: d.at(node.Offset),
	}, true
}

func (d *document) at(offset int) proviso.Where {
	return carrier.At(d.source, d.artifact.Body, offset)
}

func (d *document) problem(code string, severity proviso.Severity, offset int, hint string) {
	d.reading.Problems = append(d.reading.Problems, proviso.Problem{
		Code: code, Severity: severity, Where: d.at(offset), Hint: hint,
	})
}

// fault notes that something of the document could not be read, so that the whole
// of it explains nothing.
func (d *document) fault(offset int, hint string) {
	d.broken = true
	if len(d.reading.Problems) < MaxProblems {
		d.problem(CodeBroken, proviso.Fault, offset, hint+"; what is sound is read, and the document explains nothing")
	}
}

func offset(n *jsontree.Node) int {
	if n == nil {
		return 0
	}
	return n.Offset
}
