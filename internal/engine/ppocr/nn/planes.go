package nn

// planes is how a channel is laid out, with the zeros around it, so that
// neighbouring results read neighbouring elements: with strides of sy and sx,
// row y and column x lie in plane (y mod sy, x mod sx). A result's place is its
// line times the planes' width and its column, and every tap of the window is
// a constant further; lines of results have a few places between them, of
// which nothing is kept.
type planes struct {
	window
	height, width int // of the channel
	down, across  int // of one plane
}

func newPlanes(v window, height, width int) planes {
	return planes{
		window: v, height: height, width: width,
		down:   panels(height+v.top+v.bottom, v.strideY),
		across: panels(width+v.left+v.right, v.strideX),
	}
}

// size is how many floats the planes of a channel take.
func (p planes) size() int { return p.strideY * p.strideX * p.down * p.across }

// area is how many floats a channel takes as it comes.
func (p planes) area() int { return p.height * p.width }

// span is how many places h lines of x results take.
func (p planes) span(h, x int) int { return max(0, (h-1)*p.across+x) }

// places are those of the window's taps, line by line.
func (p planes) places() []int {
	var all []int
	for y := range p.window.height {
		for x := range p.window.width {
			all = append(all, p.place(y, x))
		}
	}
	return all
}

// place is where the element of a padded channel lies.
func (p planes) place(y, x int) int {
	plane := y%p.strideY*p.strideX + x%p.strideX
	return (plane*p.down+y/p.strideY)*p.across + x/p.strideX
}

// fill copies a channel to its places; the zeros are there already.
func (p planes) fill(to, channel []float32) {
	for y := range p.height {
		line := channel[y*p.width:][:p.width]
		if p.strideX == 1 {
			copy(to[p.place(y+p.top, p.left):], line)
			continue
		}
		for first := range min(p.strideX, p.width) {
			dst := to[p.place(y+p.top, first+p.left):]
			for i, from := 0, first; from < len(line); i, from = i+1, from+p.strideX {
				dst[i] = line[from]
			}
		}
	}
}
