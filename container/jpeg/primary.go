package jpeg

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// itemSpace is the namespace of items of a GContainer directory.
const itemSpace = "http://ns.google.com/photos/1.0/container/item/"

// guardPrimary refuses packets that say how long the primary image of a GContainer is.
// The specifications have the length zero: all others count from the end of the file.
// One that the caller has made to follow is fine.
func guardPrimary(scan *container.Scan, p plan, packet []byte, end int64) error {
	length, ok := primaryLength(packet)
	if length == 0 && ok {
		return nil
	}
	if b := scan.Find(container.XMP); b != nil && ok {
		if old, ok := primaryLength(b.Data); ok && old > 0 && length == old+p.shift(end) {
			return nil
		}
	}
	return refusal("jpeg-primary-length", "The packet gives a length for the primary image of a container, which changes.")
}

// item is what is known of an element that may be an item.
type item struct {
	primary bool
	length  string
	inside  string // the property this element is
	text    string
}

// set takes a property of an item.
func (i *item) set(name, value string) {
	switch value = strings.TrimSpace(value); name {
	case "Semantic":
		i.primary = i.primary || value == "Primary"
	case "Length":
		i.length = value
	}
}

// primaryLength gives the length of the primary item of a GContainer directory; zero
// for none, and false where the packet cannot be understood. Properties of items are
// attributes or elements.
func primaryLength(packet []byte) (int64, bool) {
	if !bytes.Contains(packet, []byte(itemSpace)) {
		return 0, true
	}
	d := xml.NewDecoder(bytes.NewReader(packet))
	d.Strict = false
	open := []item{{}}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return 0, true
		}
		if err != nil {
			return 0, false
		}
		top := &open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, itemOf(t))
		case xml.CharData:
			if top.inside != "" {
				top.text += string(t)
			}
		case xml.EndElement:
			if len(open) == 1 {
				return 0, false
			}
			open = open[:len(open)-1]
			open[len(open)-1].set(top.inside, top.text)
			if top.primary && top.length != "" && strings.Trim(top.length, "0") != "" {
				n, err := strconv.ParseInt(top.length, 10, 63)
				return n, err == nil
			}
		}
	}
}

// itemOf begins an element.
func itemOf(e xml.StartElement) item {
	var i item
	if e.Name.Space == itemSpace {
		i.inside = e.Name.Local
	}
	for _, a := range e.Attr {
		if a.Name.Space == itemSpace {
			i.set(a.Name.Local, a.Value)
		}
	}
	return i
}
