//go:build !windows

package store

import (
	"errors"
	"syscall"
)

// diskFull reports whether err says that the disk or the user's share of it
// is full.
func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
