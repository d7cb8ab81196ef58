package answer

import (
	"sync"

	"github.com/proviso-signals/proviso/carrier"
)

// Limits of the memory a batch keeps robots.txt texts in. When either is reached
// the memory is emptied and fills again: requests for one host tend to come
// together, so a cleverer rule would buy little.
const (
	maxTexts     = 16384
	maxTextBytes = 256 << 20
)

// robotsTexts remembers the robots.txt texts of a batch as artifacts, so that
// each is decoded, parsed and compiled once.
type robotsTexts struct {
	mu    sync.RWMutex
	known map[string]*carrier.Artifact // by text as it stood in the request
	bytes int
}

// artifact gives the artifact for a text as [scanRequest] left it, and the status
// it came with. It is nil where nothing was given; ok is false where the text is
// not a valid JSON string.
func (t *robotsTexts) artifact(escaped []byte, status int) (a *carrier.Artifact, ok bool) {
	if escaped == nil && status == 0 {
		return nil, true
	}
	if escaped == nil || status != 0 && status != 200 {
		var body []byte
		if escaped != nil {
			if body, ok = robotsText(escaped); !ok {
				return nil, false
			}
		}
		return &carrier.Artifact{Kind: carrier.Robots, Status: status, Body: body}, true
	}
	t.mu.RLock()
	a = t.known[string(escaped)]
	t.mu.RUnlock()
	if a != nil {
		return a, true
	}
	text, ok := robotsText(escaped)
	if !ok {
		return nil, false
	}
	a = &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: text}
	t.remember(string(escaped), a)
	return a, true
}

func (t *robotsTexts) remember(escaped string, a *carrier.Artifact) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil || len(t.known) >= maxTexts || t.bytes >= maxTextBytes {
		t.known, t.bytes = make(map[string]*carrier.Artifact), 0
	}
	t.known[escaped] = a
	t.bytes += 2*len(escaped) + len(a.Body)
}
