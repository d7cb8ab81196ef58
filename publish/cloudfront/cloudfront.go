// Package cloudfront prepares what is declared for Amazon CloudFront, where response fields
// are set by response headers policies that cache behaviours refer to. Both are in an AWS
// account and not in files, so this writes files for the AWS command line, and says what to
// do with them:
//
//	proviso-cloudfront/policy-1f0c….json   one for each thing that is said
//	proviso-cloudfront/behaviors.json      which paths need which, first match first
//
//	aws cloudfront create-response-headers-policy \
//	    --response-headers-policy-config file://proviso-cloudfront/policy-1f0c….json
//
// A policy is named after what it says. So another saying is another policy, and none has
// to be changed while a distribution uses it.
//
// A behaviour has one policy, and the first behaviour that matches is the only one. So
// those that a distribution has already, for images or an API, need one as well: one that
// says for all paths what all rules say, joined. How paths match is in [layer.CloudFront].
//
// Amazon S3 by itself has no way: metadata of an object become x-amz-meta-… fields.
//
// Specification: ResponseHeadersPolicyConfig, Amazon CloudFront API Reference 2020-05-31.
package cloudfront

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

const (
	// Folder is where the files are, beside the declaration file.
	Folder = "proviso-cloudfront"
	// Behaviors is the file that tells which paths need which policy.
	Behaviors = "behaviors.json"
	// MaxPolicies and MaxBehaviors are what an account and a distribution have by default
	// ("Quotas", Amazon CloudFront Developer Guide); AWS raises them.
	MaxPolicies  = 20
	MaxBehaviors = 25
)

// comment marks a file as ours. A policy's comment has at most 128 characters.
const comment = "Made by Proviso from proviso.toml; edits are overwritten."

// Writer writes the files where it wrote them before, or where it is asked for by name.
var Writer = publish.Writer{
	Codes:    Codes(),
	Needs:    publish.Headers,
	Name:     "cloudfront",
	Title:    "CloudFront response headers policies",
	Spec:     "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyConfig.html",
	Carriers: []string{"content-usage"},
	Root:     publish.Sources,
	Find: func(fsys fs.FS) string {
		name := path.Join(Folder, Behaviors)
		if _, err := fs.Stat(fsys, name); err == nil {
			return name
		}
		return ""
	},
	Write: write,
}

// folder is what is to be in the folder.
type folder struct {
	name  string
	files map[string][]byte // by path
	order []string          // of policies
	names map[string]string // of policies, by their file
}

func write(in publish.Input) (out publish.Output) {
	f := &folder{name: Folder, files: map[string][]byte{}, names: map[string]string{}}
	if in.Entry != "" {
		f.name = in.Entry
		if path.Ext(in.Entry) == ".json" {
			f.name = path.Dir(in.Entry)
		}
	}
	layers := layer.Of(in.Saying, layer.CloudFront)
	var p plan
	if len(layers.List) > 0 {
		p = f.plan(in.Saying, &layers)
		f.files[path.Join(f.name, Behaviors)] = encode(p)
		out.Losses, out.Projections = layers.Losses, layers.Projections
		out.Steps = f.steps(p)
	}
	if !f.settle(in.FS, &out) {
		return publish.Output{Problems: out.Problems}
	}
	f.tell(p, layers.Dropped, &out)
	return out
}

// settle compares with what is in the folder: files of ours that are not needed any more
// go, and one that is not ours and stands where one of ours would is not written over.
func (f *folder) settle(fsys fs.FS, out *publish.Output) bool {
	entries, err := fs.ReadDir(fsys, f.name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		out.Problems = append(out.Problems, fault(publish.CodeUnreadable, f.name, err.Error()))
		return false
	}
	there := map[string][]byte{}
	for _, e := range entries {
		name := path.Join(f.name, e.Name())
		_, wanted := f.files[name]
		isPolicy := strings.HasPrefix(e.Name(), "policy-") && path.Ext(name) == ".json"
		if !wanted && !isPolicy && e.Name() != Behaviors {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		switch {
		case err != nil:
			out.Problems = append(out.Problems, fault(publish.CodeUnreadable, name, err.Error()))
			return false
		case len(text) > publish.MaxFile:
			out.Problems = append(out.Problems, fault(publish.CodeTooLarge, name, "the file has more than the "+strconv.Itoa(publish.MaxFile)+" bytes that are read"))
			return false
		case bytes.Contains(text, []byte(comment)):
			there[name] = text
		case wanted:
			out.Problems = append(out.Problems, fault(publish.CodeForeign, name, "a file that is not ours stands where one of ours would: move it away"))
			return false
		}
	}
	var stale []string
	for name, text := range there {
		if f.files[name] == nil {
			out.Files = append(out.Files, publish.File{Path: name, Old: text})
			if id, isPolicy := strings.CutPrefix(path.Base(name), "policy-"); isPolicy {
				stale = append(stale, "proviso-"+strings.TrimSuffix(id, ".json"))
			}
		}
	}
	for name, text := range f.files {
		out.Files = append(out.Files, publish.File{Path: name, Old: there[name], New: text})
	}
	slices.Sort(stale)
	for _, policy := range stale {
		out.Steps = append(out.Steps, "Once no behaviour refers to "+policy+": aws cloudfront delete-response-headers-policy --id ID --if-match ETAG")
	}
	slices.SortFunc(out.Files, func(a, b publish.File) int { return strings.Compare(a.Path, b.Path) })
	return true
}

func fault(code, name, hint string) proviso.Problem {
	return proviso.Problem{Code: code, Severity: proviso.Fault, Where: proviso.Where{Source: name}, Hint: hint}
}
