package licence

import (
	"strings"
	"testing"
)

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
