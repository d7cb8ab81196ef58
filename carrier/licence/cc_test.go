package licence_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier/licence"
)

func TestCC(t *testing.T) {
	const cc = "https://creativecommons.org/"
	for _, tt := range []struct{ url, canonical, name string }{
		{cc + "licenses/by-sa/4.0/", cc + "licenses/by-sa/4.0/", "CC BY-SA 4.0"},
		{cc + "licenses/by-sa/4.0", cc + "licenses/by-sa/4.0/", "CC BY-SA 4.0"},
		{"http://www.creativecommons.org:80//licenses/by/2.0/de/deed.en?x#y", cc + "licenses/by/2.0/de/", "CC BY 2.0 DE"},
		{"HTTP://CreativeCommons.ORG/Licenses/BY-ND-NC/1.0/NL/", cc + "licenses/by-nd-nc/1.0/nl/", "CC BY-ND-NC 1.0 NL"},
		{cc + "licenses/by/2.5/scotland/", cc + "licenses/by/2.5/scotland/", "CC BY 2.5 SCOTLAND"},
		{cc + "licenses/by-nc/3.0/igo/legalcode", cc + "licenses/by-nc/3.0/igo/", "CC BY-NC 3.0 IGO"},
		{cc + "licenses/by/4.0/legalcode.zh-hans", cc + "licenses/by/4.0/", "CC BY 4.0"},
		{cc + "licenses/by/3.0/deed.pt_BR", cc + "licenses/by/3.0/", "CC BY 3.0"},
		{cc + "licenses/sampling+/1.0/tw/", cc + "licenses/sampling+/1.0/tw/", "CC SAMPLING+ 1.0 TW"},
		{cc + "licenses/nc-sampling%2b/1.0/", cc + "licenses/nc-sampling+/1.0/", "CC NC-SAMPLING+ 1.0"},
		{cc + "licenses/devnations/2.0/", cc + "licenses/devnations/2.0/", "CC DEVNATIONS 2.0"},
		{cc + "licenses/sa/2.0/jp/", cc + "licenses/sa/2.0/jp/", "CC SA 2.0 JP"},
		{cc + "publicdomain/zero/1.0/rdf", cc + "publicdomain/zero/1.0/", "CC0 1.0"},
		{cc + "publicdomain/mark/1.0/deed.de", cc + "publicdomain/mark/1.0/", "Public Domain Mark 1.0"},
		{cc + "publicdomain/certification/1.0/us/", cc + "publicdomain/certification/1.0/us/", "Public Domain Certification 1.0 US"},
		{cc + "licenses/publicdomain", cc + "publicdomain/certification/1.0/us/", "Public Domain Certification 1.0 US"},

		{"", "", ""},
		{"creativecommons.org/licenses/by/4.0/", "", ""},
		{"//creativecommons.org/licenses/by/4.0/", "", ""},
		{"ftp://creativecommons.org/licenses/by/4.0/", "", ""},
		{"https://creativecommons.org.example/licenses/by/4.0/", "", ""},
		{"https://user@creativecommons.org/licenses/by/4.0/", "", ""},
		{"https://i.creativecommons.org/l/by/4.0/88x31.png", "", ""},
		{cc, "", ""},
		{cc + "about/", "", ""},
		{cc + "licenses/", "", ""},
		{cc + "licenses/by/", "", ""},
		{cc + "licenses/by/1.5/", "", ""},
		{cc + "licenses/by/2.1/", "", ""},
		{cc + "licenses/by/4.0/de/", "", ""},
		{cc + "licenses/by/4.0/-/", "", ""},
		{cc + "licenses/by-nc-nd/1.0/", "", ""},
		{cc + "licenses/by-nd-nc/2.0/", "", ""},
		{cc + "licenses/by-sa-nc/4.0/", "", ""},
		{cc + "licenses/nc/2.0/", "", ""},
		{cc + "licenses/zero/1.0/", "", ""},
		{cc + "publicdomain/by/4.0/", "", ""},
		{cc + "publicdomain/zero/1.0/us/", "", ""},
		{cc + "licenses/by/4.0/deed/more", "", ""},
		{cc + "licenses/by by-nc/4.0/", "", ""},
		{cc + "licenses/" + strings.Repeat("by/", 100000), "", ""},
	} {
		canonical, name, ok := licence.CC(tt.url)
		if canonical != tt.canonical || name != tt.name || ok != (tt.name != "") {
			t.Errorf("CC(%.80q) = %q, %q, %v, want %q, %q", tt.url, canonical, name, ok, tt.canonical, tt.name)
		}
	}
}

// FuzzCC: what is canonical stays as it is, and is one tool however it is written.
func FuzzCC(f *testing.F) {
	f.Add("http://www.creativecommons.org/licenses/by/2.0/de/deed.en?x#y")
	f.Add("https://creativecommons.org/licenses/publicdomain/")
	f.Fuzz(func(t *testing.T, url string) {
		canonical, name, ok := licence.CC(url)
		if !ok {
			if canonical != "" || name != "" {
				t.Errorf("CC(%q) = %q, %q, false", url, canonical, name)
			}
			return
		}
		for _, same := range []string{canonical, canonical + "deed.xx", strings.ToUpper(canonical), canonical + "?q#f", strings.TrimSuffix(canonical, "/")} {
			if c, n, ok := licence.CC(same); c != canonical || n != name || !ok {
				t.Errorf("%q is %q, and %q is %q", url, canonical, same, c)
			}
		}
	})
}
