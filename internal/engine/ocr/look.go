package ocr

import (
	"cmp"
	"context"
	"image"
	"slices"
	"unicode"

	"github.com/docextract/docextract/internal/engine/raster"
)

// Look is what can be told of a page before it is read whole.
type Look struct {
	// Turned is how many quarters clockwise the text is turned on the page.
	Turned int
	// Slope is how much its lines fall to the right then, in degrees.
	Slope float64
	// Language is the ISO 639-1 code of its language, "" if it is none of those
	// known.
	Language string
}

const (
	// A page is looked at coarsely: letters of 8 points are 22 pixels tall.
	lookingDPI = 200
	// Slopes below are left as they are: Tesseract follows them.
	minSlope = 0.3
	// Text that is read with less confidence than this may stand on its head.
	upright = 0.75
	// leastLetters is how many more letters must be sure for a page to be taken
	// for turned: specks and stamps are read as a few either way.
	leastLetters = 8
	// contrast is between two neighbours on the edge of a letter, of 255.
	contrast = 48
	// A language is taken when it is this sure, and a larger part of the page
	// is looked at otherwise.
	sureLanguage = 0.5
)

// Look finds out how a page lies and what language it is in, by its lines and
// by reading a strip of it in English. The language is looked for only where
// the caller does not know it yet.
func (r *Reader) Look(ctx context.Context, page raster.Page, known string) (Look, error) {
	look := Look{Language: known}
	sideways, slope := raster.Lines(page.Gray)
	if sideways {
		look.Turned = 1
	}
	if slope >= minSlope || slope <= -minSlope {
		look.Slope = slope
	}
	if err := r.pool.enter(ctx); err != nil {
		return Look{}, err
	}
	defer r.pool.leave()
	ctx, cancel := context.WithTimeoutCause(ctx, pageTimeout, errPageTimeout)
	defer cancel()

	page = page.Fit(lookingDPI, maxPixels).Upright(look.Turned, look.Slope)
	parts := busiest(page.Gray)
	words, err := r.strip(ctx, page, parts[0])
	if err != nil {
		return Look{}, err
	}
	if mean, sure := legible(words); mean < upright {
		headstand := raster.Page{Gray: raster.Turn(page.Gray, 2), DPI: page.DPI}
		others, err := r.strip(ctx, headstand, strips-1-parts[0]) // the same one
		if err != nil {
			return Look{}, err
		}
		if otherMean, otherSure := legible(others); otherMean > mean && otherSure > sure+leastLetters {
			words, page = others, headstand
			look.Turned += 2
			for i := range parts {
				parts[i] = strips - 1 - parts[i]
			}
		}
	}
	if look.Language == "" {
		look.Language, err = r.language(ctx, page, words, parts[1:])
	}
	return look, err
}

// language reads on, strip by strip, until the language is plain.
func (r *Reader) language(ctx context.Context, page raster.Page, words []word, parts []int) (string, error) {
	for {
		code, sure := language(words)
		if sure >= sureLanguage || len(parts) == 0 {
			return code, nil
		}
		more, err := r.strip(ctx, page, parts[0])
		if err != nil {
			return "", err
		}
		words, parts = append(words, more...), parts[1:]
	}
}

// strips is how many parts, from top to bottom, a page is looked at in.
const strips = 4

// busiest are the numbers of the strips, the one with the most print first:
// most of a short letter is empty.
func busiest(img *image.Gray) []int {
	var edges [strips]int
	size := img.Bounds().Size()
	for y := 0; y < size.Y; y += 2 {
		row := img.Pix[y*img.Stride:][:size.X]
		for x := 1; x < len(row); x++ {
			if d := int(row[x]) - int(row[x-1]); d > contrast || d < -contrast {
				edges[y*strips/size.Y]++
			}
		}
	}
	order := []int{0, 1, 2, 3}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(edges[b], edges[a]) })
	return order
}

// strip reads one of the strips of the page.
func (r *Reader) strip(ctx context.Context, page raster.Page, n int) ([]word, error) {
	size := page.Gray.Bounds().Size()
	area := image.Rect(0, n*size.Y/strips, size.X, (n+1)*size.Y/strips)
	img, ok := page.Gray.SubImage(area).(*image.Gray)
	if !ok || area.Empty() {
		return nil, nil
	}
	return r.recognise(ctx, raster.Page{Gray: img, DPI: page.DPI}, models639(""), singleText)
}

// legible is how surely the letters were read: the mean confidence of the
// words' letters, 0 without any, and how many letters were read so, each
// counted by its confidence. Text on its head gives few words of letters, and
// those unsure.
func legible(words []word) (mean, letterSum float64) {
	var sum, count float64
	for _, w := range words {
		letters := 0
		for _, c := range w.text {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				letters++
			}
		}
		if letters >= 3 {
			sum += w.confidence * float64(letters)
			count += float64(letters)
		}
	}
	return sum / max(count, 1), sum
}
