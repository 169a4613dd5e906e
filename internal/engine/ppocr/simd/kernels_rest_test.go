//go:build !amd64

package simd_test

import "github.com/docextract/docextract/internal/engine/ppocr/simd"

// kernels is every set of loops that this processor runs.
func kernels() []*simd.Kernels {
	all := []*simd.Kernels{simd.Portable()}
	if best := simd.Best(); best.Name != "go" {
		all = append(all, best)
	}
	return all
}
