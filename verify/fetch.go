package verify

import (
	"errors"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
)

// fetch gathers an address and the documents that speak about it. Documents are asked for
// once in a run, however many places they speak about.
func (v *visit) fetch(address string) (*gather.Asset, error) {
	v.asked[address] = true
	v.opt.Step(v.about(address))
	asset, err := v.opt.Fetcher.Fetch(v.ctx, address)
	if err != nil {
		return asset, err
	}
	return asset, v.complete(asset)
}

func (v *visit) complete(asset *gather.Asset) error {
	public := v.stage.toPublic(asset.URL)
	err := v.opt.Fetcher.Complete(v.ctx, asset, func(found []*carrier.Artifact) (open []carrier.Reference) {
		v.keep(found)
		for _, r := range v.opt.Seek(public, v.with(public, found)) {
			if v.documents[r.URL] == nil {
				r.URL = v.stage.toStage(r.URL)
				open = append(open, r)
			}
		}
		return open
	})
	v.keep(asset.Artifacts)
	return err
}

// keep remembers documents.
func (v *visit) keep(found []*carrier.Artifact) {
	for _, a := range v.stage.artifacts(found) {
		if a.Kind == carrier.Document && v.documents[a.Source] == nil && len(v.documents) < MaxDocuments {
			v.documents[a.Source] = a
		}
	}
}

// with gives artifacts as they are at the domain, with the documents that were gathered
// before and that somebody would read.
func (v *visit) with(public string, found []*carrier.Artifact) []*carrier.Artifact {
	list := append([]*carrier.Artifact(nil), v.stage.artifacts(found)...)
	for range gather.MaxDocumentRounds {
		more := 0
		for _, r := range v.opt.Seek(public, list) {
			if a := v.documents[r.URL]; a != nil && carrier.DocumentAt(list, r.URL) == nil {
				list = append(list, a)
				more++
			}
		}
		if more == 0 {
			break
		}
	}
	return list
}

// document gathers one document of the site itself.
func (v *visit) document(path string) *carrier.Artifact {
	public := v.stage.toPublic(v.origin + path)
	if a := v.documents[public]; a != nil {
		return a
	}
	v.opt.Step(path)
	asset := &gather.Asset{URL: v.origin + "/"}
	ask := []carrier.Reference{{URL: v.origin + path, Why: "verification", WellKnown: true}}
	if err := v.opt.Fetcher.Complete(v.ctx, asset, func([]*carrier.Artifact) []carrier.Reference { return ask }); err != nil {
		return nil
	}
	v.keep(asset.Artifacts)
	return v.documents[public]
}

// look looks at an address and gives the place; why tells why there is none. A response
// with any status is a place.
func (v *visit) look(address string, kind Kind, embeddedIn *place) (p *place, why string) {
	asset, err := v.fetch(address)
	if err != nil {
		return nil, reason(err)
	}
	p = &place{Place: Place{URL: asset.URL, Kind: kind}, public: v.stage.toPublic(asset.URL)}
	for _, a := range asset.Artifacts {
		if a.Kind == carrier.Response {
			p.response = a
		}
	}
	if p.response == nil {
		return nil, "no response came"
	}
	p.Status, p.MediaType = p.response.Status, p.response.MediaType
	if kind == Page && p.showsImage() {
		p.Kind = Image
	}
	p.artifacts = v.with(p.public, asset.Artifacts)
	v.situate(p, embeddedIn)
	if p.Kind == Image {
		p.readCopy()
	}
	return p, ""
}

// situate tells whose a place is. What is embedded from another host is compared with what
// is declared for the page that shows it.
func (v *visit) situate(p, embeddedIn *place) {
	path := pathOf(p.public)
	host, own := hostname(p.public), hostname(v.stage.toPublic(v.origin))
	if p.elsewhere = bare(host) != bare(own); p.elsewhere {
		p.foreign = !belongs(host, v.d.Party.Domain) && !belongs(host, own)
		if embeddedIn != nil {
			path = pathOf(embeddedIn.public)
		}
	}
	if embeddedIn != nil {
		p.EmbeddedIn = embeddedIn.URL
	}
	p.told = v.ask(path)
	p.Collections = p.told.names()
}

func (p *place) showsImage() bool {
	return p.response.Succeeded() && (strings.HasPrefix(p.MediaType, "image/") || carrier.ImageOf(p.response) != nil)
}

// readCopy reads the image as somebody does who has saved it.
func (p *place) readCopy() {
	r := p.response
	file := &carrier.Artifact{Kind: carrier.File, Source: p.public, MediaType: r.MediaType, Body: r.Body, Truncated: r.Truncated, Observed: r.Observed}
	if carrier.ImageOf(file) == nil {
		return
	}
	p.copied = answer.Of(carrier.Question{}, []*carrier.Artifact{file}, nil)
	for i := range p.copied.Resolution.Evidence {
		p.told.Marked = p.told.Marked || p.copied.Resolution.Evidence[i].Carrier == "mark"
	}
}

// reason words why something could not be gathered.
func reason(err error) string {
	gathering, ok := errors.AsType[*gather.Error](err)
	if !ok {
		return clip(err.Error(), MaxText)
	}
	text := strings.TrimSuffix(gathering.Hint, ".")
	if gathering.Err != nil {
		text += ": " + gathering.Err.Error()
	}
	return clip(fmt.Sprintf("%s (%s)", text, gathering.Code), MaxText)
}
