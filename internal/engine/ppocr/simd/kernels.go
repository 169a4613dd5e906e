// Package simd holds the inner loops of the neural networks: a tile of a matrix
// product, a weighted sum of shifted rows, and element-wise arithmetic, in
// assembly where the processor has the instructions and in Go elsewhere. It
// knows no tensors and no layers.
package simd

// Tile sizes: a product is made of tiles of Rows × Cols results, the operands
// packed in panels of that many rows and columns.
const (
	Rows = 6
	Cols = 16
)

// lanes is the count of floats that the element-wise assembly takes at once.
const lanes = 8

// Kernels is one instruction set's loops. It is immutable and may be shared.
type Kernels struct {
	// Name says which instructions are used: "avx2", "sse2", "neon" or "go".
	Name string

	tile      func(k int, a, b, c []float32, ldc int)
	taps      func(n int, weights []float32, offsets []int, x, y []float32, bias float32)
	affine    func(x, y []float32, scale, shift float32)
	add       func(x, z, y []float32)
	mul       func(x, z, y []float32)
	hardswish func(x, y []float32, scale, shift float32)
}

// Portable is the loops in plain Go, for every processor and as the reference
// for the others.
func Portable() *Kernels {
	return &Kernels{
		Name: "go",
		tile: tileGo, taps: tapsGo,
		affine: affineGo, add: addGo, mul: mulGo, hardswish: hardswishGo,
	}
}

// Tile adds the product of two packed panels to a tile of C: for r < Rows and
// j < Cols, c[r·ldc+j] += Σ a[i·Rows+r]·b[i·Cols+j] over i < k.
func (s *Kernels) Tile(k int, a, b, c []float32, ldc int) {
	if k == 0 {
		return
	}
	s.tile(k, a[:k*Rows], b[:k*Cols], c[:(Rows-1)*ldc+Cols], ldc)
}

// Taps sets y[i] = bias + Σ weights[t]·x[offsets[t]+i].
func (s *Kernels) Taps(weights []float32, offsets []int, x, y []float32, bias float32) {
	n := len(y)
	if n == 0 {
		return
	}
	for _, o := range offsets {
		_ = x[o : o+n] // panics here, not in the assembly
	}
	weights = weights[:len(offsets)]
	if n < lanes {
		tapsGo(n, weights, offsets, x, y, bias)
		return
	}
	s.taps(n&^(lanes-1), weights, offsets, x, y, bias)
	if n%lanes != 0 { // the last lanes once more, ending at the end
		s.taps(lanes, weights, offsets, x[n-lanes:], y[n-lanes:], bias)
	}
}

// Affine sets y = x·scale + shift; y may be x.
func (s *Kernels) Affine(x, y []float32, scale, shift float32) {
	y = y[:len(x)]
	n := len(x) &^ (lanes - 1)
	s.affine(x[:n], y[:n], scale, shift)
	affineGo(x[n:], y[n:], scale, shift)
}

// Add sets y = x + z; y may be x or z.
func (s *Kernels) Add(x, z, y []float32) {
	z, y = z[:len(x)], y[:len(x)]
	n := len(x) &^ (lanes - 1)
	s.add(x[:n], z[:n], y[:n])
	addGo(x[n:], z[n:], y[n:])
}

// Mul sets y = x·z; y may be x or z.
func (s *Kernels) Mul(x, z, y []float32) {
	z, y = z[:len(x)], y[:len(x)]
	n := len(x) &^ (lanes - 1)
	s.mul(x[:n], z[:n], y[:n])
	mulGo(x[n:], z[n:], y[n:])
}

// HardSwish sets y = x·min(max(x+3, 0), 6)/6·scale + shift; y may be x.
func (s *Kernels) HardSwish(x, y []float32, scale, shift float32) {
	y = y[:len(x)]
	n := len(x) &^ (lanes - 1)
	s.hardswish(x[:n], y[:n], scale/6, shift)
	hardswishGo(x[n:], y[n:], scale/6, shift)
}
