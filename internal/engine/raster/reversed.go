package raster

import (
	"image"
	"slices"
)

// contrast is how many greys light letters differ from the dark they stand on,
// and the dark from the paper, at least.
const contrast = 60

// DarkText is the page with light text on dark bars and boxes made dark on
// light, and where those are: readers may take such a bar for a picture and
// pass over it. A page without any is returned as it is.
//
// An area is turned only if it is a rectangle of one grey on lighter paper,
// with some lighter letters in it that do not reach its edges: not bold type,
// bar codes, photographs or the black border of a scan.
func (p Page) DarkText() (Page, []image.Rectangle) {
	tiles := p.tiled()
	areas := tiles.areas()
	const scene = 0.5
	if len(areas) == 0 || tiles.darkShare() > scene {
		return p, nil
	}
	var turned []image.Rectangle
	for _, area := range areas {
		area = p.exactly(area, tiles)
		r, ok := p.reversed(area)
		if !ok {
			continue
		}
		if turned == nil {
			p.Gray = &image.Gray{Pix: slices.Clone(p.Gray.Pix), Stride: p.Gray.Stride, Rect: p.Gray.Rect}
		}
		r.turn(p.Gray, area, tiles.paper)
		turned = append(turned, area)
	}
	return p, turned
}

func (t tiles) darkShare() float64 {
	n := 0
	for i := range t.median {
		if t.dark(i%t.width, i/t.width) {
			n++
		}
	}
	return float64(n) / float64(len(t.median))
}

// exactly is an area of tiles in pixels, its edges where the dark begins.
func (p Page) exactly(area image.Rectangle, t tiles) image.Rectangle {
	page := image.Rectangle{Max: p.Gray.Bounds().Size()}
	at := image.Rectangle{Min: area.Min.Mul(t.side), Max: area.Max.Mul(t.side)}
	middle := uint8((int(histogramOf(p.Gray, at, 2).at(0.5)) + t.paper) / 2) //nolint:gosec // between two bytes
	dark := func(x0, y0, x1, y1 int) bool {
		line := image.Rect(x0, y0, x1, y1)
		return line.In(page) && histogramOf(p.Gray, line, 1).at(0.5) < middle
	}
	top := edge(at.Min.Y, -1, t.side, func(y int) bool { return dark(at.Min.X, y, at.Max.X, y+1) })
	bottom := edge(at.Max.Y-1, 1, t.side, func(y int) bool { return dark(at.Min.X, y, at.Max.X, y+1) })
	at.Min.Y, at.Max.Y = top, bottom+1
	left := edge(at.Min.X, -1, t.side, func(x int) bool { return dark(x, at.Min.Y, x+1, at.Max.Y) })
	right := edge(at.Max.X-1, 1, t.side, func(x int) bool { return dark(x, at.Min.Y, x+1, at.Max.Y) })
	at.Min.X, at.Max.X = left, right+1
	return at
}

// edge is the last dark line outwards from one, or the first inwards if that
// is light, within a reach.
func edge(from, outwards, reach int, dark func(int) bool) int {
	if dark(from) {
		for range reach {
			if !dark(from + outwards) {
				break
			}
			from += outwards
		}
		return from
	}
	for n := range reach {
		if dark(from - n*outwards) {
			return from - n*outwards
		}
	}
	return from
}

// greys are those of the ground and of the letters of an area.
type greys struct{ ground, letters int }

// reversed reports whether there are light letters in an area, and their greys.
func (p Page) reversed(area image.Rectangle) (greys, bool) {
	if area.Dx() < 1 || area.Dy() < 1 {
		return greys{}, false
	}
	h := histogramOf(p.Gray, area, 1)
	g := greys{int(h.at(0.5)), int(h.at(brightest))}
	if g.letters-g.ground < contrast {
		return g, false
	}
	half := (g.letters - g.ground) / 2
	light, even := h.share(g.ground+half, 256), h.share(g.ground-half, g.ground+half)
	if light < 1-brightest || light > mostLight || even < 1-mostLight {
		return g, false
	}
	rim := rimOf(p.Gray, area)
	return g, rim.share(g.ground+half, 256) < mostRim
}

const (
	// brightest is the share of the pixels of an area that are darker than its
	// letters: those take little of a bar with a word or two.
	brightest = 0.995
	mostLight = 0.40 // letters take a third of their line
	// mostRim is how much of the rim may be light: white rules between columns.
	mostRim = 0.15
)

// rimOf counts the pixels just within the edges of an area.
func rimOf(img *image.Gray, area image.Rectangle) histogram {
	const in = 2
	a := area.Inset(in)
	var rim histogram
	for _, line := range []image.Rectangle{
		image.Rect(a.Min.X, a.Min.Y, a.Max.X, a.Min.Y+1), image.Rect(a.Min.X, a.Max.Y-1, a.Max.X, a.Max.Y),
		image.Rect(a.Min.X, a.Min.Y, a.Min.X+1, a.Max.Y), image.Rect(a.Max.X-1, a.Min.Y, a.Max.X, a.Max.Y),
	} {
		h := histogramOf(img, line, 1)
		rim.total += h.total
		for i, n := range h.counts {
			rim.counts[i] += n
		}
	}
	return rim
}

// turn makes the ground of an area as light as the paper and its letters
// black. Columns without any ground, which part bars that stand close together,
// stay.
func (g greys) turn(img *image.Gray, area image.Rectangle, paper int) {
	var to [256]uint8
	for v := range to {
		part := float64(min(max(v, g.ground), g.letters)-g.ground) / float64(g.letters-g.ground)
		to[v] = uint8(float64(paper) * (1 - part))
	}
	parting := make([]bool, area.Dx())
	for x := range parting {
		column := image.Rect(area.Min.X+x, area.Min.Y, area.Min.X+x+1, area.Max.Y)
		parting[x] = int(histogramOf(img, column, 1).at(0.05)) > (g.ground+g.letters)/2
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := img.Pix[y*img.Stride:][area.Min.X:area.Max.X]
		for x, v := range row {
			if !parting[x] {
				row[x] = to[v]
			}
		}
	}
}
