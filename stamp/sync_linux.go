package stamp

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncsTogether reports whether syncAll of one file makes the other safe, too.
func syncsTogether(a, b *os.File) bool {
	var x, y unix.Stat_t
	return unix.Fstat(int(a.Fd()), &x) == nil && unix.Fstat(int(b.Fd()), &y) == nil && x.Dev == y.Dev
}

// syncAll makes safe all that was written to the file system of a file.
func syncAll(f *os.File) error { return unix.Syncfs(int(f.Fd())) }
