package htmlhead

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// ScanAll is Scan without leaving out bodies in which nothing can be found.
func ScanAll(p *Page, html []byte) { scan(p, html, true) }

// MayHold is the search that decides whether a body is left out.
var MayHold = mayHold

// Speaks reports whether an element with such attributes is a mark.
func Speaks(rel, property, href, resource string) bool {
	return namesRights([]byte(rel)) || namesRights([]byte(property)) || isAtCC([]byte(href)) || isAtCC([]byte(resource))
}

// IsData reports whether a script with such a type is a data block.
func IsData(value string) bool { return isData(&Page{}, []byte(value)) }

// TraceClash says which letters of traces do not have a slot of their own.
func TraceClash() string {
	words := []string{"rights", "license", "licence", "attributionname", "attributionurl", "creativecommons", "script"}
	for trace, letters := range traces {
		for _, word := range words {
			for at := range word {
				if len(word)-at < traceSize || !beginsWith([]byte(word[at:]), letters) {
					continue
				}
				for place := range stride {
					three := append([]byte(word[at+place:at+place+3]), 0)
					if got, want := int(traceAt[slotOf(binary.LittleEndian.Uint32(three))]), 1+stride*trace+place; got != want {
						return fmt.Sprintf("%q of %s: slot says %d, want %d", three, word, got, want)
					}
				}
				words[slices.Index(words, word)] = ""
			}
		}
	}
	for _, word := range words {
		if word != "" {
			return "no trace finds " + word
		}
	}
	return ""
}

// Names are those of all elements with traits.
func Names() (list []string) {
	for _, t := range traits[1:] {
		list = append(list, t.name)
	}
	return list
}
