package cloudfront

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// policy is a ResponseHeadersPolicyConfig.
type policy struct {
	Comment string
	Name    string
	Custom  customHeaders `json:"CustomHeadersConfig"`
}

type customHeaders struct {
	Quantity int
	Items    []customHeader
}

type customHeader struct {
	Header, Value string
	Override      bool
}

// plan is the file of behaviours: Proviso's own form, for people and scripts.
type plan struct {
	Comment   string     `json:"comment"`
	Behaviors []behavior `json:"behaviors"` // in the order in which they are to stand
	Default   *behavior  `json:"default,omitempty"`
	Other     *behavior  `json:"other,omitempty"` // for behaviours that there are already
}

type behavior struct {
	Pattern string `json:"path-pattern,omitempty"`
	Policy  string `json:"policy,omitempty"` // empty: none of ours
	Usage   string `json:"content-usage,omitempty"`
}

// plan works out policies and behaviours.
func (f *folder) plan(s *publish.Saying, layers *layer.Layers) plan {
	p := plan{Comment: comment, Behaviors: []behavior{}}
	for _, l := range slices.Backward(layers.List) {
		b := behavior{Pattern: l.Text, Policy: f.policy(l.Fields), Usage: usage(l.Fields)}
		if l.Set == (layer.Set{Path: "/", Below: true}) {
			b.Pattern, p.Default = "", &b // "*", which cannot be changed
			continue
		}
		p.Behaviors = append(p.Behaviors, b)
	}
	whole := layer.Whole(s, layer.CloudFront)
	for _, w := range whole.Projections {
		known := slices.ContainsFunc(layers.Projections, func(o declare.Projection) bool { return o.Text == w.Text && o.Scope == w.Scope })
		if !known && len(layers.Projections) < layer.MaxProjections {
			layers.Projections = append(layers.Projections, w)
		}
	}
	if len(whole.List) > 0 {
		p.Other = &behavior{Policy: f.policy(whole.List[0].Fields), Usage: usage(whole.List[0].Fields)}
	}
	return p
}

func usage(fields []publish.Header) string {
	for _, h := range fields {
		if strings.EqualFold(h.Name, layer.Field) {
			return h.Value
		}
	}
	return ""
}

// policy gives the name of the policy that sets fields, and makes its file.
func (f *folder) policy(fields []publish.Header) string {
	p := policy{Comment: comment}
	digest := sha256.New()
	for _, h := range fields {
		if h.Value == "" {
			continue
		}
		p.Custom.Items = append(p.Custom.Items, customHeader{h.Name, h.Value, true})
		digest.Write([]byte(h.Name + ": " + h.Value + "\n"))
	}
	if p.Custom.Quantity = len(p.Custom.Items); p.Custom.Quantity == 0 {
		return ""
	}
	id := hex.EncodeToString(digest.Sum(nil))[:12]
	p.Name = "proviso-" + id
	name := path.Join(f.name, "policy-"+id+".json")
	if f.files[name] == nil {
		f.files[name], f.names[name] = encode(p), p.Name
		f.order = append(f.order, name)
	}
	return p.Name
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(v) // strings and numbers, to a buffer: neither fails
	return b.Bytes()
}
