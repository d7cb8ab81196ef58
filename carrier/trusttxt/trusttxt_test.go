package trusttxt_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/trusttxt"
)

const origin = "https://example.com"

func document(path, text string) *carrier.Artifact {
	return &carrier.Artifact{Kind: carrier.Document, Source: origin + path, Status: 200, MediaType: "text/plain", Body: []byte(text)}
}

func place(text string) []*carrier.Artifact {
	return []*carrier.Artifact{document("/trust.txt", text)}
}

// bothPlaces puts the text in both places, the second one upside down.
func bothPlaces(text string) []*carrier.Artifact {
	lines := strings.Split(text, "\n")
	for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
		lines[i], lines[j] = lines[j], lines[i]
	}
	return append(place(text), document("/.well-known/trust.txt", strings.Join(lines, "\n")))
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &trusttxt.Carrier, carriertest.Places{"line": place})
}
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &trusttxt.Carrier, bothPlaces) }

func read(artifacts ...*carrier.Artifact) carrier.Reading {
	return trusttxt.Carrier.Read(artifacts, &carrier.Question{URL: origin + "/a"})
}

func TestEvidence(t *testing.T) {
	got := read(document("/.well-known/trust.txt", "# file\r\nsocial=https://x.example/a\r\n  DataTrainingAllowed = no # ours\r\n"))
	if len(got.Evidence) != 1 {
		t.Fatalf("got %+v", got)
	}
	e := got.Evidence[0]
	if where := e.Where.String(); where != "/.well-known/trust.txt:3:3" {
		t.Errorf("it stands at %s", where)
	}
	if e.Raw != "DataTrainingAllowed = no # ours" || e.Reach != proviso.ForHost || e.Asker != "" ||
		e.Party != (proviso.Party{Name: "example.com", Identification: proviso.ServerOperator}) {
		t.Errorf("got %+v", e)
	}
	if len(got.Problems) != 1 || got.Problems[0].Code != trusttxt.CodeSpelling || got.Problems[0].Mend != "datatrainingallowed=no" {
		t.Errorf("problems %+v", got.Problems)
	}
}

// TestConflictPointsAtThePermission: the line to take out is the one that is set aside,
// wherever it stands, and is named once.
func TestConflictPointsAtThePermission(t *testing.T) {
	for text, where := range map[string]string{
		"datatrainingallowed=yes\ndatatrainingallowed=no\n":                                                   "/trust.txt:1:1",
		"datatrainingallowed=no\n\ndatatrainingallowed=yes\n":                                                 "/trust.txt:3:1",
		"datatrainingallowed=no\n" + strings.Repeat("datatrainingallowed=yes\ndatatrainingallowed=no\n", 500): "/trust.txt:2:1",
	} {
		got := read(document("/trust.txt", text))
		if len(got.Problems) != 1 || got.Problems[0].Code != trusttxt.CodeConflict || got.Problems[0].Where.String() != where {
			t.Errorf("%.60q: problems %+v", text, got.Problems)
		}
		if len(got.Evidence) != 1 || got.Evidence[0].Outcomes[proviso.TrainAI].Word() != proviso.Deny {
			t.Errorf("%.60q: evidence %+v", text, got.Evidence)
		}
	}
}

// TestMaxSize is the hostile test of MaxSize: what lies beyond it may be a refusal.
func TestMaxSize(t *testing.T) {
	yes, no := "datatrainingallowed=yes\n", "datatrainingallowed=no\n"
	member := "member=https://member.example/\n"
	fill := strings.Repeat(member, (trusttxt.MaxSize-2*len(yes))/len(member))
	if got := read(document("/trust.txt", yes+fill)); len(got.Evidence) != 1 || len(got.Problems) != 0 {
		t.Errorf("within the limit: %+v", got)
	}
	got := read(document("/trust.txt", yes+fill+member+member+no))
	if len(got.Evidence) != 0 || len(got.Problems) != 1 || got.Problems[0].Code != trusttxt.CodeTooLarge {
		t.Errorf("beyond the limit: %+v", got)
	}
	if got := read(document("/trust.txt", no+fill+member+member+yes)); len(got.Evidence) != 1 {
		t.Errorf("a refusal within the limit: %+v", got)
	}
	cut := document("/trust.txt", yes+"contact=https://e")
	cut.Truncated = true
	if got := read(cut); len(got.Evidence) != 0 || len(got.Problems) != 1 {
		t.Errorf("a file that was cut: %+v", got)
	}
	cut = document("/trust.txt", yes+strings.TrimSpace(no))
	cut.Truncated = true
	if got := read(cut); len(got.Evidence) != 1 || got.Evidence[0].Outcomes[proviso.TrainAI].Word() != proviso.Deny {
		t.Errorf("a file that was cut behind a refusal: %+v", got)
	}
}

func TestStatus(t *testing.T) {
	text := []byte("datatrainingallowed=no\n")
	for _, tt := range []struct {
		name     string
		artifact *carrier.Artifact
		evidence int
		code     string
	}{
		{"200", &carrier.Artifact{Status: 200, Body: text}, 1, ""},
		{"text without a status", &carrier.Artifact{Body: text}, 1, ""},
		{"nobody looked", &carrier.Artifact{}, 0, ""},
		{"404", &carrier.Artifact{Status: 404, Body: text}, 0, ""},
		{"410", &carrier.Artifact{Status: 410, Body: text}, 0, ""},
		{"403", &carrier.Artifact{Status: 403, Body: text}, 0, trusttxt.CodeUnavailable},
		{"500", &carrier.Artifact{Status: 500, Body: text}, 0, trusttxt.CodeUnavailable},
		{"200 without the text", &carrier.Artifact{Status: 200}, 0, trusttxt.CodeUnavailable},
		{"no answer", &carrier.Artifact{Unreachable: true}, 0, trusttxt.CodeUnavailable},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.artifact.Kind, tt.artifact.Source = carrier.Document, origin+"/trust.txt"
			got := read(tt.artifact)
			code := ""
			if len(got.Problems) > 0 {
				code = got.Problems[0].Code
			}
			if len(got.Evidence) != tt.evidence || code != tt.code {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestOtherOrigins: a file speaks for its own origin, and a path that only ends like
// the file's is another file.
func TestOtherOrigins(t *testing.T) {
	for _, source := range []string{"https://other.example/trust.txt", origin + "/press/trust.txt", "http://example.com/trust.txt"} {
		a := &carrier.Artifact{Kind: carrier.Document, Source: source, Status: 200, Body: []byte("datatrainingallowed=no\n")}
		if got := read(a); len(got.Evidence)+len(got.Problems) > 0 {
			t.Errorf("%s: %+v", source, got)
		}
	}
}

func TestSeeks(t *testing.T) {
	got := trusttxt.Carrier.Seeks(nil, &carrier.Question{URL: origin + ":8443/a/b"})
	if len(got) != 2 || got[0].URL != origin+":8443/trust.txt" || got[1].URL != origin+":8443/.well-known/trust.txt" || !got[0].WellKnown {
		t.Errorf("got %+v", got)
	}
	if got := trusttxt.Carrier.Seeks(nil, &carrier.Question{URL: "file.txt"}); got != nil {
		t.Errorf("without an origin: %+v", got)
	}
}

// TestPermissionBesideRefusal: other readers take yes for a permission to train any
// model, so it is not written for an owner who refuses other analysis.
func TestPermissionBesideRefusal(t *testing.T) {
	said := carrier.Said{}
	said.Outcomes[proviso.TrainAI], said.Outcomes[proviso.TDM] = proviso.Allowed(), proviso.Denied()
	text, losses, err := trusttxt.Carrier.Forms[0].Write(said)
	if text != "datatrainingallowed=no" || err != nil || len(losses) != 1 || losses[0].Use != proviso.TrainAI || losses[0].Form != text {
		t.Errorf("%q, %+v, %v", text, losses, err)
	}
}

func TestScopeIsRefused(t *testing.T) {
	said := carrier.Said{Scope: "/press/"}
	said.Outcomes[proviso.TrainAI] = proviso.Allowed()
	if text, _, err := trusttxt.Carrier.Forms[0].Write(said); err == nil {
		t.Errorf("a permission for /press/ was written for the whole site: %q", text)
	}
}

// TestNothingToRead: asking about a site without the file costs nothing.
func TestNothingToRead(t *testing.T) {
	artifacts := []*carrier.Artifact{{Kind: carrier.Response, Source: origin + "/a", Body: []byte("text")}, {Kind: carrier.Document, Source: origin + "/ai.txt"}}
	q := &carrier.Question{URL: origin + "/a"}
	if n := testing.AllocsPerRun(100, func() { trusttxt.Carrier.Read(artifacts, q) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
