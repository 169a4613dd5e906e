package simd_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// The lengths cross every boundary of the loops: lanes of 4, 8 and 32.
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
					got := noise(r, simd.Rows*ldc)
					want := append([]float32(nil), got...)
					for row := range simd.Rows {
						for col := range simd.Cols {
							sum := 0.0
							for i := range depth {
								sum += float64(a[i*simd.Rows+row]) * float64(b[i*simd.Cols+col])
							}
							want[row*ldc+col] += float32(sum)
						}
					}
					k.Tile(depth, a, b, got, ldc)
					near(t, fmt.Sprintf("depth %d, row length %d", depth, ldc), got, want)
				}
			}
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
				k.Taps(weights, offsets, x, got[:n], 0.5)
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

func TestShortOperandsPanicInGo(t *testing.T) {
	for _, k := range kernels() {
		t.Run(k.Name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("a panel that is too short was taken")
				}
			}()
			k.Tile(4, make([]float32, 4*simd.Rows), make([]float32, 4*simd.Cols-1), make([]float32, 96), simd.Cols)
		})
	}
}

func BenchmarkTile(b *testing.B) {
	for _, k := range kernels() {
		b.Run(k.Name, func(b *testing.B) {
			const depth = 256
			x, y, c := make([]float32, depth*simd.Rows), make([]float32, depth*simd.Cols), make([]float32, simd.Rows*simd.Cols)
			for b.Loop() {
				k.Tile(depth, x, y, c, simd.Cols)
			}
			b.ReportMetric(2*depth*simd.Rows*simd.Cols*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
		})
	}
}
