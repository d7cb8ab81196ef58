package notice

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func allCatalogues(t testing.TB) map[string]*catalogue {
	t.Helper()
	all, err := catalogues()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// marks gives the holes or the tokens of a message, sorted.
func marks(t *testing.T, message string, of func(piece) string) (list []string) {
	t.Helper()
	pieces, err := parseMessage(message)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pieces {
		if s := of(p); s != "" {
			list = append(list, s)
		}
	}
	slices.Sort(list)
	return list
}

// TestCatalogues: every language says the same things, with the same holes, and leaves
// what is for machines as it is.
func TestCatalogues(t *testing.T) {
	all := allCatalogues(t)
	english := all["en"]
	if len(english.messages) < 150 {
		t.Errorf("there are only %d messages", len(english.messages))
	}
	want := slices.Sorted(maps.Keys(english.messages))
	for tag, c := range all {
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(c.messages))); diff != "" {
			t.Errorf("%s says other things: %s", tag, diff)
		}
		for key, message := range c.messages {
			for what, of := range map[string]func(piece) string{
				"holes": func(p piece) string { return p.hole }, "tokens": func(p piece) string { return p.code },
			} {
				if diff := cmp.Diff(marks(t, english.messages[key], of), marks(t, message, of)); diff != "" {
					t.Errorf("%s: %s has other %s: %s", tag, key, what, diff)
				}
			}
		}
	}
}

// same are the messages that read the same in some languages: names, and holes alone.
var same = map[string]bool{"floor.once": true, "open.osaid": true, "date.day": true, "date.time": true}

// TestNoEnglish: nothing was left untranslated.
func TestNoEnglish(t *testing.T) {
	all := allCatalogues(t)
	english := all["en"].messages
	scripts := map[string][]*unicode.RangeTable{"ja": {unicode.Hiragana, unicode.Katakana, unicode.Han}, "ar": {unicode.Arabic}}
	for tag, c := range all {
		if tag == "en" {
			continue
		}
		for key, message := range c.messages {
			if message == english[key] && !same[key] && !(tag == "es" && key == "word.deny") && !(tag == "fr" && key == "declaration.contact") {
				t.Errorf("%s: %s is still in English: %q", tag, key, message)
			}
			for _, word := range strings.FieldsFunc(strings.ToLower(message), func(c rune) bool { return !unicode.IsLetter(c) }) {
				if slices.Contains([]string{"the", "and", "with", "works", "these", "nothing", "declaration", "machines"}, word) && !(tag == "fr" && word == "machines") {
					t.Errorf("%s: %s has English in it: %q", tag, key, message)
				}
			}
			script, differs := scripts[tag]
			if differs && !same[key] && !strings.ContainsFunc(message, func(c rune) bool { return unicode.In(c, script...) }) {
				t.Errorf("%s: %s is in another script: %q", tag, key, message)
			}
		}
	}
}

// TestManners: nobody is addressed, and punctuation is that of the language.
func TestManners(t *testing.T) {
	never := map[string][]string{
		"en": {"you", "your"},
		"de": {"du", "dein"}, // "ihnen" also stands for works; what is formal has a capital
		"fr": {"vous", "votre", "tu", "ton"},
		"es": {"usted", "tú", "ustedes", "vosotros"},
		"pt": {"você", "vocês", "tu", "teu"},
	}
	for tag, c := range allCatalogues(t) {
		for key, message := range c.messages {
			if tag == "en" && strings.HasPrefix(key, "draft.") {
				continue // follows the draft, which does address
			}
			for _, word := range strings.FieldsFunc(strings.ToLower(message), func(c rune) bool { return !unicode.IsLetter(c) }) {
				if slices.Contains(never[tag], word) {
					t.Errorf("%s: %s addresses somebody: %q", tag, key, message)
				}
			}
			switch {
			case tag == "de" && (strings.Contains(message, " Sie ") && !strings.Contains(message, ": Sie ") && !strings.Contains(message, ". Sie ") || strings.Contains(message, " Ihre ") && !strings.Contains(message, ". Ihre ")):
				t.Errorf("de: %s addresses somebody: %q", key, message)
			case tag == "fr" && (strings.ContainsAny(message, "'\"") || strings.Contains(message, " :") || strings.Contains(message, " ;")):
				t.Errorf("fr: %s has marks that are not French: %q", key, message)
			case tag == "ja" && (strings.ContainsAny(message, "?!;") || strings.HasSuffix(message, ".") || strings.Contains(message, ", ")):
				t.Errorf("ja: %s has marks that are not Japanese: %q", key, message)
			case tag == "ar" && strings.ContainsAny(message, ",;?"):
				t.Errorf("ar: %s has marks that are not Arabic: %q", key, message)
			}
			if strings.Contains(message, "  ") {
				t.Errorf("%s: %s has two spaces: %q", tag, key, message)
			}
		}
	}
}

// TestLoaderIsStrict: a file that is not sound is no catalogue.
func TestLoaderIsStrict(t *testing.T) {
	const about = "[language]\ntag='xx'\nname='X'\ndirection='ltr'\ndecimal='.'\ngroup=','\nfirst-day='1'\nmonths=['1','2','3','4','5','6','7','8','9','10','11','12']\n"
	for text, sound := range map[string]bool{
		about + "[a]\nb='x {y} `z`'\n":                        true,
		about + "[a]\nb=''\n":                                 false,
		about + "[a]\nb=' x'\n":                               false,
		about + "[a]\nb=1\n":                                  false,
		about + "[a]\nb=['x']\n":                              false,
		about + "[a]\nb='x {y'\n":                             false,
		about + "[a]\nb='x y}'\n":                             false,
		about + "[a]\nb='x {}'\n":                             false,
		about + "[a]\nb='x `y'\n":                             false,
		about + "[a]\nb='x {`y`}'\n":                          false,
		about + "[a]\nb='x'\nb='y'\n":                         false,
		"[a]\nb='x'\n":                                        false,
		strings.Replace(about, "'xx'", "'yy'", 1):             false,
		strings.Replace(about, "'ltr'", "'up'", 1):            false,
		strings.Replace(about, "'11',", "", 1):                false,
		strings.Replace(about, "name='X'\n", "", 1) + "a='b'": false,
	} {
		if _, err := readCatalogue("xx", []byte(text)); (err == nil) != sound {
			t.Errorf("sound: %v, error: %v\n%s", sound, err, text)
		}
	}
}

// TestEveryMessageIsSaid: take one message out, and some page cannot be made.
func TestEveryMessageIsSaid(t *testing.T) {
	english, declarations := allCatalogues(t)["en"], samples()
	if fails(english, declarations) {
		t.Fatal("not even with all messages")
	}
	for key := range english.messages {
		without := maps.Clone(english.messages)
		delete(without, key)
		if !fails(&catalogue{english.language, without}, declarations) {
			t.Errorf("no page says %q", key)
		}
	}
}

func fails(c *catalogue, declarations []sample) bool {
	for _, sample := range declarations {
		s := &speaker{catalogue: c}
		if _, err := s.declaration(sample.d, sample.opt); err != nil {
			return true
		}
	}
	for one := range All() {
		s := &speaker{catalogue: c}
		if _, err := s.statement(one, Path(one.Use, one.Answer, one.Role)); err != nil {
			return true
		}
	}
	return false
}
