package simd

import "math"

// tileGo works in blocks of 2 × 4 results, which fit the registers.
func tileGo(k int, a, b, bias, c []float32, ldc int) {
	for r, v := range bias {
		for j := range Cols {
			c[r*ldc+j] = v
		}
	}
	if k == 0 {
		return
	}
	for r := 0; r < Rows; r += 2 {
		for j := 0; j < Cols; j += 4 {
			block(a[r:], b[j:], (*[4]float32)(c[r*ldc+j:]), (*[4]float32)(c[(r+1)*ldc+j:]))
		}
	}
}

func block(a, b []float32, c0, c1 *[4]float32) {
	var s00, s01, s02, s03, s10, s11, s12, s13 float32
	for len(a) >= Rows && len(b) >= Cols { // conditions that spare the bounds checks
		x0, x1 := a[0], a[1]
		y0, y1, y2, y3 := b[0], b[1], b[2], b[3]
		s00 += x0 * y0
		s01 += x0 * y1
		s02 += x0 * y2
		s03 += x0 * y3
		s10 += x1 * y0
		s11 += x1 * y1
		s12 += x1 * y2
		s13 += x1 * y3
		a, b = a[Rows:], b[Cols:]
	}
	if len(a) >= 2 && len(b) >= 4 { // the last, whose panel ends with it
		s00 += a[0] * b[0]
		s01 += a[0] * b[1]
		s02 += a[0] * b[2]
		s03 += a[0] * b[3]
		s10 += a[1] * b[0]
		s11 += a[1] * b[1]
		s12 += a[1] * b[2]
		s13 += a[1] * b[3]
	}
	c0[0] += s00
	c0[1] += s01
	c0[2] += s02
	c0[3] += s03
	c1[0] += s10
	c1[1] += s11
	c1[2] += s12
	c1[3] += s13
}

func packGo(x []float32, offsets []int, panel []float32) {
	for i, o := range offsets {
		line := *(*[Cols]float32)(x[o:]) // a copy first: the compiler then moves it without a call
		*(*[Cols]float32)(panel[i*Cols:]) = line
	}
}

// tapsGo keeps four results in registers while it goes through the taps.
func tapsGo(n int, weights []float32, offsets []int, x, y []float32, bias float32) {
	i := 0
	for ; i+4 <= n; i += 4 {
		s0, s1, s2, s3 := bias, bias, bias, bias
		for t, w := range weights {
			v := (*[4]float32)(x[offsets[t]+i:])
			s0 += w * v[0]
			s1 += w * v[1]
			s2 += w * v[2]
			s3 += w * v[3]
		}
		out := (*[4]float32)(y[i:])
		out[0], out[1], out[2], out[3] = s0, s1, s2, s3
	}
	for ; i < n; i++ {
		s := bias
		for t, w := range weights {
			s += w * x[offsets[t]+i]
		}
		y[i] = s
	}
}

func affineGo(x, y []float32, scale, shift float32) {
	for i, v := range x {
		y[i] = v*scale + shift
	}
}

func addGo(x, z, y []float32) {
	for i, v := range x {
		y[i] = v + z[i]
	}
}

func mulGo(x, z, y []float32) {
	for i, v := range x {
		y[i] = v * z[i]
	}
}

func hardswishGo(x, y []float32, scale, shift float32) {
	for i, v := range x {
		y[i] = v*min(max(v+3, 0), 6)*scale + shift
	}
}

func reluGo(x, y []float32) {
	for i, v := range x {
		y[i] = max(v, 0)
	}
}

// The constants of eˣ: x = n·ln 2 + r, the logarithm in two parts so that the
// product is exact, and eʳ by a polynomial (Cephes, expf).
const (
	expLow, expHigh = -87, 88
	ln2High, ln2Low = 0.693359375, -2.12194440e-4
	exp0, exp1      = 1.9875691500e-4, 1.3981999507e-3
	exp2, exp3      = 8.3334519073e-3, 4.1665795894e-2
	exp4, exp5      = 1.6666665459e-1, 5.0000001201e-1
)

func expGo(x, y []float32) {
	for i, v := range x {
		v = min(max(v, expLow), expHigh)
		n := int32(math.Floor(float64(v)*math.Log2E + 0.5))
		r := v - float32(n)*ln2High - float32(n)*ln2Low
		p := ((((exp0*r+exp1)*r+exp2)*r+exp3)*r+exp4)*r + exp5
		power := math.Float32frombits(uint32(n+127) << 23) //nolint:gosec // -126 ≤ n ≤ 127
		y[i] = (p*r*r + r + 1) * power
	}
}
