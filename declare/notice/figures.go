package notice

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/proviso-signals/proviso/declare"
)

// date writes a day in words, and as ISO 8601 has it.
func (s *speaker) date(at time.Time) []span {
	at = at.UTC()
	iso := at.Format(time.DateOnly)
	return append(s.dayInWords(at, iso), span{kind: words, text: " ("}, span{kind: name, text: iso, datetime: iso}, span{kind: words, text: ")"})
}

// instant writes a point in time: a day in UTC, and the time where it is not midnight.
func (s *speaker) instant(at time.Time) []span {
	at = at.UTC()
	if midnight(at) {
		return s.date(at)
	}
	iso := at.Format(time.RFC3339Nano)
	clock := at.Format("15:04")
	if at.Second() != 0 || at.Nanosecond() != 0 {
		clock = at.Format("15:04:05.999999999")
	}
	inWords := s.say("date.time", with("date", s.dayInWords(at, iso)...), with("time", span{kind: words, text: clock}))
	return append(inWords, span{kind: words, text: " ("}, span{kind: name, text: iso, datetime: iso}, span{kind: words, text: ")"})
}

// dayInWords writes a day as the language does.
func (s *speaker) dayInWords(at time.Time, iso string) []span {
	day := strconv.Itoa(at.Day())
	if at.Day() == 1 {
		day = s.language.FirstDay
	}
	text := plain(s.say("date.day", with("day", said(day)...), with("month", said(s.language.Months[at.Month()-1])...),
		with("year", said(strconv.Itoa(at.Year()))...)), false)
	return []span{{kind: words, text: text, datetime: iso}}
}

func midnight(at time.Time) bool { return at.Truncate(24 * time.Hour).Equal(at) }

// floor writes an amount of money with its currency's code.
func (s *speaker) floor(f declare.Floor) []span {
	per := f.Per
	if per == "" {
		per = "once"
	}
	return s.say("floor."+per, with("amount", span{kind: name, text: s.number(f.Amount) + "\u00a0" + cleaned(f.Currency)}))
}

var decimal = regexp.MustCompile(`^[0-9]{1,15}(?:\.[0-9]{1,4})?$`)

// number writes a decimal as the language does; what is none stays as it is.
func (s *speaker) number(text string) string {
	if !decimal.MatchString(text) {
		return cleaned(text)
	}
	units, decimals, broken := strings.Cut(text, ".")
	var b strings.Builder
	for i := range len(units) {
		if i > 0 && (len(units)-i)%3 == 0 {
			b.WriteString(s.language.Group)
		}
		b.WriteByte(units[i])
	}
	if broken {
		b.WriteString(s.language.Decimal + decimals)
	}
	return b.String()
}
