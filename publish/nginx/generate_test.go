package nginx_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
)

// sayingOf works out what a declaration file says.
func sayingOf(t testing.TB, text string) *publish.Saying {
	t.Helper()
	d, problems := declare.Parse([]byte(text))
	if d == nil {
		t.Fatalf("%v\n%s", problems, text)
	}
	return publish.NewSaying(d)
}

const party = "version = 1\n[party]\nname = \"Example Museum\"\nrole = \"custodian\"\ndomain = \"museum.example\"\n"

// declaration makes up a declaration file of the site museum.example.
func declaration(r *rand.Rand) string {
	words := []string{"allow", "deny", "unstated", "cc-cr", "cc-cr-ec"}
	uses := func() (text string) {
		for _, use := range []string{"train-ai", "ai-use", "search"} {
			text += fmt.Sprintf("%s = %q\n", use, words[r.IntN(len(words))])
		}
		return text
	}
	text := party
	if r.IntN(4) > 0 {
		text += "[[collection]]\nname = \"site\"\n" + uses()
	}
	paths := []string{"/photos/", "/photos/loans/", "/*.png$", "/en/", "/old", "/a.jpg", "/caf%C3%A9/", "/x;{1}/", "/b'c/", "/*?size=", "/(a+b)/", "/a$b/", "/%7Euser/"}
	r.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
	for i, path := range paths[:r.IntN(5)] {
		text += fmt.Sprintf("[[collection]]\nname = \"c%d\"\npaths = [%q]\n", i, strings.NewReplacer("{", "%7B", "}", "%7D").Replace(path)) + uses()
	}
	if strings.HasSuffix(text, party) {
		text += "[[collection]]\nname = \"site\"\ntrain-ai = \"deny\"\n"
	}
	return text
}

// item is a directive to be written in some layout.
type item struct {
	words string
	body  []item
	block bool
}

func simple(words string) item               { return item{words: words} }
func within(words string, body ...item) item { return item{words, body, true} }

// layout is how a configuration is written.
type layout struct {
	*rand.Rand
	eol string
	b   strings.Builder
}

// text writes items, some on lines of their own and some not, with comments where they may be.
func (l *layout) text(items []item, depth int) {
	for _, i := range items {
		dense := l.IntN(6) == 0
		if !dense {
			l.b.WriteString(strings.Repeat("\t", depth))
		}
		if l.IntN(9) == 0 {
			l.b.WriteString("# a } comment; {" + l.eol)
		}
		l.b.WriteString(strings.ReplaceAll(i.words, " ", strings.Repeat(" ", 1+l.IntN(2))))
		if i.block {
			l.b.WriteString(" {")
			if l.IntN(5) > 0 {
				l.end()
			}
			l.text(i.body, depth+1)
			l.b.WriteString("}")
		} else {
			l.b.WriteString(";")
		}
		if !dense {
			l.end()
		}
	}
}

func (l *layout) end() {
	if l.IntN(8) == 0 {
		l.b.WriteString(" # \"so")
	}
	l.b.WriteString(l.eol)
}

// generator makes up configurations of which nginx itself understands every word.
type generator struct {
	*rand.Rand
	port    int
	root    string
	files   map[string][]item
	inherit bool // with add_header_inherit, which only newer versions know
}

func (g *generator) some(n int) bool { return g.IntN(n) == 0 }

// headers makes up header fields that a block may set.
func (g *generator) headers(captures bool) (list []item) {
	all := []string{`X-Frame-Options DENY`, `Cache-Control "public, max-age=60"`, `X-Note 'a; b {c}' always`, `X-Uri $uri`, `X-Quote "say \"hi\""`}
	for range g.IntN(3) {
		list = append(list, simple("add_header "+all[g.IntN(len(all))]))
	}
	if captures {
		list = append(list, simple("add_header X-Part $1"))
	}
	if g.some(4) && len(list) > 0 {
		name := fmt.Sprintf("snippets/h%d.conf", g.IntN(3))
		if g.files[name] == nil {
			g.files[name] = list
		}
		list = []item{simple("include " + name)}
	}
	if g.inherit && g.some(4) {
		list = append(list, simple("add_header_inherit "+[]string{"on", "off", "merge"}[g.IntN(3)]))
	}
	return list
}

func (g *generator) locations() (list []item) {
	add := func(words string, captures bool, body ...item) {
		if g.some(2) {
			list = append(list, within(words, append(g.headers(captures && g.some(2)), body...)...))
		}
	}
	add("location /", false, simple("try_files $uri $uri/ =404"))
	add(`location ~* \.(jpg|jpeg|png|gif)$`, true, simple("expires 30d"))
	add("location ^~ /static/", false, simple("expires max"), within("location ~ \\.css$", append(g.headers(false), simple("expires 1y"))...))
	add("location = /old", false, simple("return 301 /new"))
	add("location /private/", false, simple("deny all"))
	add("location /gone/", false, simple("return 410"))
	add(`location ~ "^/(en|de)/p{0,1}"`, true, simple("try_files $uri /photos/index.html"))
	add("location /photos/", false, within("if ($arg_size)", append(g.headers(false), simple("set $y 1"))...),
		within("limit_except GET", simple("deny all")), within("location /photos/loans/", g.headers(false)...))
	add("location /hop/", false, simple("rewrite ^/hop/(.*)$ /photos/$1 last"))
	add("location /say/", false, simple(`return 200 "it's ${request_uri} #1"`))
	if g.some(3) {
		list = append(list, simple("error_page 404 = @lost"), within("location @lost", append(g.headers(false), simple("return 404 lost"))...))
	} else if g.some(3) {
		list = append(list, simple("error_page 404 403 /404.html"), within("location = /404.html", append(g.headers(false), simple("internal"))...))
	}
	g.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	if g.some(4) {
		name := fmt.Sprintf("snippets/l%d.conf", g.IntN(2))
		if g.files[name] == nil {
			g.files[name] = list
		}
		list = []item{simple("include " + name)}
	}
	return list
}

func (g *generator) server(names string) item {
	body := []item{simple(fmt.Sprintf("listen 127.0.0.1:%d", g.port)), simple("root " + g.root)}
	if names != "" {
		body = append(body, simple("server_name "+names))
	}
	body = append(body, g.headers(false)...)
	if g.some(8) {
		return within("server", append(body, simple("return 302 https://museum.example$request_uri"))...)
	}
	if g.some(4) {
		body = append(body, within("if ($arg_go)", simple("return 307 /photos/")))
	}
	return within("server", append(body, g.locations()...)...)
}

// generated is a configuration as files, and the hosts that it serves.
type generated struct {
	files map[string][]byte
	ours  []string
	other []string
}

// configuration makes up one: a main file, perhaps files of the sites, and snippets.
func (g *generator) configuration() generated {
	g.files = map[string][]item{}
	out := generated{files: map[string][]byte{}, ours: []string{"museum.example"}}
	http := []item{simple("default_type text/plain"), within("types", simple("image/jpeg jpg"), simple("text/html html")),
		within("map $http_x $x", simple("default 0"), simple(`"~^a{2};" "}"`)), within("geo $g", simple("default 1"), simple("10.0.0.0/8 2"))}
	http = append(http, g.headers(false)...)
	names := []string{"museum.example", "museum.example www.museum.example", ".museum.example", `"~^muse(?:um)\.example$" museum.example`, "alias.example museum.example"}
	servers := []item{g.server(names[g.IntN(len(names))])}
	if g.some(2) {
		servers = append(servers, g.server("other.example *.other.example"))
		out.other = append(out.other, "other.example", "a.other.example")
	}
	if g.some(4) {
		servers = append(servers, g.server("www.museum.example"))
	}
	g.Shuffle(len(servers), func(i, j int) { servers[i], servers[j] = servers[j], servers[i] })
	for i, s := range servers {
		if g.some(2) {
			name := fmt.Sprintf("sites/%d.conf", i)
			g.files[name] = []item{s}
			s = simple("include " + []string{name, fmt.Sprintf("sites/[%d]*.conf", i)}[g.IntN(2)])
		}
		http = append(http, s)
	}
	temp := []item{}
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temp = append(temp, simple(kind+"_temp_path temp"))
	}
	g.files["nginx.conf"] = []item{simple("pid nginx.pid"), simple("daemon off"), simple("master_process off"), simple("error_log stderr emerg"),
		within("events"), within("http", append(append(temp, simple("access_log off")), http...)...)}
	for name, items := range g.files {
		l := layout{Rand: g.Rand, eol: []string{"\n", "\n", "\n", "\r\n"}[g.IntN(4)]}
		l.text(items, 0)
		text := l.b.String()
		if g.some(6) {
			text = strings.TrimRight(text, "\r\n")
		}
		out.files[name] = []byte(text)
	}
	return out
}
