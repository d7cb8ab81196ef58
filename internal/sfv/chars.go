package sfv

// Classes of characters, as bits of charClass.
const (
	keyStart   uint16 = 1 << iota // lcalpha / "*"
	keyChar                       // lcalpha / DIGIT / "_" / "-" / "." / "*"
	tokenStart                    // ALPHA / "*"
	tokenChar                     // tchar / ":" / "/"
	valueStart                    // of a bare item or inner list
	digit                         // DIGIT
	base64Char                    // ALPHA / DIGIT / "+" / "/", so no padding
	lowerHex                      // DIGIT / "a" to "f"
	space                         // SP
	blank                         // SP / HTAB
	delimiter                     // what can stand after a key, token or number
)

var charClass = classify()

func classify() (class [256]uint16) {
	const (
		lower  = "abcdefghijklmnopqrstuvwxyz"
		upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		digits = "0123456789"
	)
	for bit, chars := range map[uint16]string{
		keyStart:   lower + "*",
		keyChar:    lower + digits + "_-.*",
		tokenStart: lower + upper + "*",
		tokenChar:  lower + upper + digits + "!#$%&'*+-.^_`|~" + ":/",
		valueStart: lower + upper + digits + `*-":?@%(`,
		digit:      digits,
		base64Char: lower + upper + digits + "+/",
		lowerHex:   digits + "abcdef",
		space:      " ",
		blank:      " \t",
		delimiter:  " \t,;)",
	} {
		for i := range len(chars) {
			class[chars[i]] |= bit
		}
	}
	return class
}

func is(c byte, class uint16) bool { return charClass[c]&class != 0 }

func upperCase(c byte) bool { return 'A' <= c && c <= 'Z' }

// printable reports whether c may stand in a string: %x20-7E.
func printable(c byte) bool { return ' ' <= c && c <= '~' }
