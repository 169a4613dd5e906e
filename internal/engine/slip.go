package engine

import (
	"context"
	"errors"
	"image"
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ocr"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/raster"
)

const (
	// Sheets of all sizes are at most this many times as long as wide, slips are
	// longer.
	longestSheet = 1.75
	// A page narrower than this, in the engine's pixels, is a slip too: 4.6 inches.
	narrowestSheet = 1380
	// On a sheet a column of text that is narrower is a slip's, on the glass of a
	// scanner: 3.3 inches. Fewer words tell nothing.
	widestRoll, fewOnSlip = 1000, 15
	// No sheet has words that are usually taller, in the engine's pixels: a
	// fourteenth of an inch and more in each small letter's line. A picture with
	// such is one of a slip in the proportions of a sheet.
	tallestWords = 56
	// leastSlope is the least slope of a slip's lines that is straightened, in
	// degrees.
	leastSlope = 0.3
	// roundSlip is left around a slip that is cut out.
	roundSlip = 60
)

// slip reports whether a picture has the size or proportions of a till's slip.
func slip(picture raster.Page) bool {
	width, height := picture.Size()
	short, long := min(width, height), max(width, height)
	return short < narrowestSheet || long > longestSheet*short
}

// look finds out how a page lies: a slip by the line reader, to whom it is
// plain, and which finds the language on its way; a page by reading a part of
// it.
func (e *Engine) look(ctx context.Context, picture raster.Page, language string) (ocr.Look, error) {
	if slip(picture) {
		quarters, known, err := e.ppocr.Lie(ctx, picture.Gray)
		if err != nil || known {
			return ocr.Look{Turned: quarters, Slope: slope(picture, quarters), Language: language}, err
		}
	}
	var look ocr.Look
	err := patiently(ctx, func(ctx context.Context) (err error) {
		look, err = e.ocr.Look(ctx, picture, language)
		return err
	})
	if errors.Is(err, errPatience) {
		quarters, _, err := e.ppocr.Lie(ctx, picture.Gray)
		return ocr.Look{Turned: quarters, Slope: slope(picture, quarters), Language: language}, err
	}
	if err != nil || look.Turned%2 == 0 {
		return look, err
	}
	return e.unturned(ctx, picture, look, language)
}

// unturned is a look at a page that seems to lie on its side. A slip on a
// sheet makes that look turned: where its lines are plain, they decide.
func (e *Engine) unturned(ctx context.Context, picture raster.Page, look ocr.Look, language string) (ocr.Look, error) {
	sideways, plain, err := e.ppocr.Sideways(ctx, picture.Gray)
	switch {
	case err != nil:
		return ocr.Look{}, err
	case plain && !sideways:
		return ocr.Look{Language: language}, nil
	}
	return look, nil
}

// slope is how much the lines of a slip fall once it stands upright, 0 where
// that is too little to matter or does not fit with how it lies.
func slope(picture raster.Page, quarters int) float64 {
	sideways, slope := raster.Lines(picture.Gray)
	if sideways != (quarters%2 == 1) || math.Abs(slope) < leastSlope {
		return 0
	}
	return slope
}

// slipOn is where on a sheet a slip lies, by the words read there, in the
// engine's pixels.
func slipOn(picture raster.Page, words []document.Word) (document.Box, bool) {
	if len(words) < fewOnSlip {
		return document.Box{}, false
	}
	var left, right, heights []float64
	var all document.Box
	for _, w := range words {
		left, right, heights = append(left, w.Box.X0), append(right, w.Box.X1), append(heights, w.Box.Height())
		all = all.Union(w.Box)
	}
	slices.Sort(left)
	slices.Sort(right)
	slices.Sort(heights)
	width, height := picture.Size()
	if heights[len(heights)/2] > tallestWords {
		return document.Box{X1: width, Y1: height}, true
	}
	all.X0, all.X1 = left[len(left)/50], right[len(right)-1-len(right)/50]
	if all.Width() > widestRoll || all.Height() < all.Width() {
		return document.Box{}, false
	}
	return document.Box{
		X0: max(0, all.X0-roundSlip), Y0: max(0, all.Y0-roundSlip), X1: min(width, all.X1+roundSlip), Y1: min(height, all.Y1+roundSlip),
	}, true
}

// linesIn reads a slip that lies on a sheet line by line.
func (e *Engine) linesIn(ctx context.Context, picture raster.Page, area document.Box, language string) ([]document.Word, error) {
	scale := picture.Scale()
	cut := image.Rect(int(area.X0/scale), int(area.Y0/scale), int(area.X1/scale), int(area.Y1/scale)).Intersect(picture.Gray.Bounds())
	gray, ok := picture.Gray.SubImage(cut).(*image.Gray)
	if !ok {
		gray, cut = picture.Gray, picture.Gray.Bounds()
	}
	words, err := e.lines(ctx, raster.Page{Gray: gray, DPI: picture.DPI}, language, ppocr.Receipt)
	dx, dy := float64(cut.Min.X)*scale, float64(cut.Min.Y)*scale
	for i := range words {
		b := &words[i].Box
		b.X0, b.X1, b.Y0, b.Y1 = b.X0+dx, b.X1+dx, b.Y0+dy, b.Y1+dy
	}
	return words, err
}
