package sfv

// scanLimit is how many keys are looked through one by one. Beyond it a map takes
// over, so that repeating keys costs a hostile author more than it costs us.
const scanLimit = 16

// index finds things by key in a growing slice whose keys are all different.
type index[T any] struct {
	key func(*T) string
	at  map[string]int // of the first len(at) things; nil until scanLimit is passed
}

// find gives the position of the key, or -1.
func (x *index[T]) find(all []T, key string) int {
	if len(all) <= scanLimit {
		for i := range all {
			if x.key(&all[i]) == key {
				return i
			}
		}
		return -1
	}
	if x.at == nil {
		x.at = make(map[string]int, 2*len(all))
	}
	for i := len(x.at); i < len(all); i++ {
		x.at[x.key(&all[i])] = i
	}
	if i, ok := x.at[key]; ok {
		return i
	}
	return -1
}

func memberKey(m *Member) string { return m.Key }
func paramKey(p *Param) string   { return p.Key }
