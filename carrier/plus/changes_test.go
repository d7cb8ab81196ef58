package plus_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/declaration"
	"github.com/proviso-signals/proviso/carrier/mark"
	"github.com/proviso-signals/proviso/carrier/plus"
	"github.com/proviso-signals/proviso/container/xmp"
)

const (
	text      = "Only with credit; see https://e.example/d.json"
	link      = "https://e.example/d.json"
	record    = `<p:Wrote xmlns:p="` + mark.Namespace + `">`
	foreign   = `<plus:OtherConstraints><rdf:Alt><rdf:li xml:lang="x-default">Not for calendars.</rdf:li><rdf:li xml:lang="fr">Pas de calendriers.</rdf:li></rdf:Alt></plus:OtherConstraints>`
	otherLink = `<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>https://other.example/rsl</Iptc4xmpExt:LinkedRightsExpr><Iptc4xmpExt:RightsExprEncType>application/rsl+xml</Iptc4xmpExt:RightsExprEncType></rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`
)

// packetOf is the packet of a file with these properties.
func packetOf(t *testing.T, properties string) []byte {
	t.Helper()
	_, rest, _ := strings.Cut(string(described(properties)[0].Body), "<metadata>")
	packet, _, _ := strings.Cut(rest, "</metadata>")
	return []byte(packet)
}

func parse(packet []byte) *xmp.Packet {
	p, _ := xmp.Parse(packet)
	return p
}

// stamped is a packet with the changes made for a wish.
func stamped(t *testing.T, packet []byte, said carrier.Said, constraint string) []byte {
	t.Helper()
	changes, _, err := plus.Changes(parse(packet), said, constraint)
	if err != nil {
		t.Fatal(err)
	}
	return edited(t, packet, changes)
}

func edited(t *testing.T, packet []byte, changes []xmp.Change) []byte {
	t.Helper()
	out, err := xmp.Edit(packet, changes...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var conditional = carrier.Said{Outcomes: wishes("cc--"), Link: link}

func TestNamesAgree(t *testing.T) {
	if plus.TypeDeclaration != declaration.MediaType {
		t.Error("the media type of a declaration is another")
	}
	changes, _, err := plus.Changes(nil, conditional, text)
	if err != nil {
		t.Fatal(err)
	}
	if last := changes[len(changes)-1]; last.Space != mark.Namespace || last.Prefix != mark.Prefix || last.Name != mark.NameWrote {
		t.Errorf("the record is %+v", last)
	}
}

func TestStampAndRead(t *testing.T) {
	packet := stamped(t, packetOf(t, ""), conditional, text)
	r := read(picture(string(packet)))
	if len(r.Evidence) != 1 || r.Evidence[0].Raw != plus.Vocabulary+plus.ProhibitedSeeLink || codesOf(r) != "" {
		t.Errorf("read %+v", r)
	}
	if len(r.Rights) != 1 || r.Rights[0].Value != link {
		t.Errorf("links %+v", r.Rights)
	}
	if got := parse(packet).Get(xmp.NSPLUS, "OtherConstraints").Default(); got != text {
		t.Errorf("the constraint is %q", got)
	}
	if again := stamped(t, packet, conditional, text); string(again) != string(packet) {
		t.Errorf("stamped twice, it is\n%s\nand was\n%s", again, packet)
	}
}

// TestClearTakesOutOwn: whatever a file had before a stamp, it has after the stamp was
// cleared, however often it was stamped in between.
func TestClearTakesOutOwn(t *testing.T) {
	for name, properties := range map[string]string{
		"nothing":              "",
		"somebody's text":      foreign,
		"somebody's only text": `<plus:OtherConstraints>Not for calendars.</plus:OtherConstraints>`,
		"text in French":       `<plus:OtherConstraints><rdf:Alt><rdf:li xml:lang="fr">Non.</rdf:li></rdf:Alt></plus:OtherConstraints>`,
		"somebody's link":      otherLink,
		"all of it":            foreign + otherLink + `<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>N</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>`,
		"the very text":        `<plus:OtherConstraints><rdf:Alt><rdf:li xml:lang="x-default">` + text + `</rdf:li></rdf:Alt></plus:OtherConstraints>`,
		"the very term":        `<plus:DataMining>` + plus.Vocabulary + plus.ProhibitedSeeLink + `</plus:DataMining>`,
		"another's record":     record + `<rdf:Bag><rdf:li>dc:rights Mine</rdf:li></rdf:Bag></p:Wrote>`,
	} {
		before := packetOf(t, properties)
		packet := stamped(t, before, carrier.Said{Outcomes: wishes("c---")}, "An earlier text.")
		packet = stamped(t, packet, conditional, text)
		packet = stamped(t, packet, conditional, text)
		if !strings.Contains(string(packet), plus.ProhibitedSeeLink) || !strings.Contains(string(packet), text) {
			t.Errorf("%s: stamped %s", name, packet)
		}
		packet = edited(t, packet, plus.Clear(parse(packet)))
		was, is := parse(before), parse(packet)
		if name == "the very term" { // an earlier stamp replaced it, and clearing does not bring it back
			was = parse(packetOf(t, ""))
		}
		if len(was.Properties) != len(is.Properties) {
			t.Errorf("%s: left with %s", name, packet)
			continue
		}
		for i := range was.Properties {
			q := &was.Properties[i]
			v := is.Get(q.Space, q.Name)
			if v == nil || !v.Equal(&q.Value) && (v.Default() != q.Value.Default() || len(v.Items) > 1) {
				t.Errorf("%s: %s is %+v, and was %+v", name, q.Name, v, q.Value)
			}
		}
	}
}

// TestClearLeavesOthers: what nobody recorded, or somebody changed since, stays.
func TestClearLeavesOthers(t *testing.T) {
	mining := `<plus:DataMining>` + plus.Vocabulary + plus.ProhibitedSeeLink + `</plus:DataMining>`
	if changes := plus.Clear(parse(packetOf(t, mining+foreign+otherLink))); len(changes) != 0 {
		t.Errorf("never stamped: %+v", changes)
	}
	if changes := plus.Clear(nil); len(changes) != 0 {
		t.Errorf("no packet: %+v", changes)
	}
	packet := stamped(t, packetOf(t, ""), conditional, text)
	if !plus.Ours(parse(packet)) {
		t.Error("what was stamped is not ours")
	}
	packet = edited(t, packet, []xmp.Change{
		xmp.Set(xmp.NSPLUS, "", plus.Property, xmp.Text(plus.Vocabulary+plus.Prohibited)),
		xmp.Set(xmp.NSPLUS, "", "OtherConstraints", xmp.LangAlt("Ask me.")),
	})
	if plus.Ours(parse(packet)) {
		t.Error("what was changed is ours")
	}
	packet = edited(t, packet, plus.Clear(parse(packet)))
	if p := parse(packet); len(p.Properties) != 2 || p.Get(xmp.NSPLUS, plus.Property) == nil || p.Get(xmp.NSPLUS, "OtherConstraints") == nil {
		t.Errorf("left with %s", packet)
	}
}

// TestChangesKeepForeignItems: links of others stay, in their order; ours is replaced
// where it is.
func TestChangesKeepForeignItems(t *testing.T) {
	packet := stamped(t, packetOf(t, foreign+otherLink), conditional, text)
	packet = edited(t, packet, []xmp.Change{xmp.Set(xmp.NSIPTCExt, "", "LinkedEncRightsExpr", xmp.Bag(
		append(parse(packet).Get(xmp.NSIPTCExt, "LinkedEncRightsExpr").Items, xmp.Text("https://third.example/"))...))})
	moved := conditional
	moved.Link = "https://e.example/moved.json"
	packet = stamped(t, packet, moved, text)
	r := read(picture(string(packet)))
	var links []string
	for _, x := range r.Rights {
		links = append(links, x.Value)
	}
	if got := strings.Join(links, " "); got != "https://other.example/rsl https://e.example/moved.json https://third.example/" {
		t.Errorf("links %s", got)
	}
	other := parse(packet).Get(xmp.NSPLUS, "OtherConstraints")
	if other.Default() != "Not for calendars.\n\n"+text || len(other.Items) != 2 {
		t.Errorf("constraints %+v", other)
	}
	moved.Link = ""
	packet = stamped(t, packet, moved, text)
	if r := read(picture(string(packet))); len(r.Rights) != 2 || r.Evidence[0].Raw != plus.Vocabulary+plus.ProhibitedSeeText {
		t.Errorf("without a link: %+v", r)
	}
}

// TestChangesRefuseWhatTheyCannotKeep: a value in a form that is read and never written
// is not written over.
func TestChangesRefuseWhatTheyCannotKeep(t *testing.T) {
	for name, properties := range map[string]string{
		"foreign links": `<Iptc4xmpExt:LinkedEncRightsExpr><rsl xmlns="https://rslstandard.org/rsl"><content url="/"/></rsl></Iptc4xmpExt:LinkedEncRightsExpr>`,
		"foreign item":  `<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li><rsl xmlns=""/></rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`,
		"a structure":   `<plus:OtherConstraints rdf:parseType="Resource"><plus:x>y</plus:x></plus:OtherConstraints>`,
	} {
		p := parse(packetOf(t, properties))
		if _, _, err := plus.Changes(p, conditional, text); !errors.Is(err, plus.ErrForeign) {
			t.Errorf("%s: %v", name, err)
		}
		if changes := plus.Clear(p); len(changes) != 0 {
			t.Errorf("%s is cleared: %+v", name, changes)
		}
		if _, _, err := plus.Changes(p, carrier.Said{Outcomes: wishes("n---")}, text); err != nil {
			t.Errorf("%s: what need not be changed is refused: %v", name, err)
		}
	}
}

// TestNothingToSay: where no term may stand, an earlier one of ours goes, and one of
// somebody else stays.
func TestNothingToSay(t *testing.T) {
	freely := carrier.Said{Outcomes: wishes("yyy-"), Link: link}
	packet := stamped(t, packetOf(t, ""), conditional, text)
	packet = stamped(t, packet, freely, text)
	p := parse(packet)
	if p.Get(xmp.NSPLUS, plus.Property) != nil || p.Get(xmp.NSPLUS, "OtherConstraints") != nil || p.Get(xmp.NSIPTCExt, "LinkedEncRightsExpr") == nil {
		t.Errorf("left with %s", packet)
	}
	changes, losses, err := plus.Changes(parse(packetOf(t, `<plus:DataMining>`+plus.Vocabulary+plus.Prohibited+`</plus:DataMining>`)), freely, "")
	if err != nil || len(losses) != 3 {
		t.Errorf("losses %+v, %v", losses, err)
	}
	for _, c := range changes {
		if c.Name == plus.Property {
			t.Errorf("changed: %+v", c)
		}
	}
	if changes, _, _ := plus.Changes(nil, carrier.Said{Link: link}, text); len(changes) != 0 {
		t.Errorf("nothing was said, and written: %+v", changes)
	}
	if _, losses, _ := plus.Changes(nil, carrier.Said{Outcomes: proviso.Outcomes{proviso.Denied()}}, ""); len(losses) != 0 {
		t.Errorf("losses %+v", losses)
	}
}
