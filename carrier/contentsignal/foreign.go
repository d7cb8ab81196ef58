package contentsignal

import (
	"strings"

	"github.com/proviso-signals/proviso"
)

// foreign are names of other vocabularies, each with whose it is and the signal that
// says the same, if one does.
var foreign = map[string]struct{ whose, meant string }{
	"train-ai":        {"AIPREF (Content-Usage)", "ai-train"},
	"ai-use":          {"AIPREF (Content-Usage)", "ai-input"},
	"train-genai":     {"an older AIPREF draft (Content-Usage)", ""},
	"genai":           {"an older AIPREF draft (Content-Usage)", ""},
	"ai":              {"an older AIPREF draft (Content-Usage)", ""},
	"bots":            {"an older AIPREF draft (Content-Usage)", ""},
	"ai-output":       {"an older AIPREF draft (Content-Usage)", ""},
	"inference":       {"an older AIPREF draft (Content-Usage)", ""},
	"tdm":             {"TDMRep or an older AIPREF draft", ""},
	"tdm-reservation": {"TDMRep", ""},
	"tdm-policy":      {"TDMRep", ""},
	"all":             {"RSL or an older AIPREF draft", ""},
	"ai-all":          {"RSL", ""},
	"ai-index":        {"RSL", ""},
	"noai":            {"robots meta elements", ""},
	"noimageai":       {"robots meta elements", ""},
}

// misspelt are names without their hyphens that are nearly those of signals.
var misspelt = map[string]string{
	"aitrain": "ai-train", "aitraining": "ai-train", "train": "ai-train", "training": "ai-train",
	"aiinput": "ai-input", "aiinputs": "ai-input", "input": "ai-input",
	"searchindex": "search", "searching": "search",
}

// readForeign reports a name that is that of no signal.
func (l *line) readForeign(key, value string, where proviso.Where, report *problems) {
	name := lower(key)
	if f, ok := foreign[name]; ok {
		report.add(CodeForeign, proviso.Warning, where,
			quote(key)+" is a word of "+f.whose+" and says nothing as a content signal", mended(f.meant, value))
		return
	}
	if meant, ok := misspelt[bare(name)]; ok {
		report.add(CodeKey, proviso.Warning, where,
			quote(key)+" is no content signal and is not read; "+meant+" may be meant", mended(meant, value))
		return
	}
	report.add(CodeUnknown, proviso.Notice, where, quote(key)+" is no content signal and is not read", "")
}

// mended writes the signal that was likely meant, or nothing where that is open.
func mended(key, value string) string {
	answer := answerMeant(lower(value))
	if key == "" || answer == "" {
		return ""
	}
	return key + "=" + answer
}

// bare drops what people put between the words of a name.
func bare(name string) string {
	if strings.ContainsAny(name, "-_ ") {
		return strings.NewReplacer("-", "", "_", "", " ", "").Replace(name)
	}
	return name
}

// answerMeant is the answer that a value in lower case was likely meant to be; empty
// where that is open.
func answerMeant(value string) string {
	value, _, _ = strings.Cut(value, ";")
	switch strings.Trim(value, " \t\"'") {
	case "yes", "y", "true", "1", "?1", "on", "allow", "allowed", "granted":
		return "yes"
	case "no", "n", "false", "0", "?0", "off", "disallow", "disallowed", "deny", "denied", "none":
		return "no"
	}
	return ""
}
