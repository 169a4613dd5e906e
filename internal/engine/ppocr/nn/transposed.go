package nn

import (
	"fmt"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// transposed doubles a picture's size: every place becomes 2 × 2 places.
type transposed struct {
	channels int
	weights  packed // (out, ky, kx) × in
	f        activation
}

func newTransposed(n *onnx.Node, c constants) (operator, error) {
	weights, bias, err := layerConstants(n, c)
	if err != nil {
		return nil, err
	}
	shape := weights.Shape // in × out × height × width
	v, err := newWindow(n, shape[2], shape[3])
	if err != nil {
		return nil, err
	}
	if v != (window{height: 2, width: 2, strideY: 2, strideX: 2}) || n.Attributes["group"].Int > 1 {
		return nil, errSetting
	}
	in, rows := shape[0], shape[1]*4
	turned := make([]float32, in*rows)
	for i := range in {
		for r := range rows {
			turned[r*in+i] = weights.Floats[i*rows+r]
		}
	}
	var spread []float32 // the bias for each of the four places
	if bias != nil {
		if len(bias) != shape[1] {
			return nil, errShape
		}
		for _, b := range bias {
			spread = append(spread, b, b, b, b)
		}
	}
	return &transposed{in, pack(turned, rows, in, spread, make([]float32, packedSize(rows, in))), fusedActivation(n)}, nil
}

func (o *transposed) run(w *Worker, in []*Tensor) (*Tensor, error) {
	channels, height, width, err := in[0].picture()
	if err != nil {
		return nil, err
	}
	if channels != o.channels {
		return nil, fmt.Errorf("%d channels, not %d: %w", channels, o.channels, errShape)
	}
	out, err := w.memory.tensor(1, o.weights.rows/4, 2*height, 2*width)
	if err != nil {
		return nil, err
	}
	w.product(o.weights, w.matrix(in[0].Data, channels, height*width), func(row, from int, results []float32) {
		w.apply(o.f, results, results)
		c, ky, kx := row/4, row/2%2, row%2
		for len(results) > 0 {
			y, x := from/width, from%width
			n := min(len(results), width-x)
			dst := out.Data[(c*2*height+2*y+ky)*2*width+2*x+kx:]
			for i, v := range results[:n] {
				dst[2*i] = v
			}
			results, from = results[n:], from+n
		}
	})
	return out, nil
}
