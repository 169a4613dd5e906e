package nn

import (
	"fmt"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// depthwise is a convolution of every channel by itself.
type depthwise struct {
	window
	channels int
	weights  []float32
	bias     []float32
	f        activation
}

func (o *depthwise) run(w *Worker, in []*Tensor) (*Tensor, error) {
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
	out, err := w.memory.tensor(1, channels, h, x)
	if err != nil {
		return nil, err
	}
	p := newPlanes(o.window, height, width)
	if p.size() > w.memory.limit {
		return nil, errMemory
	}
	plane := grow(&w.scratch.planes, p.size())
	clear(plane) // the zeros around the picture stay for all channels
	results := grow(&w.scratch.line, p.span(h, x))
	taps, places := o.height*o.width, simd.NewOffsets(p.places())
	for c := range channels {
		p.fill(plane, in[0].Data[c*p.area():])
		bias := float32(0)
		if o.bias != nil {
			bias = o.bias[c]
		}
		w.kernels.Taps(o.weights[c*taps:(c+1)*taps], places, plane, results, bias)
		w.apply(o.f, results, results)
		for y := range h {
			copy(out.Data[(c*h+y)*x:][:x], results[y*p.across:])
		}
	}
	return out, nil
}
