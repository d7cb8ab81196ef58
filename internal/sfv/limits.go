package sfv

// Limits of the parser; beyond them it fails with [TooLarge]. None is below what
// RFC 9651 requires of every parser. Members, items and parameters that a later
// one replaces do not count. Serialising has no limits.
const (
	// MaxLength bounds the input in bytes, and with it the work and the memory.
	// The worst input known makes the parser allocate some 150 bytes for each of
	// its own (TestHostileCost).
	MaxLength = 256 << 10
	// MaxMembers bounds the members of a list or dictionary (sections 3.1, 3.2:
	// at least 1024).
	MaxMembers = 8192
	// MaxInnerItems bounds the items of one inner list (section 3.1.1: at least
	// 256).
	MaxInnerItems = 1024
	// MaxParams bounds the parameters of one item or inner list (section 3.1.2:
	// at least 256).
	MaxParams = 256
)

// Bounds on numbers, which are the RFC's own (sections 3.3.1, 3.3.2).
const (
	maxDigits      = 15                  // of an integer
	maxWholeDigits = 12                  // of a decimal, before the point
	maxFraction    = 3                   // of a decimal, behind the point
	maxNumber      = 999_999_999_999_999 // magnitude of Value.Int, thousandths or not
)
