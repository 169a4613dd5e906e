package main

import (
	"image"
	"math"
)

// plane is a picture of numbers: the share of ink of each pixel, 0 to 1, or
// greys of 0 to 255.
type plane struct {
	width, height int
	at            []float32
}

func newPlane(width, height int) *plane {
	return &plane{width, height, make([]float32, width*height)}
}

func (p *plane) row(y int) []float32 { return p.at[y*p.width : (y+1)*p.width] }

// value is 0 outside.
func (p *plane) value(x, y int) float32 {
	if x < 0 || y < 0 || x >= p.width || y >= p.height {
		return 0
	}
	return p.at[y*p.width+x]
}

// sample is the value between pixels.
func (p *plane) sample(x, y float64) float32 {
	fx, fy := math.Floor(x), math.Floor(y)
	ax, ay := float32(x-fx), float32(y-fy)
	ix, iy := int(fx), int(fy)
	top := p.value(ix, iy)*(1-ax) + p.value(ix+1, iy)*ax
	bottom := p.value(ix, iy+1)*(1-ax) + p.value(ix+1, iy+1)*ax
	return top*(1-ay) + bottom*ay
}

// resized samples the plane at another size, the pixels' areas averaged where
// it shrinks.
func (p *plane) resized(width, height int) *plane {
	out := newPlane(max(width, 1), max(height, 1))
	sx, sy := float64(p.width)/float64(out.width), float64(p.height)/float64(out.height)
	nx, ny := max(1, int(math.Round(sx))), max(1, int(math.Round(sy)))
	for y := range out.height {
		for x := range out.width {
			sum := float32(0)
			for j := range ny {
				for i := range nx {
					sum += p.sample((float64(x)+(float64(i)+.5)/float64(nx))*sx-.5, (float64(y)+(float64(j)+.5)/float64(ny))*sy-.5)
				}
			}
			out.at[y*out.width+x] = sum / float32(nx*ny)
		}
	}
	return out
}

// slanted turns by a slope and leans letters, about the middle.
func (p *plane) slanted(slope, lean float64) *plane {
	out := newPlane(p.width, p.height)
	cx, cy := float64(p.width)/2, float64(p.height)/2
	for y := range out.height {
		for x := range out.width {
			dx, dy := float64(x)-cx, float64(y)-cy
			out.at[y*out.width+x] = p.sample(cx+dx+lean*dy, cy+dy-slope*dx)
		}
	}
	return out
}

// blurred is smoothed by a Gaussian of that deviation in pixels.
func (p *plane) blurred(sigma float64) *plane {
	reach := int(math.Ceil(2.5 * sigma))
	weights := make([]float32, 2*reach+1)
	sum := float32(0)
	for i := range weights {
		d := float64(i-reach) / sigma
		weights[i] = float32(math.Exp(-d * d / 2))
		sum += weights[i]
	}
	across, out := newPlane(p.width, p.height), newPlane(p.width, p.height)
	pass := func(from, to *plane, dx, dy int) {
		for y := range to.height {
			for x := range to.width {
				v := float32(0)
				for i, w := range weights {
					d := i - reach
					v += w * from.at[min(max(y+d*dy, 0), from.height-1)*from.width+min(max(x+d*dx, 0), from.width-1)]
				}
				to.at[y*to.width+x] = v / sum
			}
		}
	}
	pass(p, across, 1, 0)
	pass(across, out, 0, 1)
	return out
}

// spread makes each pixel the most (or, with less, the least) of its three by
// three neighbours: strokes grow or are worn.
func (p *plane) spread(less bool) *plane {
	out := newPlane(p.width, p.height)
	for y := range out.height {
		for x := range out.width {
			v := p.value(x, y)
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if n := p.value(x+dx, y+dy); (n < v) == less {
						v = n
					}
				}
			}
			out.at[y*out.width+x] = v
		}
	}
	return out
}

// ink is the smallest box around the pixels with more than a third of ink.
func (p *plane) ink() image.Rectangle {
	box := image.Rectangle{Min: image.Pt(p.width, p.height)}
	for y := range p.height {
		for x, v := range p.row(y) {
			if v > 1./3 {
				box.Min.X, box.Max.X = min(box.Min.X, x), max(box.Max.X, x+1)
				box.Min.Y, box.Max.Y = min(box.Min.Y, y), max(box.Max.Y, y+1)
			}
		}
	}
	return box
}

// part is a piece, 0 where it reaches outside.
func (p *plane) part(r image.Rectangle) *plane {
	out := newPlane(r.Dx(), r.Dy())
	for y := range out.height {
		for x := range out.width {
			out.at[y*out.width+x] = p.value(r.Min.X+x, r.Min.Y+y)
		}
	}
	return out
}

// grey is the picture, its values cut to 0 to 255.
func (p *plane) grey() *image.Gray {
	img := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for i, v := range p.at {
		img.Pix[i] = uint8(min(max(v, 0), 255) + .5)
	}
	return img
}

func planeOf(img *image.Gray) *plane {
	p := newPlane(img.Rect.Dx(), img.Rect.Dy())
	for y := range p.height {
		for x := range p.width {
			p.at[y*p.width+x] = float32(img.GrayAt(img.Rect.Min.X+x, img.Rect.Min.Y+y).Y)
		}
	}
	return p
}
