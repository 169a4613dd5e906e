//go:build !amd64 && !arm64

package simd

// Best is the fastest loops that this processor runs.
func Best() *Kernels { return Portable() }
