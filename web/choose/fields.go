package choose

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare/chooser"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// group is a part of the form.
type group struct {
	Title, Lead string
	Fields      []field
}

// field is a question as it stands in the form.
type field struct {
	Key, Ask, Why string
	Value         string // as it was typed
	Instead       string // what an empty answer means
	// Answers are shown first, More when asked for. Both are empty for a text.
	Answers, More []option
	Open          bool // what was chosen is among More
	Optional      bool
	Hidden        bool // the question does not arise
	Use           bool
	Mistakes      []mistake
}

// option is an answer that can be chosen.
type option struct {
	chooser.Option
	Key     string
	Checked bool
	Use     bool
}

// parts are the groups of the form, by their questions.
var parts = []struct {
	title, lead string
	keys        []string
}{
	{"You", "", []string{"who", "name", "for", "domain"}},
	{"What machines may do", "One answer for each kind of use. You can say yes to one and no to another.", []string{"train-ai", "ai-use", "search", "tdm"}},
	{"What you ask for", "Details for those who want to do right by you.", []string{"credit", "credit-link", "payee-link", "beneficiary", "beneficiary-link"}},
	{"Your works", "", []string{"rights", "languages", "images", "stamp"}},
}

// questions are those of the chooser. Where the site lives is asked by a list of its own,
// with what can be done at each host.
func questions() []chooser.Question {
	return slices.DeleteFunc(chooser.Questions(), func(q chooser.Question) bool { return q.Key == fieldHost })
}

// groups gives the form. Groups without a question that arises are hidden with their
// questions.
func (f *form) groups() (list []group) {
	all := questions()
	for _, p := range parts {
		g := group{Title: p.title, Lead: p.lead}
		for _, key := range p.keys {
			i := slices.IndexFunc(all, func(q chooser.Question) bool { return q.Key == key })
			g.Fields = append(g.Fields, f.field(&all[i]))
		}
		list = append(list, g)
	}
	return list
}

// Hidden reports whether no question of the group arises.
func (g group) Hidden() bool {
	return !slices.ContainsFunc(g.Fields, func(fd field) bool { return !fd.Hidden })
}

func (f *form) field(q *chooser.Question) field {
	_, isUse := proviso.ParseUse(q.Key)
	fd := field{
		Key: q.Key, Ask: q.Ask(&f.choice), Why: q.Why, Value: f.typed[q.Key], Optional: q.Optional,
		Hidden: !q.Applies(&f.choice), Use: isUse, Mistakes: f.about(q.Key),
	}
	if q.Suggested != nil {
		fd.Instead = q.Suggested(&f.choice)
	}
	if q.Options == nil {
		return fd
	}
	for _, o := range q.Options(&f.choice) {
		// What is suggested is chosen visibly, or not at all: not behind "more".
		chosen := o.Value == fd.Value || fd.Value == "" && o.Value == fd.Instead && !o.More
		shown := option{Option: o, Key: q.Key, Checked: chosen, Use: isUse}
		if o.More {
			fd.More, fd.Open = append(fd.More, shown), fd.Open || chosen
		} else {
			fd.Answers = append(fd.Answers, shown)
		}
		if o.Value == fd.Instead {
			fd.Instead = o.Title
		}
	}
	return fd
}

// Note is what stands below a question: what it is for, and what an empty answer means.
func (fd field) Note() string {
	note := fd.Why
	if fd.Instead != "" && (len(fd.Answers) == 0 || fd.nothingChosen()) {
		if note != "" {
			note += " "
		}
		note += "Left open, it is: " + fd.Instead + "."
	}
	return note
}

func (fd field) nothingChosen() bool {
	checked := func(o option) bool { return o.Checked }
	return !slices.ContainsFunc(fd.Answers, checked) && !slices.ContainsFunc(fd.More, checked)
}

// about lists the mistakes of a field.
func (f *form) about(key string) (list []mistake) {
	for _, m := range f.mistakes {
		if m.Key == key {
			list = append(list, m)
		}
	}
	return list
}

// hostGroup is the hosts of one kind.
type hostGroup struct {
	Kind  string
	Hosts []hosts.Profile
}

// HostGroups lists the hosts to choose from, by kind, in the order of the table.
func (f *form) HostGroups() (list []hostGroup) {
	for _, p := range hosts.All() {
		i := slices.IndexFunc(list, func(g hostGroup) bool { return g.Kind == p.Kind })
		if i < 0 {
			i, list = len(list), append(list, hostGroup{Kind: p.Kind})
		}
		list[i].Hosts = append(list[i].Hosts, p)
	}
	return list
}

// HostChosen reports whether a host is the one that was chosen.
func (f *form) HostChosen(name string) bool { return f.typed[fieldHost] == name }

// HostMistakes lists what is wrong with the choice of a host.
func (f *form) HostMistakes() []mistake { return f.about(fieldHost) }

// LangMistakes lists what is wrong with the choice of a language.
func (f *form) LangMistakes() []mistake { return f.about(fieldLang) }

// tongue is a language to choose from.
type tongue struct{ Tag, Name string }

// Tongues lists the languages in which there are texts for people, named in themselves.
func (f *form) Tongues() (list []tongue) {
	for _, tag := range notice.Languages() {
		list = append(list, tongue{tag, autonyms[tag]})
	}
	return list
}

// autonyms are the names of the languages of package notice, in these languages.
var autonyms = map[string]string{
	"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "pt": "Português", "ja": "日本語", "ar": "العربية",
}
