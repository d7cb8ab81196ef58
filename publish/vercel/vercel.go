// Package vercel publishes what is declared in vercel.json, the configuration of a project
// at Vercel: as header rules behind those that stand there.
//
//	"headers": [
//	  {
//	    "source": "/photos/:proviso(.*)",
//	    "headers": [{ "key": "Content-Usage", "value": "train-ai=n;exceptions=cc-cr, search=y" }]
//	  }
//	]
//
// JSON has no comments to mark a part as ours. A rule is ours by its source, which ends
// with a parameter named proviso; see [layer.Vercel] for how rules match. The text is
// changed by splicing, so that layout and order stay. What is not strict JSON, or names
// something twice, is left as it is.
//
// Whether an array or a file was made by us is seen from how it is laid out: in an array
// that was empty, our first rule follows the bracket at once; in a file that was not there,
// "headers" stands first, and in others last. Somebody who formats the file anew gets an
// empty array or file back for none.
//
// Specification: https://vercel.com/docs/project-configuration, as of August 2026.
package vercel

import (
	"bytes"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// Name is how the file is called.
const Name = "vercel.json"

// MaxRules is how many header rules Vercel takes (@vercel/routing-utils 6.6, headersSchema).
const MaxRules = 2048

// MaxFile is how large a file is that is read, in bytes.
const MaxFile = jsontree.MaxSize

// Writer writes vercel.json where there is one, or a folder that Vercel's tool made.
var Writer = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.Headers,
	Name:     "vercel",
	Title:    "vercel.json",
	Spec:     "https://vercel.com/docs/project-configuration",
	Carriers: []string{"content-usage"},
	Root:     publish.Sources,
	Makes:    true,
	Find: func(fsys fs.FS) string {
		for _, sign := range []string{Name, ".vercel/project.json"} {
			if _, err := fs.Stat(fsys, sign); err == nil {
				return Name
			}
		}
		return ""
	},
	Write: write,
}

// job is one run.
type job struct {
	name string
	text []byte // of the file, as far as it is read
	out  publish.Output
}

func (j *job) tell(code string, severity proviso.Severity, offset int, hint string) {
	where := proviso.Where{Source: j.name}
	if offset >= 0 && offset <= len(j.text) {
		before := j.text[:offset]
		where.Line = bytes.Count(before, []byte("\n")) + 1
		where.Column = offset - bytes.LastIndexByte(before, '\n')
	}
	j.out.Problems = append(j.out.Problems, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint})
}

func write(in publish.Input) publish.Output {
	j := &job{name: in.Entry}
	if j.name == "" {
		j.name = Name
	}
	old, err := fs.ReadFile(in.FS, j.name)
	absent := errors.Is(err, fs.ErrNotExist)
	switch {
	case absent:
		old = nil
	case err != nil:
		j.tell(publish.CodeUnreadable, proviso.Fault, -1, err.Error())
		return j.out
	case len(old) > MaxFile:
		j.tell(publish.CodeTooLarge, proviso.Fault, -1, "the file has more than the "+strconv.Itoa(MaxFile)+" bytes that are read")
		return j.out
	case !utf8.Valid(old):
		j.tell(publish.CodeEncoding, proviso.Fault, -1, "the file is no UTF-8 text")
		return j.out
	}
	layers := layer.Of(in.Saying, layer.Vercel)
	if absent {
		if len(layers.List) == 0 {
			return j.out
		}
		return j.plan(nil, create(layers.List), &layers)
	}
	j.text = old
	d, ok := j.read(old)
	if !ok {
		return j.out
	}
	rest := d.without()
	if len(layers.List) == 0 {
		j.out.Files = []publish.File{{Path: j.name, Old: old, New: rest}}
		return j.out
	}
	if rest == nil {
		return j.plan(old, create(layers.List), &layers)
	}
	if !j.fits(d, in.Saying, &layers) {
		return j.out
	}
	d, _ = j.read(rest) // it was sound with ours in it
	return j.plan(old, d.with(layers.List), &layers)
}

// plan notes what is to be written.
func (j *job) plan(old, text []byte, layers *layer.Layers) publish.Output {
	j.out.Losses, j.out.Projections = layers.Losses, layers.Projections
	for _, field := range layers.Dropped {
		j.tell(CodeField, proviso.Warning, -1, field+" is set nowhere: rules differ about it where Vercel cannot tell them apart")
	}
	j.out.Files = []publish.File{{Path: j.name, Old: old, New: text}}
	j.out.Steps = []string{"Deploy the project anew: Vercel reads " + j.name + " when it builds."}
	return j.out
}

// fits tells of what stands in the way, and makes do with one rule where there is no room.
func (j *job) fits(d *document, s *publish.Saying, layers *layer.Layers) bool {
	if routes := d.root.Get("routes"); routes != nil {
		j.tell(CodeRoutes, proviso.Fault, routes.Offset, `Vercel takes no "headers" beside "routes": set `+layer.Field+` in the routes, or write them as "rewrites", "redirects" and "headers"`)
		return false
	}
	n := 0
	for _, rule := range d.rules() {
		if isOurs(rule) {
			continue
		}
		n++
		for _, h := range rule.Get("headers").Each() {
			key, _ := h.Get("key").Str()
			if strings.EqualFold(key, layer.Field) {
				j.tell(publish.CodeForeign, proviso.Warning, h.Offset, "somebody else's "+layer.Field+" stands here; ours come behind it and hold wherever they match: take it out")
			}
		}
	}
	switch {
	case n+len(layers.List) <= MaxRules:
	case n+1 > MaxRules:
		j.tell(CodeFull, proviso.Fault, -1, "there are "+strconv.Itoa(n)+" header rules of the "+strconv.Itoa(MaxRules)+" that Vercel takes")
		return false
	default:
		*layers = layer.Whole(s, layer.Vercel)
		j.tell(CodeJoined, proviso.Warning, -1, "with ours there would be more than the "+strconv.Itoa(MaxRules)+" header rules that Vercel takes: one says for the whole site what all of them say, joined")
	}
	return true
}
