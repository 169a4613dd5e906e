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

// Spread is how often Left repeats an element at most.
const Spread = 4

// lanes is the count of floats that the element-wise assembly takes at once,
// run that of the widest loop of Taps.
const (
	lanes = 8
	run   = 64
)

// Kernels is one instruction set's loops. It is immutable and may be shared.
type Kernels struct {
	// Name says which instructions are used: "avx2", "sse2", "neon" or "go".
	Name string

	spread    int // how often tile wants the elements of its left operand
	tile      func(k int, a, b, bias, c []float32, ldc int)
	pack      func(x []float32, offsets []int, panel []float32)
	taps      func(n int, weights []float32, offsets []int, x, y []float32, bias float32)
	affine    func(x, y []float32, scale, shift float32)
	add       func(x, z, y []float32)
	mul       func(x, z, y []float32)
	hardswish func(x, y []float32, scale, shift float32)
	relu      func(x, y []float32)
	exp       func(x, y []float32)
}

// Portable is the loops in plain Go, for every processor and as the reference
// for the others.
func Portable() *Kernels {
	return &Kernels{
		Name: "go", spread: 1,
		tile: tileGo, pack: packGo, taps: tapsGo,
		affine: affineGo, add: addGo, mul: mulGo, hardswish: hardswishGo, relu: reluGo, exp: expGo,
	}
}

// Offsets are places counted from a first element; none is negative.
type Offsets struct {
	places []int
	reach  int // one more than the largest
}

// NewOffsets keeps the places.
func NewOffsets(places []int) Offsets {
	o := Offsets{places: places}
	for _, p := range places {
		if p < 0 {
			panic("a negative place")
		}
		o.reach = max(o.reach, p+1)
	}
	return o
}

// Len is how many places there are.
func (o Offsets) Len() int { return len(o.places) }

// Left makes a packed panel of rows ready for Tile: some instruction sets want
// every element several times in a row, which needs Spread times its length of
// spare; others take it as it is.
func (s *Kernels) Left(a, spare []float32) []float32 {
	if s.spread == 1 {
		return a
	}
	spare = spare[:len(a)*Spread]
	for i, v := range a {
		four := (*[Spread]float32)(spare[i*Spread:])
		four[0], four[1], four[2], four[3] = v, v, v, v
	}
	return spare
}

// Tile sets a tile of C to the product of two packed panels, the left one from
// Left: for r < Rows and j < Cols, c[r·ldc+j] = bias[r] + Σ a[i·Rows+r]·b[i·Cols+j]
// over i < k. Without a bias it adds to what C holds.
func (s *Kernels) Tile(k int, a, b, bias, c []float32, ldc int) {
	if bias != nil {
		bias = bias[:Rows]
	}
	s.tile(k, a[:k*Rows*s.spread], b[:k*Cols], bias, c[:(Rows-1)*ldc+Cols], ldc)
}

// Pack gathers a panel of columns: Cols elements of x from each of the places.
func (s *Kernels) Pack(x []float32, rows Offsets, panel []float32) {
	if rows.Len() == 0 {
		return
	}
	s.pack(x[:rows.reach-1+Cols], rows.places, panel[:rows.Len()*Cols])
}

// PackPart is Pack where there are only n columns; the others become zero.
func (s *Kernels) PackPart(x []float32, rows Offsets, n int, panel []float32) {
	for i, p := range rows.places {
		line := panel[i*Cols : (i+1)*Cols]
		clear(line[copy(line, x[p:p+n]):])
	}
}

// Taps sets y[i] = bias + Σ weights[t]·x[places[t]+i].
func (s *Kernels) Taps(weights []float32, offsets Offsets, x, y []float32, bias float32) {
	n, places := len(y), offsets.places
	if n == 0 {
		return
	}
	weights = weights[:len(places)]
	if len(places) > 0 {
		_ = x[:offsets.reach-1+n] // panics here, not in the assembly
	}
	if n < lanes {
		tapsGo(n, weights, places, x, y, bias)
		return
	}
	step := lanes
	if n >= run {
		step = run
	}
	s.taps(n&^(step-1), weights, places, x, y, bias)
	if n%step != 0 { // the last ones once more, ending at the end
		s.taps(step, weights, places, x[n-step:], y[n-step:], bias)
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

// Relu sets y = max(x, 0); y may be x.
func (s *Kernels) Relu(x, y []float32) {
	y = y[:len(x)]
	n := len(x) &^ (lanes - 1)
	s.relu(x[:n], y[:n])
	reluGo(x[n:], y[n:])
}

// Exp sets y = eˣ within a few units in the last place, x taken as -87 where
// it is less and as 88 where it is more; y may be x.
func (s *Kernels) Exp(x, y []float32) {
	y = y[:len(x)]
	n := len(x) &^ (lanes - 1)
	s.exp(x[:n], y[:n])
	expGo(x[n:], y[n:])
}
