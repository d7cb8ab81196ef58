package plus_test

import (
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/plus"
)

// wishes are the outcomes of a wish, in report order: n, y, c for a condition, and - for
// nothing.
func wishes(s string) (o proviso.Outcomes) {
	for u := range o {
		switch s[u] {
		case 'n':
			o[u] = proviso.Denied()
		case 'y':
			o[u] = proviso.Allowed()
		case 'c':
			o[u] = proviso.Signals()[0].Outcome()
		}
	}
	return o
}

func write(t *testing.T, said carrier.Said) (string, []proviso.Loss) {
	t.Helper()
	text, losses, err := plus.Carrier.Forms[0].Write(said)
	if err != nil {
		t.Fatal(err)
	}
	return text, losses
}

// TestWrite holds which term stands for what: training, AI use, search, tdm.
func TestWrite(t *testing.T) {
	for wish, want := range map[string]string{
		"----": "", "y---": "", "--y-": "", "yyy-": "", "-y--": "", "---y": "",
		"y--y": plus.Allowed, "yy-y": plus.Allowed, "yyyy": plus.Allowed,
		"n---": plus.NoGenerative, "n-y-": plus.NoGenerative, "nyy-": plus.NoGenerative, "n--y": plus.NoGenerative,
		"n--n": plus.NoTraining, "---n": plus.NoTraining, "y--n": plus.NoTraining, "n-yn": plus.NoTraining, "nyyn": plus.NoTraining,
		"nnyn": plus.NothingButSearch, "nny-": plus.NothingButSearch, "-ny-": plus.NothingButSearch, "nnyy": plus.NothingButSearch, "yny-": plus.NothingButSearch,
		"nnnn": plus.Prohibited, "nn--": plus.Prohibited, "--n-": plus.Prohibited, "nn-n": plus.Prohibited, "-n--": plus.Prohibited, "y-ny": plus.Prohibited,
		"c---": plus.ProhibitedSeeText, "ccy-": plus.ProhibitedSeeText, "cccc": plus.ProhibitedSeeText, "nc--": plus.ProhibitedSeeText, "--c-": plus.ProhibitedSeeText,
	} {
		if want != "" {
			want = plus.Vocabulary + want
		}
		if got, _ := write(t, carrier.Said{Outcomes: wishes(wish)}); got != want {
			t.Errorf("%s is written %q, want %q", wish, got, want)
		}
	}
	if got, _ := write(t, carrier.Said{Outcomes: wishes("cc--"), Link: "https://e.example/d"}); got != plus.Vocabulary+plus.ProhibitedSeeLink {
		t.Errorf("with a link: %q", got)
	}
	if got, _ := write(t, carrier.Said{Outcomes: wishes("n---"), Link: "https://e.example/d"}); got != plus.Vocabulary+plus.NoGenerative {
		t.Errorf("a link without a condition: %q", got)
	}
	if _, _, err := plus.Carrier.Forms[0].Write(carrier.Said{Outcomes: wishes("c---"), Link: "d.json"}); err == nil {
		t.Error("a relative link was taken")
	}
}

// TestNeverLooser tries every wish there is: what is restricted is refused, nothing is
// permitted that was not, and every difference is a loss with what stands for it.
func TestNeverLooser(t *testing.T) {
	for n := range 4 * 4 * 4 * 4 {
		letters := "-ync"
		wish := string([]byte{letters[n%4], letters[n/4%4], letters[n/16%4], letters[n/64]})
		want := wishes(wish)
		for _, link := range []string{"", "https://e.example/d"} {
			text, losses := write(t, carrier.Said{Outcomes: want, Link: link})
			var got proviso.Outcomes
			if text != "" {
				got = proviso.Combine(read(place(text)).Evidence).Everyone.Outcomes()
			}
			lost := map[proviso.Use]proviso.Loss{}
			for _, l := range losses {
				if !l.Said.Equal(want[l.Use]) || l.Why == "" {
					t.Errorf("%s: loss %+v", wish, l)
				}
				lost[l.Use] = l
			}
			for _, u := range proviso.Uses() {
				w, g := want[u].Word(), got[u].Word()
				if (w == proviso.Deny || w == proviso.Conditional) && g != proviso.Deny {
					t.Errorf("%s: %q leaves %v open", wish, text, u)
				}
				if g == proviso.Allow && w != proviso.Allow {
					t.Errorf("%s: %q permits %v", wish, text, u)
				}
				l, isLost := lost[u]
				if isLost == want[u].Equal(got[u]) || isLost && (l.Form == "") != (g == proviso.Unstated) || l.Form != "" && l.Form != text {
					t.Errorf("%s: %q says %v of %v, and the loss is %+v", wish, text, g, u, l)
				}
			}
		}
	}
}
