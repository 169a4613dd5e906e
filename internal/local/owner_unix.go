//go:build !windows

package local

import (
	"fmt"
	"io/fs"
	"syscall"
)

// checkOwner refuses what belongs to another user.
func checkOwner(info fs.FileInfo, uid int) error {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fmt.Errorf("its owner cannot be told")
	}
	if int(stat.Uid) != uid {
		return fmt.Errorf("it belongs to another user (uid %d, not %d)", stat.Uid, uid)
	}
	return nil
}

// tooOpen reports whether others than the owner may look in.
func tooOpen(info fs.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 }
