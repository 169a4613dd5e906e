package engine

import (
	"context"
	"errors"
	"image"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/raster"
)

// withDark adds what stands light on dark bars and boxes in which no word was
// read. Pages are not read with all such areas turned: Tesseract is then sure
// enough of more of them to be heard alone, and reads tables worse than both
// readers do.
func (e *Engine) withDark(ctx context.Context, picture raster.Page, words []document.Word, language string) ([]document.Word, error) {
	turned, areas := picture.DarkText()
	for _, area := range areas {
		box := inPixels(area, picture.Scale())
		if slices.ContainsFunc(words, func(w document.Word) bool { return within(w.Box, box) }) {
			continue
		}
		more, err := e.linesIn(ctx, turned, box, language)
		switch {
		case errors.Is(context.Cause(ctx), errPageTime) && len(words) > 0:
			return words, nil // what is read of the page is better than none
		case err != nil:
			return nil, err
		}
		words = append(words, more...)
	}
	return words, nil
}

// inPixels is an area of a picture in the engine's pixels.
func inPixels(area image.Rectangle, scale float64) document.Box {
	return document.Box{
		X0: float64(area.Min.X) * scale, Y0: float64(area.Min.Y) * scale,
		X1: float64(area.Max.X) * scale, Y1: float64(area.Max.Y) * scale,
	}
}

// within reports whether the middle of a box is in another.
func within(b, in document.Box) bool {
	x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
	return x > in.X0 && x < in.X1 && y > in.Y0 && y < in.Y1
}
