package hosts

import "strings"

// short words an answer for a cell.
var short = map[Can]string{
	Yes: "yes", Part: "in part", Paid: "paid plans", Toggle: "a switch only", OriginRoot: "at an origin's root",
	Prepended: "yes, after the host's", No: "no", Unknown: "not known",
}

var footnote = map[Confidence]string{Read: "", SecondHand: "¹", NotVerified: "²"}

// Table writes the profiles as a table in Markdown, for docs/hosts.md.
func Table() string {
	var b strings.Builder
	b.WriteString("| host | robots.txt | headers | HTML head | /.well-known/ | metadata of images | next best | checked |\n|---|---|---|---|---|---|---|---|\n")
	for _, p := range data().hosts {
		b.WriteString("| " + cell(p.Title))
		for _, a := range p.answers() {
			b.WriteString(" | " + short[a.Can] + footnote[a.Confidence])
		}
		b.WriteString(" | " + cell(p.NextBest) + " | " + p.Checked + " |\n")
	}
	b.WriteString("\nUnmarked: read in the host's own documentation, code or word. ¹ Others say so. ² Not verified.\n")
	return b.String()
}

// Details writes what stands behind the table: how each thing is set, and the sources.
func Details() string {
	var b strings.Builder
	for _, p := range data().hosts {
		b.WriteString("### " + p.Title + "\n\n")
		for i, a := range p.answers() {
			b.WriteString("- " + []string{"robots.txt", "Headers", "HTML head", "/.well-known/", "Metadata of images"}[i] + ": " +
				short[a.Can] + footnote[a.Confidence] + "; " + cell(a.How) + "\n")
		}
		if p.Note != "" {
			b.WriteString("\n" + p.Note + "\n")
		}
		b.WriteString("\n" + sources(p.Sources) + "\n")
	}
	return b.String()
}

// GeneratorTable writes the generators as a table in Markdown, for docs/hosts.md.
func GeneratorTable() string {
	var b strings.Builder
	b.WriteString("| generator | copied as it is | published | hidden files | metadata of images that it makes | checked |\n|---|---|---|---|---|---|\n")
	for _, g := range data().generators {
		copied := "what is named"
		if len(g.Copied) > 0 {
			copied = "`" + strings.Join(g.Copied, "` or `") + "`"
		}
		b.WriteString("| " + cell(g.Title) + " | " + copied + " | `" + g.Output + "` | " + cell(g.Hidden) + " | " +
			cell(g.Images.How) + footnote[g.Images.Confidence] + " | " + g.Checked + " |\n")
	}
	return b.String()
}

func sources(list []Source) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = "<" + s.URL + ">: " + s.Says + footnote[s.Confidence]
	}
	return "Sources: " + strings.Join(parts, "; ") + ".\n"
}

// cell escapes what would end a cell.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
