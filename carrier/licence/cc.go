package licence

import "github.com/proviso-signals/proviso/internal/cclicence"

// CC reads a URL of a licence or public domain tool of Creative Commons, in any of the
// ways it is linked to: http or https, with www., upper case, without the last slash,
// with the name of a document behind it (deed, deed.xx, legalcode, legalcode.xx, rdf),
// with a query or a fragment. It gives the canonical URL and the customary name:
//
//	http://www.creativecommons.org/licenses/by/2.0/de/deed.en?x#y
//	https://creativecommons.org/licenses/by/2.0/de/   CC BY 2.0 DE
//
// It is not ok for anything else, tools that there never were included.
func CC(url string) (canonical, name string, ok bool) { return cclicence.Read(url) }

// maxNamed is how much is kept of what a licence is called where it is linked to, in
// bytes.
const maxNamed = cclicence.MaxName
