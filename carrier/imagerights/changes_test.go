package imagerights_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/carrier/imagerights"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/xmp"
)

var all = imagerights.Rights{
	WebStatement: "https://example.com/rights", UsageTerms: "Editorial use only", Notice: "© 2026 Tide Pictures", Creator: "Tide Pictures",
	Credit: "Tide Pictures / Harbour", LicensorURL: "https://example.com/buy", LicensorName: "Harbour",
}

var facts = []string{
	"usage-info https://example.com/rights", "acquire-licence https://example.com/buy", "licensor Harbour", "credit-text Tide Pictures / Harbour",
	"copyright-notice © 2026 Tide Pictures", "usage-terms Editorial use only", "creator Tide Pictures",
}

// stamped is a packet with the changes made.
func stamped(t *testing.T, before []byte, r imagerights.Rights) []byte {
	t.Helper()
	var current *xmp.Packet
	if before != nil {
		current, _ = xmp.Parse(before)
	}
	changes, err := imagerights.Changes(current, r)
	if err != nil {
		t.Fatal(err)
	}
	after, err := xmp.New(changes...)
	if before != nil {
		after, err = xmp.Edit(before, changes...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// TestChanges: what is written reads back, and writing it again changes nothing.
func TestChanges(t *testing.T) {
	packet := stamped(t, nil, all)
	check(t, read(photo(block(container.XMP, packet))), facts)
	current, _ := xmp.Parse(packet)
	if again, err := imagerights.Changes(current, all); len(again) > 0 || err != nil {
		t.Errorf("again: %+v, %v", again, err)
	}
	if none, err := imagerights.Changes(current, imagerights.Rights{}); len(none) > 0 || err != nil {
		t.Errorf("nothing to say: %+v, %v", none, err)
	}
}

// TestChangesKeep: nothing that others wrote beside it is lost.
func TestChangesKeep(t *testing.T) {
	const others = `<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>` +
		`<dc:rights><rdf:Alt><rdf:li xml:lang="de">© Hafen</rdf:li></rdf:Alt></dc:rights>` +
		`<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li><rdf:li xml:lang="fr">Vieux</rdf:li></rdf:Alt></xmpRights:UsageTerms>` +
		`<dc:creator><rdf:Seq><rdf:li>Pier Studio</rdf:li></rdf:Seq></dc:creator>` +
		`<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Dock</plus:LicensorName><plus:LicensorCity>Hull</plus:LicensorCity></rdf:li></rdf:Seq></plus:Licensor>`
	after := string(stamped(t, packet(others), all))
	for _, kept := range []string{"licenses/by/4.0/", "© Hafen", "Vieux", "Pier Studio", "Dock", "Hull"} {
		if !strings.Contains(after, kept) {
			t.Errorf("%q is lost in\n%s", kept, after)
		}
	}
	if strings.Contains(after, ">Old<") {
		t.Error("the default text is the old one")
	}
	check(t, read(photo(block(container.XMP, []byte(after)))), []string{
		"licence https://creativecommons.org/licenses/by/4.0/ (CC BY 4.0)", "usage-info https://example.com/rights",
		"acquire-licence https://example.com/buy", "licensor Dock, Harbour", "credit-text Tide Pictures / Harbour",
		"copyright-notice © 2026 Tide Pictures", "usage-terms Editorial use only", "creator Pier Studio, Tide Pictures",
	})
}

// TestChangesComplete: a licensor who is there already gets what is missing.
func TestChangesComplete(t *testing.T) {
	for name, licensor := range map[string]string{
		"by name":              `<plus:LicensorName>Harbour</plus:LicensorName><plus:LicensorCity>Hull</plus:LicensorCity>`,
		"by page":              `<plus:LicensorURL>http://example.com/buy/</plus:LicensorURL><plus:LicensorCity>Hull</plus:LicensorCity>`,
		"outside of a list":    `<plus:LicensorName>Harbour</plus:LicensorName><plus:LicensorCity>Hull</plus:LicensorCity>`,
		"with nothing missing": `<plus:LicensorName>Harbour</plus:LicensorName><plus:LicensorURL>https://example.com/buy</plus:LicensorURL><plus:LicensorCity>Hull</plus:LicensorCity>`,
	} {
		properties := `<plus:Licensor>` + structs(licensor) + `</plus:Licensor>`
		if name == "outside of a list" {
			properties = `<plus:Licensor rdf:parseType="Resource">` + licensor + `</plus:Licensor>`
		}
		after := stamped(t, packet(properties), imagerights.Rights{LicensorURL: all.LicensorURL, LicensorName: all.LicensorName})
		current, _ := xmp.Parse(after)
		list := current.Get(xmp.NSPLUS, "Licensor")
		if len(list.Items) != 1 || !strings.Contains(string(after), "Hull") {
			t.Errorf("%s: %s", name, after)
		}
		check(t, read(photo(block(container.XMP, after))), []string{"acquire-licence https://example.com/buy", "licensor Harbour"})
	}
}

// TestChangesOfAnotherLicensor: the same page under another name, and the same name with
// another page, are somebody else.
func TestChangesOfAnotherLicensor(t *testing.T) {
	after := stamped(t, packet(`<plus:Licensor>`+structs(
		`<plus:LicensorName>Dock</plus:LicensorName><plus:LicensorURL>https://example.com/buy</plus:LicensorURL>`,
		`<plus:LicensorName>Harbour</plus:LicensorName><plus:LicensorURL>https://example.org/</plus:LicensorURL>`,
	)+`</plus:Licensor>`), imagerights.Rights{LicensorURL: all.LicensorURL, LicensorName: all.LicensorName})
	current, _ := xmp.Parse(after)
	if n := len(current.Get(xmp.NSPLUS, "Licensor").Items); n != 3 {
		t.Errorf("%d licensors in %s", n, after)
	}
}

func TestChangesRefuse(t *testing.T) {
	full := `<plus:Licensor>` + structs(slices.Repeat([]string{`<plus:LicensorName>Dock</plus:LicensorName>`}, imagerights.MaxLicensors)...) + `</plus:Licensor>`
	for name, tt := range map[string]struct {
		before string
		rights imagerights.Rights
		want   error
	}{
		"a web statement that is no link":   {"", imagerights.Rights{WebStatement: "www.example.com"}, imagerights.ErrNotURL},
		"a page that is no link":            {"", imagerights.Rights{LicensorURL: "mailto:jo@example.com"}, imagerights.ErrNotURL},
		"a notice that is a list":           {`<dc:rights><rdf:Bag><rdf:li>© Jo</rdf:li></rdf:Bag></dc:rights>`, all, imagerights.ErrForeign},
		"creators in XML":                   {`<dc:creator><b xmlns="http://www.w3.org/1999/xhtml">Tide <i>Pictures</i></b></dc:creator>`, all, imagerights.ErrForeign},
		"more creators than are read":       {`<dc:creator>` + seq(many(xmp.MaxItems+1, "N%d")...) + `</dc:creator>`, all, imagerights.ErrForeign},
		"as many licensors as there can be": {full, all, imagerights.ErrForeign},
	} {
		current, _ := xmp.Parse(packet(tt.before))
		changes, err := imagerights.Changes(current, tt.rights)
		if !errors.Is(err, tt.want) || len(changes) > 0 {
			t.Errorf("%s: %+v, %v", name, changes, err)
		}
	}
}

// TestChangesOfText: a text where a list of languages or names should be is replaced or
// kept like one.
func TestChangesOfText(t *testing.T) {
	after := stamped(t, packet(`<dc:rights>© Old</dc:rights><dc:creator>Pier Studio</dc:creator>`), imagerights.Rights{Notice: all.Notice, Creator: all.Creator})
	if diff := cmp.Diff([]string{"copyright-notice © 2026 Tide Pictures", "credit-text Pier Studio, Tide Pictures"}, words(after)); diff != "" {
		t.Error(diff)
	}
}

// words are the facts in a packet.
func words(packet []byte) (list []string) {
	for _, r := range read(photo(block(container.XMP, packet))).Rights {
		list = append(list, r.Kind.String()+" "+r.Value)
	}
	return list
}
