package raster

import (
	"fmt"
	"image/color"

	"github.com/docextract/docextract/internal/api"
)

// What a picture may cost.
const (
	maxSide = 30_000 // pixels
	// The pixels while they are decoded, with the grey ones that are made of them.
	// A page of A4 at 600 dpi has 35 million, which take 175 MB in colour.
	maxDecoded = 184 << 20
	// A picture of more pixels is made smaller as soon as it is decoded: several
	// are held at a time, and no reader makes use of so many.
	maxKept  = 24 << 20
	maxPages = 500
	// The decoder of progressive JPEGs keeps 4 bytes a coefficient beside the
	// pixels.
	progressiveCost = 5
)

// pixelCost is what a pixel takes while it is decoded and made grey, in bytes.
func pixelCost(m color.Model) int {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 3
	case color.YCbCrModel:
		return 4
	case color.RGBA64Model, color.NRGBA64Model:
		return 9
	}
	if _, ok := m.(color.Palette); ok {
		return 2
	}
	return 5
}

// check refuses a picture by the size that its head gives.
func check(width, height, cost int) error {
	switch {
	case width <= 0 || height <= 0:
		return corrupt(nil, "the picture has no pixels")
	case width > maxSide, height > maxSide, width*height > maxDecoded/cost:
		return &api.Error{
			Kind: api.KindDocument, Code: api.CodeTooLarge,
			Message: fmt.Sprintf("the picture has %d × %d pixels, more than can be read", width, height),
			Hint:    "Send it at 300 pixels to the inch.",
		}
	}
	return nil
}

func corrupt(err error, message string) error {
	return &api.Error{Kind: api.KindDocument, Code: api.CodeCorrupt, Message: message, Err: err}
}

func unsupported(err error, message, hint string) error {
	return &api.Error{Kind: api.KindDocument, Code: api.CodeUnsupported, Message: message, Hint: hint, Err: err}
}
