package nginx_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/nginx"
)

// effective is a block and the header fields of its responses, worked out by the rules of
// ngx_http_headers_module alone.
type effective struct {
	label   string
	server  []string // the names of the server it is in
	headers []string
}

// effectiveOf works it out for all blocks of a configuration. It reads the text by a scanner of
// its own, which knows just what the generator writes.
func effectiveOf(files map[string][]byte) []effective {
	var list []effective
	root, _ := scan(words(files, "nginx.conf"))
	for _, http := range root {
		if http.words[0] == "http" {
			walk(http, nil, "on", nil, &list)
		}
	}
	return list
}

type scanned struct {
	words []string
	body  []scanned
}

var tokens = regexp.MustCompile(`#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[;{}]|(?:\$\{|\\.|[^\s;{}#"'\\])(?:\$\{|\\.|[^\s;{\\])*`)

// words cuts a file into words, with what it includes in place.
func words(files map[string][]byte, name string) (list []string) {
	all := tokens.FindAllString(string(files[name]), -1)
	all = slices.DeleteFunc(all, func(w string) bool { return w[0] == '#' })
	for i := 0; i < len(all); i++ {
		if all[i] == "include" {
			list = append(list, words(files, all[i+1])...)
			i += 2
			continue
		}
		list = append(list, all[i])
	}
	return list
}

func scan(list []string) (body []scanned, rest []string) {
	var current []string
	for len(list) > 0 {
		word := list[0]
		list = list[1:]
		switch word {
		case ";":
			body, current = append(body, scanned{words: current}), nil
		case "{":
			var inner []scanned
			inner, list = scan(list)
			body, current = append(body, scanned{current, inner}), nil
		case "}":
			return body, list
		default:
			current = append(current, word)
		}
	}
	return body, nil
}

func walk(b scanned, around []string, how string, server []string, list *[]effective) {
	var own []string
	for _, d := range b.body {
		switch d.words[0] {
		case "add_header":
			own = append(own, strings.Join(d.words[1:], " "))
		case "add_header_inherit":
			how = d.words[1]
		case "server_name":
			server = d.words[1:]
		}
	}
	switch {
	case how == "merge", how == "on" && len(own) == 0:
		own = append(own, around...)
	}
	*list = append(*list, effective{strings.Join(b.words, " "), server, own})
	for _, d := range b.body {
		switch d.words[0] {
		case "server", "location":
			walk(d, own, how, server, list)
		case "if":
			if b.words[0] == "location" {
				walk(d, own, how, server, list)
			}
		}
	}
}

// checkModel makes sure that by the rules every block of the site has the field, exactly once
// unless it is merged into a shared block, no other has it with a value, and none has lost what
// it had.
func checkModel(t *testing.T, c generated, after map[string][]byte, s *publish.Saying, out publish.Output) {
	t.Helper()
	before, now := effectiveOf(c.files), effectiveOf(after)
	if len(before) != len(now) {
		t.Fatalf("there were %d blocks, and there are %d", len(before), len(now))
	}
	keyed, written, merges := false, false, false
	for name, text := range after {
		keyed = keyed || strings.Contains(string(text), "map $server_name$request_uri")
		// A block that two servers include, and only one of them merges into, says it twice there.
		merges = merges || strings.Contains(string(text), "merge;")
		written = written || len(text) > len(c.files[name])
	}
	// A server of the site outside of the file that was named was left, and told.
	left := slices.ContainsFunc(out.Problems, problemWith(nginx.CodeServers))
	shared := slices.ContainsFunc(out.Problems, problemWith(nginx.CodeShared))
	for i, b := range before {
		a := now[i]
		ours := func(h string) bool { return strings.HasPrefix(h, "Content-Usage ") }
		n := len(a.headers) - len(slices.DeleteFunc(slices.Clone(a.headers), ours))
		foreign := slices.DeleteFunc(slices.Clone(a.headers), ours)
		if diff := cmp.Diff(b.headers, foreign, cmp.Transformer("", func(l []string) string { return strings.Join(l, "\n") })); diff != "" {
			t.Errorf("%s lost header fields:\n%s\n%s", a.label, diff, after["nginx.conf"])
		}
		site := slices.ContainsFunc(a.server, func(name string) bool { return strings.Contains(name, "museum") })
		switch {
		case !written || left:
		case site && n == 0 && !shared:
			t.Errorf("%s in %v has no Content-Usage:\n%s", a.label, a.server, after["nginx.conf"])
		case site && n > 1 && !merges:
			t.Errorf("%s in %v has Content-Usage %d times:\n%s", a.label, a.server, n, after["nginx.conf"])
		case !site && n > 0 && !keyed && a.label != "http":
			t.Errorf("%s in %v has Content-Usage:\n%s", a.label, a.server, after["nginx.conf"])
		}
	}
	if len(s.Rules) > 0 && s.Rules[0].Value != "" && !written {
		t.Error("nothing was written")
	}
}
