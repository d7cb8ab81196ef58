package htmlhead

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendReference resolves the character reference that value, of an attribute,
// begins with, and returns how many bytes it took. Unlike in text, a name without
// semicolon counts only where no letter, digit or "=" follows, so that
// "?a=1&copy=2" stays what it is. Sections 13.2.5.72 to 13.2.5.80.
func appendReference(to, value []byte) ([]byte, int) {
	if len(value) > 1 && value[1] == '#' {
		if code, n := numeric(value); n > 0 {
			return appendCode(to, code), n
		}
		return append(to, '&'), 1
	}
	n := 1
	for n < len(value) && alphanumeric(value[n]) {
		n++
	}
	switch {
	case n < len(value) && value[n] == ';':
		n++
	case n < len(value) && value[n] == '=':
		return append(to, '&'), 1
	}
	if n <= 2 || n > longestReference {
		return append(to, '&'), 1
	}
	if text, ok := references[string(value[1:n])]; ok {
		return append(to, text...), n
	}
	if text, ok := named(string(value[:n])); ok {
		return append(to, text...), n
	}
	return append(to, '&'), 1
}

// longestReference is the length of "&CounterClockwiseContourIntegral;".
const longestReference = 33

// named resolves a whole reference such as "&amp;" or "&amp". html.UnescapeString
// follows the rules for text, by which the beginning of a name may count; then more
// is left than a name can stand for.
func named(reference string) (string, bool) {
	text := html.UnescapeString(reference)
	most := 1
	if strings.HasSuffix(reference, ";") {
		most = 2
	}
	return text, text != reference && utf8.RuneCountInString(text) <= most
}

// references holds the names of HTML 4, which nearly all pages keep to, so that
// resolving them costs no memory; with and, where that is allowed, without
// semicolon.
var references = func() map[string]string {
	const names = `quot amp apos lt gt nbsp iexcl cent pound curren yen brvbar sect uml copy ordf
		laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo
		frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute
		Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash
		Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig
		ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc
		otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml OElig oelig Scaron
		scaron Yuml fnof circ tilde Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda
		Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega alpha beta gamma delta epsilon
		zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi
		psi omega thetasym upsih piv ensp emsp thinsp zwnj zwj lrm rlm ndash mdash lsquo rsquo sbquo
		ldquo rdquo bdquo dagger Dagger bull hellip permil prime Prime lsaquo rsaquo oline frasl euro
		image weierp real trade alefsym larr uarr rarr darr harr crarr lArr uArr rArr dArr hArr
		forall part exist empty nabla isin notin ni prod sum minus lowast radic prop infin ang and
		or cap cup int there4 sim cong asymp ne equiv le ge sub sup nsub sube supe oplus otimes perp
		sdot lceil rceil lfloor rfloor lang rang loz spades clubs hearts diams`
	table := map[string]string{}
	for _, name := range strings.Fields(names) {
		for _, name := range []string{name, name + ";"} {
			if text, ok := named("&" + name); ok {
				table[name] = text
			}
		}
	}
	return table
}()

// numeric reads a reference such as "&#32;" or "&#x20" and returns its code, at most
// one past the last there is, and its length; 0 for none.
func numeric(text []byte) (code, n int) {
	const past = utf8.MaxRune + 1
	i, base := 2, 10
	if i < len(text) && text[i]|0x20 == 'x' {
		i, base = 3, 16
	}
	from := i
	for ; i < len(text); i++ {
		digit := 99
		switch c := text[i]; {
		case '0' <= c && c <= '9':
			digit = int(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			digit = int(c|0x20-'a') + 10
		}
		if digit >= base {
			break
		}
		code = min(code*base+digit, past)
	}
	if i == from {
		return 0, 0
	}
	if i < len(text) && text[i] == ';' {
		i++
	}
	return code, i
}

// appendCode appends what a numeric reference stands for. The codes 128 to 159 mean
// what they mean in windows-1252; html.UnescapeString knows the table.
func appendCode(to []byte, code int) []byte {
	if 0x80 <= code && code <= 0x9F {
		return append(to, html.UnescapeString("&#"+strconv.Itoa(code)+";")...)
	}
	if code == 0 {
		code = utf8.RuneError
	}
	return utf8.AppendRune(to, rune(code)) // U+FFFD for surrogates and beyond the last
}

func alphanumeric(c byte) bool { return class[c]&alpha != 0 || '0' <= c && c <= '9' }

// spaceReference is the length of the character reference that text begins with if
// it stands for white space; 0 otherwise. Such a reference does not end the head.
func spaceReference(text []byte) int {
	if len(text) > 1 && text[1] == '#' {
		if code, n := numeric(text); n > 0 && code < 0x80 && class[code]&space != 0 {
			return n
		}
		return 0
	}
	for _, name := range [...]string{"&Tab;", "&NewLine;"} {
		if len(text) >= len(name) && string(text[:len(name)]) == name {
			return len(name)
		}
	}
	return 0
}
