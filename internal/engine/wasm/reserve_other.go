//go:build !unix

package wasm

// reserve takes size bytes from Go's heap, which commits pages when they are
// touched.
func reserve(size uint64) (buf []byte, free func([]byte)) {
	return make([]byte, size), func([]byte) {}
}
