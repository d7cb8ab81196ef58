package stamp

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// canInsert: ext4, XFS and others can insert blocks into a file without writing what is
// behind them.
const canInsert = true

// insertRange inserts bytes at the start of a file. It is [errors.ErrUnsupported] where
// the file system cannot, or has larger blocks.
func insertRange(f *os.File, n int64) error {
	err := unix.Fallocate(int(f.Fd()), unix.FALLOC_FL_INSERT_RANGE, 0, n)
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EPERM) {
		return errors.ErrUnsupported
	}
	return err
}
