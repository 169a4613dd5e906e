package nn

import (
	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// activation sets y to a function of x; y may be x.
type activation func(k *simd.Kernels, x, y []float32)

// activationOf is the activation that a node stands for, nil if it is none.
func activationOf(n *onnx.Node) activation {
	switch n.Op {
	case "Relu":
		return (*simd.Kernels).Relu
	case "Sigmoid":
		return sigmoid
	case "Swish":
		return swish
	case "HardSigmoid":
		alpha, beta := n.Number("alpha", 0.2), n.Number("beta", 0.5)
		return func(k *simd.Kernels, x, y []float32) {
			k.Affine(x, y, alpha, beta)
			for i, v := range y[:len(x)] {
				y[i] = min(max(v, 0), 1)
			}
		}
	case "HardSwish":
		scale, shift := n.Number("scale", 1), n.Number("shift", 0)
		return func(k *simd.Kernels, x, y []float32) { k.HardSwish(x, y, scale, shift) }
	}
	return nil
}

func sigmoid(k *simd.Kernels, x, y []float32) {
	k.Affine(x, y, -1, 0)
	k.Exp(y, y)
	for i, v := range y {
		y[i] = 1 / (1 + v)
	}
}

// swish works in pieces, for it needs x and what became of it.
func swish(k *simd.Kernels, x, y []float32) {
	var piece [256]float32
	for len(x) > 0 {
		n := min(len(x), len(piece))
		sigmoid(k, x[:n], piece[:n])
		k.Mul(x[:n], piece[:n], y[:n])
		x, y = x[n:], y[n:]
	}
}
