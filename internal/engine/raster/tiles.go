package raster

import (
	"image"
	"slices"
)

// tiles are the medians of small squares of a picture. In a square on a dark
// bar most is bar even where light letters stand on it, and in one on a line
// of dark letters most is paper.
type tiles struct {
	side          int // in pixels
	width, height int
	median        []uint8
	paper         int // how light the page is where nothing is printed
}

// tileInches is about half a line of text.
const tileInches = 0.06

// tiled looks at every second pixel of every second row.
func (p Page) tiled() tiles {
	size := p.Gray.Bounds().Size()
	t := tiles{side: max(6, int(p.DPI*tileInches))}
	t.width, t.height = size.X/t.side, size.Y/t.side
	t.median = make([]uint8, t.width*t.height)
	var greys [256]int
	for i := range t.median {
		area := image.Rect(0, 0, t.side, t.side).Add(image.Pt(i%t.width*t.side, i/t.width*t.side))
		t.median[i] = histogramOf(p.Gray, area, 2).at(0.5)
		greys[t.median[i]]++
	}
	t.paper = int(histogram{greys, len(t.median)}.at(0.8))
	return t
}

// dark reports whether a tile is much darker than the paper.
func (t tiles) dark(x, y int) bool { return int(t.median[y*t.width+x]) < t.paper-contrast }

// run is a stretch of dark tiles of one grey in a row, from first to before
// end, in which a few may be lighter: those that are mostly letter.
type run struct{ first, end, ground int }

// runs are those of a row that are wide enough.
func (t tiles) runs(y int) []run {
	const hole = 3
	var found []run
	for x := range t.width {
		if !t.dark(x, y) {
			continue
		}
		grey, last := int(t.median[y*t.width+x]), len(found)-1
		switch {
		case last < 0 || x-found[last].end > hole || grey < found[last].ground-step:
			found = append(found, run{x, x + 1, grey})
		case grey <= found[last].ground+step:
			found[last].end, found[last].ground = x+1, min(grey, found[last].ground)
		}
	}
	wide := found[:0]
	for _, r := range found {
		if r.end-r.first >= leastWide {
			wide = append(wide, r)
		}
	}
	return wide
}

const (
	leastWide = 8 // tiles: a short word and its margins
	leastTall = 2 // tiles: a line of text
	// step is how many greys the tiles of an area differ at most.
	step = 40
)

// area is a rectangle of dark tiles of one grey.
type area struct {
	image.Rectangle // in tiles

	ground int
}

// areas are runs with the rows below them that are as wide.
func (t tiles) areas() []image.Rectangle {
	var open []area
	var found []image.Rectangle
	closed := func(a area) {
		if a.Dy() >= leastTall {
			found = append(found, a.Rectangle)
		}
	}
	for y := range t.height {
		runs := t.runs(y)
		var next []area
		for _, a := range open {
			if !t.goesOn(a, y, runs) {
				closed(a)
				continue
			}
			a.Max.Y++
			next = append(next, a)
			runs = slices.DeleteFunc(runs, func(r run) bool { return r.first < a.Max.X && r.end > a.Min.X })
		}
		for _, r := range runs {
			next = append(next, area{image.Rect(r.first, y, r.end, y+1), r.ground})
		}
		open = next
	}
	for _, a := range open {
		closed(a)
	}
	return found
}

// goesOn reports whether an area has another row: one that is mostly dark and
// ends where it does, but for a word of light letters at an end.
func (t tiles) goesOn(a area, y int, runs []run) bool {
	const jitter, word = 1, 8
	for _, r := range runs {
		if r.first < a.Max.X && r.end > a.Min.X && (r.first < a.Min.X-jitter || r.end > a.Max.X+jitter) {
			return false
		}
	}
	first, end, n := -1, 0, 0
	for x := a.Min.X; x < a.Max.X; x++ {
		if absolute(int(t.median[y*t.width+x])-a.ground) > step {
			continue
		}
		if first < 0 {
			first = x
		}
		end = x + 1
		n++
	}
	return 2*n >= a.Dx() && first < a.Min.X+word && end > a.Max.X-word
}

func absolute(n int) int { return max(n, -n) }

// histogram counts the greys of an area.
type histogram struct {
	counts [256]int
	total  int
}

// histogramOf counts every so manieth pixel of every so manieth row.
func histogramOf(img *image.Gray, area image.Rectangle, every int) histogram {
	var h histogram
	for y := area.Min.Y; y < area.Max.Y; y += every {
		row := img.Pix[y*img.Stride:]
		for x := area.Min.X; x < area.Max.X; x += every {
			h.counts[row[x]]++
			h.total++
		}
	}
	return h
}

// at is the grey that a share of the pixels is darker than.
func (h histogram) at(share float64) uint8 {
	left := int(share * float64(h.total))
	for grey, n := range h.counts {
		if left -= n; left < 0 {
			return uint8(grey)
		}
	}
	return 255
}

// share is how much of the area has greys from low to below high.
func (h histogram) share(low, high int) float64 {
	n := 0
	for _, count := range h.counts[min(max(low, 0), 256):min(max(high, low, 0), 256)] {
		n += count
	}
	return float64(n) / float64(max(h.total, 1))
}
