package verify_test

import (
	"crypto/ed25519"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/verify"
)

// ruled lists the checks of some rules that do not pass, with their verdicts.
func ruled(r *verify.Report, rules ...string) (list []string) {
	for _, c := range r.Checks {
		if slices.Contains(rules, c.Rule) && c.Severity > verify.Pass {
			list = append(list, c.Severity.String()+" "+c.Verdict.String()+" "+c.ID)
		}
	}
	slices.Sort(list)
	return list
}

// TestDrift: the file was changed, and the site was not.
func TestDrift(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		want           []string
	}{
		{"nothing", "", "", nil},
		{"stricter on the site", `["/photos/"]
credit = "Example Museum"
train-ai = "cc-cr-ec"`, `["/photos/"]
credit = "Example Museum"
train-ai = "cc-cr"`, []string{"warn stricter drift", "warn stricter scope /photos/ train-ai"}},
		{"looser on the site", `["/photos/"]
credit = "Example Museum"
train-ai = "cc-cr-ec"`, `["/photos/"]
credit = "Example Museum"
train-ai = "deny"`, []string{"fail looser drift", "fail looser scope /photos/ train-ai"}},
		{"a credit line", `credit = "Example Museum"`, `credit = "Example Museum, public domain"`, []string{"fail silent drift"}},
		{"another collection", `[[collection]]
name = "loans"`, `[[collection]]
name = "press"
paths = ["/press/"]
train-ai = "allow"

[[collection]]
name = "loans"`, []string{"fail looser drift", "fail looser scope /press/ ai-use", "fail looser scope /press/ search", "warn stricter scope /press/ train-ai"}},
		{"a collection less", `[[collection]]
name = "loans"
paths = ["/loans/"]
train-ai = "deny"
ai-use = "deny"
search = "allow"
`, "", []string{"warn stricter drift", "warn stricter scope /loans/ ai-use"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			opt := s.options(t)
			s.declared = parse(t, strings.Replace(museum, tt.old, tt.new, 1))
			r := run(t, s, opt)
			if d := cmp.Diff(tt.want, ruled(r, verify.RuleDrift, verify.RuleScope)); d != "" {
				t.Error(d)
			}
			if (r.Digest == r.Published) != (tt.want == nil) {
				t.Errorf("digests %s, %s", r.Digest, r.Published)
			}
		})
	}
}

// TestDocument: the caller knows what should be there, safe forms included.
func TestDocument(t *testing.T) {
	s := newSite(t)
	opt := s.options(t)
	opt.Document = []byte(s.files[declare.WellKnown])
	if r := run(t, s, opt); r.Exit() != verify.ExitDeclared {
		t.Errorf("the same: %q", bad(r, verify.Warn))
	}
	var err error
	if opt.Document, _, err = declare.Publish(s.declared, nil); err != nil {
		t.Fatal(err)
	}
	if got := ruled(run(t, s, opt), verify.RuleDrift, verify.RuleScope); len(got) != 1 || got[0] != "fail silent drift" {
		t.Errorf("without safe forms: %q", got)
	}
}

func TestSignature(t *testing.T) {
	_, key, _ := ed25519.GenerateKey(nil)
	_, other, _ := ed25519.GenerateKey(nil)
	public := key.Public().(ed25519.PublicKey)
	keys := func(list ...ed25519.PrivateKey) string {
		var public []ed25519.PublicKey
		for _, k := range list {
			public = append(public, k.Public().(ed25519.PublicKey))
		}
		text, err := declare.WriteKeys(public...)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	sign := func(s *site) {
		text, err := declare.Sign([]byte(s.files[declare.WellKnown]), key)
		if err != nil {
			t.Fatal(err)
		}
		s.files[declare.WellKnown] = string(text)
	}
	for _, tt := range []struct {
		name   string
		change func(s *site, opt *verify.Options)
		want   string
	}{
		{"unsigned, and no keys", func(*site, *verify.Options) {}, ""},
		{"unsigned, with keys", func(_ *site, o *verify.Options) { o.Keys = append(o.Keys, public) }, "fail silent signature"},
		{"holds", func(s *site, _ *verify.Options) { sign(s); s.files[declare.KeysPath] = keys(other, key) }, ""},
		{"holds with a key given", func(s *site, o *verify.Options) { sign(s); o.Keys = append(o.Keys, public) }, ""},
		{"no keys", func(s *site, _ *verify.Options) { sign(s) }, "warn silent signature"},
		{"another key", func(s *site, _ *verify.Options) { sign(s); s.files[declare.KeysPath] = keys(other) }, "fail silent signature"},
		{"tampered", func(s *site, _ *verify.Options) {
			sign(s)
			s.files[declare.KeysPath] = keys(key)
			s.files[declare.WellKnown] = strings.Replace(s.files[declare.WellKnown], "custodian", "author", 1)
		}, "fail silent signature"},
		{"no signature at all", func(s *site, _ *verify.Options) {
			s.files[declare.KeysPath] = keys(key)
			s.files[declare.WellKnown] = strings.Replace(s.files[declare.WellKnown], `"statements"`, `"signature":7,"statements"`, 1)
		}, "fail silent signature"},
	} {
		s := newSite(t)
		opt := s.options(t)
		tt.change(s, &opt)
		if got := strings.Join(ruled(run(t, s, opt), verify.RuleSignature), "; "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestValidity(t *testing.T) {
	for _, tt := range []struct{ validity, want string }{
		{"from = 2026-01-01\nuntil = 2027-12-31", ""},
		{"from = 2026-12-01", "warn stricter validity"},
		{"until = 2026-11-23", "fail looser validity"},
		{"until = 2026-11-24", "note equal validity"},
		{"until = 2026-12-20", "note equal validity"},
	} {
		s := newSite(t)
		s.text = museum + "\n[validity]\n" + tt.validity + "\n"
		s.declared = parse(t, s.text)
		s.publish(t, s.declared)
		r := run(t, s, s.options(t))
		if got := strings.Join(ruled(r, verify.RuleValidity), "; "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.validity, got, tt.want)
		}
		if i := slices.IndexFunc(r.Checks, func(c verify.Check) bool { return c.Rule == verify.RuleValidity }); r.Checks[i].Line != strings.Count(museum, "\n")+2 {
			t.Errorf("line %d", r.Checks[i].Line)
		}
	}
}

func TestPageForPeople(t *testing.T) {
	for status, want := range map[int]string{200: "", 404: "fail silent page-for-people /machine-use/", 500: "fail silent page-for-people /machine-use/"} {
		s := newSite(t)
		s.declared.Publication.Page = "/machine-use/"
		if status == 200 {
			s.files["/machine-use/"] = "<!DOCTYPE html><title>Machine use</title>"
		} else if status == 500 {
			old := &site{files: s.files, header: s.header, types: s.types, hits: s.hits}
			s.mux = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/machine-use/" {
					w.WriteHeader(500)
					return
				}
				old.ServeHTTP(w, r)
			})
		}
		if got := strings.Join(ruled(run(t, s, s.options(t)), verify.RulePage), "; "); got != want {
			t.Errorf("%d: %q, want %q", status, got, want)
		}
	}
}

// TestNoDomain: who has no domain publishes no declaration, and is not told to.
func TestNoDomain(t *testing.T) {
	s := newSite(t)
	s.declared = parse(t, strings.Replace(museum, `domain = "museum.example"`, "", 1))
	s.files[declare.WellKnown] = ""
	s.more = func(string) http.Header { return http.Header{"Content-Signal": nil} }
	opt := s.options(t)
	opt.Now = func() time.Time { return time.Now() }
	r := run(t, s, opt)
	if got := bad(r, verify.Warn); len(got) > 0 || r.Staged {
		t.Errorf("staged %v: %q", r.Staged, got)
	}
}
