package contentsignal

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// cloudflare is the network that is known to put signals into what it delivers.
const cloudflare = "Cloudflare"

// The comments around what Cloudflare's managed robots.txt puts before the owner's
// own, as its documentation shows them. They differ in a capital there, and so are
// compared without regard to case.
var (
	managedBegin = []byte("# BEGIN Cloudflare Managed content")
	managedEnd   = []byte("# END Cloudflare Managed Content")
)

// managed follows the lines of a file and tells which of them the network manages. A
// beginning without an end marks nothing: it is not known then what is whose.
type managed struct {
	begin  int // of the block that is open; 0 for none
	blocks [][2]int
}

// see takes the next line.
func (m *managed) see(l *robots.Line) {
	if l.Kind != robots.Comment {
		return
	}
	switch text := bytes.Trim(l.Text, " \t"); {
	case bytes.EqualFold(text, managedBegin):
		m.begin = l.Number
	case m.begin > 0 && bytes.EqualFold(text, managedEnd):
		m.blocks = append(m.blocks, [2]int{m.begin, l.Number})
		m.begin = 0
	}
}

// by names the network that manages a line; empty for none.
func (m *managed) by(number int) string {
	for _, block := range m.blocks {
		if block[0] < number && number < block[1] {
			return cloudflare
		}
	}
	return ""
}

// convertedBy names the network that seems to have made the response from another
// one: Cloudflare's Markdown for Agents answers with text/markdown, tells how many
// tokens that is, and by default permits everything in a Content-Signal field. A
// server of the owner's own may do all that too, without the network's mark.
func convertedBy(a *carrier.Artifact) string {
	if a.MediaType != "text/markdown" {
		return ""
	}
	converted, delivered := false, false
	for i := range a.Header {
		switch f := &a.Header[i]; {
		case strings.EqualFold(f.Name, "x-markdown-tokens"):
			converted = true
		case strings.EqualFold(f.Name, "cf-ray"), strings.EqualFold(f.Name, "server") && strings.EqualFold(strings.TrimSpace(f.Value), "cloudflare"):
			delivered = true
		}
	}
	if converted && delivered {
		return cloudflare
	}
	return ""
}
