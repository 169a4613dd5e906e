package ppocr

// heat is how much each place looks like text, 0 to 1.
type heat struct {
	data          []float32
	width, height int
}

// component is a connected set of places above the threshold: its bounds and
// the sums that its mean and slope come from.
type component struct {
	x0, y0, x1, y1             int
	count, score, x, y, xx, xy float64
}

func (c *component) add(x, y int, score float32) {
	c.x0, c.x1 = min(c.x0, x), max(c.x1, x)
	c.y0, c.y1 = min(c.y0, y), max(c.y1, y)
	fx, fy := float64(x), float64(y)
	c.count++
	c.score += float64(score)
	c.x += fx
	c.y += fy
	c.xx += fx * fx
	c.xy += fx * fy
}

// slope is the regression of y on x, 0 for what is hardly wider than a place.
func (c *component) slope() float64 {
	variance := c.xx/c.count - c.x/c.count*c.x/c.count
	if variance <= 1 {
		return 0
	}
	return (c.xy/c.count - c.x/c.count*c.y/c.count) / variance
}

// components calls found for each set of places that touch, also at corners.
func (h heat) components(found func(component)) {
	seen := make([]bool, len(h.data))
	var open []int
	for start, v := range h.data {
		if seen[start] || v < inkThreshold {
			continue
		}
		c := component{x0: h.width, y0: h.height}
		seen[start] = true
		for open = append(open, start); len(open) > 0; {
			i := open[len(open)-1]
			open = open[:len(open)-1]
			x, y := i%h.width, i/h.width
			c.add(x, y, h.data[i])
			for ny := max(0, y-1); ny <= min(h.height-1, y+1); ny++ {
				for nx := max(0, x-1); nx <= min(h.width-1, x+1); nx++ {
					if j := ny*h.width + nx; !seen[j] && h.data[j] >= inkThreshold {
						seen[j] = true
						open = append(open, j)
					}
				}
			}
		}
		found(c)
	}
}
