package nn

import (
	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// globalAverage is the mean of every channel.
type globalAverage struct{}

func (globalAverage) run(w *Worker, in []*Tensor) (*Tensor, error) {
	channels, height, width, err := in[0].picture()
	if err != nil {
		return nil, err
	}
	out, err := w.memory.tensor(1, channels, 1, 1)
	if err != nil {
		return nil, err
	}
	n := height * width
	for c := range channels {
		var s0, s1, s2, s3 float32 // four sums: less rounding, more speed
		v := in[0].Data[c*n : (c+1)*n]
		for ; len(v) >= 4; v = v[4:] {
			s0 += v[0]
			s1 += v[1]
			s2 += v[2]
			s3 += v[3]
		}
		for _, x := range v {
			s0 += x
		}
		out.Data[c] = (s0 + s1 + s2 + s3) / float32(n)
	}
	return out, nil
}

// average is the mean of each window.
type average struct{ window }

func newAverage(n *onnx.Node) (operator, error) {
	k := n.Attributes["kernel_shape"].Ints
	if len(k) != 2 {
		return nil, errSetting
	}
	v, err := newWindow(n, int(k[0]), int(k[1]))
	if err != nil {
		return nil, err
	}
	if v.top+v.left+v.bottom+v.right > 0 {
		return nil, errSetting
	}
	return average{v}, nil
}

func (o average) run(w *Worker, in []*Tensor) (*Tensor, error) {
	channels, height, width, err := in[0].picture()
	if err != nil {
		return nil, err
	}
	h, x, err := o.size(height, width)
	if err != nil {
		return nil, err
	}
	out, err := w.memory.tensor(1, channels, h, x)
	if err != nil {
		return nil, err
	}
	share := 1 / float32(o.height*o.width)
	for c := range channels {
		channel := in[0].Data[c*height*width:]
		for i := range h * x {
			sum := float32(0)
			for ky := range o.height {
				at := (i/x*o.strideY+ky)*width + i%x*o.strideX
				for _, v := range channel[at : at+o.width] {
					sum += v
				}
			}
			out.Data[c*h*x+i] = sum * share
		}
	}
	return out, nil
}
