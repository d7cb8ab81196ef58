package expr

import (
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/internal/sfv"
)

// repair turns a text that is not a dictionary into one that is, where it is
// plain what was meant. It undoes slips of writing and guesses at nothing: it
// adds no value, and whatever it does not recognise makes it give up.
//
// What it takes, in one lenient grammar (SP is any white space, also none):
//
//	text   = *( member SP [ "," ] SP )
//	member = key [ SP ( "=" / ":" ) SP value / 1*SP preference-word ] *( SP ";" SP [ param ] )
//	param  = key [ SP ( "=" / ":" ) SP value ]
//	value  = quoted / "(" *( word ( SP / "," ) ) ")" / word
//
// Keys may be upper case, quotes may be curly or single, a word is anything up
// to white space, "," or ";".
func repair(text []byte) (mended []byte, changes []change, ok bool) {
	if len(text) > MaxText {
		return nil, nil, false
	}
	if startsLikePath(text) {
		return nil, nil, false // a statement about some paths is not one about all
	}
	r := repairer{}
	r.plain(text)
	r.fieldName()
	if !r.dictionary() {
		return nil, nil, false
	}
	out := []byte(strings.Join(r.members, ", "))
	if _, err := sfv.ParseDictionary(out); err != nil || len(out) > MaxText {
		return nil, nil, false
	}
	return out, r.changes, true
}

// change is one thing that repair did, at an offset of the text as it stood.
type change struct {
	offset int
	what   string
}

type repairer struct {
	in      string // with plain punctuation
	origin  []int  // offset in the text of each byte of in, and of its end
	pos     int
	members []string
	changes []change
}

func (r *repairer) done() bool { return r.pos >= len(r.in) }

func (r *repairer) change(pos int, what string) {
	if len(r.changes) < MaxProblems {
		r.changes = append(r.changes, change{r.origin[pos], what})
	}
}

// plainForms are what word processors make of ASCII.
var plainForms = map[rune]string{
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '«': `"`, '»': `"`, '″': `"`,
	'‘': "'", '’': "'", '‚': "'", '′': "'",
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '−': "-",
	'\u00a0': " ", '\u2009': " ", '\u202f': " ", '\u3000': " ",
	'\u200b': "", '\ufeff': "",
	'，': ",", '；': ";", '＝': "=", '：': ":",
	'\t': " ", '\r': " ", '\n': " ",
}

// plain puts ASCII for what word processors made of it.
func (r *repairer) plain(text []byte) {
	var b strings.Builder
	b.Grow(len(text))
	r.origin = make([]int, 0, len(text)+1)
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		form, found := plainForms[c]
		if !found {
			form = string(text[i : i+size])
		}
		for range len(form) {
			r.origin = append(r.origin, i)
		}
		b.WriteString(form)
		if found && size > 1 && len(r.changes) < MaxProblems {
			r.changes = append(r.changes, change{i, "a character that is not ASCII is replaced by the one it stands for"})
		}
		i += size
	}
	r.origin = append(r.origin, len(text))
	r.in = b.String()
}

// fieldName takes out "Content-Usage:", which some paste along with the value.
func (r *repairer) fieldName() {
	r.space()
	const name = "content-usage"
	if len(r.in)-r.pos < len(name) || !strings.EqualFold(r.in[r.pos:r.pos+len(name)], name) {
		return
	}
	start := r.pos
	r.pos += len(name)
	r.space()
	if !r.done() && r.in[r.pos] == ':' {
		r.pos++
		r.change(start, "the name of the field, which is no part of its value, is taken out")
		return
	}
	r.pos = start
}

// dictionary takes the whole text. A missing comma is only put between members
// that both have a value; otherwise any sentence would be a dictionary.
func (r *repairer) dictionary() bool {
	needsValue := false
	for r.space(); !r.done(); r.space() {
		if r.in[r.pos] == ',' {
			r.pos++
			r.change(r.pos-1, "a comma with nothing beside it is taken out")
			continue
		}
		valued, ok := r.member()
		if !ok || needsValue && !valued {
			return false
		}
		needsValue = false
		r.space()
		switch {
		case r.done():
		case r.in[r.pos] == ',':
			comma := r.pos
			r.pos++
			if r.space(); r.done() {
				r.change(comma, "a comma with nothing after it is taken out")
			}
		case !valued:
			return false
		default:
			needsValue = true
			r.change(r.pos, "a comma is put before this member")
		}
	}
	return true
}

// space skips white space and reports whether there was any.
func (r *repairer) space() bool {
	start := r.pos
	for !r.done() && r.in[r.pos] == ' ' {
		r.pos++
	}
	return r.pos > start
}

// member takes one member with its parameters, and tells whether it has a value.
func (r *repairer) member() (valued, ok bool) {
	key, ok := r.key()
	if !ok {
		return false, false
	}
	value, ok := r.assigned(false)
	if !ok {
		return false, false
	}
	if value == "" {
		value = r.spacedPreference()
	}
	var text strings.Builder
	text.WriteString(key + value)
	if !r.params(&text) {
		return false, false
	}
	r.members = append(r.members, text.String())
	return value != "", true
}

// params takes the parameters of a member.
func (r *repairer) params(text *strings.Builder) bool {
	for {
		start := r.pos
		spaced := r.space()
		if r.done() || r.in[r.pos] != ';' {
			r.pos = start
			return true
		}
		semicolon := r.pos
		r.pos++
		if spaced {
			r.change(start, "a space before ';' is taken out")
		}
		r.space()
		if r.done() || r.in[r.pos] == ',' || r.in[r.pos] == ';' {
			r.change(semicolon, "a semicolon with nothing after it is taken out")
			continue
		}
		param, ok := r.key()
		if !ok {
			return false
		}
		value, ok := r.assigned(true)
		if !ok {
			return false
		}
		text.WriteString(";" + param + value)
	}
}

// key takes a key and puts it in lower case.
func (r *repairer) key() (string, bool) {
	start := r.pos
	for !r.done() && keyByte(r.in[r.pos]) {
		r.pos++
	}
	key := r.in[start:r.pos]
	lower := strings.ToLower(key)
	if lower == "" || lower[0] != '*' && (lower[0] < 'a' || lower[0] > 'z') {
		return "", false
	}
	if lower != key {
		r.change(start, "a key is put in lower case")
	}
	return lower, true
}

func keyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("_-.*", c) >= 0
}
