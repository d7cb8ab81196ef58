package gather

import (
	"bytes"
	"io"
	"path"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// readRobots reads a robots.txt file, of which the lines within the limit are kept.
func readRobots(in input) (*carrier.Artifact, error) {
	f, err := in.open()
	if err != nil {
		return nil, bare(err)
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, MaxRobots+1))
	if err != nil {
		return nil, bare(err)
	}
	return robotsFile(in.name, body), nil
}

// robotsFile makes an artifact of the text of a robots.txt, of which at most
// MaxRobots+1 bytes are given.
func robotsFile(name string, body []byte) *carrier.Artifact {
	a := &carrier.Artifact{Kind: carrier.Robots, Source: name, Body: body, Observed: time.Now().UTC()}
	if len(body) > MaxRobots {
		a.Truncated = true
		a.Body = body[:bytes.LastIndexAny(body[:MaxRobots], "\r\n")+1]
	}
	return a
}

// robotsAsset is the asset a robots.txt on its own stands for: its host's root.
func (w *walk) robotsAsset(in input, host string, body []byte) *Asset {
	a := &Asset{URL: w.opt.URL, Name: in.name}
	if host != "" && (a.URL == "" || w.folder != "") {
		a.URL = "https://" + host + "/"
	}
	artifact := robotsFile(in.name, body)
	if artifact.Truncated {
		a.note(proviso.Warning, NoteRobotsTruncated, in.name, "The robots.txt is larger than the limit; only its first lines were read.")
	}
	a.Artifacts = []*carrier.Artifact{artifact}
	return a
}

// robotsName tells by its name whether a file is a robots.txt, perhaps (if its text
// looks like one) or surely, and of which host.
func robotsName(rel string) (host string, perhaps, surely bool) {
	if rel == "" {
		return "", true, false
	}
	base := strings.ToLower(path.Base(rel))
	dir := strings.ToLower(path.Base(path.Dir(rel)))
	name, text := strings.CutSuffix(base, ".txt")
	switch before, named := strings.CutSuffix(name, ".robots"); {
	case !text:
		host = hostLike(base)
		return host, host != "" || path.Ext(base) == "", false
	case name == "robots":
		return hostLike(dir), true, true
	case named:
		return hostLike(before), true, true
	}
	return hostLike(name), true, false
}

// hostLike gives the host a file is named after; empty if the name is no host with
// a top-level domain.
func hostLike(name string) string {
	host, err := hostname(name)
	if err != nil {
		return ""
	}
	top := host[strings.LastIndexByte(host, '.')+1:]
	if len(top) == len(host) || len(top) < 2 || !strings.HasPrefix(top, "xn--") && strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return host
}

// robotsKeys are the directives that tell a robots.txt from other text.
var robotsKeys = map[string]bool{
	"user-agent": true, "disallow": true, "allow": true, "sitemap": true, "crawl-delay": true,
	"host": true, "clean-param": true, "content-usage": true, "content-signal": true, "license": true,
}

// looksLikeRobots reports whether most lines of a text are directives of a
// robots.txt, and one of them names an asker.
func looksLikeRobots(text []byte) bool {
	if bytes.IndexByte(text, 0) >= 0 {
		return false
	}
	known, other, agent := 0, 0, false
	for line := range strings.FieldsFuncSeq(string(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		key, _, _ := strings.Cut(line, ":")
		key = strings.ToLower(strings.TrimSpace(key))
		if robotsKeys[key] {
			known++
		} else {
			other++
		}
		agent = agent || key == "user-agent"
	}
	return agent && known > other
}
