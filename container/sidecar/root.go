package sidecar

import (
	"errors"
	"strings"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/internal/xmlroot"
)

// errScan is for a scan that another format made.
var errScan = errors.New("sidecar: the scan is not of this format")

// sniff reports whether a file begins as a packet does. Where the beginning is all
// prolog, it does not: other XML begins like that more often. The name of the root may
// break off.
func sniff(head []byte) bool {
	head = head[:min(len(head), container.SniffLen)]
	root := xmlroot.Find(head)
	return root.XMP() || len(head) == container.SniffLen && root.Cut && root.Name != "" && breaksOff(root.Name)
}

// breaksOff reports whether the name of an element that holds XMP begins like this.
func breaksOff(name string) bool {
	for _, root := range []string{"xmpmeta", "xapmeta", "RDF"} {
		if strings.HasPrefix(root, name) {
			return true
		}
	}
	return false
}

// isXMP reports whether a file is a packet, as far as its first window tells.
func isXMP(b []byte) bool { return xmlroot.Find(b[:min(len(b), container.Window)]).XMP() }
