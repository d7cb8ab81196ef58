// Package all is the one list of the places where Proviso publishes.
package all

import "github.com/proviso-signals/proviso/publish"

// Writers lists them in the order in which plans are shown.
func Writers() []*publish.Writer {
	return nil
}
