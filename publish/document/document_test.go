package document_test

import (
	"bytes"
	"crypto/ed25519"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/document"
)

func museum() *declare.Declaration {
	return &declare.Declaration{
		Party:       declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example"},
		Collections: []declare.Collection{{Name: "website", Outcomes: proviso.Outcomes{proviso.TrainAI: proviso.Denied()}}},
	}
}

func run(old []byte, s *publish.Saying) publish.Output {
	fsys := fstest.MapFS{}
	if old != nil {
		fsys[document.File] = &fstest.MapFile{Data: old}
	}
	return document.Writer.Write(publish.Input{FS: fsys, Entry: document.File, Saying: s})
}

// TestWrite: what becomes of the file that is there.
func TestWrite(t *testing.T) {
	d := museum()
	text, _, err := declare.Publish(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))
	signed, err := declare.Sign(text, key)
	if err != nil {
		t.Fatal(err)
	}
	d.Party.Name = "Harbour Archive"
	other, _, err := declare.Publish(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	says := publish.NewSaying(d)
	says.Document = text
	empty := publish.NewSaying(d)
	for name, tt := range map[string]struct {
		old    []byte
		saying *publish.Saying
		new    []byte // as old for no change
		code   string
	}{
		"a new file":                 {nil, says, text, ""},
		"the same":                   {text, says, text, ""},
		"an earlier one":             {other, says, text, ""},
		"the same, signed":           {signed, says, signed, ""},
		"an earlier one, signed":     {bytes.Replace(signed, []byte("Museum"), []byte("Gallery"), 1), says, text, ""},
		"somebody else's":            {[]byte(`{"a":1}`), says, []byte(`{"a":1}`), publish.CodeForeign},
		"a page":                     {[]byte("<html>"), says, []byte("<html>"), publish.CodeForeign},
		"an empty file":              {[]byte{}, says, []byte{}, publish.CodeForeign},
		"nothing to publish":         {text, empty, text, document.CodeNoText},
		"taken out":                  {text, &publish.Saying{}, nil, ""},
		"taken out, signed":          {signed, &publish.Saying{}, nil, ""},
		"taken out where none is":    {nil, &publish.Saying{}, nil, ""},
		"taken out, somebody else's": {[]byte("[]"), &publish.Saying{}, []byte("[]"), publish.CodeForeign},
	} {
		out := run(tt.old, tt.saying)
		got := tt.old
		for _, f := range out.Files {
			if got = f.New; !bytes.Equal(f.Old, tt.old) {
				t.Errorf("%s: planned over %q", name, f.Old)
			}
		}
		if !bytes.Equal(got, tt.new) || (got == nil) != (tt.new == nil) {
			t.Errorf("%s: %q", name, got)
		}
		code := ""
		for _, p := range out.Problems {
			if code = p.Code; p.Severity != proviso.Fault || p.Hint == "" || p.Where.Source != document.File {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if code != tt.code {
			t.Errorf("%s: problem %q, want %q", name, code, tt.code)
		}
	}
}

// TestTooLarge: a document that readers would not read is not written.
func TestTooLarge(t *testing.T) {
	s := publish.NewSaying(museum())
	s.Document = append([]byte(`{"schema":"proviso.declaration/1","x":"`), bytes.Repeat([]byte("a"), declare.MaxPublished)...)
	s.Document = append(s.Document, `"}`...)
	if out := run(nil, s); len(out.Files) > 0 || len(out.Problems) != 1 {
		t.Errorf("%d files, problems %+v", len(out.Files), out.Problems)
	}
}

func TestCodes(t *testing.T) {
	for _, c := range document.Codes() {
		if c.Code == "" || c.Meaning == "" {
			t.Errorf("%+v", c)
		}
	}
}
