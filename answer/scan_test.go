package answer

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var requestSeeds = []string{
	`{"url":"https://example.com/"}`,
	`{"id":1,"url":"https://example.com/p","as":["ExampleBot"],"robots":"User-agent: *\nAllow: /\n","robots_status":200}`,
	`{"id":"a","robots":null,"headers":[["Content-Usage","train-ai=n"],["content-usage","search=y"]]}`,
	`{"robots":"a\\\"b","profile":"legacy","policy":"hold-unstated","media_type":"text/html"}`,
	`{"robots":"","robots":"x"}`,
	`{"robots":"\u00e9","url":"\u00e9"}`,
	`{"robots":"bad \x"}`,
	"{\"robots\":\"tab\there\"}",
	`{"robots":"cut`,
	`{"id":{"a":[1, 2]},"url":1}`,
	`{"id":-1.5e3,"url":"x","unknown":[{}]}`,
	`{"id":null,"url":null,"as":null,"robots_status":null,"headers":null}`,
	`{"robots_status":0404}`,
	`{"robots_status":4.0e2}`,
	`{"robots_status":99999999999999999999}`,
	`{"robots_base64":"VXNlcg==","body_base64":"AA=="}`,
	`{"robots_base64":"!"}`,
	`{"as":[1]}`, `{"as":["a",]}`, `{"as":["a"],}`, `{"headers":[["a"]]}`, `{"headers":[]}`,
	`{"url":"https://example.com/","headers":[["ETag","\"a\\b\""],["X","\u00e9\ud83d\ude00\ud800"]],"body":"<p>\n\t\"a\/b\u003c\ud83dx\udc00\u0000"}`,
	`{"body":null,"body_base64":"AA=="}`, `{"body":"","media_type":"text/html"}`, `{"body":"a","body":"b"}`, `{"body":"\ud83d\u"}`,
	`{"headers":[["a",null]]}`, `{"headers":[null]}`, `{"body":"a","body_base64":"AA=="}`,
	`{"documents":[{"url":"https://example.com/d","status":200,"body":"x"}]}`,
	`{} `, ` { } x`, `null`, `[]`, `"s"`, `{"a"}`, `{,}`,
	"{\"url\":\"\xff\"}", `{"url":"a","URL":"b"}`,
}

// FuzzScan holds the fast path to the strict one: where it succeeds, both read
// the same request.
func FuzzScan(f *testing.F) {
	for _, seed := range requestSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if bytes.IndexByte(line, '\n') >= 0 {
			return // a line holds no line end
		}
		var fast Request
		robots, ok := scanRequest(line, &fast, nil)
		if !ok {
			return
		}
		if robots != nil {
			if fast.Robots, ok = robotsText(robots); !ok {
				return // the batch asks ParseRequest then
			}
		}
		strict, err := ParseRequest(line)
		if err != nil {
			t.Fatalf("the fast path took what is refused: %v", err)
		}
		if diff := cmp.Diff(strict, fast); diff != "" {
			t.Errorf("strict and fast differ (-strict +fast):\n%s", diff)
		}
	})
}

// TestScanTakesTheUsualForms keeps the fast path from giving up on what batches
// are made of.
func TestScanTakesTheUsualForms(t *testing.T) {
	for _, line := range requestSeeds[:4] {
		var r Request
		if _, ok := scanRequest([]byte(line), &r, nil); !ok {
			t.Errorf("the fast path gave up on %s", line)
		}
	}
}

func TestParseRequestRefuses(t *testing.T) {
	for _, line := range []string{
		``, `null`, `[]`, `{"url":1}`, `{"as":"x"}`, `{"headers":[["a"]]}`, `{"headers":[["a","b","c"]]}`,
		`{"robots_status":"200"}`, `{"robots_base64":"*"}`, `{"body_base64":"A"}`, `{"url":"x"} y`, "{\"url\":\"\xff\"}",
	} {
		if r, err := ParseRequest([]byte(line)); err == nil {
			t.Errorf("%s was read as %+v", line, r)
		}
	}
}
