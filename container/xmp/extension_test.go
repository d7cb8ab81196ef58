package xmp_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/xmp"
)

// TestExtend puts a main packet and its extension together.
func TestExtend(t *testing.T) {
	extension := []byte(described(`<dc:format>extension</dc:format><dc:source>extension</dc:source>`))
	main := func(guid string) *xmp.Packet {
		p, _ := xmp.Parse([]byte(described(`<dc:format>main</dc:format><n:HasExtendedXMP xmlns:n="http://ns.adobe.com/xmp/note/">` + guid + `</n:HasExtendedXMP>`)))
		return p
	}
	guid := xmp.GUIDOf(extension)
	if guid != strings.ToUpper(guid) || len(guid) != 32 {
		t.Errorf("GUID %q", guid)
	}
	p := main(guid)
	if p.ExtensionGUID() != guid {
		t.Errorf("GUID %q, want %q", p.ExtensionGUID(), guid)
	}
	all, problems := xmp.Extend(p, extension)
	const want = "dc:format = \"main\"\ndc:source = \"extension\"\n"
	if got := showAll(all); got != want || len(problems) > 0 || !all.Whole {
		t.Errorf("whole %v, %v\n%s", all.Whole, problems, got)
	}
	if q := all.Find(xmp.NSDC, "source"); !q.Extension || string(extension[q.Offset:q.End]) != "<dc:source>extension</dc:source>" || all.Document(q) != "" {
		t.Errorf("%+v", q)
	}
	if len(p.Properties) != 2 {
		t.Error("the main packet changed")
	}
	if all, problems := xmp.Extend(main(strings.ToLower(guid)), extension); len(problems) > 0 || len(all.Properties) != 2 {
		t.Errorf("lower case: %v", problems)
	}
	if all, problems := xmp.Extend(main(strings.Repeat("0", 32)), extension); codesOf(t, problems) != "xmp-extension" || all.Find(xmp.NSDC, "source") != nil {
		t.Errorf("other GUID: %v", problems)
	}
	bare, _ := xmp.Parse([]byte(described("")))
	if _, problems := xmp.Extend(bare, extension); codesOf(t, problems) != "xmp-extension" {
		t.Errorf("no GUID: %v", problems)
	}
	broken := extension[:len(extension)-30]
	if all, problems := xmp.Extend(main(xmp.GUIDOf(broken)), broken); codesOf(t, problems) != "xmp-truncated" || all.Whole || all.Find(xmp.NSDC, "source") == nil {
		t.Errorf("truncated: %v", problems)
	}
}
