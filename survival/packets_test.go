package survival_test

import "github.com/proviso-signals/proviso/container/xmp"

var (
	xmpAllowed  = xmp.Set(xmp.NSPLUS, "", "DataMining", xmp.Text(allowed))
	otherCredit = xmp.Set(xmp.NSPhotoshop, "", "Credit", xmp.Text("Somebody"))
)

// The same statement, written in two ways.
const (
	element = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"><plus:DataMining>` + prohibited +
		`</plus:DataMining></rdf:Description></rdf:RDF></x:xmpmeta>`
	attribute = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" plus:DataMining="` + prohibited +
		`"/></rdf:RDF></x:xmpmeta>`
)
