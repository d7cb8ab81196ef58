package xmp

// role is what an attribute does in RDF.
type role uint8

const (
	roleNone     role = iota // nothing: a declaration, rdf:about, rdf:ID, xml:space
	roleField                // a property, a field or a qualifier
	roleLang                 // xml:lang
	roleValue                // rdf:value
	roleType                 // rdf:type
	roleResource             // rdf:resource
	roleParse                // rdf:parseType
	roleNode                 // rdf:nodeID
	roleForeign              // has no namespace, and no meaning in RDF
)

// role tells what an attribute does. Early RDF wrote its own attributes without a
// namespace.
func (t *tree) role(a *attribute) role {
	switch name := t.attributeName(a); t.spaces[a.space].kind {
	case spaceOther:
		return roleField
	case spaceRDF:
		return roleInRDF(name)
	case spaceXML:
		if name == "lang" && a.space != declarations {
			return roleLang
		}
		return roleNone
	default:
		return roleInEarlyRDF(name)
	}
}

func roleInEarlyRDF(name string) role {
	switch name {
	case "resource":
		return roleResource
	case "parseType":
		return roleParse
	case "about", "ID", "bagID", "xmlns":
		return roleNone
	}
	return roleForeign
}

func roleInRDF(name string) role {
	switch name {
	case "resource":
		return roleResource
	case "parseType":
		return roleParse
	case "nodeID":
		return roleNode
	case "value":
		return roleValue
	case "type":
		return roleType
	}
	return roleNone
}

// attributeAsValue is what an attribute says as a property: text, but for rdf:type.
func (t *tree) attributeAsValue(a *attribute) Value {
	v := Value{Text: t.attributeValue(a)}
	if t.role(a) == roleType {
		v.Kind = KindURI
	}
	return v
}

// namesProperty reports whether an element's name may be that of a property or field.
func (t *tree) namesProperty(e int32) bool {
	switch t.kind(e) {
	case spaceOther:
		return true
	case spaceRDF:
		local := t.local(e)
		return local == "type" || local == "value"
	}
	return false
}

// shape is what the attributes of an element say about its value.
type shape struct {
	lang                   string
	parse, resource, value *attribute
	others                 int // fields or qualifiers
	foreign                bool
}

// shape looks at the attributes of an element.
func (p *Packet) shape(e int32) (sh shape) {
	t := &p.scanner.tree
	list := t.attributesOf(e)
	for i := range list {
		a := &list[i]
		switch t.role(a) {
		case roleField, roleType:
			sh.others++
		case roleLang:
			sh.lang = t.attributeValue(a)
		case roleValue:
			sh.value = a
		case roleResource:
			sh.resource = a
		case roleParse:
			sh.parse = a
		case roleNode:
			p.scanner.note("xmp-node-id", int(a.start), "XMP has no rdf:nodeID; what it links to was not put here.")
		case roleForeign:
			sh.foreign = true
		}
	}
	return sh
}
