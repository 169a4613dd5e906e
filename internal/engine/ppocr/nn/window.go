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
