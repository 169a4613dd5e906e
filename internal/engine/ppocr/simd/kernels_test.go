package simd_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// The lengths cross every boundary of the loops: lanes of 4, 8, 16 and 64.
func lengths() []int { return []int{0, 1, 3, 7, 8, 9, 15, 16, 31, 32, 33, 40, 47, 64, 71, 128, 131} }

func noise(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64() * 4)
	}
	return v
}

// near allows for the order of sums and for fused multiplication.
func near(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i] - want[i])); d > 1e-4*(1+math.Abs(float64(want[i]))) {
			t.Fatalf("%s: element %d of %d is %v, want %v", what, i, len(want), got[i], want[i])
		}
	}
}

func TestTileEqualsTheDefinition(t *testing.T) {
	for _, k := range kernels() {
		t.Run(k.Name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			for _, depth := range []int{0, 1, 2, 9, 256} {
				for _, ldc := range []int{simd.Cols, 19} {
					a, b := noise(r, depth*simd.Rows), noise(r, depth*simd.Cols)
					bias, left := noise(r, simd.Rows), k.Left(a, make([]float32, len(a)*simd.Spread))
					got := noise(r, simd.Rows*ldc)
					want := append([]float32(nil), got...)
					for row := range simd.Rows {
						for col := range simd.Cols {
							sum := float64(bias[row])
							for i := range depth {
								sum += float64(a[i*simd.Rows+row]) * float64(b[i*simd.Cols+col])
							}
							want[row*ldc+col] = float32(sum)
						}
					}
					k.Tile(depth, left, b, bias, got, ldc)
					near(t, fmt.Sprintf("depth %d, row length %d", depth, ldc), got, want)
					half := depth / 2 // in two parts, the second added to the first
					k.Tile(half, left, b, bias, got, ldc)
					k.Tile(depth-half, left[len(left)/max(1, depth)*half:], b[half*simd.Cols:], nil, got, ldc)
					near(t, fmt.Sprintf("depth %d, in two parts", depth), got, want)
				}
			}
		})
	}
}

func TestPackGathersColumns(t *testing.T) {
	for _, k := range kernels() {
		t.Run(k.Name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(7, 8))
			places := []int{0, 100, 3, 3, 61}
			x, got, want := noise(r, 100+simd.Cols), make([]float32, len(places)*simd.Cols), []float32(nil)
			for _, p := range places {
				want = append(want, x[p:p+simd.Cols]...)
			}
			k.Pack(x, simd.NewOffsets(places), got)
			near(t, "panel", got, want)
		})
	}
}

func TestTapsEqualTheDefinition(t *testing.T) {
	for _, k := range kernels() {
		t.Run(k.Name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, 4))
			for _, n := range lengths() {
				offsets := []int{0, 1, 2, 17, 18, 40}
				weights, x := noise(r, len(offsets)), noise(r, 40+n)
				got, want := make([]float32, n+1), make([]float32, n+1)
				got[n], want[n] = 7, 7 // must stay
				for i := range n {
					sum := 0.5
					for tap, o := range offsets {
						sum += float64(weights[tap]) * float64(x[o+i])
					}
					want[i] = float32(sum)
				}
				k.Taps(weights, simd.NewOffsets(offsets), x, got[:n], 0.5)
				near(t, fmt.Sprint("length ", n), got, want)
			}
		})
	}
}

func TestElementWiseEqualsPortable(t *testing.T) {
	plain := simd.Portable()
	for _, k := range kernels() {
		t.Run(k.Name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(5, 6))
			for _, n := range lengths() {
				x, z := noise(r, n), noise(r, n)
				for name, loop := range map[string]func(*simd.Kernels, []float32){
					"affine":    func(s *simd.Kernels, y []float32) { s.Affine(x, y, 1.5, -2) },
					"add":       func(s *simd.Kernels, y []float32) { s.Add(x, z, y) },
					"mul":       func(s *simd.Kernels, y []float32) { s.Mul(x, z, y) },
					"hardswish": func(s *simd.Kernels, y []float32) { s.HardSwish(x, y, 1.25, 0.5) },
					"relu":      func(s *simd.Kernels, y []float32) { s.Relu(x, y) },
					"exp":       func(s *simd.Kernels, y []float32) { s.Exp(x, y) },
				} {
					got, want := make([]float32, n), make([]float32, n)
					loop(k, got)
					loop(plain, want)
					near(t, fmt.Sprint(name, " of ", n), got, want)
				}
			}
		})
	}
}

func TestExp(t *testing.T) {
	var x []float32
	for v := -87.0; v < 88; v += 0.137 {
		x = append(x, float32(v))
	}
	beyond := len(x)
	x = append(x, -1000, -88, 89, 1000, 0)
	for _, k := range kernels() {
		y := make([]float32, len(x))
		k.Exp(x, y)
		for i, v := range x {
			want := math.Exp(float64(min(max(v, -87), 88)))
			if d := math.Abs(float64(y[i]) - want); d > 3e-7*want {
				t.Errorf("%s: e to the %v is %v, want %v (%d, %d)", k.Name, v, y[i], want, i, beyond)
			}
		}
	}
}

// What is shorter than the loops would read is refused before they begin.
func TestShortOperandsPanicInGo(t *testing.T) {
	for _, k := range kernels() {
		left := k.Left(make([]float32, 4*simd.Rows), make([]float32, 4*simd.Rows*simd.Spread))
		places := simd.NewOffsets([]int{0, 5})
		for name, call := range map[string]func(){
			"left":  func() { k.Tile(5, left, make([]float32, 5*simd.Cols), nil, make([]float32, 96), simd.Cols) },
			"right": func() { k.Tile(4, left, make([]float32, 4*simd.Cols-1), nil, make([]float32, 96), simd.Cols) },
			"bias": func() {
				k.Tile(4, left, make([]float32, 4*simd.Cols), make([]float32, 5), make([]float32, 96), simd.Cols)
			},
			"tile":    func() { k.Tile(4, left, make([]float32, 4*simd.Cols), nil, make([]float32, 95), simd.Cols) },
			"rows":    func() { k.Pack(make([]float32, 20), places, make([]float32, 32)) },
			"panel":   func() { k.Pack(make([]float32, 21), places, make([]float32, 31)) },
			"taps":    func() { k.Taps(make([]float32, 2), places, make([]float32, 12), make([]float32, 8), 0) },
			"weights": func() { k.Taps(make([]float32, 1), places, make([]float32, 13), make([]float32, 8), 0) },
			"places":  func() { simd.NewOffsets([]int{-1}) },
		} {
			t.Run(k.Name+" "+name, func(t *testing.T) {
				defer func() {
					if recover() == nil {
						t.Error("an operand that is too short was taken")
					}
				}()
				call()
			})
		}
	}
}

// Benchmarks tell the time of the clock: on a busy machine only their ratios
// say something.
func BenchmarkTile(b *testing.B) {
	for _, k := range kernels() {
		b.Run(k.Name, func(b *testing.B) {
			const depth = 256
			x, y, c := make([]float32, depth*simd.Rows), make([]float32, depth*simd.Cols), make([]float32, simd.Rows*simd.Cols)
			left := k.Left(x, make([]float32, len(x)*simd.Spread))
			for b.Loop() {
				k.Tile(depth, left, y, nil, c, simd.Cols)
			}
			b.ReportMetric(2*depth*simd.Rows*simd.Cols*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
		})
	}
}

func BenchmarkTaps(b *testing.B) {
	for _, k := range kernels() {
		b.Run(k.Name, func(b *testing.B) {
			const n, side = 960, 5
			var places []int
			for i := range side * side {
				places = append(places, i/side*84+i%side)
			}
			weights, x, y, offsets := make([]float32, side*side), make([]float32, n+5*84), make([]float32, n), simd.NewOffsets(places)
			for b.Loop() {
				k.Taps(weights, offsets, x, y, 0)
			}
			b.ReportMetric(2*side*side*n*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
		})
	}
}
