package nn

import (
	"math"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// activation changes values in place.
type activation func(k *simd.Kernels, v []float32)

// activationOf is the activation that a node stands for, nil if it is none.
func activationOf(n *onnx.Node) activation {
	switch n.Op {
	case "Relu":
		return relu
	case "Sigmoid":
		return sigmoid
	case "Swish":
		return swish
	case "HardSigmoid":
		alpha, beta := n.Number("alpha", 0.2), n.Number("beta", 0.5)
		return func(k *simd.Kernels, v []float32) {
			k.Affine(v, v, alpha, beta)
			for i, x := range v {
				v[i] = min(max(x, 0), 1)
			}
		}
	case "HardSwish":
		scale, shift := n.Number("scale", 1), n.Number("shift", 0)
		return func(k *simd.Kernels, v []float32) { k.HardSwish(v, v, scale, shift) }
	}
	return nil
}

func relu(_ *simd.Kernels, v []float32) {
	for i, x := range v {
		v[i] = max(x, 0)
	}
}

func sigmoid(_ *simd.Kernels, v []float32) {
	for i, x := range v {
		v[i] = 1 / (1 + exp(-x))
	}
}

func swish(_ *simd.Kernels, v []float32) {
	for i, x := range v {
		v[i] = x / (1 + exp(-x))
	}
}

// exp is eˣ within two units in the last place, 0 below -87 and finite above
// 88: x = n·ln 2 + r, and eʳ by a polynomial (Cephes, expf).
func exp(x float32) float32 {
	const ln2High, ln2Low = 0.693359375, -2.12194440e-4
	switch {
	case x < -87:
		return 0
	case x > 88:
		x = 88
	}
	scaled := x * math.Log2E
	n := int32(scaled + 0.5)
	if scaled < 0 {
		n = int32(scaled - 0.5)
	}
	r := x - float32(n)*ln2High - float32(n)*ln2Low
	p := float32(1.9875691500e-4)
	p = p*r + 1.3981999507e-3
	p = p*r + 8.3334519073e-3
	p = p*r + 4.1665795894e-2
	p = p*r + 1.6666665459e-1
	p = p*r + 5.0000001201e-1
	power := math.Float32frombits(uint32(n+127) << 23) //nolint:gosec // -126 ≤ n ≤ 127
	return (p*r*r + r + 1) * power
}
