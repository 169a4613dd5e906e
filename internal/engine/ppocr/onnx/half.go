package onnx

import "math"

// fromHalf widens an IEEE 754 binary16.
func fromHalf(h uint16) float32 {
	sign := uint32(h&0x8000) << 16
	exponent, fraction := uint32(h>>10&0x1f), uint32(h&0x3ff)
	switch exponent {
	case 0: // zero and subnormal: fraction · 2⁻²⁴
		return math.Float32frombits(sign | math.Float32bits(float32(fraction)*0x1p-24))
	case 0x1f: // infinity and not-a-number
		return math.Float32frombits(sign | 0x7f800000 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}

// toHalf rounds to the nearest IEEE 754 binary16, ties to even; what is too
// large becomes infinity.
func toHalf(f float32) uint16 {
	bits := math.Float32bits(f)
	sign := uint16(bits >> 16 & 0x8000)
	size := float64(math.Float32frombits(bits & 0x7fffffff))
	switch {
	case math.IsNaN(size):
		return sign | 0x7e00
	case size >= 65520:
		return sign | 0x7c00
	case size < 0x1p-14:
		return sign | uint16(math.RoundToEven(size*0x1p24))
	}
	fraction, exponent := math.Frexp(size) // size = fraction · 2^exponent, ½ ≤ fraction < 1
	mantissa := math.RoundToEven(fraction * 0x1p11)
	// 1024 ≤ mantissa ≤ 2048; a carry flows into the exponent by itself.
	return sign | uint16((exponent+13)<<10+int(mantissa)) //nolint:gosec // below 0x7c00
}
