package cclicence

import "strings"

// six are the licences of every version since 2.0.
const six = "by by-nc by-nc-nd by-nc-sa by-nd by-sa"

// release is a set of legal tools that were published together: each unit in each
// jurisdiction, "-" being the international or unported text.
type release struct{ category, version, units, jurisdictions string }

// releases are all legal tools of Creative Commons, retired ones included: 636
// licences and 3 public domain tools, as listed in cc-legal-tools-data,
// config/cc-legal-tools.csv at b5f0188.
var releases = []release{
	{licenses, "1.0", "by by-nc by-nc-sa by-nd by-nd-nc by-sa", "- fi il nl"},
	{licenses, "1.0", "nc nc-sa nd nd-nc sa", "- fi nl"},
	{licenses, "1.0", "nc-sampling+", "- tw"},
	{licenses, "1.0", "sampling", "- br tw"},
	{licenses, "1.0", "sampling+", "- br de tw"},
	{licenses, "2.0", six, "- at au be br ca cl de es fr hr it jp kr nl pl tw uk za"},
	{licenses, "2.0", "devnations", "-"},
	{licenses, "2.0", "nc nc-sa nd nd-nc sa", "jp"},
	{licenses, "2.1", six, "au ca es jp"},
	{licenses, "2.5", six, "- ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw za"},
	{licenses, "3.0", six, "- am at au az br ca ch cl cn cr cz de ec ee eg es fr ge gr gt hk hr ie igo it lu nl no nz" +
		" ph pl pr pt ro rs sg th tw ug us ve vn za"},
	{licenses, "4.0", six, "-"},
	{publicdomain, "1.0", "certification", "us"},
	{publicdomain, "1.0", "mark zero", "-"},
}

// The two categories of tools, as in their URLs.
const (
	licenses     = "licenses"
	publicdomain = "publicdomain"
)

// Tool is a legal tool of Creative Commons by the parts of its URL, or what looks
// like one.
type Tool struct {
	Category, Unit, Version string
	Jurisdiction            string // empty for the international or unported text
}

// Exists reports whether there ever was such a tool.
func (t Tool) Exists() bool {
	where := t.Jurisdiction
	if where == "" {
		where = "-"
	}
	for i := range releases {
		r := &releases[i]
		if t.Category == r.category && t.Version == r.version && listed(r.units, t.Unit) && listed(r.jurisdictions, where) {
			return true
		}
	}
	return false
}

// listed reports whether a word stands in a list of words.
func listed(list, word string) bool {
	for one := range strings.FieldsSeq(list) {
		if one == word {
			return true
		}
	}
	return false
}

// URL is the canonical URL, as in Creative Commons' table.
func (t Tool) URL() string {
	url := "https://creativecommons.org/" + t.Category + "/" + t.Unit + "/" + t.Version + "/"
	if t.Jurisdiction != "" {
		url += t.Jurisdiction + "/"
	}
	return url
}

// Name is the identifier of Creative Commons' table, such as "CC BY-SA 4.0" or
// "CC BY 2.0 DE". Two public domain tools have their full names instead: theirs there,
// "PDM 1.0", is known to few.
func (t Tool) Name() string {
	var name string
	switch t.Unit {
	case "zero":
		return "CC0 " + t.Version
	case "mark":
		return "Public Domain Mark " + t.Version
	case "certification":
		name = "Public Domain Certification " + t.Version
	default:
		name = "CC " + strings.ToUpper(t.Unit) + " " + t.Version
	}
	if t.Jurisdiction != "" {
		name += " " + strings.ToUpper(t.Jurisdiction)
	}
	return name
}

// Nearest guesses which tool was meant by one that there never was: the elements of
// the licence in another order, a public domain tool among the licences, a
// jurisdiction that has no text of its own, a version without its zero.
func (t Tool) Nearest() (Tool, bool) {
	switch t.Unit {
	case "zero", "cc0", "cc-zero":
		t = Tool{Category: publicdomain, Unit: "zero", Version: "1.0"}
	case "mark", "pdm":
		t = Tool{Category: publicdomain, Unit: "mark", Version: "1.0"}
	default:
		t.Category, t.Unit = licenses, ordered(strings.TrimPrefix(t.Unit, "cc-"))
	}
	if t.Version != "" && !strings.Contains(t.Version, ".") {
		t.Version += ".0"
	}
	if t.Unit == "by-nc-nd" && t.Version == "1.0" {
		t.Unit = "by-nd-nc" // the order of version 1.0
	}
	if t.Exists() {
		return t, true
	}
	t.Jurisdiction = ""
	return t, t.Exists()
}

// ordered puts the elements of a licence in the usual order: by-sa-nc is by-nc-sa.
// What has other elements stays as it is.
func ordered(unit string) string {
	var found [4]bool
	elements := [...]string{"by", "nc", "nd", "sa"}
	for part := range strings.SplitSeq(unit, "-") {
		known := false
		for i, e := range elements {
			if part == e {
				found[i], known = true, true
			}
		}
		if !known {
			return unit
		}
	}
	var parts []string
	for i, e := range elements {
		if found[i] {
			parts = append(parts, e)
		}
	}
	return strings.Join(parts, "-")
}
