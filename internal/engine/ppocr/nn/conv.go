package nn

import (
	"fmt"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// bandRoom is how many floats of a picture are laid out at once.
const bandRoom = 1 << 19

// convolution is a full convolution as a matrix product.
type convolution struct {
	window
	channels int // of the input
	weights  packed
	f        activation
}

// newConvolution makes a full or a depthwise convolution.
func newConvolution(n *onnx.Node, c constants) (operator, error) {
	weights, bias, err := layerConstants(n, c)
	if err != nil {
		return nil, err
	}
	shape := weights.Shape // out × in × height × width
	v, err := newWindow(n, shape[2], shape[3])
	if err != nil {
		return nil, err
	}
	if bias != nil && len(bias) != shape[0] {
		return nil, errShape
	}
	f := fusedActivation(n)
	group := int(max(1, n.Attributes["group"].Int))
	switch {
	case group == 1:
		depth := shape[1] * shape[2] * shape[3]
		p := pack(weights.Floats, shape[0], depth, bias, make([]float32, packedSize(shape[0], depth)))
		return &convolution{v, shape[1], p, f}, nil
	case group == shape[0] && shape[1] == 1:
		return &depthwise{v, shape[0], weights.Floats, bias, f}, nil
	}
	return nil, fmt.Errorf("%d groups: %w", group, errSetting)
}

// layerConstants finds a layer's weights and bias.
func layerConstants(n *onnx.Node, c constants) (weights *onnx.Tensor, bias []float32, err error) {
	if len(n.Inputs) < 2 || c[n.Inputs[1]] == nil || len(c[n.Inputs[1]].Shape) != 4 {
		return nil, nil, fmt.Errorf("the weights are no constant: %w", errSetting)
	}
	if len(n.Inputs) > 2 {
		b := c[n.Inputs[2]]
		if b == nil {
			return nil, nil, fmt.Errorf("the bias is no constant: %w", errSetting)
		}
		bias = b.Floats
	}
	return c[n.Inputs[1]], bias, nil
}

func (o *convolution) run(w *Worker, in []*Tensor) (*Tensor, error) {
	channels, height, width, err := in[0].picture()
	if err != nil {
		return nil, err
	}
	if channels != o.channels {
		return nil, fmt.Errorf("%d channels, not %d: %w", channels, o.channels, errShape)
	}
	h, x, err := o.size(height, width)
	if err != nil {
		return nil, err
	}
	out, err := w.memory.tensor(1, o.weights.rows, h, x)
	if err != nil {
		return nil, err
	}
	if o.pointwise() {
		w.product(o.weights, w.matrix(in[0].Data, channels, h*x), func(row, from int, results []float32) {
			w.apply(o.f, results, out.Data[row*h*x+from:][:len(results)])
		})
		return out, nil
	}
	o.walk(w, in[0], out)
	return out, nil
}

// walk computes the results band by band, and in a band line by line of the
// planes, with those between two lines of the result, which are left out.
func (o *convolution) walk(w *Worker, in, out *Tensor) {
	height, width, h, x := in.Shape[2], in.Shape[3], out.Shape[2], out.Shape[3]
	p := newPlanes(o.window, height, width, h, bandRoom/o.channels)
	band := grow(&w.scratch.planes, o.channels*p.size())
	clear(band)
	places, taps := w.places(o.weights.depth), p.places()
	for i := range places {
		places[i] = i/len(taps)*p.size() + taps[i%len(taps)]
	}
	offsets := simd.NewOffsets(places)
	for first := 0; first < h; first += p.lines {
		for c := range o.channels {
			p.fill(band[c*p.size():], in.Data[c*height*width:(c+1)*height*width], first)
		}
		lines := min(p.lines, h-first)
		w.product(o.weights, columns{band, offsets, p.span(lines, x)}, func(row, from int, results []float32) {
			for len(results) > 0 {
				y, at := from/p.across, from%p.across
				if n := min(len(results), x-at); n > 0 {
					w.apply(o.f, results[:n], out.Data[(row*h+first+y)*x+at:][:n])
				}
				n := min(len(results), p.across-at)
				results, from = results[n:], from+n
			}
		})
	}
}
