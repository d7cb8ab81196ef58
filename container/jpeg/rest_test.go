package jpeg_test

import (
	"encoding/binary"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// rest gives what must come through byte for byte, and in order, when a block of a kind
// is put: all of a file but segments of the kind, what MPF says, and the heads of
// segments of Photoshop; of these the resources that are not of the kind.
func rest(kind container.Kind, data string) []string {
	var out strings.Builder
	var bodies []string
	at := 0
	for _, g := range segments(data) {
		body := data[g.at+4 : g.end]
		skip := photoshopHead(g.marker, body)
		if skip > 0 {
			bodies = append(bodies, body[skip:])
		}
		if skip > 0 || g.marker == 0xE1 && kindOfAPP1(body) == kind || strings.HasPrefix(body, "MPF\x00") {
			out.WriteString(data[at:g.at])
			at = g.end
		}
	}
	return append(foreignResources(kind, bodies), out.String()+data[at:])
}

// kindOfAPP1 tells XMP and Exif from others, which are ICC for want of a better kind.
func kindOfAPP1(body string) container.Kind {
	if strings.HasPrefix(body, "Exif\x00") && len(body) > 5 {
		return container.Exif
	}
	if strings.HasPrefix(body, xmpHead) || strings.HasPrefix(body, extHead) {
		return container.XMP
	}
	for _, start := range []string{"<?xpacket", "<x:x", "<rdf:RDF"} {
		if strings.Contains(body[:min(len(body), 128)], start) {
			return container.XMP
		}
	}
	return container.ICC
}

// photoshopHead is how long the signature of resources is; zero for other segments.
func photoshopHead(marker byte, body string) int {
	switch {
	case marker == 0xED && strings.HasPrefix(body, "Photoshop 3.0\x00"):
		return 14
	case marker == 0xED && strings.HasPrefix(body, "Adobe_Photoshop2.5:") && len(body) >= 27:
		return 27
	}
	return 0
}

// foreignResources takes what segments hold apart, and leaves out what belongs to a
// kind. From what is no resource on, all up to the end of its segment is one piece.
func foreignResources(kind container.Kind, bodies []string) (all []string) {
	stream := strings.Join(bodies, "")
	ends, end := []int{}, 0
	for _, b := range bodies {
		end += len(b)
		ends = append(ends, end)
	}
	for at := 0; at < len(stream); {
		id, n := resourceAt(stream[at:])
		if n == 0 {
			for len(ends) > 0 && ends[0] <= at {
				ends = ends[1:]
			}
			if piece := strings.Trim(stream[at:ends[0]], "\x00"); piece != "" {
				all = append(all, piece)
			}
			at = ends[0]
			continue
		}
		n = min(n, len(stream)-at)
		switch {
		case kind == container.XMP && id == 0x0424:
		case kind == container.IIM && (id == 0x0404 || id == 0x0425):
		default:
			all = append(all, stream[at:at+n])
		}
		at += n
	}
	return all
}

// resourceAt gives number and length of a resource, with its padding; zero for none.
func resourceAt(s string) (id, length int) {
	if len(s) < 12 || !strings.Contains("8BIM PHUT AgHg DCSR MeSa", s[:4]) {
		return 0, 0
	}
	head := 6 + (int(s[6])+2)&^1 + 4
	if head > len(s) {
		return 0, 0
	}
	size := int(binary.BigEndian.Uint32([]byte(s[head-4:])))
	if size > len(s)-head {
		return 0, 0
	}
	return int(binary.BigEndian.Uint16([]byte(s[4:]))), head + size + size%2
}
