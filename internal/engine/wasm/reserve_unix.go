//go:build unix

package wasm

import "golang.org/x/sys/unix"

// reserve takes size bytes of address space. The pages are zero and cost
// nothing until they are touched.
func reserve(size uint64) (buf []byte, free func([]byte)) {
	buf, err := unix.Mmap(-1, 0, int(size), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE) //nolint:gosec // at most 256 MiB
	if err != nil {
		return make([]byte, size), func([]byte) {}
	}
	return buf, func(b []byte) { _ = unix.Munmap(b) } // a failure would leave the pages reserved, no more
}
