package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/proviso-signals/proviso/declare/notice"
)

// statement is an answer about a use that there is a page about.
type statement struct {
	Use     string `json:"use"`
	Answer  string `json:"answer"`
	Role    string `json:"role"`
	Path    string `json:"path"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
}

type statementList struct {
	Schema     string      `json:"schema"`
	Edition    string      `json:"edition"`
	Lang       string      `json:"lang"`
	Languages  []string    `json:"languages"`
	Statements []statement `json:"statements"`
}

// StatementsSchema is the version of the form of the list of statements.
const StatementsSchema = "proviso.statements/1"

// serveStatements lists the statements, worded in a language.
func (h *Handler) serveStatements(w http.ResponseWriter, r *http.Request) {
	query, p := parameters(r, "lang")
	if p != nil {
		fail(w, p)
		return
	}
	lang := "en"
	if query.Has("lang") {
		lang = query.Get("lang")
		if !slices.Contains(notice.Languages(), lang) {
			fail(w, &problem{http.StatusBadRequest, CodeParameter, "There are no statements in this language.", 0})
			return
		}
	}
	list, err := h.statementsIn(lang)
	if err != nil {
		h.cfg.Log.Error("statements", "lang", lang, "error", err)
		fail(w, problemOf(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Language", lang)
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = w.Write(list)
}

// statementsIn words the list once for each language.
func (h *Handler) statementsIn(lang string) ([]byte, error) {
	if list, ok := h.statements.Load(lang); ok {
		return list.([]byte), nil
	}
	list := statementList{Schema: StatementsSchema, Edition: notice.Edition, Lang: lang, Languages: notice.Languages()}
	for c := range notice.All() {
		page, err := notice.Statement(c.Use, c.Answer, c.Role, lang)
		if err != nil {
			return nil, err
		}
		list.Statements = append(list.Statements, statement{c.Use.String(), c.Answer, string(c.Role), notice.Path(c.Use, c.Answer, c.Role), page.Title, page.Summary})
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(list); err != nil {
		return nil, err
	}
	h.statements.Store(lang, b.Bytes())
	return b.Bytes(), nil
}
