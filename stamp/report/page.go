package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
)

//go:embed page
var files embed.FS

// style and script are written into the page, as they are.
var style, script = asset("page/page.css"), asset("page/page.js")

func asset(name string) string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n") // which browsers do before they check the policy
}

// page is the templates of the page and its rows. What comes from outside is escaped by
// html/template, after [pieces] has made visible what would not be seen.
var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"figure": figure[int], "bytes": figure[int64], "pieces": pieces, "short": short,
	"files":  func(n int) string { return count(n, "file", "files") },
	"style":  func() template.CSS { return template.CSS(style) },
	"script": func() template.JS { return template.JS(script) },
	"policy": func() string { return policy },
	"title":  title,
}).ParseFS(files, "page/*.tmpl"))

// policy is the Content-Security-Policy of the page: it may load nothing, send nothing,
// and run or be styled by nothing but what it was made with. A name that should slip
// through every escape still does nothing.
var policy = "default-src 'none'; style-src " + hashed(style) + "; script-src " + hashed(script) +
	"; base-uri 'none'; form-action 'none'"

func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// title is a status or its words as a heading.
func title(v any) string {
	s := fmt.Sprint(v)
	return strings.ToUpper(s[:1]) + s[1:]
}
