package notice

import "strings"

// Languages lists the languages that pages are written in, as BCP 47 tags: English first,
// which stands in for all that are not here.
func Languages() []string { return []string{"en", "de", "fr", "es", "pt", "ja", "ar"} }

// Match gives the language of [Languages] that is nearest to what a reader wants, in
// order of preference: the first whose primary language is there, pt for pt-BR. It is
// en where none is.
func Match(tags ...string) string {
	for _, tag := range tags {
		primary, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")), "-")
		for _, lang := range Languages() {
			if primary == lang {
				return lang
			}
		}
	}
	return Languages()[0]
}
