package declare

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/proviso-signals/proviso/internal/jsontree"
)

// ErrNotJSON is returned for a document that is not JSON, or not plainly so: with a name
// given twice in an object, for example, which different readers read differently.
var ErrNotJSON = errors.New("declare: the document is not sound JSON")

// Canonical writes a JSON text in the canonical form of RFC 8785 (JCS): members sorted by
// their UTF-16 code units, no white space, one way to write each string and number. Texts
// beyond the limits of 1 MiB, 65,536 values and a depth of 64 are refused, and so are
// numbers that no double holds.
func Canonical(text []byte) ([]byte, error) {
	root, err := parseJSON(text)
	if err != nil {
		return nil, err
	}
	return canonical(root)
}

func parseJSON(text []byte) (*jsontree.Node, error) {
	root, faults := jsontree.Parse(text)
	if len(faults) > 0 {
		return nil, fmt.Errorf("%w: %s, at byte %d", ErrNotJSON, faults[0].Reason.Plain(), faults[0].Offset)
	}
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		return nil, fmt.Errorf("%w: it begins with a byte order mark", ErrNotJSON)
	}
	return root, nil
}

func canonical(n *jsontree.Node) ([]byte, error) {
	var b bytes.Buffer
	if err := writeCanonical(&b, n); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func writeCanonical(b *bytes.Buffer, n *jsontree.Node) error {
	switch n.Kind {
	case jsontree.Null:
		b.WriteString("null")
	case jsontree.Bool:
		b.WriteString(strconv.FormatBool(n.True))
	case jsontree.String:
		writeString(b, n.Text)
	case jsontree.Number:
		return writeNumber(b, n)
	case jsontree.Array:
		b.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeCanonical(b, item); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	case jsontree.Object:
		return writeObject(b, n)
	}
	return nil
}

func writeObject(b *bytes.Buffer, n *jsontree.Node) error {
	members := slices.Clone(n.Members)
	slices.SortFunc(members, func(x, y jsontree.Member) int { return compareUTF16(x.Name, y.Name) })
	b.WriteByte('{')
	for i, m := range members {
		if i > 0 {
			b.WriteByte(',')
		}
		writeString(b, m.Name)
		b.WriteByte(':')
		if err := writeCanonical(b, m.Value); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

// compareUTF16 compares code unit by code unit (RFC 8785 section 3.2.3), which differs
// from the order of bytes where surrogates are involved.
func compareUTF16(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// writeString follows RFC 8785 section 3.2.2.2: only what must be escaped is.
func writeString(b *bytes.Buffer, s string) {
	b.WriteByte('"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c >= ' ':
			b.WriteByte(c)
		case strings.IndexByte("\b\t\n\f\r", c) >= 0:
			b.WriteByte('\\')
			b.WriteByte("btn.fr"[c-'\b'])
		default:
			fmt.Fprintf(b, `\u%04x`, c)
		}
	}
	b.WriteByte('"')
}

// writeNumber writes a number as ECMAScript does (RFC 8785 section 3.2.2.3). So does
// encoding/json, but for the sign of a zero.
func writeNumber(b *bytes.Buffer, n *jsontree.Node) error {
	f, err := strconv.ParseFloat(n.Text, 64)
	if err != nil || math.IsInf(f, 0) {
		return fmt.Errorf("%w: no double holds %s", ErrNotJSON, clip(n.Text, 64))
	}
	text, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if string(text) == "-0" {
		text = []byte("0")
	}
	b.Write(text)
	return nil
}

// canonicalOf writes a value of ours in canonical form.
func canonicalOf(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return Canonical(text)
}

// Digest gives the digest of a document's bytes as they are published, in the form of RFC
// 9530 section 5: "sha-256=:…:". It is what marks in files and later declarations name the
// document by.
func Digest(document []byte) string {
	sum := sha256.Sum256(document)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}
