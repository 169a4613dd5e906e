package qr

import "image"

// block is the side of the squares that have a threshold of their own, because
// paper is darker to one side, in pixels.
const block = 64

// leastContrast is how far dark and light must be apart in a square; where they
// are not there is nothing printed.
const leastContrast = 40

// shade is below which level a pixel counts as dark, square by square.
type shade struct {
	wide   int
	levels []uint8
}

func newShade(img *image.Gray) *shade {
	size := img.Rect.Size()
	wide, high := (size.X+block-1)/block, (size.Y+block-1)/block
	low, top := make([]uint8, wide*high), make([]uint8, wide*high)
	for i := range low {
		low[i] = 255
	}
	for y := range size.Y {
		at := y / block * wide
		for x, p := range img.Pix[y*img.Stride:][:size.X] {
			i := at + x/block
			low[i], top[i] = min(low[i], p), max(top[i], p)
		}
	}
	s := &shade{wide: wide, levels: make([]uint8, (wide+1)*max(high, 1))}
	for y := range high {
		for x := range wide {
			s.levels[y*(wide+1)+x] = level(low, top, x, y, wide, high)
		}
	}
	return s
}

// level is the middle between dark and light of a square and its neighbours.
func level(low, top []uint8, x, y, wide, high int) uint8 {
	dark, light := 255, 0
	for v := max(0, y-1); v <= min(high-1, y+1); v++ {
		for u := max(0, x-1); u <= min(wide-1, x+1); u++ {
			dark, light = min(dark, int(low[v*wide+u])), max(light, int(top[v*wide+u]))
		}
	}
	if light-dark < leastContrast {
		return 0
	}
	return uint8((light + dark) / 2)
}

// row are the levels of the squares that a row of pixels crosses.
func (s *shade) row(y int) []uint8 { return s.levels[y/block*(s.wide+1):][:s.wide+1] }
