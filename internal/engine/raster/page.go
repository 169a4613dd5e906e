package raster

import (
	"image"

	"github.com/docextract/docextract/internal/engine/document"
)

// Page is a picture of one page, upright as viewers show it. Its pixels begin
// at the origin.
type Page struct {
	Gray *image.Gray
	// DPI is the resolution, as far as it is known or can be told from the
	// proportions of the page.
	DPI float64
}

// Scale is how many of the engine's pixels (300 to the inch) one of the
// picture's makes.
func (p Page) Scale() float64 { return document.DPI / p.DPI }

// Size is the size of the page in the engine's pixels.
func (p Page) Size() (width, height float64) {
	size := p.Gray.Bounds().Size()
	return float64(size.X) * p.Scale(), float64(size.Y) * p.Scale()
}
