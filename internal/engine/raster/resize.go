package raster

import (
	"image"
	"math"

	"golang.org/x/image/draw"
)

// Fit resizes the page so that it has no more than dpi and no more pixels than
// a bound, and, where it has less than half of dpi, makes it larger: small
// letters are read better when they are drawn larger.
func (p Page) Fit(dpi float64, pixels int) Page {
	size := p.Gray.Bounds().Size()
	factor := 1.0
	switch {
	case p.DPI > dpi*1.2:
		factor = dpi / p.DPI
	case p.DPI < dpi/2:
		factor = min(2, dpi/p.DPI)
	}
	if n := float64(size.X) * float64(size.Y) * factor * factor; n > float64(pixels) {
		factor *= math.Sqrt(float64(pixels) / n)
	}
	width, height := max(int(float64(size.X)*factor), 1), max(int(float64(size.Y)*factor), 1)
	if width == size.X && height == size.Y {
		return p
	}
	return Page{Gray: Resize(p.Gray, width, height), DPI: p.DPI * float64(width) / float64(size.X)}
}

// Resize makes the picture smaller by the mean of areas, or larger by cubic
// interpolation.
func Resize(img *image.Gray, width, height int) *image.Gray {
	size := img.Bounds().Size()
	if width <= size.X && height <= size.Y {
		return shrink(img, width, height)
	}
	out := image.NewGray(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(out, out.Bounds(), img, img.Bounds(), draw.Src, nil)
	return out
}

// shrink takes for each pixel the mean of the area that it stands for.
func shrink(img *image.Gray, width, height int) *image.Gray {
	size := img.Bounds().Size()
	out := image.NewGray(image.Rect(0, 0, width, height))
	columns := shares(size.X, width)
	sums := make([]float32, size.X)
	for y, rows := range shares(size.Y, height) {
		clear(sums)
		for i, weight := range rows.weights {
			for x, p := range img.Pix[(rows.first+i)*img.Stride:][:size.X] {
				sums[x] += weight * float32(p)
			}
		}
		line := out.Pix[y*out.Stride:]
		for x, c := range columns {
			var sum float32
			for i, weight := range c.weights {
				sum += weight * sums[c.first+i]
			}
			line[x] = uint8(sum + 0.5)
		}
	}
	return out
}

// share is the stretch of pixels that become one, with their weights.
type share struct {
	first   int
	weights []float32
}

func shares(from, to int) []share {
	all := make([]share, to)
	ratio := float64(from) / float64(to)
	for i := range all {
		begin, end := float64(i)*ratio, float64(i+1)*ratio
		first, last := int(begin), min(int(math.Ceil(end)), from)
		s := share{first: first, weights: make([]float32, 0, last-first)}
		for k := first; k < last; k++ {
			part := min(end, float64(k+1)) - max(begin, float64(k))
			s.weights = append(s.weights, float32(part/ratio))
		}
		all[i] = s
	}
	return all
}
