//go:build linux || darwin

package local

import (
	"fmt"
	"net"
)

// peerUID asks the kernel whose process is at the other end.
func peerUID(conn net.Conn) (int, error) {
	c, ok := conn.(*net.UnixConn)
	if !ok {
		return 0, fmt.Errorf("not a unix socket: %T", conn)
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, err
	}
	var (
		uid    int
		uidErr error
	)
	if err := raw.Control(func(fd uintptr) { uid, uidErr = socketUID(int(fd)) }); err != nil {
		return 0, err
	}
	return uid, uidErr
}
