package survival_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/survival"
)

// file is a copy that is a bare file.
func file(name string, body []byte, beside ...*carrier.Artifact) survival.Copy {
	a := &carrier.Artifact{Kind: carrier.File, Source: name, Body: body}
	return survival.Copy{Name: name, Artifacts: append([]*carrier.Artifact{a}, beside...)}
}

// fetched is a copy from a server, with what it says in Content-Usage.
func fetched(url, mediaType string, body []byte, usage string) survival.Copy {
	a := &carrier.Artifact{Kind: carrier.Response, Source: url, Status: 200, MediaType: mediaType, Body: body}
	if usage != "" {
		a.Header = []carrier.Field{{Name: "Content-Usage", Value: usage}}
	}
	return survival.Copy{Name: url, URL: url, Artifacts: []*carrier.Artifact{a}}
}

func compare(t *testing.T, original, delivered survival.Copy) *survival.Report {
	t.Helper()
	r, err := survival.Compare(carrier.Question{}, original, delivered)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// statements are the carriers and fates of a report.
func statements(r *survival.Report) (list []string) {
	for _, s := range r.Statements {
		list = append(list, s.Carrier+" "+string(s.Fate))
	}
	return list
}

func blocks(r *survival.Report) (list []string) {
	for _, b := range r.Blocks {
		list = append(list, b.Kind.String()+" "+string(b.Fate))
	}
	return list
}

func cause(r *survival.Report) string {
	if r.Cause == nil {
		return ""
	}
	return r.Cause.Code
}

// TestPairs compares what programs and platforms are known to make of a file.
func TestPairs(t *testing.T) {
	jpeg := plain(t, "jpeg", 64, 48)
	small := plain(t, "jpeg", 32, 24)
	pointed := notice + " | " + link
	original := with(t, jpeg, full(t), exifOf(pointed), iimOf(t, pointed))
	onlyXMP := with(t, jpeg, full(t), nil, nil)
	for name, tt := range map[string]struct {
		original, delivered survival.Copy
		held                bool
		statements, blocks  []string
		picture             survival.Picture
		cause, advice       string
	}{
		"the same file": {
			file("a", original), file("b", original), true,
			[]string{"plus kept", "mark kept"}, []string{"xmp kept", "exif kept", "iim kept"},
			survival.PictureSame, "", "nothing",
		},
		"taken out, the picture left alone": {
			file("a", original), file("b", jpeg), false,
			[]string{"plus lost", "mark lost"}, []string{"xmp lost", "exif lost", "iim lost"},
			survival.PictureSame, "taken-out", "keep-metadata",
		},
		"made smaller without metadata": {
			file("a", original), file("b", small), false,
			[]string{"plus lost", "mark lost"}, []string{"xmp lost", "exif lost", "iim lost"},
			survival.PictureAnew, "written-anew-without", "keep-metadata",
		},
		"converted without metadata, by a server that says nothing": {
			file("a", onlyXMP), fetched("https://cdn.example/a", "image/webp", plain(t, "webp", 64, 48), ""), false,
			[]string{"plus lost", "mark lost"}, []string{"xmp lost"},
			survival.PictureAnew, "written-anew-without", "say-it-in-header",
		},
		"converted without metadata, by a server that says it in a header field": {
			file("a", onlyXMP), fetched("https://cdn.example/a", "image/webp", plain(t, "webp", 64, 48), "train-ai=n, ai-use=n, search=y"), false,
			[]string{"plus lost", "mark lost", "content-usage new"}, []string{"xmp lost"},
			survival.PictureAnew, "written-anew-without", "keep-metadata",
		},
		"converted with XMP": {
			file("a", original), file("b", with(t, plain(t, "webp", 64, 48), full(t), exifOf(pointed), nil)), true,
			[]string{"plus kept", "mark kept"}, []string{"xmp kept", "exif kept", "iim lost"},
			survival.PictureAnew, "no-place-for-iim", "nothing",
		},
		"nothing but notices outside of XMP": {
			file("a", original), file("b", with(t, small, nil, exifOf(pointed), iimOf(t, pointed))), false,
			[]string{"plus lost", "mark lost"}, []string{"xmp lost", "exif kept", "iim kept"},
			survival.PictureAnew, "rights-of-iim-and-exif", "keep-pointer",
		},
		"nothing but notices outside of XMP, without a link": {
			file("a", original), file("b", with(t, small, nil, nil, iimOf(t, notice))), false,
			[]string{"plus lost", "mark lost"}, []string{"xmp lost", "exif lost", "iim rewritten"},
			survival.PictureAnew, "rights-of-iim-and-exif", "point-from-notice",
		},
		"nothing but Exif": {
			file("a", original), file("b", with(t, small, nil, exifOf(pointed), nil)), false,
			[]string{"plus lost", "mark lost"}, []string{"xmp lost", "exif kept", "iim lost"},
			survival.PictureAnew, "exif-only", "keep-metadata",
		},
		"nothing but rights in XMP": {
			file("a", onlyXMP), file("b", with(t, jpeg, packet(t, credit, copyright, statement), nil, nil)), false,
			[]string{"plus lost", "mark lost"}, []string{"xmp rewritten"},
			survival.PictureSame, "rights-fields-only", "keep-metadata",
		},
		"the mark dropped, the safe form kept": {
			file("a", onlyXMP), file("b", with(t, jpeg, packet(t, mining, credit, title), nil, nil)), false,
			[]string{"plus stricter", "mark lost"}, []string{"xmp rewritten"},
			survival.PictureSame, "dropped-properties", "keep-metadata",
		},
		"the safe form dropped, the mark kept": {
			file("a", onlyXMP), file("b", with(t, jpeg, packet(t, mark, safeForm, title), nil, nil)), false,
			[]string{"plus lost", "mark kept"}, []string{"xmp rewritten"},
			survival.PictureSame, "dropped-properties", "keep-metadata",
		},
		"turned into its opposite": {
			file("a", with(t, jpeg, packet(t, mining), nil, nil)),
			file("b", with(t, jpeg, packet(t, xmpAllowed), nil, nil)), false,
			[]string{"plus looser"}, []string{"xmp rewritten"},
			survival.PictureSame, "dropped-properties", "keep-metadata",
		},
		"written in other words": {
			file("a", with(t, jpeg, []byte(element), nil, nil)), file("b", with(t, jpeg, []byte(attribute), nil, nil)), true,
			[]string{"plus kept"}, []string{"xmp rewritten"},
			survival.PictureSame, "", "nothing",
		},
		"served as a stream of bytes": {
			file("a", onlyXMP), fetched("https://cdn.example/a", "binary/octet-stream", onlyXMP, ""), true,
			[]string{"plus kept", "mark kept"}, []string{"xmp kept"},
			survival.PictureSame, "", "nothing",
		},
		"the header field of the original is not sent": {
			fetched("https://a.example/a", "image/jpeg", jpeg, "train-ai=n"), fetched("https://cdn.example/a", "image/jpeg", jpeg, ""), false,
			[]string{"content-usage lost"}, nil,
			survival.PictureSame, "other-headers", "say-it-in-header",
		},
		"a saved copy, of which no header field is known": {
			fetched("https://a.example/a", "image/jpeg", onlyXMP, "train-ai=n"), file("b", onlyXMP), true,
			[]string{"plus kept", "mark kept", "content-usage unseen"}, []string{"xmp kept"},
			survival.PictureSame, "", "nothing",
		},
		"an original that says nothing": {
			file("a", jpeg), file("b", small), true, nil, nil,
			survival.PictureAnew, "", "say-it-first",
		},
		"what the sidecar says is left behind": {
			file("a.png", plain(t, "png", 9, 9), &carrier.Artifact{Kind: carrier.File, Source: "a.png.xmp", MediaType: "application/rdf+xml", Body: packet(t, mining)}),
			file("b.png", plain(t, "png", 9, 9)), false,
			[]string{"plus lost"}, nil,
			survival.PictureSame, "left-beside", "say-it-first",
		},
		"what the sidecar says is put into the file": {
			file("a.png", plain(t, "png", 9, 9), &carrier.Artifact{Kind: carrier.File, Source: "a.png.xmp", MediaType: "application/rdf+xml", Body: packet(t, mining)}),
			file("b.png", with(t, plain(t, "png", 9, 9), packet(t, mining), nil, nil)), true,
			[]string{"plus kept"}, []string{"xmp new"},
			survival.PictureSame, "", "nothing",
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := compare(t, tt.original, tt.delivered)
			if r.Held() != tt.held {
				t.Errorf("held: %v", r.Held())
			}
			if diff := cmp.Diff(tt.statements, statements(r)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.blocks, blocks(r)); diff != "" {
				t.Error(diff)
			}
			if r.Picture != tt.picture || cause(r) != tt.cause || r.Advice.Code != tt.advice {
				t.Errorf("picture %s, cause %q, advice %s", r.Picture, cause(r), r.Advice.Code)
			}
			if !slices.Contains(survival.Advices(), r.Advice.Code) || r.Advice.Text == "" {
				t.Errorf("advice %+v is not listed", r.Advice)
			}
			if silent := len(tt.statements) == 0; r.Silent() != silent {
				t.Errorf("silent: %v", r.Silent())
			}
		})
	}
}

// TestUses: what both sides say about a use, and what is left once the copy is saved.
func TestUses(t *testing.T) {
	original := with(t, plain(t, "jpeg", 9, 9), full(t), nil, nil)
	r := compare(t, file("a", original), fetched("https://cdn.example/a.png", "image/png", plain(t, "png", 9, 9), "train-ai=n, search=y"))
	want := map[proviso.Use][4]string{
		proviso.TrainAI: {"conditional", "deny", "unstated", "stricter"},
		proviso.AIUse:   {"conditional", "unstated", "unstated", "lost"},
		proviso.Search:  {"allow", "allow", "unstated", "kept"},
		proviso.TDM:     {"unstated", "unstated", "unstated", "kept"},
	}
	for use, w := range want {
		u := r.Uses[use]
		if got := [4]string{u.Original.Word().String(), u.Delivered.Word().String(), u.Saved.Word().String(), string(u.Fate)}; got != w {
			t.Errorf("%s: %v, want %v", use, got, w)
		}
	}
	if r.Held() {
		t.Error("a use was lost")
	}
}

// TestCovered: what is lost inside the file and said in a header field is told apart.
func TestCovered(t *testing.T) {
	original := with(t, plain(t, "jpeg", 9, 9), packet(t, mark), nil, nil)
	for usage, covered := range map[string]bool{
		"train-ai=n;exceptions=cc-cr, ai-use=n;exceptions=cc-cr, search=y": true,
		"train-ai=n, ai-use=n, search=y":                                   true,
		"train-ai=n":                                                       false,
		"train-ai=y, ai-use=y, search=y":                                   false,
		"":                                                                 false,
	} {
		r := compare(t, file("a", original), fetched("https://cdn.example/a", "image/jpeg", plain(t, "jpeg", 9, 9), usage))
		if s := r.Statements[0]; s.Fate != survival.Lost || s.Covered != covered || r.Held() {
			t.Errorf("%q: %+v", usage, s)
		}
	}
}

// TestEvidence: text and position on both sides.
func TestEvidence(t *testing.T) {
	jpeg := plain(t, "jpeg", 9, 9)
	r := compare(t, file("a", with(t, jpeg, []byte(element), nil, nil)), file("b", with(t, jpeg, []byte("<!-- moved -->"+attribute), nil, nil)))
	s := r.Statements[0]
	if s.Original.Raw != prohibited || s.Delivered.Raw != prohibited || s.Place != survival.InFile {
		t.Errorf("%+v", s)
	}
	before, after := s.Original.Where, s.Delivered.Where
	if before.Source != "a" || after.Source != "b" || before.Offset == after.Offset || before.Part != "XMP plus:DataMining" || after.Part != before.Part {
		t.Errorf("%v, %v", before, after)
	}
}

// TestExplained: a safe form that lost what explained it is read at its word, and says so.
func TestExplained(t *testing.T) {
	jpeg := plain(t, "jpeg", 9, 9)
	r := compare(t, file("a", with(t, jpeg, full(t), nil, nil)), file("b", with(t, jpeg, packet(t, mining), nil, nil)))
	if s := r.Statements[0]; s.Fate != survival.Stricter || !strings.Contains(s.Why, "safe form") {
		t.Errorf("%+v", s)
	}
}

// TestHost: what the host of the original says is lost where that of the copy is silent.
func TestHost(t *testing.T) {
	at := func(host, rules string) survival.Copy {
		c := fetched("https://"+host+"/a", "image/jpeg", plain(t, "jpeg", 9, 9), "")
		robots := &carrier.Artifact{Kind: carrier.Robots, Source: "https://" + host + "/robots.txt", Status: 200, Body: []byte("User-agent: *\n" + rules)}
		c.Artifacts = append([]*carrier.Artifact{robots}, c.Artifacts...)
		return c
	}
	original := at("a.example", "Content-Usage: train-ai=n\nAllow: /\n")
	r := compare(t, original, at("b.example", "Allow: /\n"))
	if diff := cmp.Diff([]string{"robots lost"}, statements(r)); diff != "" || r.Statements[0].Place != survival.Around {
		t.Error(diff, r.Statements)
	}
	if r = compare(t, original, at("b.example", "Content-Usage: train-ai=n\nAllow: /\n")); !r.Held() {
		t.Error(statements(r))
	}
}

// TestAskers: what is said to one asker is not what is said to another, or to everyone.
func TestAskers(t *testing.T) {
	says := func(value string) survival.Copy {
		c := fetched("https://a.example/a", "image/jpeg", plain(t, "jpeg", 9, 9), "")
		c.Artifacts[0].Header = []carrier.Field{{Name: "X-Robots-Tag", Value: value}}
		return c
	}
	for value, want := range map[string][]string{
		"ccbot: noai":      {"page-tokens kept"},
		"CCBot: noai":      {"page-tokens rewritten"},
		"examplebot: noai": {"page-tokens lost", "page-tokens new"},
		"noai":             {"page-tokens lost", "page-tokens new"},
	} {
		if diff := cmp.Diff(want, statements(compare(t, says("ccbot: noai"), says(value)))); diff != "" {
			t.Errorf("%s: %s", value, diff)
		}
	}
}

// TestRights: credit is compared wherever it is left.
func TestRights(t *testing.T) {
	pointed := notice + " | " + link
	original := file("a", with(t, plain(t, "jpeg", 9, 9), packet(t, credit, copyright, statement), exifOf(pointed), nil))
	for name, tt := range map[string]struct {
		delivered []byte
		want      []string
		linkKept  bool
	}{
		"lost":                      {plain(t, "jpeg", 8, 8), []string{"usage-info lost", "credit-text lost", "copyright-notice lost", "copyright-notice lost"}, false},
		"left in Exif alone":        {with(t, plain(t, "jpeg", 8, 8), nil, exifOf(pointed), nil), []string{"usage-info kept", "credit-text lost", "copyright-notice kept", "copyright-notice kept"}, true},
		"the link cut off":          {with(t, plain(t, "jpeg", 8, 8), nil, exifOf(notice), nil), []string{"usage-info lost", "credit-text lost", "copyright-notice kept", "copyright-notice lost"}, false},
		"another credit, no notice": {with(t, plain(t, "jpeg", 8, 8), packet(t, otherCredit, statement), nil, nil), []string{"usage-info kept", "credit-text changed", "copyright-notice lost", "copyright-notice lost"}, false},
	} {
		r := compare(t, original, file("b", tt.delivered))
		var got []string
		for _, x := range r.Rights {
			got = append(got, x.Kind.String()+" "+string(x.Fate))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if len(r.Notices) != 1 || r.Notices[0].Link != link || r.Notices[0].LinkKept != tt.linkKept {
			t.Errorf("%s: %+v", name, r.Notices)
		}
	}
}

// TestNoImage: what is no image cannot be compared, on either side.
func TestNoImage(t *testing.T) {
	good := file("good", plain(t, "jpeg", 9, 9))
	missing := fetched("https://cdn.example/a", "image/jpeg", plain(t, "jpeg", 9, 9), "")
	missing.Artifacts[0].Status = 404
	for name, bad := range map[string]survival.Copy{
		"nothing":      {Name: "bad"},
		"only robots":  {Name: "bad", Artifacts: []*carrier.Artifact{{Kind: carrier.Robots}}},
		"empty":        file("bad", []byte{}),
		"text":         file("bad", []byte("hello")),
		"a page":       fetched("https://cdn.example/", "text/html", []byte("<!doctype html><title>No</title>"), ""),
		"a sidecar":    file("bad", packet(t, mining)),
		"an error":     missing,
		"no body":      fetched("https://cdn.example/a", "image/jpeg", nil, ""),
		"a few bytes":  file("bad", []byte{0xFF, 0xD8}),
		"another file": file("bad", []byte("%PDF-1.7\n")),
	} {
		for _, pair := range [][2]survival.Copy{{good, bad}, {bad, good}} {
			r, err := survival.Compare(carrier.Question{}, pair[0], pair[1])
			if _, ok := errors.AsType[*survival.NoImage](err); !ok || r != nil {
				t.Errorf("%s: %v, %v", name, r, err)
			}
		}
	}
}

// TestTruncated: files that end anywhere are compared without harm, and what is not found
// in them is never taken for kept.
func TestTruncated(t *testing.T) {
	whole := map[string][]byte{}
	for _, format := range []string{"jpeg", "png", "gif", "webp"} {
		whole[format] = with(t, plain(t, format, 20, 20), full(t), nil, nil)
	}
	for format, body := range whole {
		for n := 12; n < len(body); n += 1 + len(body)/200 {
			r, err := survival.Compare(carrier.Question{}, file("a", body), file("b", body[:n]))
			if err != nil {
				continue
			}
			if r.Identical || r.Picture == survival.PictureSame {
				t.Errorf("%s cut at %d: %s", format, n, r.Picture)
			}
			if r.Held() != !slices.ContainsFunc(r.Statements, func(s survival.Statement) bool { return s.Delivered == nil || s.Fate.Bad() }) {
				t.Errorf("%s cut at %d: %v", format, n, statements(r))
			}
			if !r.Held() && !r.Delivered.Cut {
				t.Errorf("%s cut at %d is not known to be cut", format, n)
			}
		}
	}
	// What was gathered only in part is no picture to compare.
	half := file("b", whole["jpeg"])
	half.Artifacts[0].Truncated = true
	if r := compare(t, file("a", whole["jpeg"]), half); !r.Delivered.Cut || r.Picture != survival.PictureUnknown {
		t.Errorf("%+v", r.Picture)
	}
}
