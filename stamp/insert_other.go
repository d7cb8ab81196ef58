//go:build !linux

package stamp

import (
	"errors"
	"os"
)

const canInsert = false

// insertRange is not known here.
func insertRange(*os.File, int64) error { return errors.ErrUnsupported }
