package htmlhead

import (
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
	"github.com/proviso-signals/proviso/carrier/licence"
	"github.com/proviso-signals/proviso/carrier/pagetokens"
	carriertdmrep "github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/publish"
)

// foreign shows what a page says about its use that is not what is declared; it reports
// whether the page names a licence of its own.
func (j *job) foreign(name, path string, base []byte, own []part) (licensed bool) {
	url := "https://site.example" + path
	a := []*carrier.Artifact{{Kind: carrier.Response, Source: url, Status: 200, MediaType: "text/html", Body: base}}
	q := &carrier.Question{URL: url}
	var declared proviso.Outcomes
	for _, p := range own {
		declared = declared.Join(p.Outcomes)
	}
	for _, c := range [...]*carrier.Carrier{&pagetokens.Carrier, &contentsignal.Carrier, &carriertdmrep.Carrier} {
		for _, e := range c.Read(a, q).Evidence {
			for use, said := range e.Outcomes {
				if e.Asker != "" || said.Word() == proviso.Unstated || said.Equal(declared[use]) || declared[use].Word() == proviso.Unstated {
					continue
				}
				j.problem(publish.CodeForeign, proviso.Warning, name, e.Where.Line, fmt.Sprintf(
					"the page says %s for %s by %s, and %s is declared; it stays, and readers take the stricter", said.Word(), proviso.Use(use), c.Title, declared[use].Word()))
				break
			}
		}
	}
	wanted := j.about(own, false).licence
	for _, r := range licence.Carrier.Read(a, q).Rights {
		if r.Kind != proviso.Licence || r.About != "" {
			continue
		}
		licensed = true
		if canonical, _, ok := licence.CC(wanted); ok {
			wanted = canonical
		}
		if wanted != "" && r.Value != wanted {
			j.problem(publish.CodeForeign, proviso.Warning, name, r.Where.Line, fmt.Sprintf(
				"the page names the licence %s, and %s is declared; it stays, and ours was not put beside it", r.Value, wanted))
		}
	}
	return licensed
}
