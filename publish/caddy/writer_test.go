package caddy

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
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

const ours = "museum.example {\n\tfile_server\n}\n"

// with gives the site more lines.
func with(lines string) string { return strings.Replace(ours, "}", lines+"}", 1) }

func TestFiles(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
		wrote []string
	}{
		{"plain", map[string]string{"Caddyfile": ours}, nil, []string{"Caddyfile"}},
		{"http and https", map[string]string{"Caddyfile": "http://museum.example {\n}\nhttps://museum.example/x/* {\n}\n*.example {\n}\n"}, nil, []string{"Caddyfile"}},
		{"by wildcard", map[string]string{"Caddyfile": "*.example {\n}\n:443 {\n}\n"}, []string{"Caddyfile:1:1 caddy-shared-site notice"}, []string{"Caddyfile"}},
		{"any host", map[string]string{"Caddyfile": "other.example {\n}\n:443 {\n}\n"}, []string{"Caddyfile:3:1 caddy-shared-site notice"}, []string{"Caddyfile"}},
		{"shared", map[string]string{"Caddyfile": "www.museum.example, museum.example, archive.example {\n}\n"}, []string{"Caddyfile:1:1 caddy-shared-site notice"}, []string{"Caddyfile"}},
		{"from the environment", map[string]string{"Caddyfile": "{$DOMAIN} {\n}\n"}, []string{"Caddyfile:1:1 caddy-assumed-site notice"}, []string{"Caddyfile"}},
		{"its default", map[string]string{"Caddyfile": "{$DOMAIN:museum.example} {\n}\nother.example {\n}\n"}, nil, []string{"Caddyfile"}},
		{"others", map[string]string{"Caddyfile": "other.example {\n}\n{$X} {\n}\n"}, []string{"Caddyfile caddy-no-site fault"}, nil},
		{"empty", map[string]string{"Caddyfile": ""}, []string{"Caddyfile caddy-no-site fault"}, nil},
		{"imported site", map[string]string{"Caddyfile": "import sites/*.caddy\nimport /etc/caddy/more/*\n", "sites/a.caddy": ours, "more/x": "other.example {\n}\n"}, nil, []string{"sites/a.caddy"}},
		{"beside the file", map[string]string{"caddy/Caddyfile": "import sites/a\n", "caddy/sites/a": ours}, nil, []string{"caddy/sites/a"}},
		{"not to be read", map[string]string{"Caddyfile": "import /etc/other/*\nimport {$X}\nimport [\n" + with("\timport ../x\n")},
			[]string{"Caddyfile:1:8 caddy-not-read notice", "Caddyfile:2:8 caddy-not-read notice", "Caddyfile:3:8 caddy-not-read notice", "Caddyfile:6:9 caddy-not-read notice"}, []string{"Caddyfile"}},
		{"imports itself", map[string]string{"Caddyfile": "import Caddyfile\n" + ours}, nil, []string{"Caddyfile"}},
		{"foreign", map[string]string{"Caddyfile": with("\theader Content-Usage train-ai=y\n")}, []string{"Caddyfile:3:2 publish-foreign fault"}, nil},
		{"foreign behind ours", map[string]string{"Caddyfile": "museum.example {\n# BEGIN proviso: x\n# END proviso\n\theader /x >content-usage: train-ai=y\n}\n"}, []string{"Caddyfile:4:2 publish-foreign fault"}, nil},
		{"foreign in a block", map[string]string{"Caddyfile": with("\theader {\n\t\t-Server\n\t\t-content-usage\n\t}\n")}, []string{"Caddyfile:3:2 publish-foreign fault"}, nil},
		{"foreign deep inside", map[string]string{"Caddyfile": with("\troute {\n\t\thandle /x {\n\t\t\theader +Content-Usage x\n\t\t}\n\t}\n")}, []string{"Caddyfile:5:4 publish-foreign fault"}, nil},
		{"foreign by wildcard", map[string]string{"Caddyfile": with("\theader -Content-*\n")}, []string{"Caddyfile:3:2 publish-foreign fault"}, nil},
		{"foreign to a backend", map[string]string{"Caddyfile": with("\treverse_proxy x {\n\t\theader_down -Content-Usage\n\t}\n")}, []string{"Caddyfile:4:3 publish-foreign fault"}, nil},
		{"the same", map[string]string{"Caddyfile": with("\theader Content-Usage `train-ai=n`\n")}, []string{"Caddyfile:3:2 caddy-said-twice notice"}, []string{"Caddyfile"}},
		{"the same, somewhere", map[string]string{"Caddyfile": with("\theader /x Content-Usage `train-ai=n`\n")}, []string{"Caddyfile:3:2 publish-foreign fault"}, nil},
		{"other fields", map[string]string{"Caddyfile": with("\theader Content-Usage-X y\n\theader\n\theader @x\n\trequest_header Content-Usage y\n\t@x header Content-Usage y\n\trespond \"header Content-Usage\"\n\t# header Content-Usage x\n\theader -Server-*\n")}, nil, []string{"Caddyfile"}},
		{"foreign of another", map[string]string{"Caddyfile": ours + "other.example {\n\theader Content-Usage y\n}\n(unused) {\n\theader Content-Usage y\n}\n"}, nil, []string{"Caddyfile"}},
		{"foreign in a snippet", map[string]string{"Caddyfile": "(a) {\n\timport b\n}\n(b) {\n\theader Content-Usage y\n}\n" + with("\timport a\n")}, []string{"Caddyfile:5:2 publish-foreign fault"}, nil},
		{"foreign in a route", map[string]string{"Caddyfile": "&(a) {\n\theader Content-Usage y\n}\n" + with("\tinvoke a\n")}, []string{"Caddyfile:2:2 publish-foreign fault"}, nil},
		{"foreign in an import", map[string]string{"Caddyfile": with("\thandle {\n\t\timport parts/*\n\t}\n"), "parts/a": "encode gzip\nheader Content-Usage y\nimport a\n"}, []string{"parts/a:2:1 publish-foreign fault"}, nil},
		{"an import is broken", map[string]string{"Caddyfile": with("\timport parts/a\n"), "parts/a": "}"}, []string{"parts/a:1:1 caddy-syntax fault"}, nil},
		{"another order", map[string]string{"Caddyfile": "{\n\torder header last\n}\n" + ours}, []string{"Caddyfile:2:2 caddy-order fault"}, nil},
		{"no place", map[string]string{"Caddyfile": "museum.example { respond x\n}\n"}, []string{"Caddyfile:1:16 caddy-layout fault"}, nil},
		{"no place at all", map[string]string{"Caddyfile": "museum.example { }\n"}, []string{"Caddyfile:1:16 caddy-layout fault"}, nil},
		{"no place behind a backslash", map[string]string{"Caddyfile": "museum.example { # x \\\n}\n"}, []string{"Caddyfile:1:16 caddy-layout fault"}, nil},
		{"never closed", map[string]string{"Caddyfile": "\nmuseum.example {\n"}, []string{"Caddyfile:2:16 caddy-syntax fault"}, nil},
		{"closed twice", map[string]string{"Caddyfile": ours + "}\n"}, []string{"Caddyfile:4:1 caddy-syntax fault"}, nil},
		{"never quoted to the end", map[string]string{"Caddyfile": with("\trespond \"a\n")}, []string{"Caddyfile:3:10 caddy-syntax fault"}, nil},
		{"endless heredoc", map[string]string{"Caddyfile": with("\trespond <<A\n")}, []string{"Caddyfile:3:10 caddy-syntax fault"}, nil},
		{"a line goes on", map[string]string{"Caddyfile": with("\thandle { respond x\n\t}\n")}, []string{"Caddyfile:3:9 caddy-syntax fault"}, nil},
		{"damaged", map[string]string{"Caddyfile": "# END proviso\n" + ours}, []string{"Caddyfile:1:7 publish-block-damage fault"}, nil},
		{"no text", map[string]string{"Caddyfile": "a\n\x00"}, []string{"Caddyfile:2:1 publish-encoding fault"}, nil},
		{"too large", map[string]string{"Caddyfile": strings.Repeat("#\n", publish.MaxFile/2+1)}, []string{"Caddyfile publish-too-large fault"}, nil},
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
			}
			if diff := cmp.Diff(tt.wrote, wrote); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWritten(t *testing.T) {
	s := simple()
	press, silent := s.Rules[0], s.Rules[0]
	press.Scope, press.Value, press.Outcomes[0] = "/press/", "train-ai=y", outcome("allow")
	press.Headers = []publish.Header{{Name: "Content-Usage", Value: `train-ai=n;exceptions="https://x.example/$1"`}}
	silent.Scope, silent.Value, silent.Outcomes[0] = "/press/`", "", outcome("unstated")
	silent.Headers = []publish.Header{{Name: "Content-Usage"}}
	s.Rules = append(s.Rules, press, silent)
	got, out := written(t, []byte("museum.example {\r\n  file_server\r\n  handle_errors {\r\n    reverse_proxy x\r\n  }\r\n}"), s)
	want := strings.ReplaceAll("museum.example {\n"+
		"  # BEGIN proviso museum.example: made from proviso.toml, edits here are overwritten\n"+
		"  map {http.request.orig_uri} {proviso_content_usage} {\n"+
		"  \t# what is spelled unusually gets the strictest answer\n"+
		"  \t`~"+oddTarget+"` `train-ai=n`\n"+
		"  \t`~^/press/\\x60` `unsaid`\n"+
		"  \t`~^/press/` `train-ai=n;exceptions=\"https://x.example/$$1\"`\n"+
		"  \tdefault `train-ai=n`\n"+
		"  }\n"+
		"  @proviso_content_usage_said not vars {proviso_content_usage} unsaid untouched\n"+
		"  @proviso_content_usage_unsaid vars {proviso_content_usage} unsaid\n"+
		"  header @proviso_content_usage_said Content-Usage {proviso_content_usage}\n"+
		"  header @proviso_content_usage_said {\n  \tdefer\n  \tContent-Usage {proviso_content_usage}\n  }\n"+
		"  header @proviso_content_usage_unsaid -Content-Usage\n"+
		"  # END proviso\n"+
		"  file_server\n  handle_errors {\n"+
		"    # BEGIN proviso museum.example: made from proviso.toml, edits here are overwritten\n"+
		"    header @proviso_content_usage_said {\n    \tdefer\n    \tContent-Usage {proviso_content_usage}\n    }\n"+
		"    header @proviso_content_usage_unsaid -Content-Usage\n"+
		"    # END proviso\n"+
		"    reverse_proxy x\n  }\n}", "\n", "\r\n")
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	if len(out.Losses) != 1 || out.Losses[0].Scope != "/press/" {
		t.Errorf("losses: %+v", out.Losses)
	}
}

// TestSites: two sites in one file do not touch each other's part.
func TestSites(t *testing.T) {
	old := []byte(ours + "archive.example {\n}\n")
	museum, archive := simple(), simple()
	archive.Origin = "https://archive.example"
	archive.Rules[0].Headers = []publish.Header{{Name: "Content-Usage", Value: "train-ai=y"}}
	one, _ := written(t, old, museum)
	both, out := written(t, one, archive)
	if len(out.Problems) > 0 || strings.Count(string(both), "END proviso") != 2 || !strings.Contains(string(both), "train-ai=y") {
		t.Fatalf("%v\n%s", out.Problems, both)
	}
	if again, _ := written(t, both, museum); string(again) != string(both) {
		t.Error(cmp.Diff(string(both), string(again)))
	}
	if left, _ := written(t, both, &publish.Saying{Origin: archive.Origin}); string(left) != string(one) {
		t.Error(cmp.Diff(string(one), string(left)))
	}
	if left, _ := written(t, both, &publish.Saying{}); string(left) != string(old) {
		t.Error(cmp.Diff(string(old), string(left)))
	}
}

// TestUnsaid: what Caddy would read otherwise is not written.
func TestUnsaid(t *testing.T) {
	for _, value := range []string{"{path}", "a`b", "a\nb", "é", unsaid, untouched, "}"} {
		s := simple()
		s.Rules[0].Headers = []publish.Header{{Name: "Content-Usage", Value: value}}
		if text, out := written(t, []byte(ours), s); string(text) != ours || !publish.Faulty(out.Problems) {
			t.Errorf("%q is written: %s", value, text)
		}
	}
	for _, name := range []string{"A B", "-A", "", "?A"} {
		s := simple()
		s.Rules[0].Headers[0].Name = name
		if _, out := written(t, []byte(ours), s); !publish.Faulty(out.Problems) {
			t.Errorf("a field with the name %q is written", name)
		}
	}
}

func TestKnows(t *testing.T) {
	for name, want := range map[string]bool{"Caddyfile": true, "caddyfile": true, "Caddyfile.prod": true, "dev.Caddyfile": true, "sites/a.caddy": true, "nginx.conf": false} {
		if got := Writer.Knows(name, nil); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if got := Writer.Find(fstest.MapFS{}); got != "" {
		t.Errorf("found %q", got)
	}
}

// TestLimits: what is hostile costs little and is told.
func TestLimits(t *testing.T) {
	begun := time.Now()
	many := map[string]string{"Caddyfile": "import a/*\n" + ours}
	for i := range MaxFiles + 1 {
		many[fmt.Sprintf("a/%d", i)] = ""
	}
	chain := map[string]string{"Caddyfile": "import 0\n"}
	for i := range MaxDepth + 2 {
		chain[fmt.Sprint(i)] = fmt.Sprintf("import %d\n", i+1)
	}
	snippets := "(s0) {\n}\n"
	for i := range 3000 { // each imports all before it, twice
		snippets += fmt.Sprintf("(s%d) {\nimport s%d\nimport s%d\n}\n", i+1, i, i)
	}
	for name, tt := range map[string]struct {
		files map[string]string
		code  string
	}{
		"many files": {many, CodeTooMany},
		"a chain":    {chain, CodeTooMany},
		"nested":     {map[string]string{"Caddyfile": "museum.example {\n" + strings.Repeat("a {\n", publish.MaxFile/8)}, CodeSyntax},
		"snippets":   {map[string]string{"Caddyfile": snippets + with("\timport s3000\n")}, CodeTooMany},
		"foreign":    {map[string]string{"Caddyfile": with(strings.Repeat("\theader Content-Usage x\n", 100*MaxProblems))}, publish.CodeForeign},
	} {
		out := Writer.Write(publish.Input{FS: folder(tt.files), Entry: "Caddyfile", Saying: simple()})
		if got := codes(out); len(got) > MaxProblems || len(got) == 0 || !strings.Contains(got[0], tt.code) || len(out.Files) > 0 {
			t.Errorf("%s: got %q", name, got)
		}
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestAdapt: what Caddy takes without our part it takes with it.
func TestAdapt(t *testing.T) {
	program, err := exec.LookPath("caddy")
	if err != nil {
		t.Skip("SKIPPED: Caddy is not installed, so nothing is proved against the real server (Debian: apt-get install caddy)")
	}
	name := filepath.Join(t.TempDir(), "Caddyfile")
	adapt := func(text []byte) ([]byte, error) {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		c := exec.Command(program, "adapt", "--config", name, "--adapter", "caddyfile")
		c.Env = append(os.Environ(), "XDG_DATA_HOME="+filepath.Dir(name), "XDG_CONFIG_HOME="+filepath.Dir(name), "HOME="+filepath.Dir(name))
		return c.CombinedOutput()
	}
	r := rand.New(rand.NewPCG(7, 7))
	taken := 0
	for range 12 {
		old := caddyfile(r)
		if _, err := adapt(old); err != nil {
			continue // nor without it
		}
		taken++
		text, _ := written(t, old, saying(r))
		if out, err := adapt(text); err != nil {
			t.Errorf("%v: %s\n%s", err, out, text)
		}
	}
	if taken == 0 {
		t.Error("Caddy takes none of the files, so nothing is proved")
	}
	t.Logf("Caddy takes %d of 12 files", taken)
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Codes() {
		if seen[c.Code] || c.Meaning == "" || !strings.HasPrefix(c.Code, "caddy-") && !strings.HasPrefix(c.Code, "publish-") {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
}
