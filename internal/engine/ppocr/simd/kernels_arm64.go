package simd

// Best is the fastest loops that this processor runs. Every arm64 processor
// has NEON. The element-wise loops wait for memory more than for arithmetic
// and stay in Go.
func Best() *Kernels {
	best := Portable()
	best.Name = "neon"
	best.tile, best.pack, best.taps = tileNEON, packNEON, tapsNEON
	return best
}

// The assembly trusts the lengths that Kernels' methods have checked.

//go:noescape
func tileNEON(k int, a, b, bias, c []float32, ldc int)

//go:noescape
func packNEON(x []float32, offsets []int, panel []float32)

//go:noescape
func tapsNEON(n int, weights []float32, offsets []int, x, y []float32, bias float32)
