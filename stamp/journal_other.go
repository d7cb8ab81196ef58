//go:build !unix

package stamp

import "os"

// lock does nothing where there is no flock.
func lock(*os.File) (unlock func(), err error) { return func() {}, nil }
