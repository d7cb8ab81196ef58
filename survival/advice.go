package survival

// Advice is the one thing that would help most.
type Advice struct {
	Code string // stable, kebab-case
	Text string // one or two sentences
}

// explain says what most likely happened, and what would help most.
func (r *Report) explain() {
	var row *pattern
	if !r.untouched() {
		t := r.traces()
		for i := range patterns {
			if patterns[i].fits(t) {
				row = &patterns[i]
				r.Cause = &Cause{row.code, row.text, row.sources}
				break
			}
		}
	}
	r.Advice = r.advise(row)
}

// untouched reports whether nothing came to harm, copyright information included.
func (r *Report) untouched() bool {
	for i := range r.Blocks {
		if r.Blocks[i].Fate == Lost {
			return false
		}
	}
	for i := range r.Rights {
		if r.Rights[i].Fate == Lost {
			return false
		}
	}
	return r.Held() && r.Count(Stricter) == 0
}

const header = "If the server that delivers it is yours, let it say the same in the header field Content-Usage: that holds whatever becomes of the file, for as long as it is fetched from there."

// advise chooses the advice.
func (r *Report) advise(row *pattern) Advice {
	cause := ""
	if row != nil {
		cause = row.code
	}
	switch {
	case r.Silent():
		return Advice{"say-it-first", "The original says nothing inside the file, so there is nothing to lose: put a statement in before it is delivered (proviso stamp)."}
	case r.Held():
		return Advice{"nothing", "Nothing needs to be done for this copy."}
	case cause == "cut-short":
		return Advice{"get-it-whole", "Get the copy as a whole, and compare again."}
	case cause == "other-headers":
		return Advice{"say-it-in-header", header}
	case cause == "left-beside":
		return Advice{"say-it-first", row.remedy}
	case r.covered() && r.lasting():
		return Advice{"keep-metadata", "Nobody is told less than you meant, but more is refused than you meant to refuse. " + orElse(row, "Where you can, let all of XMP come along.")}
	case r.covered():
		return Advice{"keep-metadata", "Whoever fetches the copy is still told as much, but somebody who saved it is not. " + orElse(row, "Where you can, let the metadata come along.")}
	case cause == "rights-of-iim-and-exif" && !r.pointed():
		return Advice{"point-from-notice", "What came through are copyright notices outside of XMP. A link to your declaration in them would come through as well: proviso stamp --declaration URL --pointer always."}
	case cause == "rights-of-iim-and-exif":
		return Advice{"keep-pointer", "The link in the copyright notice came through: keep a declaration at its address, and say the same where you publish yourself."}
	case r.Delivered.URL != "":
		return Advice{"say-it-in-header", header}
	}
	return Advice{"keep-metadata", orElse(row, "Let the program that made the copy keep XMP, or put the statement back after that step: proviso stamp.")}
}

func orElse(row *pattern, text string) string {
	if row != nil && row.remedy != "" {
		return row.remedy
	}
	return text
}

// covered reports whether whatever came to harm is said otherwise.
func (r *Report) covered() bool {
	for i := range r.Statements {
		if s := &r.Statements[i]; s.Fate.Bad() && !s.Covered {
			return false
		}
	}
	return true
}

// lasting reports whether the delivered file says by itself what is said with it.
func (r *Report) lasting() bool {
	for i := range r.Uses {
		if u := &r.Uses[i]; !u.Saved.AtLeast(u.Delivered) {
			return false
		}
	}
	return true
}

// pointed reports whether a link in a copyright notice came through.
func (r *Report) pointed() bool {
	for i := range r.Notices {
		if r.Notices[i].LinkKept {
			return true
		}
	}
	return false
}
