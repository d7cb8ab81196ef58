package robots

import "iter"

// Usages gives every Content-Usage rule of the file in order, whichever group it
// stands in, and those outside of any group too.
func (f *File) Usages() iter.Seq[Usage] {
	return func(yield func(Usage) bool) {
		for i, r := range f.records {
			if r.kind() == ContentUsage && !yield(f.usage(i)) {
				return
			}
		}
	}
}
