//go:build !windows

package local

import (
	"os"
	"syscall"
)

// canDetach says whether a host can outlive its command here.
const canDetach = true

// ownSession takes a process out of the terminal's and the job's reach.
func ownSession() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// setUmask keeps all that the process creates to its owner.
func setUmask() { syscall.Umask(0o077) }

// noFollow refuses a link in place of the log.
const noFollow = syscall.O_NOFOLLOW

// inheritedPipe is the pipe that startDetached gives as the first descriptor
// after the three standard ones, nil where there is none.
func inheritedPipe() *os.File {
	const fd = 3
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil || stat.Mode&syscall.S_IFMT != syscall.S_IFIFO {
		return nil
	}
	syscall.CloseOnExec(fd)
	return os.NewFile(fd, "ready")
}
