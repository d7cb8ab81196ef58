package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/proviso-signals/proviso/gather"
)

const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	// helpURI is where the checks are explained.
	helpURI = "https://github.com/proviso-signals/proviso/blob/main/docs/problems.md"
)

// WriteSARIF writes the warnings and failures in SARIF 2.1.0 (OASIS, errata 01), within
// what GitHub's code scanning takes. Each stands at the line of the declaration file that
// it is about, or at its first one, as an alert needs a file of the repository; the address
// on the site is its logical location. The fingerprint is made of the check's id, so that
// an alert stays the same one while the file is edited.
func (r *Report) WriteSARIF(w io.Writer) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "Proviso", Version: gather.Version, InformationURI: "https://github.com/proviso-signals/proviso",
		}},
		Automation:  sarifAutomation{"proviso-verify/"},
		Invocations: []sarifInvocation{{r.Exit() != ExitFailed, r.Exit()}},
		ColumnKind:  "unicodeCodePoints",
		Results:     []sarifResult{},
	}
	index := map[string]int{}
	for i, code := range Codes() {
		index[code.Code] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: code.Code, Name: pascal(code.Code), Short: sarifText{code.Meaning}, Full: sarifText{code.Meaning},
			HelpURI: helpURI, Help: sarifText{code.Meaning + " See " + helpURI}, Default: sarifConfiguration{"warning"},
		})
	}
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Severity >= Warn {
			run.Results = append(run.Results, r.sarifResult(c, index[c.Rule]))
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{sarifSchema, sarifVersion, []sarifRun{run}})
}

func (r *Report) sarifResult(c *Check, rule int) sarifResult {
	sum := sha256.Sum256([]byte(c.ID))
	print := hex.EncodeToString(sum[:8])
	level := "warning"
	if c.Severity == Fail {
		level = "error"
	}
	text := c.Message
	about := sarifLocation{Physical: sarifPhysical{sarifArtifact{fileURI(r.File)}, sarifRegion{max(c.Line, 1)}}}
	if c.URL != "" {
		text = c.URL + ": " + text
		about.Logical = []sarifLogical{{c.URL, "resource"}}
	}
	if c.Mend != "" {
		text += ". " + c.Mend
	}
	return sarifResult{
		RuleID: c.Rule, RuleIndex: rule, Level: level, Message: sarifText{text}, Locations: []sarifLocation{about},
		Fingerprints: map[string]string{"primaryLocationLineHash": print + ":1", "provisoCheck/v1": hex.EncodeToString(sum[:])},
		Properties:   map[string]string{"check": c.ID, "verdict": c.Verdict.String()},
	}
}

// fileURI is the declaration file as a relative reference, since code scanning resolves it
// in the repository; of an absolute path only the name is of use there.
func fileURI(name string) string {
	name = path.Clean(filepath.ToSlash(name))
	if path.IsAbs(name) || filepath.VolumeName(name) != "" || strings.HasPrefix(name, "../") {
		name = path.Base(name)
	}
	return (&url.URL{Path: name}).String()
}

// pascal writes a code as the name of a rule: VerifyReader.
func pascal(code string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(code, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}
