package middleware

import "strconv"

// Mistake is something in a [Config] that must be put right before it can be used. [New]
// joins all of them into one error, whose parts are had by Unwrap() []error.
type Mistake struct {
	Field string // where: "Rules[2].Usage", "RobotsTxt line 7"
	Value string // what stands there, or the beginning of it; empty where that tells nothing
	Why   string
	Mend  string // what would be right; empty where that is not plain
}

// Error tells it in one line.
func (m *Mistake) Error() string {
	text := "middleware: " + m.Field
	if m.Value != "" {
		text += " " + strconv.Quote(m.Value)
	}
	text += ": " + m.Why
	if m.Mend != "" {
		text += "; right would be " + m.Mend
	}
	return text
}
