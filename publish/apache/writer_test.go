package apache

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/publish"
)

// codes are the places and codes of problems.
func codes(out publish.Output) (list []string) {
	for _, p := range out.Problems {
		list = append(list, p.Where.String()+" "+p.Code+" "+p.Severity.String())
	}
	return list
}

func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

const part = "# BEGIN proviso: old\nHeader set Content-Usage ours\n# END proviso\n"

func TestHtaccess(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
		wrote bool
	}{
		{"silence about overriding", map[string]string{".htaccess": "Options -Indexes\n"}, []string{".htaccess apache-override warning"}, true},
		{"a new file", nil, []string{".htaccess apache-override warning"}, true},
		{"overriding is allowed", map[string]string{".htaccess": "ErrorDocument 404 /x\n"}, nil, true},
		{"foreign", map[string]string{".htaccess": part + "\n  Header set Content-Usage train-ai=y\n"}, []string{".htaccess:5:3 publish-foreign fault"}, false},
		{"foreign in a section", map[string]string{".htaccess": "<Files x>\n\theader Always unset content-usage:\n</Files>\n"}, []string{".htaccess:2:2 publish-foreign fault"}, false},
		{"foreign over lines", map[string]string{".htaccess": "Header \\\n  append \\\n  Content-Usage y\n"}, []string{".htaccess:1:1 publish-foreign fault"}, false},
		{"the same", map[string]string{".htaccess": "Header set Content-Usage 'train-ai=n'\n"}, []string{".htaccess:1:1 apache-said-twice notice"}, true},
		{"the same, sometimes", map[string]string{".htaccess": "Header set Content-Usage train-ai=n env=x\n"}, []string{".htaccess:1:1 publish-foreign fault"}, false},
		{"other fields", map[string]string{".htaccess": "Header set Content-Usage-X y\nRequestHeader set Content-Usage y\n#Header set Content-Usage y\nHeader\nHeader set\nHeader always\n"}, nil, true},
		{"in a folder", map[string]string{".htaccess": "ErrorDocument 404 /x\n", "a/b/.htaccess": "\nHeader unset Content-Usage\n"}, []string{"a/b/.htaccess:2:1 publish-foreign fault"}, false},
		{"broken in a folder", map[string]string{".htaccess": "ErrorDocument 404 /x\n", "a/.htaccess": "</If>\n"}, []string{"a/.htaccess:1:1 apache-syntax warning"}, true},
		{"never closed", map[string]string{".htaccess": part + "x\n <IfModule a>\n"}, []string{".htaccess:5:2 apache-syntax fault"}, false},
		{"closed twice", map[string]string{".htaccess": "<If a>\n</If>\n</If>\n"}, []string{".htaccess:3:1 apache-syntax fault"}, false},
		{"crossed", map[string]string{".htaccess": "<If a>\n<Else>\n</If>\n</Else>"}, []string{".htaccess:3:1 apache-syntax fault"}, false},
		{"no bracket", map[string]string{".htaccess": "<If a\n"}, []string{".htaccess:1:1 apache-syntax fault"}, false},
		{"goes on", map[string]string{".htaccess": "# note \\"}, []string{".htaccess:1:1 apache-syntax fault"}, false},
		{"damaged", map[string]string{".htaccess": "a\n# END proviso\n"}, []string{".htaccess:2:7 publish-block-damage fault"}, false},
		{"no text", map[string]string{".htaccess": "a\n\x00"}, []string{".htaccess:2:1 publish-encoding fault"}, false},
		{"too large", map[string]string{".htaccess": strings.Repeat("#\n", publish.MaxFile/2+1)}, []string{".htaccess publish-too-large fault"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := Htaccess.Write(publish.Input{FS: folder(tt.files), Entry: ".htaccess", Saying: simple()})
			if diff := cmp.Diff(tt.want, codes(out)); diff != "" {
				t.Error(diff)
			}
			if len(out.Files) > 0 != tt.wrote {
				t.Errorf("wrote %v, want %v", len(out.Files) > 0, tt.wrote)
			}
		})
	}
}

// TestServerTree: the site's virtual host is found through what is included.
func TestServerTree(t *testing.T) {
	const ours, theirs = "<VirtualHost *:443>\n\tServerName https://museum.example:443\n</VirtualHost>\n", "<VirtualHost *:80>\nServerName other.example\nHeader set Content-Usage theirs\n</VirtualHost>\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
		wrote []string
	}{
		{"Debian", map[string]string{"apache2.conf": "ServerRoot \"/etc/apache2\"\nIncludeOptional mods-enabled/*.load\nIncludeOptional sites-enabled/*.conf\n",
			"mods-enabled/headers.load": "LoadModule headers_module x.so\n", "sites-enabled/a.conf": theirs, "sites-enabled/b.conf": "<IfModule mod_ssl.c>\n" + ours + "</IfModule>"},
			nil, []string{"sites-enabled/b.conf"}},
		{"absolute", map[string]string{"apache2.conf": "Include /etc/apache2/sites-enabled/\n", "sites-enabled/x/b.conf": ours}, nil, []string{"sites-enabled/x/b.conf"}},
		{"named file", map[string]string{"apache2.conf": theirs + ours}, nil, []string{"apache2.conf"}},
		{"alias with wildcard", map[string]string{"apache2.conf": strings.ReplaceAll(ours, "ServerName https://museum.example:443", "ServerAlias *.example")},
			[]string{"apache2.conf:1:1 apache-shared-site notice"}, []string{"apache2.conf"}},
		{"no name at all", map[string]string{"apache2.conf": strings.ReplaceAll(ours, "ServerName", "#ServerName")}, nil, []string{"apache2.conf"}},
		{"the server alone", map[string]string{"apache2.conf": "Listen 80\n"}, nil, []string{"apache2.conf"}},
		{"somebody else's server", map[string]string{"apache2.conf": "ServerName other.example\n"}, []string{"apache2.conf apache-no-site fault"}, nil},
		{"what is served is elsewhere", map[string]string{"apache2.conf": "Include /etc/httpd/conf.d/*.conf\n"},
			[]string{"apache2.conf:1:1 apache-not-read notice", "apache2.conf apache-no-site fault"}, nil},
		{"an empty folder", map[string]string{"apache2.conf": "IncludeOptional conf-enabled/*.conf\n" + ours, "conf-enabled/README": ""}, nil, []string{"apache2.conf"}},
		{"only others", map[string]string{"apache2.conf": theirs}, []string{"apache2.conf apache-no-site fault"}, nil},
		{"not to be read", map[string]string{"apache2.conf": ours + "Include /etc/letsencrypt/options-ssl-apache.conf\nInclude ${X}/y\nInclude ../../x\nInclude [\n"},
			[]string{"apache2.conf:4:1 apache-not-read notice"}, []string{"apache2.conf"}},
		{"foreign for all", map[string]string{"apache2.conf": ours + "Include conf.d/a.conf\n", "conf.d/a.conf": "<Location />\nHeader set Content-Usage y\n</Location>\n"},
			[]string{"conf.d/a.conf:2:1 publish-foreign fault"}, nil},
		{"foreign by inclusion", map[string]string{"apache2.conf": strings.ReplaceAll(ours, "</Virt", "Include snip/a.conf\n</Virt") + strings.ReplaceAll(theirs, "</Virt", "Include snip/b.conf\n</Virt"),
			"snip/a.conf": "Header unset Content-Usage\n", "snip/b.conf": "Header unset Content-Usage\n"}, []string{"snip/a.conf:1:1 publish-foreign fault"}, nil},
		{"includes itself", map[string]string{"apache2.conf": "Include apache2.conf\n" + ours}, nil, []string{"apache2.conf"}},
		{"an included file is broken", map[string]string{"apache2.conf": "Include sites/a.conf\n" + ours, "sites/a.conf": "</If>"}, []string{"sites/a.conf:1:1 apache-syntax fault"}, nil},
		{"two of ours", map[string]string{"apache2.conf": ours + ours}, nil, []string{"apache2.conf"}},
		{"moved", map[string]string{"apache2.conf": ours + "Include sites/a.conf\n", "sites/a.conf": theirs + part}, nil, []string{"apache2.conf", "sites/a.conf"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := folder(tt.files)
			out := Writer.Write(publish.Input{FS: fsys, Entry: Writer.Find(fsys), Saying: simple()})
			if diff := cmp.Diff(tt.want, codes(out)); diff != "" {
				t.Error(diff)
			}
			var wrote []string
			for _, f := range out.Files {
				wrote = append(wrote, f.Path)
				if strings.Contains(tt.name, "moved") && f.Path == "sites/a.conf" {
					if string(f.New) != theirs {
						t.Errorf("%s", f.New)
					}
					continue
				}
				if n := strings.Count(string(f.New), "BEGIN proviso"); n != max(1, strings.Count(string(f.Old), "museum.example:443")) {
					t.Errorf("%d parts in\n%s", n, f.New)
				}
			}
			if diff := cmp.Diff(tt.wrote, wrote); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWritten(t *testing.T) {
	s := simple()
	rule := s.Rules[0]
	rule.Scope, rule.Value, rule.Outcomes[0] = "/press/", "train-ai=y", outcome("allow")
	rule.Headers = []publish.Header{{Name: "Content-Usage", Value: `train-ai=n;exceptions="https://x.example/100%\"`}}
	s.Rules = append(s.Rules, rule)
	got, out := written(t, Writer, "x", []byte("<VirtualHost *>\r\n\tServerName museum.example\r\n</VirtualHost>"), s)
	want := strings.ReplaceAll(`<VirtualHost *>
	ServerName museum.example
	# BEGIN proviso museum.example: made from proviso.toml, edits here are overwritten
	<IfModule mod_headers.c>
	    Header onsuccess unset Content-Usage
	    Header always set Content-Usage "train-ai=n"
	    Header always set Content-Usage "train-ai=n;exceptions=\"https://x.example/100%%\\\\\"" "expr=%{THE_REQUEST} =~ m#^\S+ /press/#"
	    # what is spelled unusually gets the strictest answer
	    Header onsuccess unset Content-Usage "expr=%{THE_REQUEST} =~ m#`+odd+`#"
	    Header always set Content-Usage "train-ai=n" "expr=%{THE_REQUEST} =~ m#`+odd+`#"
	</IfModule>
	# END proviso
</VirtualHost>`, "\n", "\r\n")
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	if len(out.Losses) != 1 || out.Losses[0].Scope != "/press/" {
		t.Errorf("losses: %+v", out.Losses)
	}
}

// TestUnsaid: what httpd would read otherwise is not written.
func TestUnsaid(t *testing.T) {
	for _, value := range []string{"${HOME}", "expr=x", "EXPR=x", "a\nb", "é"} {
		s := simple()
		s.Rules[0].Headers = []publish.Header{{Name: "Content-Usage", Value: value}}
		if text, out := written(t, Htaccess, ".htaccess", nil, s); text != nil || !publish.Faulty(out.Problems) {
			t.Errorf("%q is written: %s", value, text)
		}
	}
	s := simple()
	s.Rules[0].Headers[0].Name = "A B"
	if _, out := written(t, Htaccess, ".htaccess", nil, s); !publish.Faulty(out.Problems) {
		t.Error("a field with a space in its name is written")
	}
	s = simple()
	s.Rules[0].Scope = "/" + strings.Repeat("é", MaxPattern/8)
	if _, out := written(t, Htaccess, ".htaccess", nil, s); !publish.Faulty(out.Problems) {
		t.Error("a pattern that is too long is written")
	}
}

// TestSites: two sites in one file do not touch each other's part.
func TestSites(t *testing.T) {
	old := []byte("<VirtualHost *>\nServerName museum.example\n</VirtualHost>\n<VirtualHost *>\nServerName archive.example\n</VirtualHost>\n")
	museum, archive := simple(), simple()
	archive.Origin = "https://archive.example"
	archive.Rules[0].Headers = []publish.Header{{Name: "Content-Usage", Value: "train-ai=y"}}
	one, _ := written(t, Writer, "x", old, museum)
	both, out := written(t, Writer, "x", one, archive)
	if len(out.Problems) > 0 || strings.Count(string(both), "END proviso") != 2 || !strings.Contains(string(both), "train-ai=y") {
		t.Fatalf("%v\n%s", out.Problems, both)
	}
	if again, _ := written(t, Writer, "x", both, museum); string(again) != string(both) {
		t.Error(cmp.Diff(string(both), string(again)))
	}
	if left, _ := written(t, Writer, "x", both, &publish.Saying{Origin: archive.Origin}); string(left) != string(one) {
		t.Error(cmp.Diff(string(one), string(left)))
	}
	if left, _ := written(t, Writer, "x", both, &publish.Saying{}); string(left) != string(old) {
		t.Error(cmp.Diff(string(old), string(left)))
	}
}

func TestFind(t *testing.T) {
	for want, names := range map[string][]string{"apache2.conf": {"apache2.conf", "httpd.conf"}, "conf/httpd.conf": {"conf/httpd.conf"}, "": {"nginx.conf"}} {
		fsys := fstest.MapFS{}
		for _, n := range names {
			fsys[n] = &fstest.MapFile{}
		}
		if got := Writer.Find(fsys); got != want {
			t.Errorf("%v: got %q", names, got)
		}
	}
	for text, want := range map[string]bool{
		"<VirtualHost *:80>\n": true, "# x\nServerRoot /etc\n": true, "server {\n listen 80;\n}\n": false, "museum.example {\n}\n": false, "": false,
	} {
		if got := Writer.Knows("x.conf", []byte(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

// TestLimits: what is hostile costs little and is told.
func TestLimits(t *testing.T) {
	begun := time.Now()
	out := Htaccess.Write(publish.Input{FS: endless{}, Entry: ".htaccess", Saying: simple()})
	if got := codes(out); !cmp.Equal(got, []string{". apache-too-many-files warning", ".htaccess apache-override warning"}) {
		t.Errorf("got %q", got)
	}
	many := map[string]string{"httpd.conf": "Include a/*.conf\n<VirtualHost *>\nServerName museum.example\n</VirtualHost>\n"}
	for i := range MaxFiles + 1 {
		many[fmt.Sprintf("a/%d.conf", i)] = "Listen 80\n"
	}
	out = Writer.Write(publish.Input{FS: folder(many), Entry: "httpd.conf", Saying: simple()})
	if got := codes(out); len(out.Files) > 0 || len(got) == 0 || !strings.Contains(got[0], CodeTooMany) {
		t.Errorf("got %q", got)
	}
	deep := map[string]string{"0.conf": "Include 1.conf\n"}
	for i := range MaxDepth + 2 {
		deep[fmt.Sprintf("%d.conf", i)] = fmt.Sprintf("Include %d.conf\n", i+1)
	}
	out = Writer.Write(publish.Input{FS: folder(deep), Entry: "0.conf", Saying: simple()})
	if got := codes(out); len(got) != 1 || !strings.Contains(got[0], CodeTooMany) {
		t.Errorf("got %q", got)
	}
	lines := strings.Repeat("Header set Content-Usage x\n", MaxProblems*100)
	out = Writer.Write(publish.Input{FS: folder(map[string]string{"x": lines}), Entry: "x", Saying: simple()})
	if len(out.Problems) != MaxProblems || !publish.Faulty(out.Problems) {
		t.Errorf("%d problems", len(out.Problems))
	}
	nested := strings.Repeat("<If x>\n", publish.MaxFile/8)
	out = Writer.Write(publish.Input{FS: folder(map[string]string{"x": nested}), Entry: "x", Saying: simple()})
	if !publish.Faulty(out.Problems) {
		t.Error("sections without end are no problem")
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// endless is a site with very many folders.
type endless struct{}

func (endless) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".htaccess") {
		return nil, fs.ErrNotExist
	}
	return fstest.MapFS{"x": {Mode: fs.ModeDir}}.Open("x")
}

func (endless) ReadDir(name string) (list []fs.DirEntry, err error) {
	if strings.Count(name, "/") > 1 {
		return nil, nil
	}
	fsys := fstest.MapFS{}
	for i := range 60 {
		fsys[fmt.Sprint("folder", i)] = &fstest.MapFile{Mode: fs.ModeDir}
	}
	return fsys.ReadDir(".")
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Codes() {
		if seen[c.Code] || c.Meaning == "" || !strings.HasPrefix(c.Code, "apache-") && !strings.HasPrefix(c.Code, "publish-") {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
}
