package imagerights

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container/xmp"
)

// creditRules are the terms of plus:CreditLineRequired by what stands behind the last
// slash of their URLs, and what they say; beside them the labels by which programs show
// them, and which some write.
var creditRules = []struct{ term, label, says string }{
	{"CR-NRQ", "Not Required", "not required"},
	{"CR-COI", "Credit on Image", "on the image"},
	{"CR-CAI", "Credit Adjacent To Image", "next to the image"},
	{"CR-CCA", "Credit in Credits Area", "where credits stand"},
}

// termOf takes a term of PLUS out of its URL.
func termOf(v *xmp.Value) string {
	text := strings.TrimRight(clean(v.Default()), "/")
	return text[strings.LastIndexByte(text, '/')+1:]
}

// creditRule reads whether and where a credit has to stand.
func (r *reader) creditRule(v *xmp.Value, s source) {
	term := termOf(v)
	for _, rule := range creditRules {
		if strings.EqualFold(term, rule.term) || strings.EqualFold(term, rule.label) {
			r.text(proviso.CreditRule, rule.says, s)
			return
		}
	}
	if term != "" {
		r.problem(CodeRule, proviso.Notice, s, quote(term)+" is no term of PLUS for a credit line: it is shown as it stands", "")
		r.text(proviso.CreditRule, term, s)
	}
}

// What an image can be said to be.
const (
	protected    = "protected"
	publicDomain = "public domain"
)

// status reads plus:CopyrightStatus. That it is unknown is no news.
func (r *reader) status(v *xmp.Value, s source) {
	switch strings.ToUpper(termOf(v)) {
	case "CS-PRO", "PROTECTED":
		r.text(proviso.CopyrightStatus, protected, s)
	case "CS-PUB", "PUBLIC DOMAIN":
		r.text(proviso.CopyrightStatus, publicDomain, s)
	}
}

// marked reads xmpRights:Marked.
func (r *reader) marked(v *xmp.Value, s source) {
	switch strings.ToLower(clean(v.Default())) {
	case "true", "1":
		r.text(proviso.CopyrightStatus, protected, s)
	case "false", "0":
		r.text(proviso.CopyrightStatus, publicDomain, s)
	}
}
