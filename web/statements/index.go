package statements

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/web/page"
)

//go:embed index.html
var files embed.FS

var indexPage = template.Must(template.New("").Funcs(template.FuncMap{
	"icon": func(answer string) template.HTML { return template.HTML(notice.Icon(answer, "")) },
}).ParseFS(files, "index.html"))

// row is what can be said about one use.
type row struct {
	Use, Label, Meaning string
	Answers             []cell
}

// cell is one answer.
type cell struct{ Answer, Word, Class, Page, Mark string }

// example is a mark about a use.
type example struct{ Mark, Alt, Lang string }

// examples shows marks about uses, and some in other languages.
func examples() (list []example) {
	for i, lang := range []string{"en", "en", "de", "fr", "ja", "ar"} {
		u, answer := proviso.Uses()[i%4], order()[(i+1)%len(order())]
		p, err := notice.Statement(u, answer, declare.Author, lang)
		if err != nil {
			continue
		}
		list = append(list, example{Marks + u.String() + "/" + answer + "." + lang + ".svg", p.Title, lang})
	}
	return list
}

// listing is the page on which all statements are.
type listing struct {
	Role     string
	Roles    []chosenRole
	Wrong    string
	Rows     []row
	Marks    []cell
	Examples []example
	Snippet  string
	Tongues  []string
	Profile  string
}

type chosenRole struct {
	Role, Words string
	Here        bool
}

// roles in the words of their parties.
var roles = map[declare.Role]string{
	declare.Author: "the author", declare.Rightsholder: "a rightsholder", declare.Custodian: "a custodian", declare.Agent: "an agent",
}

// index lists all statements of a party in one role.
func (h handler) index(w http.ResponseWriter, r *http.Request) {
	status, role := http.StatusOK, declare.Author
	l := listing{Profile: profilePath, Tongues: notice.Languages()}
	if asked := r.URL.Query().Get("role"); asked != "" {
		if slices.Contains(declare.Roles(), declare.Role(asked)) {
			role = declare.Role(asked)
		} else {
			status, l.Wrong = http.StatusBadRequest, "There is no such role. These are the statements of an author."
		}
	}
	l.Role = roles[role]
	for _, one := range declare.Roles() {
		l.Roles = append(l.Roles, chosenRole{string(one), roles[one], one == role})
	}
	for _, u := range proviso.Uses() {
		l.Rows = append(l.Rows, rowOf(u, role))
	}
	for _, c := range l.Rows[0].Answers {
		c.Mark = Marks + c.Answer + ".svg"
		l.Marks = append(l.Marks, c)
	}
	l.Examples = examples()
	l.Snippet = h.snippet(l.Rows[0])
	var b bytes.Buffer
	if err := indexPage.ExecuteTemplate(&b, "index.html", l); err != nil {
		http.Error(w, "The page could not be made.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Cache-Control", cached)
	page.Write(w, page.Content{
		Status: status, Title: "Statements", Here: Path, Styles: []string{"statements.css"},
		Description: "Everything that can be said about machine use, each at an address of its own that never changes.",
		Body:        template.HTML(b.String()),
	})
}

func rowOf(u proviso.Use, role declare.Role) row {
	r := row{Use: u.String()}
	for _, answer := range order() {
		p, err := notice.Statement(u, answer, role, "en")
		if err != nil {
			continue
		}
		label, word := split(p.Title)
		r.Label = label
		r.Answers = append(r.Answers, cell{
			Answer: answer, Word: word, Class: classes[outcomeWord(answer)],
			Page: notice.Path(u, answer, role), Mark: Marks + u.String() + "/" + answer + ".svg",
		})
	}
	return r
}

// classes are the styles of the four words.
var classes = map[string]string{"allow": "yes", "conditional": "only", "deny": "no", "unstated": "unsaid"}

// order is that of the matrix: from yes to no, and silence apart.
func order() (answers []string) {
	answers = append(answers, proviso.Allow.String())
	for _, s := range proviso.Signals() {
		answers = append(answers, s.Token)
	}
	return append(answers, proviso.Deny.String(), proviso.Unstated.String())
}

// snippet shows how a mark is put into a page.
func (h handler) snippet(r row) string {
	c := r.Answers[1]
	return `<a href="` + h.origin + c.Page + `"><img src="` + h.origin + c.Mark + `" alt="` + r.Label + " – " + c.Word + `"></a>`
}

var wrongPage = template.Must(template.New("").Parse(`<h1>Not here</h1>
<p>{{.Text}} <code>{{.Code}}</code></p>
<p><a class="button ui" href="/statements/">All statements</a></p>
`))

// wrong tells of an address at which there is nothing.
func wrong(w http.ResponseWriter, status int, code, text string) {
	var b bytes.Buffer
	if err := wrongPage.Execute(&b, struct{ Code, Text string }{code, text}); err != nil {
		http.Error(w, text, status)
		return
	}
	w.Header().Del("Content-Location")
	w.Header().Set("Cache-Control", "no-cache")
	page.Write(w, page.Content{Status: status, Title: "Not here", Here: Path, Body: template.HTML(b.String())})
}
