package tdmrep_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/tdmrep"
)

const (
	origin    = "https://example.com"
	asset     = origin + "/a"
	policyURL = origin + "/policy.json"
)

// file puts a text at the well-known path.
func file(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Document, Source: origin + tdmrep.WellKnown, Status: 200, Body: []byte(text)}}
}

// header puts field lines, one a line, into a response.
func header(text string) []*carrier.Artifact {
	a := &carrier.Artifact{Kind: carrier.Response, Source: asset, Status: 200}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		a.Header = append(a.Header, carrier.Field{Name: name, Value: value})
	}
	return []*carrier.Artifact{a}
}

// page puts elements into the head of a page.
func page(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{
		Kind: carrier.Response, Source: asset, Status: 200, MediaType: "text/html",
		Body: []byte("<!doctype html><html><head><title>A</title>\n" + text + "\n</head><body></body></html>"),
	}}
}

// policy puts a text where a response that reserves points to.
func policy(text string) []*carrier.Artifact {
	return append(header("tdm-reservation: 1\ntdm-policy: "+policyURL),
		&carrier.Artifact{Kind: carrier.Document, Source: policyURL, Status: 200, MediaType: "application/ld+json", Body: []byte(text)})
}

func read(artifacts ...[]*carrier.Artifact) carrier.Reading {
	var all []*carrier.Artifact
	for _, list := range artifacts {
		all = append(all, list...)
	}
	return tdmrep.Carrier.Read(all, &carrier.Question{URL: asset})
}

func word(r carrier.Reading, use proviso.Use) proviso.Word {
	return proviso.Combine(r.Evidence).Everyone[use].Outcome.Word()
}

func codes(r carrier.Reading) (list []string) {
	for _, p := range r.Problems {
		list = append(list, p.Code)
	}
	return list
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &tdmrep.Carrier, carriertest.Places{"well-known": file, "header": header, "meta": page})
}

// FuzzCarrier feeds the well-known file.
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &tdmrep.Carrier, file) }

// FuzzHeader feeds field lines.
func FuzzHeader(f *testing.F) {
	f.Add("tdm-reservation: 1\ntdm-policy: /p")
	carriertest.Fuzz(f, &tdmrep.Carrier, header)
}

// FuzzMeta feeds the head of a page.
func FuzzMeta(f *testing.F) { carriertest.Fuzz(f, &tdmrep.Carrier, page) }

// FuzzPolicy feeds a policy.
func FuzzPolicy(f *testing.F) { carriertest.Fuzz(f, &tdmrep.Carrier, policy) }

// TestEvidence: where a statement stands, its bytes, what it is about and how far it
// reaches.
func TestEvidence(t *testing.T) {
	for name, tt := range map[string]struct {
		artifacts             []*carrier.Artifact
		where, raw, scope     string
		reach                 proviso.Reach
		identification, named string
	}{
		"file": {file("[\n  {\"location\": \"/x\", \"tdm-reservation\": 0},\n  {\"location\": \"/a\", \"tdm-reservation\": 1} ]"),
			tdmrep.WellKnown + ":3:3", `{"location": "/a", "tdm-reservation": 1}`, "/a", proviso.ForHost, "server operator", "example.com"},
		"header": {header("Date: now\nTDM-Policy: /p\nTDM-Reservation:  1 "),
			"tdm-reservation", "tdm-reservation: 1\ntdm-policy: /p", "", proviso.WithAsset, "server operator", "example.com"},
		"page": {page("<META content='1' title='a > b' name='tdm-reservation'>\n<meta name=tdm-policy content=/p>"),
			"page:2:1", "<META content='1' title='a > b' name='tdm-reservation'>\n<meta name=tdm-policy content=/p>", "", proviso.WithAsset, "server operator", "example.com"},
	} {
		r := read(tt.artifacts)
		if len(r.Evidence) != 1 {
			t.Errorf("%s: %+v", name, r)
			continue
		}
		e := r.Evidence[0]
		if e.Where.String() != tt.where || e.Raw != tt.raw || e.Scope != tt.scope || e.Reach != tt.reach ||
			e.Party.Name != tt.named || e.Party.Identification.String() != tt.identification || e.Asker != "" || e.Injected != "" {
			t.Errorf("%s: at %s, %q, scope %q, reach %s, by %+v", name, e.Where, e.Raw, e.Scope, e.Reach, e.Party)
		}
	}
}

// TestOneStatementInTheEnd: what is superseded is no evidence, and both positions are
// told.
func TestOneStatementInTheEnd(t *testing.T) {
	r := read(file(`[{"location":"/","tdm-reservation":1}]`), header("tdm-reservation: 1"), page(`<meta name="tdm-reservation" content="0">`))
	if len(r.Evidence) != 1 || r.Evidence[0].Where.Source != tdmrep.Source || word(r, proviso.TDM) != proviso.Allow {
		t.Fatalf("got %+v", r.Evidence)
	}
	if len(r.Problems) != 1 || r.Problems[0].Code != tdmrep.CodeLoosened || r.Problems[0].Where.String() != "page:2:1" ||
		!strings.Contains(r.Problems[0].Hint, "at tdm-reservation,") {
		t.Errorf("got %+v", r.Problems)
	}
	r = read(file(`[{"location":"/","tdm-reservation":0}]`), header("tdm-reservation: 1"))
	if len(r.Problems) != 1 || r.Problems[0].Code != tdmrep.CodeSuperseded || !strings.Contains(r.Problems[0].Hint, tdmrep.WellKnown+":1:2") {
		t.Errorf("got %+v", r.Problems)
	}
	if r = read(file(`[{"location":"/","tdm-reservation":1}]`), header("tdm-reservation: 1")); len(r.Problems) != 0 {
		t.Errorf("the same twice is a problem: %+v", r.Problems)
	}
}

// TestKinds: pages count wherever they come from; fields count in responses.
func TestKinds(t *testing.T) {
	for _, kind := range []carrier.Kind{carrier.Request, carrier.File} {
		a := page(`<meta name="tdm-reservation" content="1">`)
		a[0].Kind = kind
		r := read(a)
		if word(r, proviso.TrainAI) != proviso.Deny {
			t.Errorf("a page of kind %d states %+v", kind, r)
		}
		if kind == carrier.Request && r.Evidence[0].Party != (proviso.Party{}) {
			t.Errorf("a request speaks for %+v", r.Evidence[0].Party)
		}
		b := header("tdm-reservation: 1")
		b[0].Kind = kind
		if r := read(b); len(r.Evidence) != 0 || tdmrep.Carrier.Wants(b[0]) {
			t.Errorf("fields of kind %d state %+v", kind, r)
		}
	}
	bare := page(`<meta name="tdm-reservation" content="1">`)
	bare[0].Kind, bare[0].Source = carrier.File, "page.html"
	if r := tdmrep.Carrier.Read(bare, &carrier.Question{}); len(r.Evidence) != 1 || r.Evidence[0].Party != (proviso.Party{}) {
		t.Errorf("a bare file states %+v", r)
	}
}

// TestURLFromResponse: without a URL in the question, that of the response finds file
// and rule.
func TestURLFromResponse(t *testing.T) {
	artifacts := append(header("Date: now"), file(`[{"location":"/a$","tdm-reservation":1}]`)...)
	r := tdmrep.Carrier.Read(artifacts, &carrier.Question{})
	if len(r.Evidence) != 1 || r.Evidence[0].Party.Name != "example.com" {
		t.Errorf("got %+v", r)
	}
}

// TestPageCutShort: where the head of a page is not there whole, a reservation may
// supersede a 0, and is taken to. It hides nothing, and makes nothing up.
func TestPageCutShort(t *testing.T) {
	cut := func(elements string) []*carrier.Artifact {
		return []*carrier.Artifact{{
			Kind: carrier.Response, Source: asset, MediaType: "text/html", Truncated: true,
			Body: []byte("<!doctype html><html><head>" + elements + "<script>"),
		}}
	}
	for name, tt := range map[string]struct {
		artifacts [][]*carrier.Artifact
		want      proviso.Word
		code      string
	}{
		"behind a 0":           {[][]*carrier.Artifact{header("tdm-reservation: 0"), cut("")}, proviso.Deny, tdmrep.CodePageCut},
		"behind a 1":           {[][]*carrier.Artifact{header("tdm-reservation: 1"), cut("")}, proviso.Deny, ""},
		"alone":                {[][]*carrier.Artifact{cut("")}, proviso.Unstated, ""},
		"with a 0 of its own":  {[][]*carrier.Artifact{cut(`<meta name="tdm-reservation" content="0">`)}, proviso.Allow, ""},
		"behind, with its own": {[][]*carrier.Artifact{header("tdm-reservation: 0"), cut(`<meta name="tdm-reservation" content="0">`)}, proviso.Allow, ""},
	} {
		r := read(tt.artifacts...)
		if got := word(r, proviso.TDM); got != tt.want || strings.Join(codes(r), " ") != tt.code {
			t.Errorf("%s: %s, %v; want %s, %q", name, got, codes(r), tt.want, tt.code)
		}
	}
}

func TestSeeks(t *testing.T) {
	urls := func(artifacts ...[]*carrier.Artifact) (list []string) {
		var all []*carrier.Artifact
		for _, a := range artifacts {
			all = append(all, a...)
		}
		for i, s := range tdmrep.Carrier.Seeks(all, &carrier.Question{URL: asset}) {
			if s.WellKnown != (i == 0) || s.Why == "" {
				t.Errorf("sought: %+v", s)
			}
			list = append(list, strings.TrimPrefix(s.URL, origin))
		}
		return list
	}
	for name, tt := range map[string]struct {
		got  []string
		want string
	}{
		"nothing known":      {urls(), tdmrep.WellKnown},
		"policy of a header": {urls(header("tdm-reservation: 1\ntdm-policy: p.json")), tdmrep.WellKnown + " /p.json"},
		"policy of a page":   {urls(page(`<base href="/x/"><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="p.json">`)), tdmrep.WellKnown + " /x/p.json"},
		"policy of the file": {urls(file(`[{"location":"/","tdm-reservation":1,"tdm-policy":"/p.json"}]`)), tdmrep.WellKnown + " /p.json"},
		"not reserved":       {urls(header("tdm-reservation: 0\ntdm-policy: p.json")), tdmrep.WellKnown},
		"policy alone":       {urls(header("tdm-policy: p.json")), tdmrep.WellKnown},
		"no match":           {urls(file(`[{"location":"/b","tdm-reservation":1,"tdm-policy":"/p.json"}]`)), tdmrep.WellKnown},
		"no URL":             {urls(header("tdm-reservation: 1\ntdm-policy: urn:x")), tdmrep.WellKnown},
	} {
		if got := strings.Join(tt.got, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	if got := tdmrep.Carrier.Seeks(nil, &carrier.Question{}); len(got) != 0 {
		t.Errorf("without a URL %+v is sought", got)
	}
}

// TestRedirectedFile: redirects of the file are followed, and its relative policies are
// where it is; it still speaks for the origin that was asked.
func TestRedirectedFile(t *testing.T) {
	a := file(`[{"location":"/","tdm-reservation":1,"tdm-policy":"p.json"}]`)
	a[0].Final = "https://cdn.example/tdm/rep.json"
	r := read(a)
	if len(r.Evidence) != 1 || r.Evidence[0].Party.Name != "example.com" ||
		r.Evidence[0].Outcomes[proviso.TDM].String() != "conditional: tdm-policy <https://cdn.example/tdm/p.json>" {
		t.Errorf("got %+v", r.Evidence)
	}
}

// TestReadCostsNothing: a response with nothing of the protocol is passed over without
// memory.
func TestReadCostsNothing(t *testing.T) {
	a := header("Date: now\nContent-Type: image/png\nX-Policy-Id: 1\nx-reservations: 1")
	q := &carrier.Question{URL: asset}
	if n := testing.AllocsPerRun(100, func() {
		if tdmrep.Carrier.Wants(a[0]) || len(tdmrep.Carrier.Read(a, q).Evidence) > 0 {
			t.Error("something was read")
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
