package iim

import "slices"

// field is a dataset of record 2 that says something of rights.
type field struct {
	dataset uint8
	name    string
	max     int // octets that the standard grants
}

// fields are the datasets that are read as texts, and written.
var fields = []field{
	{40, "Special Instructions", 256},
	{80, "By-line", 32},
	{85, "By-line Title", 32},
	{110, "Credit", 32},
	{115, "Source", 32},
	{116, "Copyright Notice", 128},
}

// The datasets of record 2 that [Texts] gives and [Set] takes.
const (
	SpecialInstructions = 40
	ByLine              = 80
	ByLineTitle         = 85
	Credit              = 110
	Source              = 115
	CopyrightNotice     = 116
)

func fieldOf(dataset uint8) (field, bool) {
	i := slices.IndexFunc(fields, func(f field) bool { return f.dataset == dataset })
	if i < 0 {
		return field{}, false
	}
	return fields[i], true
}

// Text is a rights field.
type Text struct {
	Dataset uint8
	Name    string // as the standard has it
	Value   string // in UTF-8
	Charset string // as stored: [ASCII], [UTF8] or [Windows1252]
	Assumed bool   // the character set was not declared, or the text breaks it
	Offset  int64  // of the value
}

// Texts gives the rights fields of records, in their order. There may be several of
// one dataset.
func Texts(data []byte) []Text {
	records, _ := Parse(data)
	d := declaredBy(data, records)
	var all []Text
	for _, r := range records {
		f, ok := fieldOf(r.Dataset)
		if !ok || r.Number != 2 {
			continue
		}
		t := Text{Dataset: r.Dataset, Name: f.name, Offset: r.Value.Offset}
		t.Value, t.Charset, t.Assumed = decode(r.of(data), d)
		all = append(all, t)
	}
	return all
}

// isText reports whether a dataset is text in the declared character set. In record 2
// all are but the version, a picture of the caption, and previews.
func (r Record) isText() bool {
	return r.Number == 2 && r.Dataset != 0 && r.Dataset != 125 && (r.Dataset < 200 || r.Dataset > 202)
}

// checkCharset reports texts whose character set had to be assumed; the first of them
// stands for all.
func (p *parser) checkCharset() {
	d := declaredBy(p.data, p.records)
	if d == unknown {
		i := slices.IndexFunc(p.records, func(r Record) bool { return r.Number == 1 && r.Dataset == 90 })
		p.problem("iim-charset-unknown", p.records[i].Value.Offset, "The coded character set %.40q is none that is known.", p.records[i].of(p.data))
	}
	for _, r := range p.records {
		if !r.isText() {
			continue
		}
		_, charset, assumed := decode(r.of(p.data), d)
		switch {
		case !assumed:
			continue
		case d == isUTF8:
			p.problem("iim-charset-broken", r.Value.Offset, "A text is not valid in the declared UTF-8; %s is assumed.", charset)
		default:
			p.problem("iim-charset-undeclared", r.Value.Offset, "The character set of texts is not declared; for the first one, %s is assumed.", charset)
		}
		return
	}
}
