package nn

import (
	"fmt"

	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// depthwiseRoom is how many floats of a channel are laid out at once: they and
// their results stay in the second cache.
const depthwiseRoom = 1 << 14

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
	p := newPlanes(o.window, height, width, h, depthwiseRoom)
	band := grow(&w.scratch.planes, p.size())
	clear(band) // the zeros around the picture stay for all channels
	taps, places := o.height*o.width, simd.NewOffsets(p.places())
	for c := range channels {
		weights, bias := o.weights[c*taps:(c+1)*taps], float32(0)
		if o.bias != nil {
			bias = o.bias[c]
		}
		for from := 0; from < h; from += p.lines {
			lines := min(p.lines, h-from)
			p.fill(band, in[0].Data[c*height*width:(c+1)*height*width], from)
			results := grow(&w.scratch.line, p.span(lines, x))
			w.kernels.Taps(weights, places, band, results, bias)
			for y := range lines {
				w.apply(o.f, results[y*p.across:][:x], out.Data[(c*h+from+y)*x:][:x])
			}
		}
	}
	return out, nil
}
