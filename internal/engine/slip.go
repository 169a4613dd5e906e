package engine

import (
	"cmp"
	"context"
	"image"
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
	// unlooked stands for the language of a slip, which is not known yet.
	unlooked = "en"
	// roundSlip is left around a slip that is cut out.
	roundSlip = 60
)

// slip reports whether a picture has the size or proportions of a till's slip.
func slip(picture raster.Page) bool {
	width, height := picture.Size()
	short, long := min(width, height), max(width, height)
	return short < narrowestSheet || long > longestSheet*short
}

// look finds out how a page lies. The short lines of a slip can look like
// columns to one who knows whole pages: where its lines are plain, they decide,
// also where a slip lies on a sheet and makes that look turned. The language of
// a slip is not looked for: the line reader finds it on its way.
func (e *Engine) look(ctx context.Context, picture raster.Page, language string) (ocr.Look, error) {
	known := language
	if slip(picture) {
		known = cmp.Or(language, unlooked)
	}
	look, err := e.ocr.Look(ctx, picture, known)
	if slip(picture) {
		look.Language = language
	}
	if err != nil || !slip(picture) && look.Turned%2 == 0 {
		return look, err
	}
	sideways, plain, err := e.ppocr.Sideways(ctx, picture.Gray)
	if err != nil {
		return ocr.Look{}, err
	}
	if plain && sideways != (look.Turned%2 == 1) {
		look = ocr.Look{Language: language}
		if sideways {
			look.Turned = 1
		}
	}
	return look, nil
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
