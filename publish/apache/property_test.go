package apache

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// pieces are what .htaccess files are made of.
var pieces = []string{
	"# BEGIN WordPress\n# The directives (lines) between these are\n# dynamically generated\n<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]\nRewriteBase /\nRewriteRule ^index\\.php$ - [L]\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d\nRewriteRule . /index.php [L]\n</IfModule>\n# END WordPress\n",
	"RewriteCond %{HTTP_REFERER} !^$\nRewriteCond %{HTTP_REFERER} !^https?://(.+\\.)?museum\\.example/ [NC]\nRewriteRule \\.(jpe?g|png|gif)$ - [F,NC]\n",
	"<FilesMatch \"\\.(ico|jpg|jpeg|png|webp)$\">\n  Header set Cache-Control \"max-age=31536000, public\"\n  Header unset ETag\n</FilesMatch>\n",
	"ErrorDocument 404 /404.html\n", "Options -Indexes\n", "\n", "   \t\n", "#\n", "# a comment that goes on \\\n  here\n",
	"SetEnvIf User-Agent \"bad\\\"bot\" bad_bot\n<Limit GET POST>\n  Order Allow,Deny\n  Allow from all\n  Deny from env=bad_bot\n</Limit>\n",
	"AddType 'image/webp' .webp\n", "\tDeny from 10.0.0.1 \\\n\t\t10.0.0.2\n", "php_value memory_limit 64M\n",
	"<IfModule mod_headers.c>\nHeader always set X-Frame-Options \"SAMEORIGIN\"\nHeader set Link \"<https://x.example/>; rel=\\\"x\\\"\"\n</IfModule>\n",
	"<if \"%{HTTP_HOST} == 'x'\">\n</IF>\n", "# caf\xE9 in Latin-1\n",
}

func htaccess(r *rand.Rand) []byte {
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(pick(r, pieces...))
	}
	text := b.String()
	if r.IntN(4) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if r.IntN(4) == 0 {
		text = strings.TrimRight(text, "\r\n\\")
	}
	return []byte(text)
}

// sites makes up a configuration with the host of the site, and others.
func sites(r *rand.Rand) []byte {
	var b strings.Builder
	for i := range 1 + r.IntN(3) {
		indent := pick(r, "", "\t", "    ")
		fmt.Fprintf(&b, "<VirtualHost *:%d>\n%sServerName %s\n", 80+i, indent, pick(r, "museum.example", "museum.example:80", "MUSEUM.example"))
		for range r.IntN(3) {
			b.WriteString(pick(r, pieces...))
		}
		b.WriteString(pick(r, "</VirtualHost>\n", "  </virtualhost>\n", "</VirtualHost >\n"))
		b.WriteString(pick(r, "", "<VirtualHost *:80>\nServerName other.example\nHeader set Content-Usage train-ai=y\n</VirtualHost>\n", "Listen 80\n"))
	}
	text := b.String()
	if r.IntN(4) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if r.IntN(4) == 0 {
		text = strings.TrimRight(text, "\r\n\\")
	}
	return []byte(text)
}

// written is what a writer makes of one file.
func written(t *testing.T, w publish.Writer, entry string, old []byte, s *publish.Saying) ([]byte, publish.Output) {
	t.Helper()
	fsys := fstest.MapFS{}
	if old != nil {
		fsys[entry] = &fstest.MapFile{Data: old}
	}
	out := w.Write(publish.Input{FS: fsys, Entry: entry, Saying: s})
	if len(out.Files) > 1 || len(out.Files) == 1 && (out.Files[0].Path != entry || !bytes.Equal(out.Files[0].Old, old)) {
		t.Fatalf("unexpected files: %+v", out.Files)
	}
	if len(out.Files) == 0 {
		return old, out
	}
	return out.Files[0].New, out
}

// TestInvariants: what is written is written once, nothing foreign is lost, and it can all
// be taken out again.
func TestInvariants(t *testing.T) {
	r := random(t)
	for range 3000 {
		w, entry, old := Htaccess, ".htaccess", htaccess(r)
		if r.IntN(2) == 0 {
			w, entry, old = Writer, "museum.conf", sites(r)
		}
		s := saying(r)
		text, out := written(t, w, entry, old, s)
		if publish.Faulty(out.Problems) {
			t.Fatalf("%v\n%s", out.Problems, old)
		}
		if n := bytes.Count(text, []byte("# BEGIN proviso")); n == 0 {
			t.Fatalf("nothing is written into\n%s", old)
		}
		if again, _ := written(t, w, entry, text, s); !bytes.Equal(again, text) {
			t.Fatal(cmp.Diff(string(text), string(again)))
		}
		other, _ := written(t, w, entry, text, saying(r))
		for _, text := range [][]byte{text, other} {
			if back, _ := written(t, w, entry, text, &publish.Saying{}); !bytes.Equal(back, old) {
				t.Fatal(cmp.Diff(string(old), string(back)))
			}
		}
		if !subsequence(old, text) {
			t.Fatalf("something is lost of\n%q\nin\n%q", old, text)
		}
	}
}

// TestHundredsOfLines: a file as sites have them after years is left in peace.
func TestHundredsOfLines(t *testing.T) {
	old := []byte(strings.Repeat(strings.Join(pieces, ""), 20))
	text, out := written(t, Htaccess, ".htaccess", old, saying(random(t)))
	if len(out.Problems) > 0 || !bytes.HasPrefix(text, old) {
		t.Fatalf("%v", out.Problems)
	}
	if back, _ := written(t, Htaccess, ".htaccess", text, &publish.Saying{}); !bytes.Equal(back, old) {
		t.Error("it does not come back")
	}
}

func subsequence(part, whole []byte) bool {
	for _, c := range part {
		i := bytes.IndexByte(whole, c)
		if i < 0 {
			return false
		}
		whole = whole[i+1:]
	}
	return true
}

// FuzzHtaccess: whatever stands there, nothing of it is lost, and where it is not
// understood it is left alone with a reason.
func FuzzHtaccess(f *testing.F) {
	for _, p := range pieces {
		f.Add([]byte(p))
	}
	for _, p := range []string{"<IfModule x>\n", "</If>", "a\\", "a\\\r\n", "# END proviso", "# BEGIN proviso\n# END proviso", "\xEF\xBB\xBFa\r", "<a\n", "<LuaX>\n<\n</LuaX>", "Header set content-usage: x"} {
		f.Add([]byte(p))
	}
	s := saying(rand.New(rand.NewPCG(1, 1)))
	f.Fuzz(func(t *testing.T, old []byte) {
		for _, w := range []publish.Writer{Htaccess, Writer} {
			text, out := written(t, w, "x", old, s)
			if publish.Faulty(out.Problems) {
				if len(out.Files) > 0 {
					t.Fatalf("%v, and yet it is changed", out.Problems)
				}
				continue
			}
			if bytes.Contains(old, []byte("proviso")) {
				continue
			}
			if again, out := written(t, w, "x", text, s); !bytes.Equal(again, text) || publish.Faulty(out.Problems) {
				t.Fatal(out.Problems, cmp.Diff(string(text), string(again)))
			}
			if back, _ := written(t, w, "x", text, &publish.Saying{}); !bytes.Equal(back, old) {
				t.Fatalf("%q became %q", old, back)
			}
			if !subsequence(old, text) {
				t.Fatalf("something is lost of %q in %q", old, text)
			}
		}
	})
}

// simple is what a site says with one rule.
func simple() *publish.Saying {
	s := saying(rand.New(rand.NewPCG(1, 1)))
	s.Rules = s.Rules[:1]
	s.Rules[0].Scope, s.Rules[0].Value = "", "train-ai=n"
	s.Rules[0].Outcomes = proviso.Outcomes{proviso.TrainAI: proviso.Denied()}
	s.Rules[0].Headers = []publish.Header{{Name: "Content-Usage", Value: "train-ai=n"}}
	return s
}
