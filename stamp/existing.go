package stamp

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/mark"
	"github.com/proviso-signals/proviso/carrier/plus"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/sidecar"
	"github.com/proviso-signals/proviso/container/xmp"
)

// look reads what a file says before anything is changed, and which of it no stamp has
// put there.
func (p *plan) look() {
	var evidence []proviso.Evidence
	p.artifact = p.artifactOf(p.before)
	p.Before, evidence = says(p.artifact)
	p.main, p.packet = mainOf(p.artifact)
	ours := plus.Ours(p.packet)
	for _, e := range evidence {
		if e.Carrier != mark.Carrier.Name && (e.Carrier != plus.Carrier.Name || !ours) {
			p.Existing = append(p.Existing, e)
		}
	}
}

// artifactOf is what was found in the file, for carriers, who parse it once.
func (p *plan) artifactOf(scan *container.Scan) *carrier.Artifact {
	return &carrier.Artifact{Kind: carrier.File, Source: filepath.Base(p.Path), Scan: scan}
}

// says is what a file says, read as any reader would, by every carrier.
func says(artifact *carrier.Artifact) (proviso.Outcomes, []proviso.Evidence) {
	a := answer.Of(carrier.Question{}, []*carrier.Artifact{artifact}, nil)
	return a.Rulings.Outcomes(), a.Reading.Evidence
}

// mainOf gives the XMP packet of the picture, nil where there is none, and what it says
// without its extension, nil where it could not be read.
func mainOf(artifact *carrier.Artifact) (main *container.Block, packet *xmp.Packet) {
	for i := range artifact.Scan.Blocks {
		if b := &artifact.Scan.Blocks[i]; b.Kind == container.XMP && !b.Aside {
			main = b
			break
		}
	}
	if main == nil || main.Data == nil {
		return main, nil
	}
	image := carrier.ImageOf(artifact)
	for i := range image.Packets {
		if p := &image.Packets[i]; p.Block == main && artifact.Scan.Find(container.ExtendedXMP) == nil {
			return main, p.Packet
		}
	}
	packet, _ = xmp.Parse(main.Data)
	return main, packet
}

// loses reports whether the file has another packet about the picture that says anything
// else than its main one, be it only in its form: that would go.
func (p *plan) loses() bool {
	scan := p.artifact.Scan
	for i := range scan.Blocks {
		if b := &scan.Blocks[i]; b.Kind == container.XMP && !b.Aside && b != p.main && !samePacket(b, p.main) {
			return true
		}
	}
	return slices.ContainsFunc(scan.Spare, func(b container.Block) bool { return !samePacket(&b, p.main) })
}

// samePacket reports whether two packets are the same but for their padding.
func samePacket(a, b *container.Block) bool {
	return b != nil && a.Data != nil && b.Data != nil && bytes.Equal(unpadded(a.Data), unpadded(b.Data))
}

func unpadded(packet []byte) []byte {
	if bare, err := xmp.Pad(packet, 0); err == nil {
		packet = bare
	}
	return bytes.TrimRight(packet, "\x00\t\n\r ")
}

// held says why a file is not written over without being asked: its mark or its
// plus:DataMining says something stricter, or the latter is somebody else's. Other
// statements stay beside the new one, and whoever reads the file joins them with it.
func (m *message) held(p *plan) (code, hint string) {
	if m.intent.Clear || m.intent.Replace || p.packet == nil {
		return "", ""
	}
	if old, ok := mark.Of(p.packet); ok && old.Expression != "" {
		if uses := m.stricter(p.markSays()); uses != "" {
			return CodeStricter, "Its mark says more about " + uses + ": " + oneLine(old.Expression) + "."
		}
	}
	said, text := plus.Says(p.packet)
	if said.Silent() || plus.Ours(p.packet) {
		return "", ""
	}
	if term, _, err := plus.Carrier.Forms[0].Write(m.said()); err == nil && term == text {
		return "", ""
	}
	if uses := m.stricter(said); uses != "" {
		return CodeStricter, "It says something stricter about " + uses + ": plus:DataMining is " + oneLine(text) + "."
	}
	return CodeForeign, "It says something else, and not by a stamp: plus:DataMining is " + oneLine(text) + "."
}

func (m *message) said() carrier.Said {
	return carrier.Said{Outcomes: m.intent.Outcomes, Link: m.intent.Declaration}
}

// markSays is what the mark says by itself.
func (p *plan) markSays() (o proviso.Outcomes) {
	for _, e := range mark.Carrier.Read([]*carrier.Artifact{p.artifact}, &carrier.Question{}).Evidence {
		o = o.Join(e.Outcomes)
	}
	return o
}

// stricter lists the uses about which something says more than the message would.
func (m *message) stricter(said proviso.Outcomes) string { return stricter(said, m.intent.Outcomes) }

// stricter lists the uses that something refuses, or makes conditional, more than what
// would be said instead.
func stricter(said, instead proviso.Outcomes) string {
	var uses []string
	for _, u := range proviso.Uses() {
		word := said[u].Word()
		if (word == proviso.Deny || word == proviso.Conditional) && !instead[u].AtLeast(said[u]) {
			uses = append(uses, u.String())
		}
	}
	return strings.Join(uses, ", ")
}

// oneLine is text of a file as a hint quotes it.
func oneLine(s string) string { return carrier.Clip(strings.Join(strings.Fields(s), " "), 120) }

// siblings are the names in the folder of the file that was looked at last.
type siblings struct {
	dir    string
	folder *sidecar.Folder
}

// look reads the folder, unless it is the one of before.
func (s *siblings) look(dir string) {
	if s.folder != nil && s.dir == dir {
		return
	}
	entries, _ := os.ReadDir(dir)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	s.dir, s.folder = dir, sidecar.NewFolder(names)
}
