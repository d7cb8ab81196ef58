package contentusage_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/contentusage"
)

func place(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, Header: []carrier.Field{{Name: "content-usage", Value: text}}}}
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &contentusage.Carrier, carriertest.Places{"header": place})
}
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &contentusage.Carrier, place) }

// TestMaxLines is the hostile test of MaxLines.
func TestMaxLines(t *testing.T) {
	header := make([]carrier.Field, contentusage.MaxLines+1)
	for i := range header {
		header[i] = carrier.Field{Name: contentusage.Field, Value: "train-ai=n"}
	}
	read := func(lines int) carrier.Reading {
		a := &carrier.Artifact{Kind: carrier.Response, Header: header[:lines]}
		return contentusage.Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{URL: "https://example.com/"})
	}
	if got := read(contentusage.MaxLines); len(got.Evidence) != 1 {
		t.Errorf("%d lines: %+v", contentusage.MaxLines, got)
	}
	got := read(contentusage.MaxLines + 1)
	if len(got.Evidence) != 0 || len(got.Problems) != 1 || got.Problems[0].Code != contentusage.CodeTooManyLines {
		t.Errorf("one more line: %+v", got)
	}
}

// TestRequestsSpeakForNobody: a field in a request speaks about the content sent,
// and nothing tells who sent it (attach-05 section 2).
func TestRequestsSpeakForNobody(t *testing.T) {
	a := &carrier.Artifact{Kind: carrier.Request, Source: "https://example.com/upload", Header: []carrier.Field{{Name: "Content-Usage", Value: "train-ai=n"}}}
	got := contentusage.Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{})
	if len(got.Evidence) != 1 || got.Evidence[0].Party != (proviso.Party{}) {
		t.Errorf("got %+v", got)
	}
}

func TestProblemsPointIntoTheField(t *testing.T) {
	got := contentusage.Carrier.Read(place("search=y, train-ai=n;exceptions=(cc-cr)"), &carrier.Question{})
	if len(got.Evidence) != 0 || len(got.Problems) == 0 || !strings.HasPrefix(got.Problems[0].Where.String(), "Content-Usage::") {
		t.Errorf("got %+v", got)
	}
}
