package xmp

import "time"

// Change says what is to become of one property.
type Change struct {
	Space  string // namespace URI
	Prefix string // wished for where the packet has none; "" for the usual one
	Name   string
	Value  *Value // nil removes it
}

// Set makes a property say something. With an empty prefix, the usual one is taken.
func Set(space, prefix, name string, v Value) Change {
	return Change{Space: space, Prefix: prefix, Name: name, Value: &v}
}

// Remove takes a property out, wherever it stands.
func Remove(space, name string) Change { return Change{Space: space, Name: name} }

// Touch sets xmp:MetadataDate, which nothing else here does.
func Touch(t time.Time) Change {
	return Set(NSXMP, "xmp", "MetadataDate", Text(t.Format(time.RFC3339)))
}

// last keeps of several changes to one property the last, in the place of the first.
func last(changes []Change) []Change {
	type key struct{ space, name string }
	at := make(map[key]int, len(changes))
	kept := make([]Change, 0, len(changes))
	for _, c := range changes {
		if c.Prefix == "" {
			c.Prefix = UsualPrefix(c.Space)
		}
		k := key{c.Space, c.Name}
		if i, ok := at[k]; ok {
			kept[i] = c
			continue
		}
		at[k] = len(kept)
		kept = append(kept, c)
	}
	return kept
}
