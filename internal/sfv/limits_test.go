package sfv

import (
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// numbered joins n texts, each the prefix and its number.
func numbered(n int, prefix, separator string) string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = prefix + strconv.Itoa(i)
	}
	return strings.Join(texts, separator)
}

func TestLimits(t *testing.T) {
	inner := func(n int) string { return "(" + numbered(n, "", " ") + ")" }
	params := func(n int) string { return "1;" + numbered(n, "p", ";") }
	padded := func(n int) string { return "a" + strings.Repeat(" ", n-1) }
	for _, c := range []struct {
		name, kind, in string
		offset         int // of the error; -1 for none
	}{
		{"length", "item", padded(MaxLength), -1},
		{"length", "item", padded(MaxLength + 1), MaxLength},
		{"length", "dictionary", padded(MaxLength + 1), MaxLength},
		{"length", "list", padded(MaxLength + 1), MaxLength},
		{"members", "dictionary", numbered(MaxMembers, "k", ","), -1},
		{"members", "dictionary", numbered(MaxMembers, "k", ",") + ",k", len(numbered(MaxMembers, "k", ",")) + 1},
		{"repeats do not count", "dictionary", numbered(MaxMembers, "k", ",") + ",k0,k1", -1},
		{"members", "list", numbered(MaxMembers, "", ","), -1},
		{"members", "list", numbered(MaxMembers, "", ",") + ",k", len(numbered(MaxMembers, "", ",")) + 1},
		{"inner items", "list", inner(MaxInnerItems), -1},
		{"inner items", "list", inner(MaxInnerItems + 1), strings.LastIndex(inner(MaxInnerItems+1), " ") + 1},
		{"params", "item", params(MaxParams), -1},
		{"params", "item", params(MaxParams + 1), strings.LastIndex(params(MaxParams+1), ";") + 1},
		{"params", "dictionary", "a=" + params(MaxParams) + ";p0;p1", -1},
		{"params", "dictionary", "a=(" + params(MaxParams) + ";q)", len("a=("+params(MaxParams)) + 1},
	} {
		_, err := parseField(c.kind, []byte(c.in))
		if err == nil && c.offset < 0 {
			continue
		}
		if err == nil {
			t.Errorf("%s of %s: no error", c.name, c.kind)
			continue
		}
		if e := checkSyntaxError(t, c.in, err); e.Reason != TooLarge || e.Offset != c.offset {
			t.Errorf("%s of %s: %v at %d, want offset %d", c.name, c.kind, e.Reason, e.Offset, c.offset)
		}
	}
}

// hostile inputs are as long as allowed and as dear as we could make them.
func hostile() map[string]string {
	fill := func(unit string) string { return strings.Repeat(unit, MaxLength/len(unit)-4) }
	oneItem := numbered(MaxParams, "", ";p")
	return map[string]string{
		"one key over and over":       fill("a,") + "a",
		"one parameter over and over": "a" + fill(";a"),
		"long keys over and over":     fill(strings.Repeat("a", 999)+",") + "a",
		"as many members as allowed":  numbered(MaxMembers, "k", ","),
		"and all of them again": numbered(MaxMembers, "k", ",") + "," + numbered(MaxMembers, "k", ",") + "," +
			numbered(MaxMembers, "k", ","),
		"items with all parameters":   fill("a="+oneItem+",") + "a",
		"items with short parameters": fill("a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q,") + "a",
		"parameters past the scan":    fill("a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s,") + "a",
		"short inner lists":           numbered(MaxMembers, "k", "=(a b c d e f g h i j),"),
		"full inner lists":            fill("k=("+strings.Repeat("a ", MaxInnerItems)+"),") + "k",
		"escapes":                     `a="` + fill(`\\`),
		"percent escapes":             `a=%"` + fill(`%41`),
		"colons":                      "a=" + fill(":a"),
		"spaces":                      "a" + fill(" "),
		"semicolons":                  "a" + fill(";"),
		"opening parentheses":         "a=" + fill("("),
		"digits":                      "a=" + fill("1"),
	}
}

// The worst that an input of the full length may cost. Both figures are generous:
// they are there to catch work or memory that is not linear.
const (
	hostileTime  = 2 * time.Second
	hostileBytes = 256 // allocated for each byte of input, garbage included
)

func TestHostileCost(t *testing.T) {
	for name, in := range hostile() {
		if len(in) > MaxLength {
			t.Errorf("%s: %d bytes", name, len(in))
		}
		data := []byte(in)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		noted := 0
		_, err := ParseDictionaryNoting(data, func(Repeat) { noted++ })
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		perByte := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(in))
		t.Logf("%-28s %6d bytes %10v %6.1f B/B  %d repeats, error %v", name, len(in), took, perByte, noted, err)
		if took > hostileTime || perByte > hostileBytes {
			t.Errorf("%s: %v and %.0f bytes for each byte of input", name, took, perByte)
		}
	}
}
