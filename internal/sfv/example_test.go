package sfv_test

import (
	"fmt"

	"github.com/proviso-signals/proviso/internal/sfv"
)

func ExampleParseDictionary() {
	field := []byte(`train-ai=n;exceptions=cc-cr, search=y`)
	d, err := sfv.ParseDictionary(field)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range d {
		fmt.Printf("%d: %s is the %v %q\n", m.Start, m.Key, m.Item.Value.Type, m.Item.Value.Text)
		for _, p := range m.Item.Params {
			fmt.Printf("%d: with %s\n", p.Start, field[p.Start:p.End])
		}
	}
	// Output:
	// 0: train-ai is the token "n"
	// 11: with exceptions=cc-cr
	// 29: search is the token "y"
}

// One error voids the whole field: that search=y stood before it does not matter.
func ExampleParseDictionary_error() {
	d, err := sfv.ParseDictionary([]byte(`search=y, train-ai=n;exceptions=(cc-cr cc-cr-op)`))
	fmt.Println(len(d), err)
	// Output:
	// 0 offset 32: an inner list as the value of a parameter
}
