package jpeg

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// packet is a segment with an XMP packet.
type packet struct {
	segment
	data      container.Range
	kind      kind
	plausible bool
}

// plausible reports whether bytes may be the beginning of a packet. UTF-16 and UTF-32,
// which JPEG does not allow, may.
func plausible(b []byte) bool {
	const blank = "\x00 \t\r\n"
	b = bytes.TrimLeft(b[:min(len(b), peekLen-len(xmpSignature))], blank)
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE"} {
		b = bytes.TrimPrefix(b, []byte(mark))
	}
	b = bytes.TrimLeft(b, blank)
	return len(b) > 0 && b[0] == '<'
}

// choose settles which packet counts.
func (s *scanner) choose() error {
	for _, k := range []kind{xmp, xmpOdd} {
		for i, p := range s.packets {
			if s.chosen < 0 && p.kind == k && p.plausible {
				s.chosen = i
			}
		}
	}
	embedded := slices.IndexFunc(s.embedded, func(b container.Block) bool { return plausible(b.Data) })
	if s.chosen < 0 && embedded < 0 && len(s.packets) > 0 {
		s.chosen = 0
	}
	s.reportPackets()
	if s.chosen >= 0 {
		p := s.packets[s.chosen]
		data, err := s.src.Bytes(p.data)
		if err != nil {
			return err
		}
		s.block(container.XMP, "APP1 segment", pieces{p.data}, data)
	} else if embedded >= 0 {
		s.scan.Blocks = append(s.scan.Blocks, s.embedded[embedded])
		s.embedded = slices.Delete(s.embedded, embedded, embedded+1)
	}
	return s.spare()
}

// spare lists the packets that do not count: all of them, but no more data than a block
// may have.
func (s *scanner) spare() error {
	left := int64(container.MaxBlock)
	for i, p := range s.packets {
		b := container.Block{Kind: container.XMP, Stored: pieces{p.data}, Place: "APP1 segment"}
		if i == s.chosen {
			continue
		}
		if left -= p.data.Length; left >= 0 {
			var err error
			if b.Data, err = s.src.Bytes(p.data); err != nil {
				return err
			}
		}
		s.scan.Spare = append(s.scan.Spare, b)
	}
	s.scan.Spare = append(s.scan.Spare, s.embedded...)
	return nil
}

// reportPackets tells of everything but one proper packet.
func (s *scanner) reportPackets() {
	for i, p := range s.packets {
		if p.kind == xmpOdd {
			s.problem("jpeg-xmp-signature", p.at, "An XMP packet stands under a signature that is not the standard one.")
		}
		if !p.plausible {
			s.problem("jpeg-xmp-unreadable", p.at, "What stands in the place of an XMP packet is not XML.")
		}
		if i != s.chosen {
			s.problem("jpeg-xmp-duplicate", p.at, "There is more than one XMP packet, and this one does not count.")
		}
	}
}

// readExtension puts the extension together that the packet names.
func (s *scanner) readExtension() error {
	guid := ""
	if b := s.scan.Find(container.XMP); b != nil {
		guid = guidOf(b.Data)
	}
	var linked []numbered
	for _, e := range s.extensions {
		if guid == "" || !strings.EqualFold(e.set, guid) {
			s.problem("jpeg-extension-unlinked", e.at, "A piece of an XMP extension that the packet does not name is not read.")
			continue
		}
		linked = append(linked, e)
	}
	if len(linked) == 0 {
		if guid != "" {
			at := s.scan.Find(container.XMP).Stored[0].Offset
			s.problem("jpeg-extension-missing", at, "The packet names an extension that is not there.")
		}
		return nil
	}
	all, twice := inOrder(linked)
	if twice {
		s.problem("jpeg-extension-duplicate", linked[0].at, "Pieces of the XMP extension are there more than once.")
	}
	if err := s.assemble(container.ExtendedXMP, "APP1 segment", linked, all, gapless(all)); err != nil {
		return err
	}
	s.checkDigest(guid)
	return nil
}

// gapless reports whether pieces with offsets make a whole.
func gapless(all []numbered) bool {
	at := int64(0)
	for _, p := range all {
		if p.number != at || p.total != all[0].total {
			return false
		}
		at += p.cut(p.skip).Length
	}
	return at > 0 && at == all[0].total
}

// checkDigest reports an extension whose name is not its digest: it was changed since,
// or its writer made the name up.
func (s *scanner) checkDigest(guid string) {
	b := s.scan.Find(container.ExtendedXMP)
	if b.Data == nil {
		return
	}
	if sum := md5.Sum(b.Data); !strings.EqualFold(guid, hex.EncodeToString(sum[:])) {
		s.problem("jpeg-extension-digest", b.Stored[0].Offset, "The XMP extension is not the one its GUID was made of.")
	}
}

// guidOf gives the GUID of the extension that a packet names by the property
// HasExtendedXMP, as attribute or element; empty for none.
func guidOf(packet []byte) string {
	name := []byte("HasExtendedXMP")
	for {
		n := bytes.Index(packet, name)
		if n < 0 {
			return ""
		}
		packet = packet[n+len(name):]
		rest := bytes.TrimLeft(packet, " \t\r\n")
		if v, ok := bytes.CutPrefix(rest, []byte("=")); ok {
			rest = bytes.TrimLeft(bytes.TrimLeft(v, " \t\r\n"), `"'`)
		} else if _, rest, ok = bytes.Cut(rest, []byte(">")); !ok {
			return ""
		}
		rest = bytes.TrimLeft(rest, " \t\r\n")
		if len(rest) >= 32 && isHex(rest[:32]) {
			return string(rest[:32])
		}
	}
}

func isHex(b []byte) bool {
	_, err := hex.DecodeString(string(b))
	return err == nil
}
