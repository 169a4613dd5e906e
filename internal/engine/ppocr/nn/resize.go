package nn

import (
	"fmt"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

const maxZoom = 32

// resize repeats every place zoomY × zoomX times (nearest neighbour).
type resize struct{ zoomY, zoomX int }

func newResize(n *onnx.Node, c constants) (resize, error) {
	if mode := n.Attributes["mode"].Text; mode != "nearest" {
		return resize{}, fmt.Errorf("mode %q: %w", mode, errSetting)
	}
	if len(n.Inputs) < 3 || c[n.Inputs[2]] == nil || len(c[n.Inputs[2]].Floats) != 4 {
		return resize{}, errSetting
	}
	scales := c[n.Inputs[2]].Floats
	o := resize{int(scales[2]), int(scales[3])}
	if o.zoomY < 1 || o.zoomX < 1 || max(o.zoomY, o.zoomX) > maxZoom ||
		scales[2] != float32(o.zoomY) || scales[3] != float32(o.zoomX) {
		return resize{}, fmt.Errorf("scales %v: %w", scales, errSetting)
	}
	return o, nil
}

func (o resize) run(w *Worker, in []*Tensor) (*Tensor, error) {
	channels, height, width, err := in[0].picture()
	if err != nil {
		return nil, err
	}
	out, err := w.memory.tensor(1, channels, height*o.zoomY, width*o.zoomX)
	if err != nil {
		return nil, err
	}
	wide := width * o.zoomX
	for line := range channels * height {
		first := out.Data[line*o.zoomY*wide : (line*o.zoomY+1)*wide]
		o.stretch(in[0].Data[line*width:(line+1)*width], first)
		for i := 1; i < o.zoomY; i++ {
			copy(out.Data[(line*o.zoomY+i)*wide:], first)
		}
	}
	return out, nil
}

// stretch repeats every place of a line.
func (o resize) stretch(line, wide []float32) {
	for x, v := range line {
		for i := range o.zoomX {
			wide[x*o.zoomX+i] = v
		}
	}
}

// addResized adds a picture to another that is smaller by the zoom.
type addResized struct{ resize }

func (o addResized) run(w *Worker, in []*Tensor) (*Tensor, error) {
	channels, height, width, err := in[0].picture()
	if err != nil {
		return nil, err
	}
	large := in[1]
	if c, h, x, err := large.picture(); err != nil || c != channels || h != height*o.zoomY || x != width*o.zoomX {
		return nil, fmt.Errorf("%v zoomed and %v: %w", in[0].Shape, large.Shape, errShape)
	}
	out, err := w.memory.result(large)
	if err != nil {
		return nil, err
	}
	wide := width * o.zoomX
	stretched := grow(&w.scratch.line, wide)
	for line := range channels * height {
		o.stretch(in[0].Data[line*width:(line+1)*width], stretched)
		for i := range o.zoomY {
			at := (line*o.zoomY + i) * wide
			w.kernels.Add(large.Data[at:at+wide], stretched, out.Data[at:at+wide])
		}
	}
	return out, nil
}
