package robots

// rank orders rules: the longer pattern first, then allow before disallow, then
// the earlier line. The zero rank is no rule.
type rank uint64

const (
	rankLengthShift = 32
	rankAllow       = 1 << 31
	rankLine        = 1<<31 - 1
)

// newRank is the rank of an access rule. Length is that of its pattern in bytes,
// as compared.
func newRank(length int, allow bool, line int) rank {
	r := rank(length)<<rankLengthShift | rank(rankLine-line)
	if allow {
		r |= rankAllow
	}
	return r
}

// usageRank is the rank of a usage, which goes by length alone. It is never 0.
func usageRank(length int) rank { return rank(length)<<rankLengthShift | 1 }

func (r rank) allows() bool { return r == 0 || r&rankAllow != 0 }

func (r rank) line() int {
	if r == 0 {
		return 0
	}
	return rankLine - int(r&rankLine)
}

// verdict is what the highest rank says: without a rule, the path is allowed.
func (r rank) verdict() (allowed bool, line int) { return r.allows(), r.line() }
