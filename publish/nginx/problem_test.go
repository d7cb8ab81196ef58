package nginx_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/nginx"
)

func problemWith(code string) func(proviso.Problem) bool {
	return func(p proviso.Problem) bool { return p.Code == code }
}

// whole declares one thing about the whole site.
const whole = party + "[[collection]]\nname = \"site\"\ntrain-ai = \"deny\"\n"

// parts declares different things about parts of it.
const parts = whole + "[[collection]]\nname = \"photos\"\npaths = [\"/photos/\"]\ntrain-ai = \"allow\"\n"

func inServer(text string) string {
	return "events {}\nhttp {\nserver {\nserver_name museum.example;\n" + text + "\n}\n}\n"
}

// TestProblems: what is told, where, and whether anything was written all the same.
func TestProblems(t *testing.T) {
	begin, end := publish.HashBlock.Begin, publish.HashBlock.End
	for _, test := range []struct {
		name, text string
		want       string // position, severity and code of each problem
		written    bool
	}{
		{"nothing to tell", inServer("root /srv;"), "", true},
		{"a brace is missing", "events {}\nhttp {\n  server { listen 80;\n}\n", "2:1 fault nginx-syntax", false},
		{"a brace too many", "events {}\nhttp {}\n }", "3:2 fault nginx-syntax", false},
		{"a semicolon is missing", "events {}\nhttp {\n  gzip on\n}", "4:1 fault nginx-syntax", false},
		{"an open quotation mark", "events {}\nhttp {\n add_header X \"a;\n}", "3:15 fault nginx-syntax", false},
		{"no space behind a quotation mark", `a "b"c;`, "1:6 fault nginx-syntax", false},
		{"no name", "events {}\n {", "2:2 fault nginx-syntax", false},
		{"open Lua", "http { init_by_lua_block { '}' \n", "1:27 fault nginx-syntax", false},
		{"half a directive", "events {}\nuser a", "2:6 fault nginx-syntax", false},
		{"half a mark", inServer(begin), "fault publish-block-damage", false},
		{"a mark too many", inServer(end), "fault publish-block-damage", false},
		{"no server", "events {}\nhttp { include none/*.conf; }", "fault nginx-no-server", false},
		{"a stream alone", "events {}\nstream { server { listen 1; proxy_pass a; } }", "fault nginx-no-server", false},
		{"somebody else's servers", "http {\nserver { server_name a.example; }\nserver { server_name b.example; } }", "fault nginx-no-server", false},
		{"servers without a name", "http {\nserver { server_name a.example; }\nserver { listen 80 default_server; } }", "3:1 warning nginx-servers", true},
		{"the only site", "http {\nserver { server_name a.example; }\nserver { server_name a.example; listen 443; } }", "2:1 notice nginx-servers", true},
		{"an equal line", inServer(`add_header Content-Usage "train-ai=n" always;`), "", false},
		{"an equal line, on success", inServer(`add_header Content-Usage "train-ai=n";`), "5:1 warning nginx-only-on-success", false},
		{"another statement", inServer(`location / { add_header content-usage "train-ai=y" always; }`), "5:14 warning publish-foreign", true},
		{"another statement for all", "http {\nadd_header Content-Usage train-ai=y;\nserver { server_name museum.example; } }", "2:1 warning publish-foreign", false},
		{"an upstream", inServer("location / { proxy_pass http://a; } location /b { proxy_pass http://b; }"), "5:14 notice nginx-upstream", true},
		{"an upstream that is hidden", inServer("proxy_hide_header content-usage; location / { proxy_pass http://a; }"), "", true},
		{"an upstream that is not", inServer("proxy_hide_header Content-Usage; location / { proxy_hide_header A; proxy_pass http://a; }"), "5:68 notice nginx-upstream", true},
		{"equal by headers-more", inServer("more_set_headers -s '404' 'Content-Usage: train-ai=n';"), "", true},
		{"cleared by headers-more", inServer("more_clear_headers 'content-*';"), "5:1 warning publish-foreign", true},
		{"hidden files", inServer(`location ~ /\. { deny all; }`), "5:18 warning nginx-hidden", true},
		{"hidden files but one folder", inServer(`location ~ /\.(?!well-known).* { deny all; }`), "", true},
		{"hidden files and an open folder", inServer(`location ~ /\. { deny all; } location ^~ /.well-known/ { root /srv; }`), "", true},
		{"hidden files behind another expression", inServer(`location ~ ^/\.well-known/ { allow all; } location ~ /\. { deny all; }`), "", true},
		{"hidden files within", inServer(`location / { location ~ /\.w { return 404; } }`), "5:32 warning nginx-hidden", true},
		{"what Go does not know", inServer(`location ~ ^(?>/\.w) { deny all; }`), "", true},
		{"robots.txt by itself", inServer("location = /robots.txt { return 200 \"User-agent: *\\n\"; }"), "5:26 warning nginx-hidden", true},
		{"robots.txt elsewhere", inServer("location = /robots.txt { alias /srv/other.txt; }"), "5:26 notice nginx-hidden", true},
		{"robots.txt allowed", inServer("location = /robots.txt { allow all; }"), "", true},
		{"a redirect has no files", inServer(`location ~ /\. { deny all; } return 301 https://a$request_uri;`), "", true},
		{"an include that is not there", inServer("include missing.conf; include /srv/else.conf; include /etc/nginx/none/*.conf; include fastcgi_params;"),
			"5:1 warning nginx-include, 5:23 warning nginx-include", true},
		{"first names that are the same", "http { add_header A b;\nserver { server_name x.example museum.example; }\nserver { server_name x.example; listen 81; } }", "2:1 fault nginx-shared", false},
		{"one block that differs between servers", "http {\nserver { server_name museum.example; add_header_inherit off; include a; }\nserver { server_name b.example; add_header A b; include a; } }", "1:1 warning nginx-shared", true},
		{"blocks that lose it", inServer("location /a { add_header A b; }"), "5:1 notice nginx-own-headers", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := sayingOf(t, whole)
			s.DocumentURL = "https://museum.example/.well-known/proviso.json"
			_, out := invariants(t, map[string][]byte{"nginx.conf": []byte(test.text), "a": []byte("location /a { root /a; }")}, "nginx.conf", s)
			if got := told(out); got != test.want {
				t.Errorf("got  %s\nwant %s\n%v", got, test.want, out.Problems)
			}
			if written := len(out.Files) > 0; written != test.written {
				t.Errorf("written: %v", written)
			}
		})
	}
}

func told(out publish.Output) string {
	var list []string
	for _, p := range out.Problems {
		where := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(p.Where.String(), "nginx.conf"), "a"), ":")
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %s", where, p.Severity, p.Code)))
	}
	return strings.Join(list, ", ")
}

// TestPositions: a problem's place is that in the file as it stands, our blocks and all.
func TestPositions(t *testing.T) {
	files := map[string][]byte{"nginx.conf": []byte(inServer("location /a { add_header A b; }\nlocation /b { add_header Content-Usage train-ai=y; }"))}
	s := sayingOf(t, parts)
	after, _ := invariants(t, files, "nginx.conf", s)
	_, out := run(after, "nginx.conf", s)
	i := slices.IndexFunc(out.Problems, problemWith(publish.CodeForeign))
	if i < 0 {
		t.Fatal(out.Problems)
	}
	p := out.Problems[i]
	line := strings.Split(string(after["nginx.conf"]), "\n")[p.Where.Line-1]
	if got := line[p.Where.Column-1:]; !strings.HasPrefix(got, "add_header Content-Usage train-ai=y") {
		t.Errorf("%s is %q", p.Where, got)
	}
}

// TestSites: whose servers are whose.
func TestSites(t *testing.T) {
	for _, test := range []struct {
		name, servers string
		want          string // the numbers of the servers that were taken
	}{
		{"exact", "a.example|museum.example|b.example", "1"},
		{"with www", "a.example|www.museum.example|museum.example", "1 2"},
		{"two sockets", "museum.example;listen 80|museum.example;listen 443", "0 1"},
		{"exact before wildcard", "*.example|museum.example", "1"},
		{"wildcard, where nothing is exact", "*.example;listen 443|museum.example|x.example;listen 443", "0 1"},
		{"the longer wildcard", "*.example;listen 1|.museum.example;listen 1", "1"},
		{"wildcard before its end", "museum.*|~^mus|x.example", "0"},
		{"expression", `a.example|~^MUSE(?<x>um)\.example$`, "1"},
		{"capitals", "A.example|Museum.Example", "1"},
		{"no other site", "museum.example|_;listen 80 default_server|;listen 8080", "0 1 2"},
		{"another site", "museum.example|_;listen 80 default_server|a.example", "0"},
		{"addresses are no names", "museum.example|10.0.0.1", "0 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := "http {\n"
			for i, server := range strings.Split(test.servers, "|") {
				name, listen, _ := strings.Cut(server, ";")
				if text += fmt.Sprintf("server { set $n %d; ", i); name != "" {
					text += fmt.Sprintf("server_name %s; ", name)
				}
				if listen != "" {
					text += listen + "; "
				}
				text += "}\n"
			}
			_, out := invariants(t, map[string][]byte{"nginx.conf": []byte(text + "}\n")}, "nginx.conf", sayingOf(t, whole))
			if len(out.Files) != 1 {
				t.Fatal(out.Problems)
			}
			var got []string
			for _, found := range regexp.MustCompile(`add_header.*\n#? *# END.*\n set \$n (\d)`).FindAllStringSubmatch(string(out.Files[0].New), -1) {
				got = append(got, found[1])
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %v, want %s\n%s", got, test.want, out.Files[0].New)
			}
		})
	}
}

// TestCodes: every code that is told is listed, and every one that is listed can be told.
func TestCodes(t *testing.T) {
	known := map[string]bool{}
	for _, c := range nginx.Codes() {
		if c.Meaning == "" || known[c.Code] || !strings.HasPrefix(c.Code, "nginx-") {
			t.Errorf("%+v", c)
		}
		known[c.Code] = true
	}
	seen := map[string]bool{}
	for _, out := range everyProblem(t) {
		for _, p := range out.Problems {
			seen[p.Code] = true
			if !known[p.Code] && !strings.HasPrefix(p.Code, "publish-") {
				t.Errorf("%s is not listed", p.Code)
			}
			if p.Hint == "" || p.Where.Source == "" {
				t.Errorf("%+v", p)
			}
		}
	}
	var never []string
	for code := range known {
		if !seen[code] {
			never = append(never, code)
		}
	}
	if diff := cmp.Diff([]string(nil), never); diff != "" {
		t.Errorf("these are never told:\n%s", diff)
	}
}

// everyProblem writes what brings about each problem.
func everyProblem(t *testing.T) (list []publish.Output) {
	give := func(toml, text string, change func(*publish.Saying)) {
		s := sayingOf(t, toml)
		s.DocumentURL = "https://museum.example/.well-known/proviso.json"
		if change != nil {
			change(s)
		}
		_, out := invariants(t, map[string][]byte{"nginx.conf": []byte(text)}, "nginx.conf", s)
		list = append(list, out)
	}
	give(whole, "{", nil)
	give(whole, strings.Repeat("a{", nginx.MaxNesting+2), nil)
	give(whole, "http {}", nil)
	give(whole, "server { }", nil)
	give(whole, inServer(`include a.conf; location ~ /\. { deny all; add_header A b; } location /p { proxy_pass http://a; }`), nil)
	give(whole, inServer(`add_header Content-Usage "train-ai=n";`), nil)
	give(whole, inServer(""), func(s *publish.Saying) { s.Rules[0].Headers[0].Value = "a\nb" })
	give(whole, inServer(strings.Replace(publish.HashBlock.Begin, ":", " old.example:", 1)+"\nadd_header A b;\n"+publish.HashBlock.End), nil)
	give(whole, "http { add_header A b; server { server_name $hostname museum.example; } server { server_name b.example; } }", nil)
	return list
}
