package trusttxt

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// file is what one trust.txt says about training. It is made once and shared.
type file struct {
	source   string
	decisive *entry // nil where nothing is said
	doubtful bool   // a refusal may stand in what could not be read
	problems []proviso.Problem
}

// entry is one attribute that was understood.
type entry struct {
	refuses bool
	where   proviso.Where
	raw     string
}

func parse(a *carrier.Artifact, source string) *file {
	f := &file{source: source}
	body := bytes.TrimPrefix(a.Body, []byte("\xEF\xBB\xBF"))
	if start := bytes.TrimLeft(body, "\t\n\f\r "); len(start) > 0 && start[0] == '<' {
		f.report(CodeHTML, proviso.Notice, proviso.Where{Source: source, Line: 1},
			"a page of markup stands where a trust.txt would: it states nothing", "")
		return f
	}
	if a.Truncated || len(body) > MaxSize {
		body = body[:min(len(body), MaxSize)]
		f.doubtful = true
		f.report(CodeTooLarge, proviso.Fault, proviso.Where{Source: source},
			"the file is longer than what is read of it: a refusal in the rest is not known of, so no permission is read", "")
	}
	for number := 1; len(body) > 0; number++ {
		line := body
		if i := bytes.IndexAny(body, "\r\n"); i >= 0 {
			line = body[:i]
			if bytes.HasPrefix(body[i:], []byte("\r\n")) {
				i++
			}
			body = body[i+1:]
		} else {
			body = nil
		}
		if start := bytes.TrimLeft(line, " \t"); len(start) > 0 && start[0]|0x20 == Attribute[0] {
			f.see(string(line), proviso.Where{Source: source, Line: number, Column: len(line) - len(start) + 1})
		}
	}
	return f
}

// see takes in a line that may hold the attribute.
func (f *file) see(line string, where proviso.Where) {
	content, comment, commented := strings.Cut(line, "#")
	separator := strings.IndexAny(content, "=:")
	if separator < 0 || !isAttribute(content[:separator]) {
		return
	}
	key, value := content[:separator], strings.TrimSpace(content[separator+1:])
	raw := carrier.Clip(strings.TrimSpace(line), carrier.MaxRaw)
	yes, no := strings.EqualFold(value, "yes"), strings.EqualFold(value, "no")
	switch {
	case content[separator] == ':' || !strings.EqualFold(strings.TrimSpace(key), Attribute):
		f.doubtful = true
		f.report(CodeMisspelt, proviso.Warning, where, "this is nearly "+Attribute+"=…, and states nothing; no permission beside it is read", mend(yes, no))
	case !yes && !no:
		f.doubtful = true
		f.report(CodeValue, proviso.Warning, where, "the value is neither yes nor no and states nothing; no permission beside it is read", "")
	case yes && commented:
		f.doubtful = true
		f.report(CodeValue, proviso.Warning, where, "the comment behind yes, \""+carrier.Clip(strings.TrimSpace(comment), 80)+"\", counts as a part of the value, so that it states nothing", "")
	default:
		if exact := Attribute + "=" + strings.ToLower(value); line != exact {
			f.report(CodeSpelling, proviso.Notice, where, "read as "+exact+"; JournalList's validator compares case and white space, and so reads nothing", exact)
		}
		f.add(&entry{no, where, raw})
	}
}

// isAttribute reports whether a name is the attribute's, or nearly.
func isAttribute(key string) bool {
	bare := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, key)
	return strings.EqualFold(bare, Attribute)
}

// mend is the line that was likely meant.
func mend(yes, no bool) string {
	switch {
	case yes:
		return Attribute + "=yes"
	case no:
		return Attribute + "=no"
	}
	return ""
}

// add takes in an entry that was understood. A refusal counts, whatever else is said.
func (f *file) add(e *entry) {
	if f.decisive == nil {
		f.decisive = e
		return
	}
	if f.decisive.refuses == e.refuses {
		return
	}
	permission := e
	if e.refuses {
		permission, f.decisive = f.decisive, e
	}
	p := conflict(permission.where, "another entry")
	f.report(p.Code, p.Severity, p.Where, p.Hint, "")
}

func (e *entry) evidence(a *carrier.Artifact, party proviso.Party) proviso.Evidence {
	found := proviso.Evidence{
		Statement: proviso.Statement{Party: party, Scope: "/"},
		Carrier:   name,
		Spec:      spec,
		Where:     e.where,
		Raw:       e.raw,
		Observed:  a.Observed,
		Reach:     proviso.ForHost,
	}
	said := proviso.Allowed()
	if e.refuses {
		said = proviso.Denied()
	}
	tokens[0].Spread(said, &found.Outcomes)
	return found
}
