package notice

// Page is a page for people, before it is written in one of its three forms: see
// [Page.HTML], [Page.Markdown] and [Page.Text].
type Page struct {
	// Title is the page's title in plain text, and Summary what it says, in a sentence.
	Title, Summary string
	// Lang is the BCP 47 tag of the page's language.
	Lang string
	// RightToLeft is set where the language is written from right to left.
	RightToLeft bool

	opening  opening
	body     []block
	closing  []block // what stands below a line: about the page itself
	switcher switcher
}

// block is a part of a page. Whatever is added here has to be written in all forms.
type block interface {
	html(*htmlWriter)
	markdown(*markdownWriter)
	text(*textWriter)
}

// opening is the beginning of a page: what is allowed, in five seconds.
type opening struct {
	answer string // for the shape; empty for a page with many answers
	word   string // the answer in a word or a few
	label  string // of the use
	title  []span
	lead   []span
}

// section is a part of a page with a heading.
type section struct {
	id    string // ASCII, unique within the page
	title []span
	body  []block
}

// paragraph is one or more sentences.
type paragraph struct {
	spans  []span
	stress bool // a warning: not to be overlooked
}

// list is a list of sentences.
type list [][]span

// fact is a label with what belongs to it.
type fact struct {
	label  []span
	values [][]span
}

// facts are several of them.
type facts []fact

// verdict is what holds for one use.
type verdict struct {
	answer, word string
	label        []span
	sentence     []span
	token        string // what machines read; empty where there is nothing
}

// verdicts are what holds for several uses.
type verdicts []verdict

// quotation is text quoted in English, and who said it.
type quotation struct {
	title  string // in English, too
	quoted string
	credit []span
}

// command is a line to be typed into a terminal.
type command string

// switcher links a page with the same page in other languages.
type switcher struct {
	label string
	links []Alternate
	files bool // links are to files beside the page, whose names follow its form
}

// Alternate is the same page in another language.
type Alternate struct {
	Lang string // one of [Languages]
	URL  string // absolute, or from the page's own place
}
