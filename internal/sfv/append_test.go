package sfv

import (
	"reflect"
	"strings"
	"testing"
)

func TestAppendValues(t *testing.T) {
	for _, c := range []struct {
		value Value
		want  string
	}{
		{Value{Type: Integer, Int: -42}, `-42`},
		{Value{Type: Integer, Int: maxNumber}, `999999999999999`},
		{Value{Type: Decimal, Int: 0}, `0.0`},
		{Value{Type: Decimal, Int: -5}, `-0.005`},
		{Value{Type: Decimal, Int: 1500}, `1.5`},
		{Value{Type: Decimal, Int: -1050}, `-1.05`},
		{Value{Type: Decimal, Int: maxNumber}, `999999999999.999`},
		{Value{Type: String, Text: `a "\" b`}, `"a \"\\\" b"`},
		{Value{Type: Token, Text: `*a/b:c`}, `*a/b:c`},
		{Value{Type: ByteSequence, Text: "\x00\xff"}, `:AP8=:`},
		{Value{Type: Boolean}, `?0`},
		{Value{Type: Boolean, Bool: true}, `?1`},
		{Value{Type: Date, Int: -1}, `@-1`},
		{Value{Type: DisplayString, Text: "50 % “ü”\n\x7f"}, `%"50 %25 %e2%80%9c%c3%bc%e2%80%9d%0a%7f"`},
	} {
		out, err := AppendItem([]byte("x="), Item{Value: c.value})
		if err != nil || string(out) != "x="+c.want {
			t.Errorf("%+v: %q, %v; want %q", c.value, out, err, c.want)
		}
		item, err := ParseItem([]byte(c.want))
		if err != nil || !reflect.DeepEqual(item.Value, c.value) {
			t.Errorf("%s: %+v, %v; want %+v", c.want, item.Value, err, c.value)
		}
	}
}

func TestValueErrors(t *testing.T) {
	one := Value{Type: Integer, Int: 1}
	innerList := Value{Type: InnerList, List: []Item{{Value: one}}}
	with := func(v Value, params ...Param) Item { return Item{Value: v, Params: params} }
	for _, c := range []struct {
		field  any
		where  string
		reason Reason
	}{
		{Dictionary{{Key: "a"}, {Key: "b"}, {Key: "a"}}, "a", DuplicateKey},
		{Dictionary{{Key: ""}}, "", MissingKey},
		{Dictionary{{Key: "aB"}}, "aB", UpperCaseKey},
		{Dictionary{{Key: "1"}}, "1", BadKey},
		{Dictionary{{Key: "ü"}}, "ü", BadKey},
		{Dictionary{{Key: "a=1, b"}}, "a=1, b", BadKey},
		{Dictionary{{Key: "a", Item: with(one, Param{Key: "q", Value: innerList})}}, "a;q", InnerListAsParameter},
		{Dictionary{{Key: "a", Item: with(one, Param{Key: "q"}, Param{Key: "q"})}}, "a;q", DuplicateKey},
		{Dictionary{{Key: "a", Item: with(Value{Type: Boolean, Bool: true}, Param{Key: "Q"})}}, "a;Q", UpperCaseKey},
		{[]Item{{Value: one}, {Value: Value{Type: String, Text: "\n"}}}, "1", ControlCharacter},
		{[]Item{{Value: Value{Type: String, Text: "ü"}}}, "0", NonASCII},
		{[]Item{{Value: Value{Type: InnerList, List: []Item{{Value: one}, {Value: innerList}}}}}, "0(1)", NestedInnerList},
		{[]Item{{Value: Value{Type: InnerList, List: []Item{with(one, Param{Key: "q", Value: Value{Type: Token}})}}}}, "0(0);q", BadToken},
		{Item{Value: innerList}, "", InnerListAsItem},
		{Item{Value: Value{Type: Token, Text: "1a"}}, "", BadToken},
		{Item{Value: Value{Type: Token, Text: "a b"}}, "", BadToken},
		{Item{Value: Value{Type: Integer, Int: maxNumber + 1}}, "", NumberTooLong},
		{Item{Value: Value{Type: Decimal, Int: -maxNumber - 1}}, "", NumberTooLong},
		{Item{Value: Value{Type: Date, Int: -1 << 63}}, "", NumberTooLong},
		{Item{Value: Value{Type: DisplayString, Text: "\xff"}}, "", BadUTF8},
		{Item{Value: Value{Type: numTypes}}, "", UnknownType},
	} {
		const before = "before"
		var out []byte
		var err error
		switch f := c.field.(type) {
		case Dictionary:
			out, err = AppendDictionary([]byte(before), f)
		case []Item:
			out, err = AppendList([]byte(before), f)
		case Item:
			out, err = AppendItem([]byte(before), f)
		}
		if err == nil {
			t.Errorf("%+v: %q, want %v", c.field, out, c.reason)
			continue
		}
		e := checkValueError(t, err)
		if e.Where != c.where || e.Reason != c.reason || string(out) != before {
			t.Errorf("%+v: %q, %q %v; want %q %v", c.field, out, e.Where, e.Reason, c.where, c.reason)
		}
		if !strings.Contains(e.Error(), c.reason.Plain()) {
			t.Errorf("%q", e.Error())
		}
	}
}
