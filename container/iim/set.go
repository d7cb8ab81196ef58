package iim

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// Set gives the records with a rights field set: the first dataset of that number is
// replaced, others of it go, and where there is none it is put in order. All else stays
// byte for byte, but that UTF-8 is declared where the value needs it. The value is in
// UTF-8, and an empty one takes the field away; data is not changed, and may be empty. A
// [*container.Refusal] says why the records are better left alone.
func Set(data []byte, dataset uint8, value string) ([]byte, error) {
	f, ok := fieldOf(dataset)
	if !ok {
		return nil, refusal("iim-dataset", "Dataset 2:%d is not written.", dataset)
	}
	if err := checkValue(value); err != nil {
		return nil, err
	}
	records, problems := Parse(data)
	for _, p := range problems {
		if broken(p.Code) {
			return nil, &container.Refusal{Code: p.Code, Hint: p.Hint}
		}
	}
	e := editor{data: data, records: records}
	if value == "" {
		e.drop(dataset)
		return e.apply()
	}
	raw, declare, err := encode(data, records, dataset, value)
	switch {
	case err != nil:
		return nil, err
	case len(raw) > f.max:
		return nil, refusal("iim-value-too-long", "%s has %d octets, and the standard allows %d.", f.name, len(raw), f.max)
	}
	if declare {
		e.insert(1, 90, []byte(utf8Sequence))
	}
	e.set(dataset, raw)
	return e.apply()
}

// checkValue refuses what is no text. The standard has graphic characters and spaces in
// these fields.
func checkValue(value string) error {
	switch {
	case !utf8.ValidString(value):
		return refusal("iim-value", "The text is not valid UTF-8.")
	}
	for _, r := range value {
		if unicode.IsControl(r) {
			return refusal("iim-value", "The text has the control character %U.", r)
		}
	}
	return nil
}

// broken reports whether a problem is of how records are laid out.
func broken(code string) bool {
	switch code {
	case "iim-charset-undeclared", "iim-charset-unknown", "iim-charset-broken":
		return false
	}
	return true
}

// encode writes a value in the character set of the records, and reports whether UTF-8
// has to be declared for it.
func encode(data []byte, records []Record, dataset uint8, value string) (raw []byte, declare bool, err error) {
	d := declaredBy(data, records)
	switch {
	case d == unknown && !(isASCII(value) && allKeepASCII(data, records)):
		return nil, false, refusal("iim-charset", "The declared character set is not known.")
	case d == isUTF8 || isASCII(value):
		return []byte(value), false, nil
	case d == nothing && othersAreUTF8(data, records, dataset):
		return []byte(value), true, nil
	}
	raw, ok := latin(value)
	switch {
	case !ok:
		return nil, false, refusal("iim-charset", "Texts are in ISO 8859-1, which does not have all of these characters.")
	case d == nothing && utf8.Valid(raw):
		return nil, false, refusal("iim-charset", "No character set is declared, and in that of other texts this one would look like UTF-8.")
	}
	return raw, false, nil
}

func allKeepASCII(data []byte, records []Record) bool {
	for _, r := range records {
		if r.Number == 1 && r.Dataset == 90 && !keepsASCII(r.of(data)) {
			return false
		}
	}
	return true
}

// othersAreUTF8 reports whether all texts but those to be replaced are valid UTF-8, so
// that to declare it says the truth.
func othersAreUTF8(data []byte, records []Record, dataset uint8) bool {
	for _, r := range records {
		if r.isText() && r.Dataset != dataset && !utf8.Valid(r.of(data)) {
			return false
		}
	}
	return true
}

// editor collects edits of records, in order.
type editor struct {
	data    []byte
	records []Record
	edits   []container.Edit
}

// apply gives the records with the edits made.
func (e *editor) apply() ([]byte, error) {
	var out bytes.Buffer
	err := container.Apply(&out, bytes.NewReader(e.data), int64(len(e.data)), e.edits)
	return out.Bytes(), err
}

// drop takes a dataset of record 2 away.
func (e *editor) drop(dataset uint8) {
	for _, r := range e.records {
		if r.Number == 2 && r.Dataset == dataset {
			e.edits = append(e.edits, container.Edit{Offset: r.Offset, Remove: r.end() - r.Offset})
		}
	}
}

// set replaces a dataset of record 2 and drops others of its number, or inserts it.
func (e *editor) set(dataset uint8, value []byte) {
	whole, found, hasVersion := encoded(2, dataset, value), false, false
	for _, r := range e.records {
		if hasVersion = hasVersion || r.Number == 2; r.Number != 2 || r.Dataset != dataset {
			continue
		}
		if old := e.data[r.Offset:r.end()]; !bytes.Equal(old, whole) || found {
			e.edits = append(e.edits, container.Edit{Offset: r.Offset, Remove: int64(len(old)), Insert: whole})
		}
		whole, found = nil, true
	}
	if found {
		return
	}
	if !hasVersion {
		e.insert(2, 0, []byte{0, 4})
	}
	e.insert(2, dataset, value)
}

// insert puts a dataset before the first that does not belong before it.
func (e *editor) insert(number, dataset uint8, value []byte) {
	at := int64(0)
	for _, r := range e.records {
		if !r.before(number, dataset) {
			break
		}
		at = r.end()
	}
	e.edits = append(e.edits, container.Edit{Offset: at, Insert: encoded(number, dataset, value)})
}

// encoded writes a dataset.
func encoded(number, dataset uint8, value []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte{marker, number, dataset}, uint16(len(value)))
	return append(b, value...)
}
