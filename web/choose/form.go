package choose

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare/chooser"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// form is what somebody has filled in, and what it comes to.
type form struct {
	status int // of the page; 0 for the usual one
	part   string
	typed  map[string]string // as it was typed, by field
	// choice is what the sound answers come to.
	choice chooser.Choice
	// Lang is the language in which people's sentences are shown.
	Lang string
	host hosts.Profile // empty for unknown
	// mistakes are about what was filled in; open are the questions without an answer
	// that need one.
	mistakes []mistake
	open     []gap
}

// mistake is something that is wrong, in a sentence.
type mistake struct {
	Key  string // of the field; empty for the link as a whole
	Code string
	Text string
}

// gap is a question without an answer.
type gap struct{ Key, Ask string }

// Anchor is where on the page a mistake is mended.
func (m mistake) Anchor() string { return anchor(m.Key) }

// Anchor is where on the page the question is.
func (g gap) Anchor() string { return anchor(g.Key) }

// anchor is the ID of a text to fill in, or of the words above several cards.
func anchor(key string) string {
	for _, q := range questions() {
		if q.Key == key && q.Options != nil {
			return "ask-" + key
		}
	}
	return "field-" + key
}

// Fields besides those of the questions.
const (
	fieldHost = "host"
	fieldLang = "lang"
	fieldPart = "part"
)

// read reads a query. It never fails: what is wrong is among the mistakes, all at once.
func read(query string) *form {
	f := &form{typed: map[string]string{}}
	if len(query) > MaxQuery {
		f.tooLong("The link is longer than the " + strconv.Itoa(MaxQuery) + " characters that are read. Please begin anew, with shorter texts.")
		return f
	}
	if strings.Count(query, "&") >= MaxFields {
		f.tooLong("The link has more than the " + strconv.Itoa(MaxFields) + " fields that are read. Please begin anew.")
		return f
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		f.mistake("", CodeLink, "A part of the link could not be read. Please look whether everything is as you chose it.")
	}
	asked := questions()
	f.sort(values, asked)
	f.part = f.typed[fieldPart]
	delete(f.typed, fieldPart)
	for i := range asked {
		f.answer(&asked[i])
	}
	f.place()
	f.language()
	return f
}

func (f *form) tooLong(text string) {
	f.status = http.StatusRequestURITooLong
	f.mistake("", CodeTooLong, text)
	f.language()
}

func (f *form) mistake(key, code, text string) {
	f.mistakes = append(f.mistakes, mistake{key, code, text})
}

// sort takes the fields that there are. One that is there twice is not read.
func (f *form) sort(values url.Values, asked []chooser.Question) {
	known := []string{fieldHost, fieldLang, fieldPart}
	for _, q := range asked {
		known = append(known, q.Key)
	}
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch list := values[name]; {
		case !slices.Contains(known, name):
			f.mistake("", CodeUnknown, "The link has a field “"+clip(name)+"”, which the chooser does not know. It was passed over.")
		case len(list) > 1:
			f.mistake(name, CodeRepeated, "This was answered twice, so that it is not known which answer is meant. Please choose again.")
		case !utf8.ValidString(list[0]):
			f.mistake(name, CodeLink, "This could not be read: the link is damaged here.")
		default:
			f.typed[name] = list[0]
		}
	}
}

// answer gives one question its answer.
func (f *form) answer(q *chooser.Question) {
	if !q.Applies(&f.choice) || f.wrong(q.Key) {
		return
	}
	typed := strings.TrimSpace(f.typed[q.Key])
	if typed == "" && !q.Optional && (q.Suggested == nil || q.Suggested(&f.choice) == "") {
		// What would be suggested may itself wait for another answer.
		if q.Suggested == nil {
			f.open = append(f.open, gap{q.Key, q.Ask(&f.choice)})
		}
		return
	}
	err := q.Answer(&f.choice, typed)
	switch {
	case err == nil:
	case q.Options != nil:
		f.mistake(q.Key, CodeAnswer, "“"+clip(typed)+"” is none of the answers here. Please choose one.")
	default:
		f.mistake(q.Key, CodeAnswer, sentence(strings.TrimPrefix(err.Error(), chooser.ErrAnswer.Error()+": ")))
	}
}

// wrong reports whether something is wrong with a field already.
func (f *form) wrong(key string) bool {
	return slices.ContainsFunc(f.mistakes, func(m mistake) bool { return m.Key == key })
}

// place finds the host: the one that was chosen, or that of which the domain tells.
func (f *form) place() {
	name := f.typed[fieldHost]
	if name == "" {
		if guesses := hosts.Detect(none{}, f.choice.Domain); len(guesses) > 0 {
			f.host = guesses[0].Profile
		}
		return
	}
	profile, ok := hosts.ByName(name)
	if !ok {
		f.mistake(fieldHost, CodeAnswer, "There is nothing known about a host of that name: choose one of the list.")
		return
	}
	f.host = profile
	f.choice.Publication.Host = profile.Name
}

// language settles in which language people's sentences are shown: the one chosen, or that
// of the pages.
func (f *form) language() {
	lang := f.typed[fieldLang]
	if lang != "" && !slices.Contains(notice.Languages(), lang) {
		f.mistake(fieldLang, CodeAnswer, "There are no texts in that language: choose one of the list.")
		lang = ""
	}
	if f.Lang = lang; lang == "" {
		f.Lang = notice.Match(f.choice.Languages...)
	}
}

// demand makes mistakes of what is missing: for whoever wants to take it all home.
func (f *form) demand() {
	for _, g := range f.open {
		f.mistake(g.Key, CodeMissing, "This has to be answered before there is something to take home.")
	}
	f.open = nil
}

// href is an address with the state in its query, without what is empty, and with some
// fields changed. Changes are pairs of field and value.
func (f *form) href(path string, changes ...string) string {
	values := url.Values{}
	for key, value := range f.typed {
		if value != "" {
			values.Set(key, value)
		}
	}
	for i := 0; i < len(changes); i += 2 {
		values.Set(changes[i], changes[i+1])
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// Started reports whether anything was answered.
func (f *form) Started() bool { return len(f.typed) > 0 }

// General lists the mistakes that are about no field.
func (f *form) General() (list []mistake) {
	for _, m := range f.mistakes {
		if m.Key == "" {
			list = append(list, m)
		}
	}
	return list
}

// Mistakes lists all of them, in the order of the page.
func (f *form) Mistakes() []mistake { return f.mistakes }

// said is what the choice says about a use; empty for nothing chosen.
func (f *form) said(use proviso.Use) string { return f.choice.Uses[use] }

// sentence makes a sentence of a hint.
func sentence(hint string) string {
	if hint == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(hint)
	return strings.ToUpper(string(first)) + strings.TrimSuffix(hint[size:], ".") + "."
}

// maxShown is how much of a foreign name a sentence shows, in bytes.
const maxShown = 60

func clip(text string) string {
	text = strings.ToValidUTF8(text, "�")
	if len(text) <= maxShown {
		return text
	}
	cut := maxShown
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
