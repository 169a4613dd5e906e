package nn

// planes is how a band of a channel is laid out, with the zeros around it, so
// that neighbouring results read neighbouring elements: with strides of sy and
// sx, row y and column x lie in plane (y mod sy, x mod sx). A result's place is
// its line times the planes' width and its column, and every tap of the window
// is a constant further; lines of results have a few places between them, of
// which nothing is kept.
type planes struct {
	window
	height, width int // of the channel
	lines         int // of results in a band
	down, across  int // of one plane
}

// newPlanes makes bands for as many of the h lines of results as have room in
// so many floats a channel, at least one.
func newPlanes(v window, height, width, h, room int) planes {
	p := planes{window: v, height: height, width: width, across: panels(width+v.left+v.right, v.strideX)}
	beyond := panels(v.height, v.strideY) - 1
	p.lines = min(h, max(1, room/(v.strideY*v.strideX*p.across)-beyond))
	p.down = p.lines + beyond
	return p
}

// size is how many floats a band of a channel takes.
func (p planes) size() int { return p.strideY * p.strideX * p.down * p.across }

// span is how many places so many lines of x results take.
func (p planes) span(lines, x int) int { return (lines-1)*p.across + x }

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

// place is where the element of a padded band lies.
func (p planes) place(y, x int) int {
	plane := y%p.strideY*p.strideX + x%p.strideX
	return (plane*p.down+y/p.strideY)*p.across + x/p.strideX
}

// fill copies to its places what the results from a line on see of a channel;
// the zeros on the left and right are there already.
func (p planes) fill(to, channel []float32, from int) {
	for row := range p.down * p.strideY {
		var line []float32 // none above and below
		if y := from*p.strideY + row - p.top; y >= 0 && y < p.height {
			line = channel[y*p.width:][:p.width]
		}
		for first := range min(p.strideX, p.width) {
			n := panels(p.width-first, p.strideX)
			dst := to[p.place(row, first+p.left):][:n]
			switch {
			case line == nil:
				clear(dst)
			case p.strideX == 1:
				copy(dst, line)
			default:
				for i := range dst {
					dst[i] = line[first+i*p.strideX]
				}
			}
		}
	}
}
