package atprotocol_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/atprotocol"
	"github.com/proviso-signals/proviso/carrier/carriertest"
)

const pds = "https://pds.example/xrpc/com.atproto.repo.getRecord"

func place(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Document, Source: pds, Status: 200, MediaType: "application/json", Body: []byte(text)}}
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &atprotocol.Carrier, carriertest.Places{"record": place})
}
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &atprotocol.Carrier, place) }

// FuzzRepository puts anything beside a default that refuses, of another server: it
// lifts nothing of what an owner refused.
func FuzzRepository(f *testing.F) {
	f.Add(listed("did:plc:a", "entityScope", `"entity":"ExampleBot"`, `"training":{"allow":true}`))
	f.Add(value("globalScope", "", `"training":{"allow":true}`))
	own := place(listed("did:plc:a", "globalScope", "", `"training":{"allow":false},"inference":{"allow":false}`))
	own[0].Source = "https://other-pds.example/xrpc/com.atproto.repo.listRecords"
	f.Fuzz(func(t *testing.T, text string) {
		got := ask("https://example.com/a", []string{"ExampleBot"}, append(place(text), own...)...)
		for _, use := range []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.TDM} {
			if w := proviso.Combine(got.Evidence).For(proviso.Asker{Tokens: []string{"ExampleBot"}})[use].Outcome.Word(); w != proviso.Deny {
				t.Errorf("%q made %v of a refusal of %v", text, w, use)
			}
		}
	})
}

func ask(url string, as []string, artifacts ...*carrier.Artifact) carrier.Reading {
	return atprotocol.Carrier.Read(artifacts, &carrier.Question{URL: url, As: as})
}

// value is the value of a record.
func value(scope, members, preferences string) string {
	if members != "" {
		members = "," + members
	}
	return fmt.Sprintf(`{"$type":"community.lexicon.preference.ai","updatedAt":"2026-04-04T12:00:00.000Z",`+
		`"scope":{"$type":"community.lexicon.preference.ai#%s"%s},"preferences":{%s}}`, scope, members, preferences)
}

// entry is a record as listRecords gives it.
func entry(repo, scope, members, preferences string) string {
	return fmt.Sprintf(`{"uri":"at://%s/community.lexicon.preference.ai/3k","cid":"b","value":%s}`, repo, value(scope, members, preferences))
}

func listed(repo, scope, members, preferences string) string {
	return `{"records":[` + entry(repo, scope, members, preferences) + `]}`
}

func words(r carrier.Reading, as ...string) string {
	rulings := proviso.Combine(r.Evidence).For(proviso.Asker{Tokens: as})
	var list []string
	for _, use := range proviso.Uses() {
		list = append(list, rulings[use].Outcome.Word().String())
	}
	return strings.Join(list, " ")
}

// TestResolutionOrder follows the README's order, preference by preference, with all
// records of a repository at hand.
func TestResolutionOrder(t *testing.T) {
	all := place(`{"records":[` + strings.Join([]string{
		entry("did:plc:a", "globalScope", "", `"training":{"allow":false},"inference":{"allow":true},"embedding":{"allow":false}`),
		entry("did:plc:a", "collectionScope", `"collection":"app.bsky.feed.post"`, `"training":{"allow":true},"inference":{"allow":false}`),
		entry("did:plc:a", "entityScope", `"entity":"ai.example"`, `"inference":{"allow":true}`),
		entry("did:plc:a", "entityScope", `"entity":"did:web:Lab.example"`, `"training":{"allow":false},"embedding":{"allow":true}`),
	}, ",") + `]}`)
	post, like := "at://did:plc:a/app.bsky.feed.post/1", "at://did:plc:a/app.bsky.feed.like/1"
	for _, tt := range []struct {
		url  string
		as   []string
		want string // train-ai, ai-use, search, tdm
	}{
		{like, nil, "deny allow unstated deny"},
		{post, nil, "allow deny unstated deny"},
		{post, []string{"OtherBot"}, "allow deny unstated deny"},
		{post, []string{"AI.example"}, "allow allow unstated deny"},
		{like, []string{"ai.example"}, "deny allow unstated deny"},
		{post, []string{"did:web:Lab.example"}, "deny deny unstated deny"},
		{like, []string{"did:web:Lab.example"}, "deny allow unstated deny"},
		// two names: what only one of them was permitted is not permitted to both
		{post, []string{"ai.example", "OtherBot"}, "allow deny unstated deny"},
		// nothing tells the collection: its refusals count, its permissions do not
		{"https://example.com/", nil, "deny deny unstated deny"},
		{"https://pds.example/xrpc/com.atproto.repo.getRecord?repo=did:plc:a&collection=app.bsky.feed.post&rkey=1", nil, "allow deny unstated deny"},
		{"https://pds.example/xrpc/com.atproto.repo.listRecords?repo=a.example&collection=app.bsky.feed.like", nil, "deny allow unstated deny"},
		{"https://example.com/?/xrpc/com.atproto.repo.getRecord&collection=app.bsky.feed.post", nil, "deny deny unstated deny"},
		{"at://did:plc:b/app.bsky.feed.post/1", nil, "unstated unstated unstated unstated"},
	} {
		if got := words(ask(tt.url, tt.as, all...), tt.as...); got != tt.want {
			t.Errorf("%s as %v: %s, want %s", tt.url, tt.as, got, tt.want)
		}
	}
}

// TestNothingIsSetAsideFromElsewhere: a record of another repository, or one that
// nobody knows where it is from, lifts no refusal.
func TestNothingIsSetAsideFromElsewhere(t *testing.T) {
	refusal := place(listed("did:plc:a", "globalScope", "", `"training":{"allow":false}`))[0]
	for _, other := range []string{
		listed("did:plc:b", "entityScope", `"entity":"ai.example"`, `"training":{"allow":true}`),
		listed("did:plc:b", "collectionScope", `"collection":"app.bsky.feed.post"`, `"training":{"allow":true}`),
		value("entityScope", `"entity":"ai.example"`, `"training":{"allow":true}`),
	} {
		got := ask("at://a.example/app.bsky.feed.post/1", []string{"ai.example"}, place(other)[0], refusal)
		if w := words(got, "ai.example"); !strings.HasPrefix(w, "deny") {
			t.Errorf("beside %s: %s", other, w)
		}
	}
	// the same repository, as another server calls it
	elsewhere := place(listed("did:plc:a", "entityScope", `"entity":"ai.example"`, `"training":{"allow":true}`))[0]
	if w := words(ask("", []string{"ai.example"}, elsewhere, refusal), "ai.example"); !strings.HasPrefix(w, "allow") {
		t.Errorf("of one server: %s", w)
	}
	elsewhere.Source = "https://elsewhere.example/records.json"
	if w := words(ask("", []string{"ai.example"}, elsewhere, refusal), "ai.example"); !strings.HasPrefix(w, "deny") {
		t.Errorf("of another server: %s", w)
	}
	// two bare records have no repository in common
	bare := value("globalScope", "", `"training":{"allow":false}`)
	got := ask("", []string{"ai.example"}, place(bare)[0], place(value("entityScope", `"entity":"ai.example"`, `"training":{"allow":true}`))[0])
	if w := words(got, "ai.example"); !strings.HasPrefix(w, "deny") {
		t.Errorf("two bare records: %s", w)
	}
}

func TestEvidence(t *testing.T) {
	observed := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	text := "{\"uri\": \"at://did:plc:a/community.lexicon.preference.ai/3k\",\n \"value\": " +
		value("entityScope", `"entity":"ai.example"`, `"training":{"allow":false}`) + "}"
	artifacts := place(text)
	artifacts[0].Observed = observed
	got := ask("https://example.com/a", nil, artifacts...)
	if len(got.Evidence) != 1 || len(got.Problems) != 0 {
		t.Fatalf("got %+v", got)
	}
	e := got.Evidence[0]
	if e.Where.String() != pds+":2:11" || !strings.HasPrefix(e.Raw, `{"$type"`) || !strings.HasSuffix(e.Raw, `}}}`) ||
		e.Asker != "ai.example" || e.Scope != "entityScope" || e.Reach != proviso.Linked || e.Observed != observed ||
		e.Party != (proviso.Party{Name: "did:plc:a", Identification: proviso.Anonymous}) {
		t.Errorf("got %+v", e)
	}
}

// TestParties: who speaks is what the URI claims, or else the server.
func TestParties(t *testing.T) {
	bare := []byte(value("globalScope", "", `"training":{"allow":false}`))
	for _, tt := range []struct {
		artifact *carrier.Artifact
		url      string
		party    proviso.Party
		reach    proviso.Reach
	}{
		{&carrier.Artifact{Kind: carrier.Document, Source: "https://a.example/ai.json", MediaType: "application/json"}, "https://example.com/",
			proviso.Party{Name: "a.example", Identification: proviso.ServerOperator}, proviso.Linked},
		{&carrier.Artifact{Kind: carrier.Response, MediaType: "application/vnd.a+json"}, "https://example.com/",
			proviso.Party{Name: "example.com", Identification: proviso.ServerOperator}, proviso.WithAsset},
		{&carrier.Artifact{Kind: carrier.File, Source: "self.json"}, "", proviso.Party{}, proviso.WithAsset},
	} {
		tt.artifact.Body = bare
		got := ask(tt.url, nil, tt.artifact)
		if len(got.Evidence) != 1 || got.Evidence[0].Party != tt.party || got.Evidence[0].Reach != tt.reach {
			t.Errorf("%v %s: %+v", tt.artifact.Kind, tt.artifact.Source, got)
		}
	}
}

// TestWants: only JSON is looked at, and only where a type stands in it.
func TestWants(t *testing.T) {
	record := []byte(" " + value("globalScope", "", `"training":{"allow":false}`))
	for _, tt := range []struct {
		artifact *carrier.Artifact
		wanted   bool
	}{
		{&carrier.Artifact{Kind: carrier.Response, MediaType: "application/json", Body: record}, true},
		{&carrier.Artifact{Kind: carrier.File, Body: record}, true},
		{&carrier.Artifact{Kind: carrier.File, Body: append([]byte("# "), record...)}, false},
		{&carrier.Artifact{Kind: carrier.Response, MediaType: "text/html", Body: record}, false},
		{&carrier.Artifact{Kind: carrier.Request, MediaType: "application/json", Body: record}, false},
		{&carrier.Artifact{Kind: carrier.Robots, Body: record}, false},
		{&carrier.Artifact{Kind: carrier.Response, MediaType: "application/json", Body: []byte(`{"$type":"app.bsky.feed.post"}`)}, false},
		{&carrier.Artifact{Kind: carrier.Response, MediaType: "application/json"}, false},
	} {
		if got := atprotocol.Carrier.Wants(tt.artifact); got != tt.wanted {
			t.Errorf("%v %s %.20q: %v", tt.artifact.Kind, tt.artifact.MediaType, tt.artifact.Body, got)
		}
	}
}

// TestMaxRecords is the hostile test of MaxRecords: what is not read may refuse what
// another record permits.
func TestMaxRecords(t *testing.T) {
	list := func(n int) string {
		one := entry("did:plc:a", "globalScope", "", `"training":{"allow":true},"inference":{"allow":false}`)
		return `{"records":[` + strings.TrimSuffix(strings.Repeat(one+",", n), ",") + `]}`
	}
	if got := ask("", nil, place(list(atprotocol.MaxRecords))...); words(got) != "allow deny unstated unstated" || len(got.Problems) != 0 {
		t.Errorf("at the limit: %s, %+v", words(got), got.Problems)
	}
	got := ask("", nil, place(list(atprotocol.MaxRecords+1))...)
	if words(got) != "unstated deny unstated unstated" || len(got.Problems) != 1 || got.Problems[0].Code != atprotocol.CodeTooMany {
		t.Errorf("beyond the limit: %s, %+v", words(got), got.Problems)
	}
}

// TestMaxName is the hostile test of MaxName.
func TestMaxName(t *testing.T) {
	with := func(n int) carrier.Reading {
		return ask("", nil, place(value("entityScope", `"entity":"`+strings.Repeat("a", n)+`"`, `"training":{"allow":true},"inference":{"allow":false}`))...)
	}
	if got := with(atprotocol.MaxName); len(got.Evidence) != 1 || len(got.Evidence[0].Asker) != atprotocol.MaxName || len(got.Problems) != 0 {
		t.Errorf("at the limit: %+v", got)
	}
	got := with(atprotocol.MaxName + 1)
	if words(got) != "unstated deny unstated unstated" || len(got.Problems) != 1 || got.Problems[0].Code != atprotocol.CodeScope {
		t.Errorf("beyond the limit: %+v", got)
	}
}

// TestCutShort: every beginning of a record says at most what the whole does, and
// permits nothing.
func TestCutShort(t *testing.T) {
	whole := listed("did:plc:a", "globalScope", "", `"inference":{"allow":false},"training":{"allow":true}`)
	for n := range whole {
		got := ask("", nil, place(whole[:n])...)
		if w := words(got); w != "unstated unstated unstated unstated" && w != "unstated deny unstated unstated" {
			t.Errorf("%d bytes: %s", n, w)
		}
	}
	cut := place(whole)
	cut[0].Truncated = true
	if got := ask("", nil, cut...); words(got) != "unstated deny unstated unstated" || len(got.Problems) != 1 {
		t.Errorf("truncated: %+v", got)
	}
}

func write(said carrier.Said) (text string, losses []proviso.Loss, err error) {
	return atprotocol.Carrier.Forms[0].Write(said)
}

// TestRecordIsOfTheLexicon: what is written is the JSON that the lexicon asks for.
func TestRecordIsOfTheLexicon(t *testing.T) {
	said := carrier.Said{}
	said.Outcomes[proviso.TrainAI] = proviso.Denied()
	said.Outcomes[proviso.AIUse] = proviso.Allowed()
	said.Changed = time.Date(2026, 4, 4, 14, 0, 0, 5e6, time.FixedZone("", 7200))
	text, losses, err := write(said)
	if err != nil {
		t.Fatal(err)
	}
	type preference struct {
		Allow     *bool  `json:"allow"`
		UpdatedAt string `json:"updatedAt"`
	}
	var record struct {
		Type        string                `json:"$type"`
		UpdatedAt   string                `json:"updatedAt"`
		Scope       map[string]string     `json:"scope"`
		Preferences map[string]preference `json:"preferences"`
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&record); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	const when = "2026-04-04T12:00:00.005Z"
	if record.Type != "community.lexicon.preference.ai" || record.UpdatedAt != when || len(record.Preferences) != 2 ||
		record.Scope["$type"] != "community.lexicon.preference.ai#globalScope" ||
		*record.Preferences["training"].Allow || !*record.Preferences["inference"].Allow || record.Preferences["training"].UpdatedAt != when {
		t.Errorf("written %s", text)
	}
	if len(losses) != 1 || losses[0].Use != proviso.TDM || losses[0].Form != `"training": {"allow": false}` {
		t.Errorf("losses %+v", losses)
	}
	said.Scope = "/posts/"
	if _, _, err := write(said); err == nil {
		t.Error("a scope was written as if it were the whole account")
	}
}

// TestSafeForms: what is written for readers that know more of a preference than its
// place among the uses.
func TestSafeForms(t *testing.T) {
	allow, deny := proviso.Allowed(), proviso.Denied()
	for _, tt := range []struct {
		train, ai, search, tdm proviso.Outcome
		written                string
	}{
		{train: allow, tdm: deny, written: "training:false embedding:false"},
		{ai: deny, written: "inference:false syntheticContent:false"},
		{ai: allow, written: "inference:true"},
		{tdm: deny, written: "embedding:false"},
		{search: allow, tdm: deny, written: ""}, // it may need embeddings
		{search: deny, train: allow, tdm: allow, written: "training:true"},
	} {
		said := carrier.Said{Outcomes: proviso.Outcomes{tt.train, tt.ai, tt.search, tt.tdm}}
		text, _, err := write(said)
		if err != nil {
			t.Fatal(err)
		}
		var record struct {
			Preferences map[string]struct{ Allow bool }
		}
		if err := json.Unmarshal([]byte(cmp.Or(text, "{}")), &record); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, token := range atprotocol.Carrier.Tokens {
			if p, ok := record.Preferences[token.Token]; ok {
				list = append(list, fmt.Sprintf("%s:%v", token.Token, p.Allow))
			}
		}
		if got := strings.Join(list, " "); got != tt.written {
			t.Errorf("%v: written %s, want %s", said.Outcomes, got, tt.written)
		}
	}
}

// TestScopeGivenTwice: a refusal does not shrink to one of two scopes.
func TestScopeGivenTwice(t *testing.T) {
	everything, entity := `"scope":{"$type":"#globalScope"}`, `"scope":{"$type":"#entityScope","entity":"ai.example"}`
	for _, scopes := range []string{everything + "," + entity, entity + "," + everything} {
		got := ask("", nil, place(`{"$type":"community.lexicon.preference.ai",`+scopes+`,"preferences":{"training":{"allow":false}}}`)...)
		if w := words(got); w != "deny unstated unstated deny" {
			t.Errorf("%s: %s, %+v", scopes, w, got.Problems)
		}
	}
}

// TestNothingToRead: asking about an asset without records costs nothing.
func TestNothingToRead(t *testing.T) {
	artifacts := []*carrier.Artifact{
		{Kind: carrier.Response, MediaType: "text/html", Body: []byte("<title>a</title>")},
		{Kind: carrier.Document, MediaType: "application/json", Body: []byte(`[{"location":"/","tdm-reservation":1}]`)},
	}
	q := &carrier.Question{URL: "https://example.com/a"}
	if n := testing.AllocsPerRun(100, func() { atprotocol.Carrier.Read(artifacts, q) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
