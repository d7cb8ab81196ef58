package licence_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/carrier/licence"
)

func TestLinkElement(t *testing.T) {
	for url, want := range map[string]string{
		"http://creativecommons.org/licenses/by/4.0": `<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">`,
		`https://example.com/terms?a=1&b="2"#photos`: `<link rel="license" href="https://example.com/terms?a=1&amp;b=&#34;2&#34;#photos">`,
		"javascript:alert(1)":                        "",
		"/terms":                                     "",
		"":                                           "",
		"https://creativecommons.org@example.com/":         "",
		"https://example.com/" + strings.Repeat("x", 5000): "",
	} {
		got, err := licence.LinkElement(url)
		if got != want || (want == "") != errors.Is(err, licence.ErrNotURL) {
			t.Errorf("%.60q: %q, %v, want %q", url, got, err, want)
		}
		if want == "" {
			continue
		}
		if reading := read(page("<!DOCTYPE html>" + got)); len(reading.Rights) != 1 || len(reading.Problems) != 0 {
			t.Errorf("%s reads as %+v", got, reading)
		}
	}
}

// TestJSONLD reads back what was written, and what tries to leave its script.
func TestJSONLD(t *testing.T) {
	const evil = `</script><script>"\` + "\u2028"
	text, err := licence.JSONLD(licence.Image{
		URL: "https://example.com/q.jpg", Licence: "http://creativecommons.org/licenses/by-nc/4.0/deed.en",
		AcquirePage: "https://example.com/buy", CreditText: "Quay " + evil, Creator: "Ada", CopyrightNotice: "© Ada",
	})
	if err != nil || strings.Contains(text, "<") {
		t.Fatalf("%v\n%s", err, text)
	}
	reading := read(block(text))
	var got []string
	for _, r := range reading.Rights {
		got = append(got, brief(r))
	}
	want := []string{
		"licence https://creativecommons.org/licenses/by-nc/4.0/ (CC BY-NC 4.0) about https://example.com/q.jpg",
		"acquire-licence https://example.com/buy about https://example.com/q.jpg",
		"credit-text Quay " + `</script><script>"\` + " about https://example.com/q.jpg",
		"copyright-notice © Ada about https://example.com/q.jpg",
	}
	if d := cmp.Diff(want, got); d != "" || len(reading.Problems) > 0 {
		t.Errorf("(-want +got):\n%s\n%+v", d, reading.Problems)
	}
}

func TestJSONLDOfACreatorAlone(t *testing.T) {
	text, err := licence.JSONLD(licence.Image{URL: "https://example.com/q.jpg", Creator: "Harbour Archive", Organisation: true})
	want := `{
  "@context": "https://schema.org/",
  "@type": "ImageObject",
  "contentUrl": "https://example.com/q.jpg",
  "creator": {
    "@type": "Organization",
    "name": "Harbour Archive"
  }
}`
	if err != nil || text != want {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestJSONLDRefusesWhatIsNoURL(t *testing.T) {
	for _, image := range []licence.Image{
		{},
		{URL: "q.jpg"},
		{URL: "https://example.com/q.jpg", Licence: "CC BY 4.0"},
		{URL: "https://example.com/q.jpg", AcquirePage: "mailto:me@example.com"},
	} {
		if text, err := licence.JSONLD(image); text != "" || !errors.Is(err, licence.ErrNotURL) {
			t.Errorf("%+v: %q, %v", image, text, err)
		}
	}
}
