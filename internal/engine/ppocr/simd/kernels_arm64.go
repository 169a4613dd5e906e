package simd

// Best is the fastest loops that this processor runs. Every arm64 processor
// has NEON. The element-wise loops wait for memory more than for arithmetic
// and stay in Go.
func Best() *Kernels {
	best := Portable()
	best.Name = "neon"
	best.tile, best.taps = tileNEON, tapsNEON
	return best
}

// The assembly trusts the lengths that Kernels' methods have checked.

//go:noescape
func tileNEON(k int, a, b, c []float32, ldc int)

//go:noescape
func tapsNEON(n int, weights []float32, offsets []int, x, y []float32, bias float32)
