// Package disk is what writing a file safely needs of the system: attributes that are
// neither bytes nor permissions, and locks.
package disk

import "errors"

// ErrBusy says that another process has the lock.
var ErrBusy = errors.New("another process is at it")
