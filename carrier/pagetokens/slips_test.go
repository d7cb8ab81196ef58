package pagetokens_test

import (
	"testing"

	"github.com/proviso-signals/proviso/carrier/pagetokens"
)

// TestSlips: what is nearly a word of the table is flagged with the word that was
// meant, at its place, and not read.
func TestSlips(t *testing.T) {
	for text, mend := range map[string]string{
		"no-ai": "noai", "no_ai": "noai", "no ai": "noai", "No  AI": "noai", "noai.": "noai", "n0ai": "noai", "noia": "noai",
		"noaii": "noai", "nai": "noai", "noal": "noai", "no-ai-training": "noai", "nollm": "noai", "no-train": "noai",
		"noimgai": "noimageai", "no-image-ai": "noimageai", "no image ai": "noimageai", "noimageia": "noimageai", "noimagesai": "noimageai",
		"no-ml": "noml", "no ml": "noml", "no-archive": "noarchive", "noarchieve": "noarchive", "no-cache": "nocache", "no cache": "nocache",
		"nosnipet": "nosnippet", "no-snippet": "nosnippet", "maxsnippet:50": "max-snippet", "max-snippet=50": "max-snippet:50", "max_snippet=0": "max-snippet:0",
	} {
		r := read(inHeader("noindex, " + text)[0], "")
		found := ""
		for _, p := range r.Problems {
			if p.Code == pagetokens.CodeMisspelt && p.Where.String() == "X-Robots-Tag:1:10" {
				found = p.Mend
			}
		}
		if found != mend || len(r.Evidence) > 0 {
			t.Errorf("%q: mend %q, want %q; %+v", text, found, mend, r)
		}
	}
}

// TestInventions: what would permit, or belongs to another format, is flagged and not
// read.
func TestInventions(t *testing.T) {
	for text, mend := range map[string]string{
		"ai": "", "AI": "", "imageai": "", "allow-ai": "", "allowai": "", "ai-allowed": "", "yes-ai": "", "train": "", "allow-training": "",
		"ai=yes": "", "ai=no": "noai", "train-ai=n": "noai", "train-ai=y": "", "ai-train=no": "noai", "ai-input=no": "noai", "ml": "", "llm": "",
	} {
		r := read(inHeader(text)[0], "")
		if len(r.Evidence) > 0 || len(r.Problems) != 1 || r.Problems[0].Code != pagetokens.CodeInvented || r.Problems[0].Mend != mend {
			t.Errorf("%q: %+v", text, r)
		}
	}
}

// TestNoFalseAlarm: what real pages say is not flagged.
func TestNoFalseAlarm(t *testing.T) {
	for _, text := range []string{
		"index, follow, max-snippet:-1, max-image-preview:large, max-video-preview:-1", "noindex,nofollow", "NOINDEX, NOFOLLOW", "all", "none",
		"noodp, noydir", "noodp,noydir", "index,follow,archive", "noindex, nofollow, noarchive, nosnippet, noimageindex", "notranslate", "noyaca",
		"googlebot: noindex", "otherbot: noindex, nofollow", "unavailable_after: 25 Jun 2010 15:00:00 PST", "unavailable_after: Wed, 03 Dec 2025 13:09:53 GMT",
		"googlebot: unavailable_after: Fri, 25 Jun 2010 15:00:00 PST, noindex", "noindex follow", "indexifembedded, noindex", "nositelinkssearchbox", "noai, noimageai",
		"", " ", ",", "index,, follow", "noindex,nofollow,noarchive,nosnippet,nocache,notranslate,noimageindex", "nopagereadaloud", "max-image-preview:none",
	} {
		for _, a := range append(inHeader(text), inPage(`<meta name="robots" content="`+text+`">`)...) {
			for _, p := range read(a, "").Problems {
				switch p.Code {
				case pagetokens.CodeType, pagetokens.CodeWeaker: // rightly
				case pagetokens.CodePrefix:
					if a.MediaType == "" {
						t.Errorf("%q in a header: %+v", text, p)
					}
				default:
					t.Errorf("%q: %+v", text, p)
				}
			}
		}
	}
}
