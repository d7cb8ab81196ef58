package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/examples/chorus/site"
)

// chorusCommands are shown in docs/chorus.md with what they print.
var chorusCommands = []struct{ about, command string }{
	{"The whole site, as its owner sees it:", "check --allow-private http://127.0.0.1:8932/"},
	{"The same page for one crawler, whose operator is told something of its own:", "check --allow-private --alone --as bingbot http://127.0.0.1:8932/index.html"},
	{"The whole derivation:", "explain --allow-private --policy hold-unstated http://127.0.0.1:8932/"},
	{"The photograph alone, from the host of the images:", "check --allow-private http://127.0.0.1:8933/photos/tide.jpg"},
}

// TestChorusPage runs the commands against the demonstration site and keeps what they
// print in docs/chorus.md. Times and sizes on the wire are masked.
func TestChorusPage(t *testing.T) {
	images := httptest.NewServer(site.Images())
	defer images.Close()
	pages := httptest.NewServer(site.Pages(images.URL))
	defer pages.Close()
	real := strings.NewReplacer("http://127.0.0.1:8932", pages.URL, "http://127.0.0.1:8933", images.URL)
	shown := strings.NewReplacer(pages.URL, "http://127.0.0.1:8932", images.URL, "http://127.0.0.1:8933",
		strings.TrimPrefix(pages.URL, "http://"), "127.0.0.1:8932", strings.TrimPrefix(images.URL, "http://"), "127.0.0.1:8933")

	var page bytes.Buffer
	page.WriteString(chorusIntroduction)
	for _, c := range chorusCommands {
		var out, errs bytes.Buffer
		run(context.Background(), strings.Fields(real.Replace(c.command)), streams{nil, &out, &errs})
		if errs.Len() > 0 {
			t.Errorf("%s: %s", c.command, errs.String())
		}
		page.WriteString("\n" + c.about + "\n\n```text\n$ go run ./cmd/proviso " + c.command + "\n")
		page.WriteString(masked.ReplaceAllString(shown.Replace(out.String()), "····"))
		page.WriteString("```\n")
	}
	generated(t, "chorus.md", page.Bytes())
}

// masked are times, sizes and durations, which differ from run to run.
var masked = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ|\d+ bytes  \d+ ms`)

const chorusIntroduction = `# Every format at once

` + "`go run ./examples/chorus`" + ` serves a small site on this machine that says how AI may use
it in every format there is, with contradictions as they are found on real sites. What
was planted is told at the top of [its source](../examples/chorus/site/site.go). This is
what Proviso makes of it; the page is made by ` + "`go test ./cmd/proviso -update`" + `.
`
