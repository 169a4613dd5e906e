package nn

import (
	"fmt"

	"github.com/docextract/docextract/internal/engine/ppocr/onnx"
)

// window is how a convolution walks over a picture.
type window struct {
	height, width            int // of the kernel
	strideY, strideX         int
	top, left, bottom, right int // zeros around the picture
}

const maxWindow = 64

// newWindow reads the settings that convolutions and pools share.
func newWindow(n *onnx.Node, height, width int) (window, error) {
	v := window{height: height, width: width, strideY: 1, strideX: 1}
	if s := n.Attributes["strides"].Ints; len(s) == 2 {
		v.strideY, v.strideX = int(s[0]), int(s[1])
	}
	if p := n.Attributes["pads"].Ints; len(p) == 4 {
		v.top, v.left, v.bottom, v.right = int(p[0]), int(p[1]), int(p[2]), int(p[3])
	}
	for _, d := range n.Attributes["dilations"].Ints {
		if d != 1 {
			return v, fmt.Errorf("dilation %d: %w", d, errSetting)
		}
	}
	if a := n.Attributes["auto_pad"].Text; a != "" && a != "NOTSET" {
		return v, fmt.Errorf("auto_pad %s: %w", a, errSetting)
	}
	for _, size := range []int{v.height, v.width, v.strideY, v.strideX, v.top + 1, v.left + 1, v.bottom + 1, v.right + 1} {
		if size < 1 || size > maxWindow {
			return v, errSetting
		}
	}
	return v, nil
}

// size is what a picture's height and width become.
func (v window) size(height, width int) (h, w int, err error) {
	h = (height+v.top+v.bottom-v.height)/v.strideY + 1
	w = (width+v.left+v.right-v.width)/v.strideX + 1
	if height+v.top+v.bottom < v.height || width+v.left+v.right < v.width {
		return 0, 0, fmt.Errorf("%d × %d is smaller than the window: %w", width, height, errShape)
	}
	return h, w, nil
}

// pointwise reports whether every result sees one place only.
func (v window) pointwise() bool {
	return v == window{height: 1, width: 1, strideY: 1, strideX: 1}
}

// convolution is a full convolution as a matrix product.
type convolution struct {
	window
	channels int // of the input
	weights  packed
	bias     []float32
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
		p := pack(weights.Floats, shape[0], depth, make([]float32, packedSize(shape[0], depth)))
		return &convolution{v, shape[1], p, bias, f}, nil
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
	var right columns = matrix{in[0].Data, h * x}
	if !o.pointwise() {
		padded, err := w.pad(in[0].Data, channels, height, width, o.window)
		if err != nil {
			return nil, err
		}
		right = unrolled{o.window, padded, height + o.top + o.bottom, width + o.left + o.right, x}
	}
	w.product(o.weights, right, h*x, o.bias, o.f, out.Data)
	return out, nil
}

// pad copies a picture with the window's zeros around it.
func (w *Worker) pad(data []float32, channels, height, width int, v window) ([]float32, error) {
	h, x := height+v.top+v.bottom, width+v.left+v.right
	n := elements([]int{channels, h, x})
	if n < 0 || n > w.memory.limit {
		return nil, errMemory
	}
	padded := grow(&w.scratch.padded, n)
	clear(padded)
	for c := range channels {
		for y := range height {
			copy(padded[(c*h+y+v.top)*x+v.left:], data[(c*height+y)*width:(c*height+y+1)*width])
		}
	}
	return padded, nil
}

// unrolled is the right operand of a convolution: row (channel, ky, kx) holds
// what that place of the window sees at every position.
type unrolled struct {
	window
	padded                    []float32
	paddedHeight, paddedWidth int
	across                    int // positions in a line
}

func (u unrolled) row(d, from int, line []float32) []float32 {
	dst := line
	c, ky, kx := d/(u.height*u.width), d/u.width%u.height, d%u.width
	y, x := from/u.across, from%u.across
	for len(dst) > 0 {
		n := min(u.across-x, len(dst))
		src := u.padded[(c*u.paddedHeight+y*u.strideY+ky)*u.paddedWidth+x*u.strideX+kx:]
		if u.strideX == 1 {
			copy(dst[:n], src)
		} else {
			for i := range n {
				dst[i] = src[i*u.strideX]
			}
		}
		dst = dst[n:]
		x = 0
		y++
	}
	return line
}
