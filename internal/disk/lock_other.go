//go:build !unix

package disk

import "os"

// Lock does nothing where there is no flock.
func Lock(*os.File) (unlock func(), err error) { return func() {}, nil }
