package c2pa_test

import (
	"testing"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/c2pa"
	"github.com/proviso-signals/proviso/carrier/carriertest"
)

const url = "https://example.com/a.svg"

// whole is a file of these bytes.
func whole(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, Source: url, Status: 200, MediaType: "image/svg+xml", Body: []byte(text)}}
}

func read(artifacts []*carrier.Artifact) carrier.Reading {
	return c2pa.Carrier.Read(artifacts, &carrier.Question{URL: url})
}

func TestCarrier(t *testing.T) { carriertest.Run(t, &c2pa.Carrier, nil) }

// FuzzCarrier feeds whole files.
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &c2pa.Carrier, whole) }

// FuzzStore feeds manifest stores.
func FuzzStore(f *testing.F) {
	for _, m := range []maker{speaks(permits), derived, updated(refusing, refusing), one(made{packed: true, parts: []part{permits}})} {
		f.Add(m.bare())
	}
	carriertest.Fuzz(f, &c2pa.Carrier, func(text string) []*carrier.Artifact { return whole(embed(text)) })
}

// FuzzAssertion feeds what an assertion holds, in a store that is sound otherwise.
func FuzzAssertion(f *testing.F) {
	f.Add(object("entries", object("cawg.ai_training", use("constrained", "x"), "x", yes)))
	f.Add(object("cawg.data_mining", use("allowed", "")))
	carriertest.Fuzz(f, &c2pa.Carrier, func(text string) []*carrier.Artifact {
		return whole(embed(speaks(holds("cawg.training-mining", text)).bare()))
	})
}

// FuzzLink feeds Link fields.
func FuzzLink(f *testing.F) {
	f.Add(`<https://example.com/a.c2pa>; rel="c2pa-manifest"`)
	f.Add(`<#jumbf=c2pa>; rel=c2pa-manifest`)
	carriertest.Fuzz(f, &c2pa.Carrier, linking)
}

// linking is a response with a Link field.
func linking(value string) []*carrier.Artifact {
	a := whole(`<svg xmlns="http://www.w3.org/2000/svg"/>`)
	a[0].Header = []carrier.Field{{Name: "Link", Value: value}}
	return a
}
