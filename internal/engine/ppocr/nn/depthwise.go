package nn

import "fmt"

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
	p := o.phases(height, width)
	if p.size() > w.memory.limit {
		return nil, errMemory
	}
	plane := grow(&w.scratch.padded, p.size())
	clear(plane) // the zeros around the picture stay for all channels
	taps := o.height * o.width
	for c := range channels {
		p.copy(plane, in[0].Data[c*height*width:(c+1)*height*width], height, width)
		bias := float32(0)
		if o.bias != nil {
			bias = o.bias[c]
		}
		result := out.Data[c*h*x : (c+1)*h*x]
		for y := range h {
			w.kernels.Taps(o.weights[c*taps:(c+1)*taps], p.offsets, plane[y*o.strideY*p.width:], result[y*x:(y+1)*x], bias)
		}
		if o.f != nil {
			o.f(w.kernels, result)
		}
	}
	return out, nil
}

// phases is how a padded channel is laid out so that neighbouring results read
// neighbouring elements: with a stride of s, column x lies in plane x mod s.
type phases struct {
	window
	planes, rows, width int
	offsets             []int // of the window's places from a line's first element
}

func (v window) phases(height, width int) phases {
	p := phases{window: v, planes: v.strideX, rows: height + v.top + v.bottom}
	p.width = (width + v.left + v.right + v.strideX - 1) / v.strideX
	for ky := range v.height {
		for kx := range v.width {
			p.offsets = append(p.offsets, (kx%p.planes*p.rows+ky)*p.width+kx/p.planes)
		}
	}
	return p
}

// size leaves room behind the end for lines of the last plane that start in
// its last rows.
func (p phases) size() int { return p.planes*p.rows*p.width + p.window.width }

func (p phases) copy(plane, channel []float32, height, width int) {
	for y := range height {
		src := channel[y*width : (y+1)*width]
		line := (y + p.top) * p.width
		if p.planes == 1 {
			copy(plane[line+p.left:], src)
			continue
		}
		for x, v := range src {
			at := x + p.left
			plane[at%p.planes*p.rows*p.width+line+at/p.planes] = v
		}
	}
}
