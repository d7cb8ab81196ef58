package licence

import "bytes"

// role is what a relation or property says about rights.
type role uint8

const (
	none role = iota
	license
	misspelt // rel="licence"
	attributionName
	attributionURL
	morePermissions
	useGuidelines
	rights
	numRoles
)

// vocabularies give the terms that are read, and how their namespaces are written:
// the URL, the prefixes of RDFa's initial context, and those that are customary.
var vocabularies = []struct {
	spaces []string
	terms  map[string]role
}{
	{ // ccREL; its terms are often written without a prefix
		[]string{"cc:", "http://creativecommons.org/ns#", "https://creativecommons.org/ns#", "http://web.resource.org/cc/", ""},
		map[string]role{
			"license": license, "attributionname": attributionName, "attributionurl": attributionURL,
			"morepermissions": morePermissions, "useguidelines": useGuidelines,
		},
	},
	{ // Dublin Core; a dot stands between in link elements
		[]string{"dct:", "dcterms:", "dc:", "dcterms.", "dc.", "http://purl.org/dc/terms/", "https://purl.org/dc/terms/"},
		map[string]role{"license": license, "rights": rights},
	},
	{
		[]string{"dc11:", "http://purl.org/dc/elements/1.1/", "edm:", "http://www.europeana.eu/schemas/edm/"},
		map[string]role{"rights": rights},
	},
	{
		[]string{"xhv:", "http://www.w3.org/1999/xhtml/vocab#", "schema:", "http://schema.org/", "https://schema.org/"},
		map[string]role{"license": license},
	},
}

// roles has every spelling in lower case.
var roles = func() map[string]role {
	all := map[string]role{"licence": misspelt}
	for _, v := range vocabularies {
		for _, space := range v.spaces {
			for term, role := range v.terms {
				all[space+term] = role
			}
		}
	}
	return all
}()

// maxToken is longer than any spelling.
const maxToken = 64

// roleOf gives the role of one token, without regard to case.
func roleOf[T string | []byte](token T) role {
	if len(token) > maxToken {
		return none
	}
	var lower [maxToken]byte
	for i := range len(token) {
		c := token[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	return roles[string(lower[:len(token)])]
}

// roleSet is a set of roles.
type roleSet uint16

func (s roleSet) has(r role) bool { return s&(1<<r) != 0 }

// rolesIn gives the roles of a list of tokens.
func rolesIn(list []byte) (found roleSet) {
	for token := range bytes.FieldsSeq(list) {
		if r := roleOf(token); r != none {
			found |= 1 << r
		}
	}
	return found
}

// relRoles gives the roles of a rel attribute, in which HTML has a synonym for
// license.
func relRoles(rel []byte) roleSet {
	found := rolesIn(rel)
	for token := range bytes.FieldsSeq(rel) {
		if bytes.EqualFold(token, []byte("copyright")) {
			found |= 1 << license
		}
	}
	return found
}
