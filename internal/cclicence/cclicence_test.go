package cclicence

import (
	"strings"
	"testing"
)

// TestToolsAreCounted: Creative Commons' README of cc-legal-tools-app counts 636
// licences and 3 public domain tools.
func TestToolsAreCounted(t *testing.T) {
	count := map[string]int{}
	seen := map[Tool]bool{}
	for _, r := range releases {
		for unit := range strings.FieldsSeq(r.units) {
			for where := range strings.FieldsSeq(r.jurisdictions) {
				one := Tool{r.category, unit, r.version, strings.TrimPrefix(where, "-")}
				if seen[one] || !one.Exists() {
					t.Errorf("%+v is listed twice, or not found", one)
				}
				seen[one] = true
				count[r.category]++
				if canonical, name, ok := Read(one.URL()); canonical != one.URL() || name != one.Name() || !ok {
					t.Errorf("%s reads as %s, %s", one.URL(), canonical, name)
				}
				if near, ok := one.Nearest(); r.category == licenses && strings.HasPrefix(unit, "by") && (!ok || near != one) {
					t.Errorf("nearest to %s is %s", one.URL(), near.URL())
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
		found, at := At("https://creativecommons.org/" + path)
		near, ok := found.Nearest()
		got := strings.TrimPrefix(near.URL(), "https://creativecommons.org/")
		if !at || found.Exists() || ok != (want != "") || ok && got != want {
			t.Errorf("%s: %+v, nearest %s, %v, want %q", path, found, got, ok, want)
		}
	}
}

func TestNamed(t *testing.T) {
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
		found, ok := Named(text)
		if ok != (want != "") || ok && found.Name() != want {
			t.Errorf("%.40q: %+v, %v, want %q", text, found, ok, want)
		}
	}
}
