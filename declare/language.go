package declare

import (
	"regexp"
	"strings"
)

// wellFormed is a language tag of RFC 5646 section 2.1 that has a language, and what
// may follow it: script, region, variants. Extensions and private use, which say nothing
// about a page, are left out, and so are the irregular tags of old.
var wellFormed = regexp.MustCompile(`^(?i:[a-z]{2,3}(?:-[a-z]{3}){0,3})(?i:-[a-z]{4})?(?i:-(?:[a-z]{2}|[0-9]{3}))?(?i:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$`)

// language reads a language tag.
func (r *reader) language(v *node) string {
	if isLanguage(v.text) {
		return v.text
	}
	mend := ""
	near, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(v.text), "_", "-"), ".")
	if tag, named := languageNames[strings.ToLower(near)]; named {
		near = tag
	}
	if isLanguage(near) {
		mend = tomlText(near)
	}
	r.fault(CodeLanguage, v.start, quote(v.text)+" is no BCP 47 tag of a language, such as en or pt-BR", mend)
	return ""
}

// isLanguage: well-formed, and not a name. Tags of four letters are reserved, and those
// of five to eight have never been registered (RFC 5646 section 2.2.1).
func isLanguage(s string) bool {
	primary, _, _ := strings.Cut(s, "-")
	return len(primary) <= 3 && len(s) <= 64 && wellFormed.MatchString(s)
}

var languageNames = map[string]string{
	"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
	"italian": "it", "dutch": "nl", "nederlands": "nl", "portuguese": "pt", "polish": "pl", "arabic": "ar", "chinese": "zh", "japanese": "ja",
	"korean": "ko", "russian": "ru", "hindi": "hi", "greek": "el", "turkish": "tr", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "czech": "cs",
}
