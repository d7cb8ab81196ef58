package sfv

import (
	"reflect"
	"testing"
)

// Offsets are shown by what they cut out of the input.
func TestDictionaryOffsets(t *testing.T) {
	type param struct{ key, text string }
	type member struct {
		key, text, item string
		itemStart       int
		params          []param
	}
	for _, c := range []struct {
		in   string
		want []member
	}{
		{`train-ai=n;exceptions=cc-cr, search=y`, []member{
			{"train-ai", `train-ai=n;exceptions=cc-cr`, `n;exceptions=cc-cr`, 9, []param{{"exceptions", `exceptions=cc-cr`}}},
			{"search", `search=y`, `y`, 36, nil},
		}},
		{"  a  ,\tb;q;  r=\"x,y\"\t ", []member{
			{"a", `a`, ``, 3, nil},
			{"b", `b;q;  r="x,y"`, `;q;  r="x,y"`, 8, []param{{"q", `q`}, {"r", `r="x,y"`}}},
		}},
		{`a=( 1;p  2 ); q=-1.50`, []member{
			{"a", `a=( 1;p  2 ); q=-1.50`, `( 1;p  2 ); q=-1.50`, 2, []param{{"q", `q=-1.50`}}},
		}},
		// A later one keeps the place of the earlier one, with offsets of its own.
		{`a=1;q, b, a=2;p;r;p=3`, []member{
			{"a", `a=2;p;r;p=3`, `2;p;r;p=3`, 12, []param{{"p", `p=3`}, {"r", `r`}}},
			{"b", `b`, ``, 8, nil},
		}},
		{`a=%"%c3%bc";q=:YQ:, b=@-1;r=?0`, []member{
			{"a", `a=%"%c3%bc";q=:YQ:`, `%"%c3%bc";q=:YQ:`, 2, []param{{"q", `q=:YQ:`}}},
			{"b", `b=@-1;r=?0`, `@-1;r=?0`, 22, []param{{"r", `r=?0`}}},
		}},
	} {
		d, err := ParseDictionary([]byte(c.in))
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		var got []member
		for _, m := range d {
			var params []param
			for _, p := range m.Item.Params {
				params = append(params, param{p.Key, c.in[p.Start:p.End]})
			}
			got = append(got, member{m.Key, c.in[m.Start:m.End], c.in[m.Item.Start:m.Item.End], m.Item.Start, params})
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q:\n got %+v\nwant %+v", c.in, got, c.want)
		}
	}
}

func TestInnerListOffsets(t *testing.T) {
	const in = ` (one  "two";q=1 3.5);z , 4`
	list, err := ParseList([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range list {
		got = append(got, in[item.Start:item.End])
		for _, inner := range item.Value.List {
			got = append(got, in[inner.Start:inner.End])
		}
	}
	want := []string{`(one  "two";q=1 3.5);z`, `one`, `"two";q=1`, `3.5`, `4`}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRepeats(t *testing.T) {
	const in = `a=1, b;x=1;y;x=2, a=(c;z;z);w;w=1, a`
	type repeat struct{ member, param, text string }
	var got []repeat
	d, err := ParseDictionaryNoting([]byte(in), func(r Repeat) {
		got = append(got, repeat{r.Member, r.Param, in[r.Start:r.End]})
	})
	want := []repeat{
		{"b", "x", "x=1"},
		{"a", "z", "z"},
		{"a", "w", "w"},
		{"a", "", "a=1"},
		{"a", "", "a=(c;z;z);w;w=1"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	if len(d) != 2 || d[0].Key != "a" || in[d[0].Start:] != "a" || d[1].Key != "b" {
		t.Errorf("%+v", d)
	}
}

// What is parsed must not change when the caller uses the input's memory again.
func TestParseKeepsNothingOfTheInput(t *testing.T) {
	in := []byte(`key="text";p=token`)
	d, err := ParseDictionary(in)
	if err != nil {
		t.Fatal(err)
	}
	clear(in)
	out, err := AppendDictionary(nil, d)
	if err != nil || string(out) != `key="text";p=token` {
		t.Errorf("%q, %v", out, err)
	}
}

func TestEmptyFields(t *testing.T) {
	for _, in := range []string{"", " ", "    "} {
		if d, err := ParseDictionary([]byte(in)); err != nil || len(d) != 0 {
			t.Errorf("dictionary %q: %v, %v", in, d, err)
		}
		if l, err := ParseList([]byte(in)); err != nil || len(l) != 0 {
			t.Errorf("list %q: %v, %v", in, l, err)
		}
	}
}

// RFC 9651 section 4.2.7 advises to accept these two; no padding can be too much.
func TestBase64Leniency(t *testing.T) {
	for in, want := range map[string]string{
		`:YQ==:`: "a", `:YQ=:`: "a", `:YQ:`: "a", // padding missing, in part or wholly
		`:YWI=:`: "ab", `:YWI:`: "ab",
		`:YR==:`: "a", `:YWJ=:`: "ab", // pad bits that are not zero
	} {
		item, err := ParseItem([]byte(in))
		if err != nil || item.Value.Text != want {
			t.Errorf("%s: %q, %v; want %q", in, item.Value.Text, err, want)
		}
	}
}
