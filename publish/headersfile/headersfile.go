package headersfile

import (
	"io/fs"
	"path"
	"slices"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// Cloudflare writes _headers for Cloudflare Pages and Workers, where something tells that
// the site is there.
var Cloudflare = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.Headers,
	Name:     "cloudflare-headers",
	Title:    "_headers (Cloudflare)",
	Spec:     "https://developers.cloudflare.com/workers/static-assets/headers/",
	Carriers: []string{"content-usage"},
	Root:     publish.Public,
	Makes:    true,
	Find: func(fsys fs.FS) string {
		if atCloudflare(fsys) {
			return Name
		}
		return ""
	},
	Write: func(in publish.Input) publish.Output { return write(in, &layer.Cloudflare) },
}

// Netlify writes _headers for Netlify, and wherever there is such a file and nothing tells
// that the site is at Cloudflare.
var Netlify = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.Headers,
	Name:     "netlify-headers",
	Title:    "_headers (Netlify)",
	Spec:     "https://docs.netlify.com/manage/routing/headers/",
	Carriers: []string{"content-usage"},
	Root:     publish.Public,
	Find: func(fsys fs.FS) string {
		if exists(fsys, Name) && !atCloudflare(fsys) {
			return Name
		}
		return ""
	},
	Write: func(in publish.Input) publish.Output { return write(in, &layer.Netlify) },
}

// atCloudflare looks for files that only Cloudflare reads. A netlify.toml outweighs them.
func atCloudflare(fsys fs.FS) bool {
	return !exists(fsys, "netlify.toml") && slices.ContainsFunc(
		[]string{"wrangler.toml", "wrangler.json", "wrangler.jsonc", "_worker.js", "_routes.json"},
		func(name string) bool { return exists(fsys, name) })
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

func write(in publish.Input, h *layer.Host) (out publish.Output) {
	name := in.Entry
	if name == "" {
		name = Name
	}
	fault := func(code string, line int, hint string) {
		out.Problems = append(out.Problems, proviso.Problem{Code: code, Severity: proviso.Fault, Where: proviso.Where{Source: name, Line: line}, Hint: hint})
	}
	text, problem := publish.ReadText(in.FS, name, "")
	switch {
	case problem != nil:
		out.Problems = append(out.Problems, *problem)
		return out
	case !utf8.Valid(text.Old):
		fault(publish.CodeEncoding, 0, "the file is no UTF-8 text")
		return out
	}
	f := parse(text.Bare)
	layers := layer.Of(in.Saying, *h)
	if len(layers.List) == 0 {
		out.Files = []publish.File{{Path: name, Old: text.Old, New: text.Bare}}
		return out
	}
	if len(f.fields) > 0 {
		for _, foreign := range f.fields {
			fault(publish.CodeForeign, foreign.line, "somebody else's line about "+layer.Field+" stands here, and hosts would join it with ours: take it out, and nothing is lost that proviso.toml says")
		}
		return out
	}
	limited := !exists(in.FS, "netlify.toml") // Netlify names no limit
	if limited && rulesOf(&f, layers.List) > MaxRules {
		layers = layer.Whole(in.Saying, *h)
		if rulesOf(&f, layers.List) > MaxRules {
			fault(CodeFull, 0, "the file has "+number(len(f.rules))+" rules of the "+number(MaxRules)+" that are read")
			return out
		}
		out.Problems = append(out.Problems, proviso.Problem{Code: CodeJoined, Severity: proviso.Warning, Where: proviso.Where{Source: name},
			Hint: "with ours there would be more than the " + number(MaxRules) + " rules that are read: one rule says for the whole site what all of them say, joined"})
	}
	if why, line := order(h, &f, layers.List); why != "" {
		fault(CodeOrder, line, why)
		return out
	}
	out.Losses, out.Projections = layers.Losses, layers.Projections
	for _, field := range layers.Dropped {
		out.Problems = append(out.Problems, proviso.Problem{Code: CodeField, Severity: proviso.Warning, Where: proviso.Where{Source: name},
			Hint: field + " is set nowhere: rules differ about it where " + h.Name + " cannot tell them apart"})
	}
	if exists(in.FS, path.Join(path.Dir(name), "functions")) || exists(in.FS, path.Join(path.Dir(name), "_worker.js")) {
		out.Problems = append(out.Problems, proviso.Problem{Code: CodeFunction, Severity: proviso.Notice, Where: proviso.Where{Source: name},
			Hint: "what functions answer does not get these fields: set " + layer.Field + " in their code as well"})
	}
	out.Files = []publish.File{{Path: name, Old: text.Old, New: with(text, &f, layers.List, h.Twice == layer.Replaced)}}
	out.Steps = []string{"Publish the site anew: the host reads " + Name + " when it is deployed."}
	return out
}
