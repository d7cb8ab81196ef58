package declare

import (
	"regexp"
	"strings"
	"time"
)

// instant reads a date or a time with its offset. A date is a whole day in UTC: from its
// beginning, or until its end.
func (r *reader) instant(v *node, end bool) time.Time {
	if day, err := time.Parse(time.DateOnly, v.text); err == nil {
		if end {
			day = day.AddDate(0, 0, 1)
		}
		return r.published(v, day)
	}
	written := strings.ToUpper(v.text)
	if len(written) > 10 && written[10] == ' ' {
		written = written[:10] + "T" + written[11:]
	}
	at, err := time.Parse(time.RFC3339Nano, written)
	if err != nil {
		r.fault(CodeDate, v.start, quote(v.text)+" is no date that there is", "")
		return time.Time{}
	}
	return r.published(v, at.UTC())
}

// published refuses years that RFC 3339 cannot write.
func (r *reader) published(v *node, at time.Time) time.Time {
	if at.Year() < 1 || at.Year() > 9999 || at.IsZero() {
		r.fault(CodeDate, v.start, quote(v.text)+" is no date that can be published", "")
		return time.Time{}
	}
	return at
}

// floor reads an amount: "50 EUR", "12.50 EUR per month".
func (r *reader) floor(v *node) Floor {
	if m := floorForm.FindStringSubmatch(v.text); m != nil {
		return Floor{m[1], m[2], m[3]}
	}
	mend := ""
	if near := nearFloor(v.text); near != "" {
		mend = tomlText(near)
	}
	r.fault(CodeFloor, v.start, quote(v.text)+` is no amount with its currency, such as "50 EUR per year"; it can be per year, month, model or asset`, mend)
	return Floor{}
}

var (
	floorForm   = regexp.MustCompile(`^((?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,4})?) ([A-Z]{3})(?: per (year|month|model|asset))?$`)
	looseAmount = regexp.MustCompile(`[0-9]+(?:[.,][0-9]{1,2})?`)
	looseLetter = regexp.MustCompile(`(?i)\b(eur|usd|gbp|chf|jpy|sek|nok|dkk|pln|czk|cad|aud|inr|brl|zar|krw|cny)\b`)
)

var currencySigns = []struct{ sign, code string }{{"€", "EUR"}, {"euro", "EUR"}, {"$", "USD"}, {"dollar", "USD"}, {"£", "GBP"}, {"¥", "JPY"}, {"fr.", "CHF"}}

var spans = []struct{ word, per string }{
	{"year", "year"}, {"yr", "year"}, {"annum", "year"}, {"annual", "year"}, {"p.a", "year"}, {"month", "month"}, {"model", "model"},
	{"asset", "asset"}, {"image", "asset"}, {"work", "asset"}, {"photo", "asset"}, {"item", "asset"},
}

// nearFloor gives the floor that was probably meant; empty where that is not plain.
func nearFloor(s string) string {
	if len(s) > 64 {
		return ""
	}
	lower := strings.ToLower(s)
	amounts := looseAmount.FindAllString(lower, -1)
	if len(amounts) != 1 {
		return ""
	}
	f := Floor{Amount: strings.TrimLeft(strings.Replace(amounts[0], ",", ".", 1), "0")}
	if f.Amount == "" || f.Amount[0] == '.' {
		f.Amount = "0" + f.Amount
	}
	f.Currency = strings.ToUpper(looseLetter.FindString(lower))
	for _, c := range currencySigns {
		if f.Currency == "" && strings.Contains(lower, c.sign) {
			f.Currency = c.code
		}
	}
	for _, span := range spans {
		if f.Per == "" && strings.Contains(lower, span.word) {
			f.Per = span.per
		}
	}
	if !floorForm.MatchString(f.String()) {
		return ""
	}
	return f.String()
}
