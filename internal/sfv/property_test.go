package sfv

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"
)

// Whatever can be serialised parses to the same again.
func TestRoundTripOfRandomFields(t *testing.T) {
	const rounds = 4_000
	r := rand.New(rand.NewPCG(9651, 8941))
	for range rounds {
		f := randomField(r)
		out, err := f.appendTo(nil)
		if err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		got, err := parseField(f.Kind, out)
		if err != nil || !reflect.DeepEqual(got.withoutOffsets(), f) {
			t.Fatalf("%q, %v:\n got %+v\nwant %+v", out, err, got, f)
		}
		checkRoundTrip(t, string(out), got)
	}
}

func randomField(r *rand.Rand) field {
	switch r.IntN(3) {
	case 0:
		f := field{Kind: "dictionary"}
		for i := range r.IntN(2 * scanLimit) {
			f.Dict = append(f.Dict, Member{Key: randomKey(r, i), Item: randomElement(r)})
		}
		return f
	case 1:
		f := field{Kind: "list"}
		for range r.IntN(6) {
			f.List = append(f.List, randomElement(r))
		}
		return f
	}
	return field{Kind: "item", Item: randomItem(r)}
}

func randomElement(r *rand.Rand) Item {
	if r.IntN(4) > 0 {
		return randomItem(r)
	}
	item := Item{Value: Value{Type: InnerList}, Params: randomParams(r)}
	for range r.IntN(4) {
		item.Value.List = append(item.Value.List, randomItem(r))
	}
	return item
}

func randomItem(r *rand.Rand) Item { return Item{Value: randomBare(r), Params: randomParams(r)} }

func randomParams(r *rand.Rand) (params []Param) {
	if r.IntN(2) == 0 {
		return nil
	}
	for i := range r.IntN(2 * scanLimit) {
		params = append(params, Param{Key: randomKey(r, i), Value: randomBare(r)})
	}
	return params
}

// randomKey gives different keys for different numbers.
func randomKey(r *rand.Rand, i int) string {
	return randomText(r, "abcxyz*", 1, 3) + randomText(r, "a9_-.*", 0, 4) + "-" + strconv.Itoa(i)
}

func randomBare(r *rand.Rand) Value {
	switch t := Type(r.IntN(int(InnerList))); t {
	case Integer, Decimal, Date:
		limits := []int64{3, 1000, 1_000_000, maxNumber}
		limit := limits[r.IntN(len(limits))]
		return Value{Type: t, Int: r.Int64N(2*limit+1) - limit}
	case Token:
		return Value{Type: t, Text: randomText(r, "aZ*", 1, 1) + randomText(r, "aZ09!#$%&'*+-.^_`|~:/", 0, 5)}
	case String:
		return Value{Type: t, Text: randomText(r, ` "\,;=()~a`, 0, 6)}
	case DisplayString:
		return Value{Type: t, Text: randomText(r, "a \"%\\ü€\x00\x7f\U0010ffff\ufeff", 0, 6)}
	case ByteSequence:
		text := make([]byte, r.IntN(6))
		for i := range text {
			text[i] = byte(r.Uint32())
		}
		return Value{Type: t, Text: string(text)}
	default:
		return Value{Type: t, Bool: r.IntN(2) == 0}
	}
}

func randomText(r *rand.Rand, alphabet string, shortest, longest int) string {
	runes := []rune(alphabet)
	text := make([]rune, shortest+r.IntN(longest-shortest+1))
	for i := range text {
		text[i] = runes[r.IntN(len(runes))]
	}
	return string(text)
}
