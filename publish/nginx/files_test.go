package nginx_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/nginx"
)

func TestFindAndKnows(t *testing.T) {
	for _, test := range []struct {
		files []string
		want  string
	}{
		{[]string{"nginx.conf", "conf/nginx.conf"}, "nginx.conf"},
		{[]string{"conf/nginx.conf"}, "conf/nginx.conf"},
		{[]string{"apache2.conf", "sites-enabled/a.conf"}, ""},
	} {
		fsys := fstest.MapFS{}
		for _, name := range test.files {
			fsys[name] = &fstest.MapFile{}
		}
		if got := nginx.Writer.Find(fsys); got != test.want {
			t.Errorf("%v: %q", test.files, got)
		}
	}
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"nginx.conf", "", true},
		{"museum", "# a site\nserver {\n}", true},
		{"museum", "upstream a { }\n  server\n  {\n", true},
		{"httpd.conf", "<VirtualHost *:80>\nServerName museum.example\n</VirtualHost>", false},
		{"Caddyfile", "museum.example {\n\troot * /srv\n\tfile_server\n}", false},
	} {
		if got := nginx.Writer.Knows(test.name, []byte(test.text)); got != test.want {
			t.Errorf("%s %q: %v", test.name, test.text, got)
		}
	}
}

// TestIncludes: which files are reached, and which of them are changed.
func TestIncludes(t *testing.T) {
	main := "http { add_header A b; include %; }"
	server := []byte("server { server_name museum.example; location / { add_header B c; } }\n")
	for _, test := range []struct {
		name  string
		files map[string]string
		entry string
		want  []string
	}{
		{"by a pattern", map[string]string{"nginx.conf": "sites/*.conf"}, "nginx.conf", []string{"nginx.conf", "sites/museum.conf"}},
		{"by a class", map[string]string{"nginx.conf": "sites/[!a-l]*"}, "nginx.conf", []string{"nginx.conf", "sites/museum.conf"}},
		{"absolute", map[string]string{"nginx.conf": "/etc/nginx/sites/*"}, "nginx.conf", []string{"nginx.conf", "sites/museum.conf"}},
		{"absolute, from the root of the disk", map[string]string{"etc/nginx/nginx.conf": "/etc/nginx/sites/*"}, "etc/nginx/nginx.conf", []string{"etc/nginx/nginx.conf", "etc/nginx/sites/museum.conf"}},
		{"from the site's own file", map[string]string{"nginx.conf": "sites/museum.conf"}, "sites/museum.conf", []string{"nginx.conf", "sites/museum.conf"}},
		{"from the file behind a link", map[string]string{"nginx.conf": "sites/*", "available/museum.conf": string(server)}, "available/museum.conf", []string{"nginx.conf", "sites/museum.conf"}},
		{"without the main file", map[string]string{}, "sites/museum.conf", []string{"sites/museum.conf"}},
		{"a main file that knows nothing of it", map[string]string{"nginx.conf": "other/*"}, "sites/museum.conf", []string{"sites/museum.conf"}},
		{"hidden files are not meant", map[string]string{"nginx.conf": "sites/*", "sites/.museum.conf.swp": "server {"}, "nginx.conf", []string{"nginx.conf", "sites/museum.conf"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string][]byte{}
			folder := "sites"
			for name, text := range test.files {
				if strings.HasSuffix(name, "nginx.conf") {
					folder = strings.TrimSuffix(name, "nginx.conf") + "sites"
					text = strings.ReplaceAll(main, "%", text)
				}
				files[name] = []byte(text)
			}
			files[folder+"/museum.conf"] = server
			after, out := run(files, test.entry, sayingOf(t, parts))
			if test.entry != "available/museum.conf" { // which is a copy here
				after, out = invariants(t, files, test.entry, sayingOf(t, parts))
			}
			var got []string
			for name := range after {
				if len(after[name]) != len(files[name]) {
					got = append(got, name)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s\n%v", diff, out.Problems)
			}
		})
	}
}

// TestOneDeclarationEach: two sites on one server, each with its own declaration; taking out
// one from its file leaves the other.
func TestOneDeclarationEach(t *testing.T) {
	files := map[string][]byte{
		"nginx.conf": []byte("http { add_header A b; include sites/*; }"),
		"sites/a":    []byte("server { server_name museum.example; }"),
		"sites/b":    []byte("server { server_name other.example; location / { add_header B c; } }"),
	}
	other := sayingOf(t, strings.ReplaceAll(parts, "museum.example", "other.example"))
	first, _ := run(files, "sites/a", sayingOf(t, parts))
	both, _ := run(first, "sites/b", other)
	second, _ := run(files, "sites/b", other)
	left, _ := run(both, "sites/a", &publish.Saying{})
	if diff := cmp.Diff(text(second), text(left)); diff != "" {
		t.Errorf("taking out the first:\n%s", diff)
	}
	if maps.EqualFunc(first, both, slices.Equal) || maps.EqualFunc(files, first, slices.Equal) {
		t.Error("nothing was written")
	}
}
