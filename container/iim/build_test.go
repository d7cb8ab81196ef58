package iim_test

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
)

// set is a dataset.
func set(number, dataset byte, value string) string {
	b := binary.BigEndian.AppendUint16([]byte{0x1C, number, dataset}, uint16(len(value)))
	return string(b) + value
}

// long is an extended dataset, whose length has n octets.
func long(number, dataset byte, n int, value string) string {
	length := binary.BigEndian.AppendUint64(nil, uint64(len(value)))
	return string([]byte{0x1C, number, dataset, 0x80, byte(n)}) + string(length[8-n:]) + value
}

var (
	declareUTF8  = set(1, 90, "\x1B%G")
	declareLatin = set(1, 90, "\x1B-A")
	declareOther = set(1, 90, "\x1B-B")
	version      = set(2, 0, "\x00\x04")
)

// texts are of some sets: ASCII, UTF-8, Windows-1252, and what may be any of them.
var texts = []string{"plain", "Gr\u00FC\u00DFe", "Gr\xFC\xDFe", "\u65E5\u672C", "\x93quoted\x94", "\u00C3\u00A9", "", "padded\x00", "\x1B%G"}

// layout builds random records that are in order, or as near as records in the wild are.
func layout(r *rand.Rand) string {
	var b strings.Builder
	may := func(chance float64, s string) {
		if r.Float64() < chance {
			b.WriteString(s)
		}
	}
	text := func() string { return texts[r.IntN(len(texts))] }
	may(0.1, set(1, 0, "\x00\x04"))
	may(0.7, []string{declareUTF8, declareLatin, declareOther, ""}[r.IntN(4)])
	may(0.7, version)
	for range r.IntN(8) {
		may(1, set(2, []byte{5, 25, 40, 80, 110, 116, 120, 125, 202, 231}[r.IntN(10)], text()))
	}
	may(0.1, long(2, 120, 1+r.IntN(8), text()))
	may(0.1, set(3, 0, "\x00\x04"))
	may(0.1, set(8, 10, "\xFF\xD8object"))
	may(0.1, "\x1C\x02\x74\x00")
	may(0.1, "garbage")
	may(0.2, "\x00\x00\x00")
	return b.String()
}
