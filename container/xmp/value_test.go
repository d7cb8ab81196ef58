package xmp_test

import (
	"testing"

	"github.com/proviso-signals/proviso/container/xmp"
)

func TestDefault(t *testing.T) {
	for _, tt := range []struct {
		value xmp.Value
		want  string
	}{
		{xmp.Text("a"), "a"},
		{xmp.URI("u:a"), "u:a"},
		{xmp.LangAlt("a", xmp.InLang("de", "b")), "a"},
		{xmp.Alt(xmp.InLang("de", "b"), xmp.InLang("X-Default", "a")), "a"},
		{xmp.Alt(xmp.InLang("de", "b"), xmp.InLang("en", "a")), "b"},
		{xmp.Seq(xmp.Texts("a", "b")...), "a"},
		{xmp.Bag(), ""},
		{xmp.Struct(xmp.Field{Space: xmp.NSDC, Name: "a", Value: xmp.Text("x")}), ""},
		{xmp.Value{Kind: xmp.KindXML, Text: "<a/>"}, ""},
	} {
		if got := tt.value.Default(); got != tt.want {
			t.Errorf("%s: %q, want %q", show(&tt.value), got, tt.want)
		}
	}
}

func TestFields(t *testing.T) {
	v := xmp.Struct(xmp.Field{Space: xmp.NSDC, Name: "a", Value: xmp.Text("x")})
	v.Qualifiers = []xmp.Field{{Space: xmp.NSDC, Name: "q", Value: xmp.Text("y")}}
	if f := v.Field(xmp.NSDC, "a"); f == nil || f.Text != "x" || v.Field(xmp.NSPLUS, "a") != nil {
		t.Errorf("got %v", f)
	}
	if q := v.Qualifier(xmp.NSDC, "q"); q == nil || q.Text != "y" || v.Qualifier(xmp.NSDC, "a") != nil {
		t.Errorf("got %v", q)
	}
}

// TestEqual: order counts among items and not among fields; prefixes never do.
func TestEqual(t *testing.T) {
	a := xmp.Field{Space: xmp.NSDC, Prefix: "p", Name: "a", Value: xmp.Text("x")}
	b := xmp.Field{Space: xmp.NSDC, Prefix: "q", Name: "b", Value: xmp.Text("y")}
	c := b
	c.Prefix = ""
	for _, tt := range []struct {
		v, w xmp.Value
		want bool
	}{
		{xmp.Text("a"), xmp.Text("a"), true},
		{xmp.Text("a"), xmp.URI("a"), false},
		{xmp.Text("a"), xmp.InLang("en", "a"), false},
		{xmp.Bag(xmp.Texts("a", "b")...), xmp.Bag(xmp.Texts("b", "a")...), false},
		{xmp.Bag(xmp.Texts("a")...), xmp.Bag(xmp.Texts("a", "a")...), false},
		{xmp.Bag(), xmp.Seq(), false},
		{xmp.Struct(a, b), xmp.Struct(c, a), true},
		{xmp.Struct(a, b), xmp.Struct(a, a), false},
		{xmp.Struct(a, b), xmp.Struct(a), false},
		{xmp.Value{Qualifiers: []xmp.Field{a, b}}, xmp.Value{Qualifiers: []xmp.Field{b, a}}, true},
		{xmp.Value{Qualifiers: []xmp.Field{a}}, xmp.Value{}, false},
		{xmp.Value{Cut: true}, xmp.Value{Cut: true}, false},
	} {
		if tt.v.Equal(&tt.w) != tt.want || tt.w.Equal(&tt.v) != tt.want {
			t.Errorf("%s and %s: want %v", show(&tt.v), show(&tt.w), tt.want)
		}
	}
}

func TestUsualPrefixes(t *testing.T) {
	for _, uri := range []string{
		xmp.NSRDF, xmp.NSMeta, xmp.NSDC, xmp.NSXMP, xmp.NSXMPRights, xmp.NSXMPMM, xmp.NSXMPNote, xmp.NSStEvt, xmp.NSStRef,
		xmp.NSPhotoshop, xmp.NSTIFF, xmp.NSExif, xmp.NSPDF, xmp.NSPLUS, xmp.NSIPTCCore, xmp.NSIPTCExt, xmp.NSCC, xmp.NSTDM,
		xmp.NSTDMHash, xmp.NSRSL, xmp.NSDigiKam, xmp.NSCameraRaw, xmp.NSMicroPhoto,
	} {
		if xmp.UsualPrefix(uri) == "" {
			t.Errorf("%s has no usual prefix", uri)
		}
	}
	if got := xmp.UsualPrefix("u:x"); got != "" {
		t.Errorf("got %q", got)
	}
}

// TestIn gives the properties of a namespace, and stops when told to.
func TestIn(t *testing.T) {
	p, _ := xmp.Parse([]byte(described(`<dc:a/><e:b/><dc:c/><dc:d/>`)))
	names := ""
	for q := range p.In(xmp.NSDC) {
		if names += q.Name; q.Name == "c" {
			break
		}
	}
	if names != "ac" {
		t.Errorf("got %q", names)
	}
}

// TestEqualDeep: comparing takes time in proportion to the values.
func TestEqualDeep(t *testing.T) {
	nest := func() xmp.Value {
		v := xmp.Text("x")
		for range 60 {
			v = xmp.Struct(xmp.Field{Space: xmp.NSDC, Name: "a", Value: v}, xmp.Field{Space: xmp.NSDC, Name: "b"})
		}
		return v
	}
	v, w := nest(), nest()
	if !v.Equal(&w) {
		t.Error("not equal")
	}
}
