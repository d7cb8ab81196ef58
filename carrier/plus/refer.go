package plus

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// Names of the properties that terms refer to. The first is in [xmp.NSPLUS], the others
// and their fields are in [xmp.NSIPTCExt].
const (
	constraints = "OtherConstraints"
	embeddedExp = "EmbdEncRightsExpr"
	linkedExp   = "LinkedEncRightsExpr"

	fieldExpression = "EncRightsExpr"     // of embeddedExp: the expression itself
	fieldLink       = "LinkedRightsExpr"  // of linkedExp: the URL
	fieldType       = "RightsExprEncType" // of both: its media type
)

// MaxExpressions is how many linked or embedded rights expressions are read.
const MaxExpressions = 16

// maxShown is how much of a text for people is shown.
const maxShown = 400

// constraint shows the text that a term refers to. It may bear on other things than
// mining, so that without such a term it says nothing.
func (r *reader) constraint(refers reference) {
	q := r.packet.Find(xmp.NSPLUS, constraints)
	text := ""
	if q != nil {
		text = strings.TrimSpace(q.Value.Default())
	}
	switch {
	case refers == toConstraint && text == "":
		r.missing(CodeConstraintMissing, "plus:"+constraints, "text")
	case text == "" || r.packet.Block.Aside:
	case Ours(r.packet.Packet): // a stamp wrote it, beside a mark that says the same exactly
	case refers == toConstraint, refers == toLinked:
		r.problem(CodeConstraint, proviso.Notice, q, "", fmt.Sprintf("the refusal has a constraint that only a person can read, and stands until its owner is asked: %q", carrier.Clip(text, maxShown)))
	case refers == toNothing:
		r.problem(CodeConstraintLoose, proviso.Notice, q, "", fmt.Sprintf("no prohibition of data mining refers to this text, and it changes nothing: %q", carrier.Clip(text, maxShown)))
	}
}

// embedded shows the expressions that a term refers to.
func (r *reader) embedded(refers reference) {
	if refers != toEmbedded {
		return
	}
	q := r.packet.Find(xmp.NSIPTCExt, embeddedExp)
	shown := 0
	for _, item := range expressions(q) {
		text, kind := expressionText(item), ""
		if f := item.Field(xmp.NSIPTCExt, fieldType); f != nil {
			kind = strings.TrimSpace(f.Default())
		}
		if text == "" || shown == MaxExpressions {
			continue
		}
		shown++
		if kind == "" {
			kind = "no type given"
		}
		r.problem(CodeEmbedded, proviso.Notice, q, "", fmt.Sprintf("the refusal stands, whatever the embedded expression (%s) says: %q", carrier.Clip(kind, maxQuote), carrier.Clip(text, maxShown)))
	}
	if shown == 0 {
		r.missing(CodeEmbeddedMissing, "Iptc4xmpExt:"+embeddedExp, "expression")
	}
}

// expressionText is the text of an embedded expression, or what stands in its place.
func expressionText(item *xmp.Value) string {
	if f := item.Field(xmp.NSIPTCExt, fieldExpression); f != nil {
		item = f
	}
	if item.Kind == xmp.KindXML {
		return strings.TrimSpace(item.Text)
	}
	return strings.TrimSpace(item.Default())
}

// linked passes on the links to rights expressions, whether a term refers to them or
// not.
func (r *reader) linked(refers reference) {
	q := r.packet.Find(xmp.NSIPTCExt, linkedExp)
	var urls []string
	for i, item := range expressions(q) {
		if i == MaxExpressions {
			r.problem(CodeLinksMany, proviso.Notice, q, "", fmt.Sprintf("there are more links to rights expressions than the %d that are read", MaxExpressions))
			break
		}
		link := linkOf(item)
		url, ok := carrier.Resolve("", link)
		switch {
		case !ok && link != "":
			r.problem(CodeLinkUnusable, proviso.Warning, q, "", fmt.Sprintf("%q is no absolute http or https URL: nobody can read what it leads to", carrier.Clip(link, maxQuote)))
		case ok && !slices.Contains(urls, url):
			urls = append(urls, url)
			r.right(q, url, link)
		}
	}
	if refers == toLinked && len(urls) == 0 {
		r.missing(CodeLinkMissing, "Iptc4xmpExt:"+linkedExp, "link that can be followed")
	}
}

// right tells of a link; one in a part of a file is about that part.
func (r *reader) right(q *xmp.Property, url, raw string) {
	if r.packet.Block.Aside {
		return
	}
	r.reading.Rights = append(r.reading.Rights, proviso.Rights{
		Kind: proviso.UsageInfo, Value: url, Carrier: "plus", Where: r.packet.Where(q), Raw: carrier.Clip(raw, carrier.MaxRaw),
	})
}

// linkOf is the link of an item, which some write as the item itself.
func linkOf(item *xmp.Value) string {
	if f := item.Field(xmp.NSIPTCExt, fieldLink); f != nil {
		item = f
	}
	return strings.TrimSpace(item.Default())
}

// expressions gives the items of a list of rights expressions, and one that stands
// without a list.
func expressions(q *xmp.Property) []*xmp.Value {
	if q == nil {
		return nil
	}
	v := &q.Value
	switch v.Kind {
	case xmp.KindAlt, xmp.KindBag, xmp.KindSeq:
		items := make([]*xmp.Value, len(v.Items))
		for i := range v.Items {
			items[i] = &v.Items[i]
		}
		return items
	}
	return []*xmp.Value{v}
}

// missing tells that what a term refers to is not there.
func (r *reader) missing(code, property, what string) {
	q := r.packet.Find(xmp.NSPLUS, Property)
	r.problem(code, proviso.Warning, q, "", "the prohibition refers to "+property+" for exceptions, and there is no "+what+" in it: every use is refused")
}
