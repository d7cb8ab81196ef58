package disk

import (
	"bytes"
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// maxAttributes is how many bytes of extended attributes are carried over; Linux has no
// more for a file.
const maxAttributes = 64 << 10

// CopyAttributes gives a file the extended attributes of another, access control lists
// included, and its owner. What the system does not let this user set is left: the
// file still is the user's own.
func CopyAttributes(to, from *os.File) error {
	var st unix.Stat_t
	if err := unix.Fstat(int(from.Fd()), &st); err == nil {
		_ = unix.Fchown(int(to.Fd()), int(st.Uid), int(st.Gid))
	}
	names := make([]byte, maxAttributes)
	n, err := unix.Flistxattr(int(from.Fd()), names)
	if err != nil {
		return ignorable(err)
	}
	value := make([]byte, maxAttributes)
	for name := range bytes.SplitSeq(names[:n], []byte{0}) {
		if len(name) == 0 {
			continue
		}
		n, err := unix.Fgetxattr(int(from.Fd()), string(name), value)
		if err == nil {
			err = unix.Fsetxattr(int(to.Fd()), string(name), value[:n], 0)
		}
		if err := ignorable(err); err != nil {
			return &os.PathError{Op: "copy attribute " + string(name), Path: to.Name(), Err: err}
		}
	}
	return nil
}

// ignorable drops the errors of file systems that have no attributes, and of ones that
// only the system may set.
func ignorable(err error) error {
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.EPERM) || errors.Is(err, unix.EACCES) || errors.Is(err, unix.ENODATA) {
		return nil
	}
	return err
}
