package licence

import (
	"path"
	"strings"

	"github.com/proviso-signals/proviso/internal/cclicence"
)

// names are other licences that are often found beside works on the web, by their
// URLs without scheme, "www.", last slash and ending. What is not here has no name.
var names = map[string]string{
	"apache.org/licenses/license-2.0":                                       "Apache 2.0",
	"artlibre.org/licence/lal":                                              "Free Art License 1.3",
	"artlibre.org/licence/lal/en":                                           "Free Art License 1.3",
	"creativecommons.org/licenses/bsd":                                      "BSD",
	"creativecommons.org/licenses/gpl/2.0":                                  "GPL 2.0",
	"creativecommons.org/licenses/lgpl/2.1":                                 "LGPL 2.1",
	"creativecommons.org/licenses/mit":                                      "MIT",
	"gnu.org/copyleft/fdl":                                                  "GFDL 1.3",
	"gnu.org/licenses/agpl-3.0":                                             "AGPL 3.0",
	"gnu.org/licenses/fdl-1.3":                                              "GFDL 1.3",
	"gnu.org/licenses/gpl-3.0":                                              "GPL 3.0",
	"gnu.org/licenses/lgpl-3.0":                                             "LGPL 3.0",
	"gnu.org/licenses/old-licenses/fdl-1.2":                                 "GFDL 1.2",
	"gnu.org/licenses/old-licenses/gpl-2.0":                                 "GPL 2.0",
	"govdata.de/dl-de/by-2-0":                                               "DL-DE BY 2.0",
	"govdata.de/dl-de/zero-2-0":                                             "DL-DE ZERO 2.0",
	"mozilla.org/mpl/2.0":                                                   "MPL 2.0",
	"nationalarchives.gov.uk/doc/open-government-licence/version/2":         "OGL UK 2.0",
	"nationalarchives.gov.uk/doc/open-government-licence/version/3":         "OGL UK 3.0",
	"opendatacommons.org/licenses/by/1-0":                                   "ODC-By 1.0",
	"opendatacommons.org/licenses/odbl/1-0":                                 "ODbL 1.0",
	"opendatacommons.org/licenses/pddl/1-0":                                 "PDDL 1.0",
	"opensource.org/license/mit":                                            "MIT",
	"opensource.org/licenses/mit":                                           "MIT",
	"opensource.org/licenses/bsd-2-clause":                                  "BSD 2-Clause",
	"opensource.org/licenses/bsd-3-clause":                                  "BSD 3-Clause",
	"unlicense.org":                                                         "Unlicense",
	"etalab.gouv.fr/wp-content/uploads/2017/04/etalab-licence-ouverte-v2.0": "Licence Ouverte 2.0",
}

// statements are the standard statements of RightsStatements.org, version 1.0
// (github.com/rightsstatements/data-model), by their codes in lower case.
var statements = map[string]string{
	"inc":       "In Copyright",
	"inc-ow-eu": "In Copyright - EU Orphan Work",
	"inc-edu":   "In Copyright - Educational Use Permitted",
	"inc-nc":    "In Copyright - Non-Commercial Use Permitted",
	"inc-ruu":   "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
	"noc-cr":    "No Copyright - Contractual Restrictions",
	"noc-nc":    "No Copyright - Non-Commercial Use Only",
	"noc-oklr":  "No Copyright - Other Known Legal Restrictions",
	"noc-us":    "No Copyright - United States",
	"cne":       "Copyright Not Evaluated",
	"und":       "Copyright Undetermined",
	"nkc":       "No Known Copyright",
}

// nameOf is what people call the licence at a URL; empty for one that is not known.
// A licence in SPDX's list has the name it has there, or Creative Commons' own.
func nameOf(url string) string {
	k := strings.ToLower(strings.TrimPrefix(sameAs(url), "www."))
	for _, ending := range [...]string{".en.html", ".html", ".htm", ".txt", ".php", ".pdf"} {
		if short, ok := strings.CutSuffix(k, ending); ok {
			k = short
			break
		}
	}
	if name, ok := names[k]; ok {
		return name
	}
	if strings.HasPrefix(k, "spdx.org/licenses/") {
		return nameInSPDX(url)
	}
	if rest, ok := strings.CutPrefix(k, "rightsstatements.org/"); ok {
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "vocab/"), "page/")
		if code, ok := strings.CutSuffix(rest, "/1.0"); ok {
			return statements[code]
		}
	}
	return ""
}

// nameInSPDX is the identifier at the end of a URL of SPDX's list.
func nameInSPDX(url string) string {
	id := strings.TrimSuffix(path.Base(url), ".html")
	if t, ok := cclicence.Named(id); ok {
		return t.Name()
	}
	if len(id) > 64 || id == "licenses" {
		return ""
	}
	return id
}

// sameAs is a URL as it is compared with another: without its scheme and its last
// slash.
func sameAs(url string) string {
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
	}
	return strings.TrimSuffix(url, "/")
}
