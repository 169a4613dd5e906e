package simd

import "golang.org/x/sys/cpu"

// Best is the fastest loops that this processor runs. Every amd64 processor
// has SSE2; GODEBUG=cpu.avx2=off keeps AVX2 from being used.
func Best() *Kernels {
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		return &Kernels{
			Name: "avx2", spread: 1,
			tile: tileAVX2, pack: packAVX2, taps: tapsAVX2,
			affine: affineAVX2, add: addAVX2, mul: mulAVX2, hardswish: hardswishAVX2, relu: reluAVX2, exp: expAVX2,
		}
	}
	return SSE2()
}

// SSE2 is the loops for processors without AVX2 or FMA.
func SSE2() *Kernels {
	return &Kernels{
		Name: "sse2", spread: Spread,
		tile: tileSSE2, pack: packSSE2, taps: tapsSSE2,
		affine: affineSSE2, add: addSSE2, mul: mulSSE2, hardswish: hardswishSSE2, relu: reluSSE2, exp: expSSE2,
	}
}

// The assembly takes counts that are multiples of the lanes and trusts the
// lengths that Kernels' methods have checked.

//go:noescape
func tileAVX2(k int, a, b, bias, c []float32, ldc int)

//go:noescape
func packAVX2(x []float32, offsets []int, panel []float32)

//go:noescape
func tapsAVX2(n int, weights []float32, offsets []int, x, y []float32, bias float32)

//go:noescape
func affineAVX2(x, y []float32, scale, shift float32)

//go:noescape
func addAVX2(x, z, y []float32)

//go:noescape
func mulAVX2(x, z, y []float32)

//go:noescape
func hardswishAVX2(x, y []float32, scale, shift float32)

//go:noescape
func reluAVX2(x, y []float32)

//go:noescape
func expAVX2(x, y []float32)

//go:noescape
func tileSSE2(k int, a, b, bias, c []float32, ldc int)

//go:noescape
func packSSE2(x []float32, offsets []int, panel []float32)

//go:noescape
func tapsSSE2(n int, weights []float32, offsets []int, x, y []float32, bias float32)

//go:noescape
func affineSSE2(x, y []float32, scale, shift float32)

//go:noescape
func addSSE2(x, z, y []float32)

//go:noescape
func mulSSE2(x, z, y []float32)

//go:noescape
func hardswishSSE2(x, y []float32, scale, shift float32)

//go:noescape
func reluSSE2(x, y []float32)

//go:noescape
func expSSE2(x, y []float32)
