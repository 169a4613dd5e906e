package main

import (
	"image"
	"math"
	"math/rand/v2"

	"github.com/docextract/docextract/internal/engine/raster"
)

// wear is what paper, printer and scanner do to a page.
type wear struct {
	dpi     float64
	slope   float64 // degrees that it is fed in askew
	blur    float64 // radius in pixels
	paper   float64 // how bright it is, 0 to 1
	ink     float64 // how dark, 0 to 1
	shadow  float64 // how much darker one side is
	noise   float64 // standard deviation, 0 to 1
	specks  float64 // share of pixels
	fax     bool    // black and white only
	quality int     // of the JPEG
}

// anyWear is a third each of clean, used and poor pages.
func anyWear(dice *rand.Rand) wear {
	between := func(low, high float64) float64 { return low + (high-low)*dice.Float64() }
	switch degree := dice.IntN(3); degree {
	case 0:
		return wear{dpi: 200, slope: between(-0.3, 0.3), blur: between(0, 0.6), paper: between(0.94, 1), ink: between(0.85, 1), noise: between(0, 0.02), quality: 80}
	case 1:
		return wear{dpi: 200, slope: between(-1.2, 1.2), blur: between(0.4, 1.1), paper: between(0.8, 0.97), ink: between(0.6, 0.95), shadow: between(0, 0.2), noise: between(0.01, 0.06), specks: between(0, 0.001), quality: 55}
	default:
		return wear{
			dpi: between(130, 200), slope: between(-2, 2), blur: between(0.6, 1.4), paper: between(0.65, 0.95), ink: between(0.5, 0.9), shadow: between(0, 0.35),
			noise: between(0.03, 0.1), specks: between(0, 0.003), fax: dice.IntN(5) == 0, quality: 25 + dice.IntN(25),
		}
	}
}

// on is the page after its wear.
func (w wear) on(page *image.Gray, dice *rand.Rand) *image.Gray {
	page = blurred(raster.Straighten(page, w.slope), w.blur)
	size := page.Rect.Size()
	out := image.NewGray(image.Rect(0, 0, size.X, size.Y))
	for y := range size.Y {
		for x := range size.X {
			white := float64(page.Pix[y*page.Stride+x]) / 255
			v := w.paper - w.ink*w.paper*(1-white)
			v *= 1 - w.shadow*float64(x)/float64(size.X)
			v += w.noise * dice.NormFloat64()
			if w.specks > 0 && dice.Float64() < w.specks {
				v = dice.Float64() * 0.5
			}
			if w.fax {
				v = math.Round(min(1, max(0, v*1.15)))
			}
			out.Pix[y*out.Stride+x] = uint8(255 * min(1, max(0, v)))
		}
	}
	return out
}

// blurred spreads each pixel over its neighbours with weights that fall off
// within the radius.
func blurred(page *image.Gray, radius float64) *image.Gray {
	if radius < 0.1 {
		return page
	}
	side := math.Exp(-1 / (2 * radius * radius))
	middle := 1 / (1 + 2*side)
	side *= middle
	pass := func(from *image.Gray, dx, dy int) *image.Gray {
		size := from.Rect.Size()
		to := image.NewGray(image.Rect(0, 0, size.X, size.Y))
		at := func(x, y int) float64 {
			return float64(from.Pix[min(max(y, 0), size.Y-1)*from.Stride+min(max(x, 0), size.X-1)])
		}
		for y := range size.Y {
			for x := range size.X {
				to.Pix[y*to.Stride+x] = uint8(middle*at(x, y) + side*(at(x-dx, y-dy)+at(x+dx, y+dy)) + 0.5)
			}
		}
		return to
	}
	return pass(pass(page, 1, 0), 0, 1)
}
