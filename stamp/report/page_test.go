package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/stamp"
	"github.com/proviso-signals/proviso/stamp/report"
)

// TestPolicy: the digests in the page's policy are those of its style and its script,
// without which browsers would use neither.
func TestPolicy(t *testing.T) {
	text, _ := write(t, "a.html", sampleRun(), sample(), ended, nil)
	for _, element := range []string{"style", "script"} {
		m := regexp.MustCompile("(?s)<" + element + ">(.*?)</" + element + ">").FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("no %s", element)
		}
		sum := sha256.Sum256([]byte(m[1]))
		want := element + "-src &#39;sha256-" + strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;") + "&#39;"
		if !strings.Contains(text, want) {
			t.Errorf("the policy has no %s", want)
		}
	}
}

// TestListed: a page lists so many files of a status and says how many it leaves out;
// the other forms have all.
func TestListed(t *testing.T) {
	var many []*stamp.Result
	for i := range report.MaxListed + 1234 {
		many = append(many, &stamp.Result{Path: fmt.Sprint(i), Format: "png", Status: stamp.Unchanged})
	}
	many = append(many, sample()...)
	text, _ := write(t, "a.html", sampleRun(), many, ended, nil)
	if n := strings.Count(text, `role="rowheader"`); n != report.MaxListed+len(sample())-1 {
		t.Errorf("%d files are listed", n)
	}
	if !strings.Contains(text, "2,000 are listed here and 1,235 are left out.") {
		t.Error("the page does not say what it leaves out")
	}
	failed, stamped, unchanged := strings.Index(text, `id="failed"`), strings.Index(text, `id="stamped"`), strings.Index(text, `id="unchanged"`)
	if failed < 0 || failed > stamped || stamped > unchanged {
		t.Errorf("order: %d, %d, %d", failed, stamped, unchanged)
	}
}

// TestContrast holds the colours to WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for marks,
// in both schemes.
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("page/page.css")
	if err != nil {
		t.Fatal(err)
	}
	schemes := regexp.MustCompile(`(?s):root \{.*?\}`).FindAllString(string(css), 2)
	for i, scheme := range schemes {
		colours := map[string]float64{}
		for _, m := range regexp.MustCompile(`--(\w+): #([0-9a-f]{6})`).FindAllStringSubmatch(scheme, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for _, s := range stamp.Statuses() {
			if c := contrast(colours[string(s)], colours["paper"]); c < 3 {
				t.Errorf("scheme %d: the mark of %s has %.2f to 1", i, s, c)
			}
		}
		for _, text := range []string{"ink", "soft", "link", "esc"} {
			for _, ground := range []string{"paper", "raised"} {
				if c := contrast(colours[text], colours[ground]); c < 4.5 {
					t.Errorf("scheme %d: %s on %s has %.2f to 1", i, text, ground, c)
				}
			}
		}
	}
	if len(schemes) != 2 {
		t.Errorf("%d schemes", len(schemes))
	}
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// luminance is the relative luminance of a colour in hex, as WCAG defines it.
func luminance(t *testing.T, hex string) (l float64) {
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		l += weight * c
	}
	return l
}
