package licence

import (
	"strings"
	"testing"
)

// TestToolsAreCounted: Creative Commons' README of cc-legal-tools-app counts 636
// licences and 3 public domain tools.
func TestToolsAreCounted(t *testing.T) {
	count := map[string]int{}
	seen := map[tool]bool{}
	for _, r := range releases {
		for unit := range strings.FieldsSeq(r.units) {
			for where := range strings.FieldsSeq(r.jurisdictions) {
				one := tool{r.category, unit, r.version, strings.TrimPrefix(where, "-")}
				if seen[one] || !one.exists() {
					t.Errorf("%+v is listed twice, or not found", one)
				}
				seen[one] = true
				count[r.category]++
				if canonical, name, ok := CC(one.url()); canonical != one.url() || name != one.name() || !ok {
					t.Errorf("%s reads as %s, %s", one.url(), canonical, name)
				}
				if near, ok := one.nearest(); r.category == licenses && strings.HasPrefix(unit, "by") && (!ok || near != one) {
					t.Errorf("nearest to %s is %s", one.url(), near.url())
				}
			}
		}
	}
	if count[licenses] != 636 || count[publicdomain] != 3 {
		t.Errorf("%v", count)
	}
}

func TestNearest(t *testing.T) {
	for path, want := range map[string]string{
		"licenses/by-sa-nc/4.0":       "licenses/by-nc-sa/4.0/",
		"licenses/nc-by/3.0/de":       "licenses/by-nc/3.0/de/",
		"licenses/by-nc-nd/1.0":       "licenses/by-nd-nc/1.0/",
		"licenses/by-nd-nc/3.0":       "licenses/by-nc-nd/3.0/",
		"licenses/by/4.0/de":          "licenses/by/4.0/",
		"licenses/cc-by/4.0":          "licenses/by/4.0/",
		"licenses/by/4":               "licenses/by/4.0/",
		"publicdomain/by-sa/4.0":      "licenses/by-sa/4.0/",
		"licenses/zero/1.0":           "publicdomain/zero/1.0/",
		"licenses/CC0/1.0":            "publicdomain/zero/1.0/",
		"licenses/mark/1.0":           "publicdomain/mark/1.0/",
		"licenses/PDM/1.0":            "publicdomain/mark/1.0/",
		"licenses/by-nd-sa/4.0":       "",
		"licenses/by/5.0":             "",
		"licenses/by":                 "",
		"licenses/attribution/4.0":    "",
		"licenses/by/4.0/deed/by/4.0": "licenses/by/4.0/",
	} {
		found, at := toolAt("https://creativecommons.org/" + path)
		near, ok := found.nearest()
		got := strings.TrimPrefix(near.url(), "https://creativecommons.org/")
		if !at || found.exists() || ok != (want != "") || ok && got != want {
			t.Errorf("%s: %+v, nearest %s, %v, want %q", path, found, got, ok, want)
		}
	}
}

func TestToolNamed(t *testing.T) {
	for text, want := range map[string]string{
		"CC BY-SA 4.0":                     "CC BY-SA 4.0",
		"cc-by-nc-nd-3.0-de":               "CC BY-NC-ND 3.0 DE",
		"CC BY 4.0 International":          "CC BY 4.0",
		"Creative Commons BY v3.0":         "CC BY 3.0",
		"CC-BY-SA-2.0-UK":                  "CC BY-SA 2.0 UK",
		"CC0":                              "CC0 1.0",
		"CC0-1.0":                          "CC0 1.0",
		"CC-PDM-1.0":                       "Public Domain Mark 1.0",
		"(CC) by-sa-nc 4.0":                "CC BY-NC-SA 4.0",
		"CC BY":                            "",
		"CC":                               "",
		"":                                 "",
		"All rights reserved":              "",
		"MIT":                              "",
		"accc by 4.0":                      "",
		strings.Repeat("CC BY 4.0 ", 1000): "",
	} {
		found, ok := toolNamed(text)
		if ok != (want != "") || ok && found.name() != want {
			t.Errorf("%.40q: %+v, %v, want %q", text, found, ok, want)
		}
	}
}

func TestNameOf(t *testing.T) {
	for url, want := range map[string]string{
		"https://www.gnu.org/licenses/gpl-3.0.en.html":                               "GPL 3.0",
		"http://opensource.org/licenses/MIT":                                         "MIT",
		"https://www.apache.org/licenses/LICENSE-2.0.txt":                            "Apache 2.0",
		"https://spdx.org/licenses/MIT.html":                                         "MIT",
		"https://spdx.org/licenses/CC-BY-4.0":                                        "CC BY 4.0",
		"https://spdx.org/licenses/BSD-3-Clause/":                                    "BSD-3-Clause",
		"https://spdx.org/licenses/" + strings.Repeat("x", 500):                      "",
		"https://spdx.org/licenses/":                                                 "",
		"http://rightsstatements.org/vocab/InC-EDU/1.0/":                             "In Copyright - Educational Use Permitted",
		"https://rightsstatements.org/page/NoC-US/1.0/":                              "No Copyright - United States",
		"https://rightsstatements.org/vocab/XYZ/1.0/":                                "",
		"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/": "OGL UK 3.0",
		"https://example.com/licence":                                                "",
	} {
		if got := nameOf(url); got != want {
			t.Errorf("nameOf(%.80q) = %q, want %q", url, got, want)
		}
	}
	for key := range names {
		if key != strings.ToLower(key) || nameOf("https://"+key) != names[key] {
			t.Errorf("%q cannot be found", key)
		}
	}
}
