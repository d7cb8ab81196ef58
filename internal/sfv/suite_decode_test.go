package sfv

import (
	"bytes"
	"encoding/base32"
	"encoding/json"
	"math/big"
	"strings"
	"testing"
)

// decodeField makes the expected structure of a case. Whatever is not of the form
// that the suite's README gives panics or fails the test.
func decodeField(t *testing.T, c suiteCase) field {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(c.Expected))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	f := field{Kind: c.HeaderType}
	switch c.HeaderType {
	case "dictionary":
		for _, m := range v.([]any) {
			key, item := pair(t, m)
			f.Dict = append(f.Dict, Member{Key: key.(string), Item: decodeItem(t, item)})
		}
	case "list":
		for _, item := range v.([]any) {
			f.List = append(f.List, decodeItem(t, item))
		}
	default:
		f.Item = decodeItem(t, v)
	}
	return f
}

func pair(t *testing.T, v any) (any, any) {
	t.Helper()
	two := v.([]any)
	if len(two) != 2 {
		t.Fatalf("%v: want two elements", v)
	}
	return two[0], two[1]
}

func decodeItem(t *testing.T, v any) (item Item) {
	t.Helper()
	value, params := pair(t, v)
	if list, ok := value.([]any); ok {
		item.Value.Type = InnerList
		for _, inner := range list {
			item.Value.List = append(item.Value.List, decodeItem(t, inner))
		}
	} else {
		item.Value = decodeBare(t, value)
	}
	for _, p := range params.([]any) {
		key, value := pair(t, p)
		item.Params = append(item.Params, Param{Key: key.(string), Value: decodeBare(t, value)})
	}
	return item
}

func decodeBare(t *testing.T, v any) Value {
	t.Helper()
	switch v := v.(type) {
	case bool:
		return Value{Type: Boolean, Bool: v}
	case string:
		return Value{Type: String, Text: v}
	case json.Number:
		if strings.Contains(v.String(), ".") {
			return Value{Type: Decimal, Int: thousandths(t, v)}
		}
		return Value{Type: Integer, Int: integer(t, v)}
	}
	object := v.(map[string]any)
	if len(object) != 2 {
		t.Fatalf("%v: want __type and value", object)
	}
	switch object["__type"] {
	case "token":
		return Value{Type: Token, Text: object["value"].(string)}
	case "binary":
		decoded, err := base32.StdEncoding.DecodeString(object["value"].(string))
		if err != nil {
			t.Fatal(err)
		}
		return Value{Type: ByteSequence, Text: string(decoded)}
	case "date":
		return Value{Type: Date, Int: integer(t, object["value"].(json.Number))}
	case "displaystring":
		return Value{Type: DisplayString, Text: object["value"].(string)}
	}
	t.Fatalf("unknown __type in %v", object)
	return Value{}
}

func integer(t *testing.T, n json.Number) int64 {
	t.Helper()
	i, err := n.Int64()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// thousandths rounds to three places, half to even, as RFC 9651 section 4.1.5
// asks of a serialiser. It is done here because a [Value] holds no other places.
func thousandths(t *testing.T, n json.Number) int64 {
	t.Helper()
	exact, ok := new(big.Rat).SetString(n.String())
	if !ok {
		t.Fatalf("not a number: %s", n)
	}
	exact.Mul(exact, big.NewRat(1000, 1))
	// Euclidean division rounds down, so the rest is never negative.
	whole, rest := new(big.Int).DivMod(exact.Num(), exact.Denom(), new(big.Int))
	half := rest.Lsh(rest, 1).Cmp(exact.Denom())
	if half > 0 || half == 0 && whole.Bit(0) == 1 {
		whole.Add(whole, big.NewInt(1))
	}
	return whole.Int64()
}
