package corpus

import (
	"math/rand/v2"
	"strings"
)

// Odd makes a file out of what is rare in real files and decides how a reader
// treats them: misspelt keys, missing colons, all line ends, NULs, marks, wildcards
// in odd places, and lines near the limit of length.
func Odd(random *rand.Rand) []byte {
	var b strings.Builder
	b.WriteString(pick(random, "", "", "", "", "\xEF\xBB\xBF", "\xEF\xBB", "\xEF", "\xEF\x11", "\xFE\xFF", "\xBB\xBF"))
	for range random.IntN(14) {
		b.WriteString(pick(random, "", "", "", "", "", "", " ", "\t", "\v", "\x00"))
		switch random.IntN(5) {
		case 0, 1:
			b.WriteString(pick(random, "user-agent", "User-Agent", "useragent", "user agent", "user-agents", "USER-AGENT", "User-agent", "user_agent"))
			b.WriteString(separator(random))
			b.WriteString(pick(random, "*", "*", "* x", "*x", "Googlebot", "googlebot/2.1", "GPTBot", "CCBot x", "ClaudeBot\t", "bot1", "1", "", "Google-Extended", "AnyBot", "Ünï"))
		case 2, 3:
			b.WriteString(pick(random, "allow", "Allow", "allowed", "disallow", "Disallow", "DISALLOW", "disallowed", "disallow", "dissallow",
				"dissalow", "disalow", "diasllow", "disallaw", "dis-allow"))
			b.WriteString(separator(random))
			b.WriteString(pick(random, "/", "/", "/", "/", "*", ""))
			oddValue(random, &b)
		default:
			b.WriteString(pick(random, "sitemap", "site-map", "content-usage", "crawl-delay", "#", "", "", ""))
			b.WriteString(separator(random))
			oddValue(random, &b)
		}
		if random.IntN(1000) == 0 {
			b.WriteString(strings.Repeat(pick(random, "a", " ", "*", "/"), 16620+random.IntN(60)) + pick(random, "", "$", "x"))
		}
		b.WriteString(pick(random, "\n", "\n", "\n", "\n", "\r\n", "\r", "\r\r\n", "\n\n", "\n\r"))
	}
	return []byte(b.String())
}

func separator(random *rand.Rand) string {
	return pick(random, ":", ":", ":", ": ", ": ", ": ", " : ", "\t", " ", "::", "")
}

func oddValue(random *rand.Rand, b *strings.Builder) {
	for range random.IntN(6) {
		b.WriteString(pick(random, "/", "/", "a", "a", "b", "*", "*", "$", "%41", "%aF", "%2", "%", "\xc3\xa9", "index.htm", "/index.html", "?", " ", "#", "\x00", "\v", "."))
	}
}
