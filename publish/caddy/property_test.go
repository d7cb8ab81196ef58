package caddy

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// before is what stands before the site, and within what it has.
var (
	before = []string{
		"{\n\temail admin@museum.example\n\tlog {\n\t\toutput stdout\n\t}\n}\n", "# a comment \"with { quotes\n", "(headers) {\n\theader X-Frame-Options DENY\n}\n\n",
		"&(answer) {\n\trespond \"yes\"\n}\n", "other.example {\n\theader Content-Usage train-ai=y\n}\n", "\n", "import nothing/*\n",
	}
	addresses = []string{"museum.example {\n", "museum.example, www.museum.example {\n", "https://museum.example:443,\nwww.museum.example\n{\n", "  MUSEUM.example   { # here\n",
		"http://museum.example, \\\n\tmuseum.example {\n", "{$DOMAIN:museum.example} {\n", "\"museum.example\" {\n", ":443 {\n"}
	within = []string{
		"\troot * /srv\n\tfile_server\n", "  encode gzip\n", "\t@images path *.jpg *.png\n\theader @images Cache-Control max-age=31536000\n", "\n", "\t# note\n",
		"\thandle_errors {\n\t\trewrite * /404.html\n\t\tfile_server\n\t}\n", "\thandle_errors {\n\n\t  reverse_proxy localhost:1\n\t}\n", "\timport headers\n",
		"\treverse_proxy /api/* localhost:9000 {\n\t\theader_up Content-Usage x\n\t\theader_down -Server\n\t}\n", "\trespond /x `a\n{ \"b\n` 200\n", "\trespond \"a \\\"}\\\" # b\"\n",
		"\tbasicauth {\n\t\tbob $2a$14$x\n\t}\n", "\trespond /y <<END\n\t\t} museum {\n\t\tEND 200\n", "\ttls \\\n\t\tinternal\n", "\trespond {$TEXT:a b}\n", "\troute /z {\n\t\turi strip_prefix /z\n\t}\n",
	}
)

func caddyfile(r *rand.Rand) []byte {
	var b strings.Builder
	if r.IntN(2) == 0 {
		b.WriteString(before[0])
	}
	for range r.IntN(3) {
		b.WriteString(pick(r, before[1:]...))
	}
	bare := r.IntN(4) == 0
	if bare {
		b.Reset()
		b.WriteString(pick(r, "museum.example\n", "museum.example,\nwww.museum.example # both\n", "\xEF\xBB\xBFmuseum.example\n\n"))
	} else {
		b.WriteString(pick(r, addresses...))
	}
	for range r.IntN(5) {
		b.WriteString(pick(r, within...))
	}
	if !bare {
		b.WriteString("}\n")
		if r.IntN(3) == 0 {
			b.WriteString("\nthird.example {\n}\n")
		}
	}
	text := b.String()
	if r.IntN(4) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if r.IntN(4) == 0 {
		text = strings.TrimRight(text, "\r\n")
	}
	return []byte(text)
}

// written is what the writer makes of one file.
func written(t *testing.T, old []byte, s *publish.Saying) ([]byte, publish.Output) {
	t.Helper()
	out := Writer.Write(publish.Input{FS: fstest.MapFS{"Caddyfile": {Data: old}}, Entry: "Caddyfile", Saying: s})
	if len(out.Files) > 1 || len(out.Files) == 1 && (out.Files[0].Path != "Caddyfile" || !bytes.Equal(out.Files[0].Old, old)) {
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
	for range 4000 {
		old, s := caddyfile(r), saying(r)
		text, out := written(t, old, s)
		if publish.Faulty(out.Problems) {
			t.Fatalf("%v\n%s", out.Problems, old)
		}
		if n := bytes.Count(text, []byte("# BEGIN proviso museum.example")); n == 0 {
			t.Fatalf("nothing is written into\n%s", old)
		}
		if again, out := written(t, text, s); !bytes.Equal(again, text) || publish.Faulty(out.Problems) {
			t.Fatal(out.Problems, cmp.Diff(string(text), string(again)))
		}
		other, _ := written(t, text, saying(r))
		for _, text := range [][]byte{text, other} {
			if back, _ := written(t, text, &publish.Saying{}); !bytes.Equal(back, old) {
				t.Fatal(cmp.Diff(string(old), string(back)))
			}
		}
		if !subsequence(old, text) {
			t.Fatalf("something is lost of\n%q\nin\n%q", old, text)
		}
		grammatical(t, text)
	}
}

// grammatical checks that a file with our parts is still one.
func grammatical(t *testing.T, text []byte) {
	t.Helper()
	tokens, bad := tokenize(text)
	if bad == nil {
		_, bad = parse(tokens)
	}
	if bad != nil {
		t.Fatalf("%s at %d in\n%s", bad.hint, bad.at, text)
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

// FuzzCaddyfile: whatever stands there, nothing of it is lost, and where it is not
// understood it is left alone with a reason.
func FuzzCaddyfile(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 30 {
		f.Add(caddyfile(r))
	}
	for _, p := range []string{"", "museum.example", "museum.example\\", "museum.example {", "museum.example {}", "museum.example { }", "museum.example {\n}}", "{\n}\nmuseum.example\n\"", "museum.example {\\\n}",
		"museum.example {\n<<A\n}", "# BEGIN proviso\n# END proviso\nmuseum.example", "museum.example\n# \\\nx", "museum.example\r", "\"museum.example\n\""} {
		f.Add([]byte(p))
	}
	s := saying(r)
	f.Fuzz(func(t *testing.T, old []byte) {
		text, out := written(t, old, s)
		if publish.Faulty(out.Problems) {
			if len(out.Files) > 0 {
				t.Fatalf("%v, and yet it is changed", out.Problems)
			}
			return
		}
		if bytes.Contains(old, []byte("proviso")) {
			return
		}
		grammatical(t, text)
		if again, out := written(t, text, s); !bytes.Equal(again, text) || publish.Faulty(out.Problems) {
			t.Fatal(out.Problems, cmp.Diff(string(text), string(again)))
		}
		if back, _ := written(t, text, &publish.Saying{}); !bytes.Equal(back, old) {
			t.Fatalf("%q became %q", old, back)
		}
		if !subsequence(old, text) {
			t.Fatalf("something is lost of %q in %q", old, text)
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
