package local

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// networkFileSystem names the network file system that path is on, "" for a
// local one: the system itself marks the local ones.
func networkFileSystem(path string) (string, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(path, &stat); err != nil {
		return "", fmt.Errorf("asking for its file system: %w", err)
	}
	if stat.Flags&unix.MNT_LOCAL != 0 {
		return "", nil
	}
	return unix.ByteSliceToString(stat.Fstypename[:]), nil
}
