package iim

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/proviso-signals/proviso/container"
)

// Limits of what is read.
const (
	// MaxDatasets is how many datasets are read.
	MaxDatasets = 16384
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
)

const (
	marker  = 0x1C
	headLen = 5 // marker, record, dataset and length
)

// Record is a dataset of a record, such as 116 of 2.
type Record struct {
	Number, Dataset uint8
	Offset          int64           // of its marker
	Value           container.Range // of its value
}

// end is where the dataset ends.
func (r Record) end() int64 { return r.Value.End() }

// before reports whether the dataset belongs before another one.
func (r Record) before(number, dataset uint8) bool {
	return r.Number < number || r.Number == number && r.Dataset < dataset
}

// of gives the value.
func (r Record) of(data []byte) []byte { return data[r.Value.Offset:r.Value.End()] }

// parser reads records.
type parser struct {
	data     []byte
	at       int64
	records  []Record
	problems []container.Problem
}

// Parse reads records, and tells what is wrong with them. Offsets count in the data.
func Parse(data []byte) ([]Record, []container.Problem) {
	p := &parser{data: data}
	if len(data) >= 4 && data[0] != marker && plausible(data[2]) && data[3] == marker {
		p.problem("iim-byte-order", 0, "The bytes of the records are swapped in fours.")
		return nil, p.problems
	}
	for p.skip() && p.next() {
	}
	p.checkCharset()
	return p.records, p.problems
}

func (p *parser) problem(code string, at int64, format string, args ...any) {
	if len(p.problems) < MaxProblems {
		p.problems = append(p.problems, container.Problem{Code: code, Offset: at, Hint: fmt.Sprintf(format, args...)})
	}
}

// skip passes what is no dataset, and reports whether there may be another one.
func (p *parser) skip() bool {
	rest := p.data[p.at:]
	if len(rest) == 0 || rest[0] == marker {
		return len(rest) > 0
	}
	if len(bytes.TrimLeft(rest, "\x00")) == 0 {
		return false // padding
	}
	p.problem("iim-garbage", p.at, "The bytes at %d belong to no dataset.", p.at)
	for {
		n := bytes.IndexByte(p.data[p.at:], marker)
		if n < 0 {
			return false
		}
		p.at += int64(n)
		if rest := p.data[p.at:]; len(rest) >= headLen && plausible(rest[1]) {
			return true
		}
		p.at++
	}
}

// plausible reports whether there is a record of a number: those of the standard, and
// that of FotoStation.
func plausible(number byte) bool { return number >= 1 && number <= 9 || number == 240 }

// next reads the dataset that begins here, and reports whether to go on.
func (p *parser) next() bool {
	at, b := p.at, p.data[p.at:]
	if len(p.records) == MaxDatasets {
		p.problem("iim-too-many-datasets", at, "There are more than %d datasets.", MaxDatasets)
		return false
	}
	if len(b) < headLen {
		p.problem("iim-truncated", at, "The records end within a dataset.")
		return false
	}
	head, length := int64(headLen), int64(binary.BigEndian.Uint16(b[3:]))
	if length&0x8000 != 0 {
		n := length & 0x7FFF
		if head += n; n == 0 || n > 8 || head > int64(len(b)) {
			p.problem("iim-length", at, "A dataset gives its length in %d octets.", n)
			return false
		}
		length = number(b[headLen:head])
	}
	if length < 0 || length > int64(len(b))-head {
		p.problem("iim-truncated", at, "Dataset %d:%d goes beyond the end of the records.", b[1], b[2])
		return false
	}
	r := Record{Number: b[1], Dataset: b[2], Offset: at, Value: container.Range{Offset: at + head, Length: length}}
	if n := len(p.records); n > 0 && r.Number < p.records[n-1].Number {
		p.problem("iim-order", at, "Record %d stands behind record %d.", r.Number, p.records[n-1].Number)
	}
	p.records = append(p.records, r)
	p.at = r.end()
	return true
}

// number reads up to 8 octets; it is negative for more than any length.
func number(b []byte) int64 {
	n := uint64(0)
	for _, octet := range b {
		n = n<<8 | uint64(octet)
	}
	return int64(n)
}
