package ocr

import (
	"context"
	"image"
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
	words, err := r.strip(ctx, page, 0)
	if err != nil {
		return Look{}, err
	}
	if c := legible(words); c < upright {
		headstand := raster.Page{Gray: raster.Turn(page.Gray, 2), DPI: page.DPI}
		others, err := r.strip(ctx, headstand, 0)
		if err != nil {
			return Look{}, err
		}
		if legible(others) > c {
			words, page = others, headstand
			look.Turned += 2
		}
	}
	if look.Language == "" {
		look.Language, err = r.language(ctx, page, words)
	}
	return look, err
}

// language reads on, strip by strip, until the language is plain.
func (r *Reader) language(ctx context.Context, page raster.Page, words []word) (string, error) {
	for part := 1; ; part++ {
		code, sure := language(words)
		if sure >= sureLanguage || part == strips {
			return code, nil
		}
		more, err := r.strip(ctx, page, part)
		if err != nil {
			return "", err
		}
		words = append(words, more...)
	}
}

// strips is how many parts a page is looked at in. The first is the one with
// the table's head on most invoices.
const strips = 4

// strip reads one of the strips of the page, beginning with the second one.
func (r *Reader) strip(ctx context.Context, page raster.Page, part int) ([]word, error) {
	size := page.Gray.Bounds().Size()
	n := [strips]int{1, 2, 0, 3}[part]
	area := image.Rect(0, n*size.Y/strips, size.X, (n+1)*size.Y/strips)
	img, ok := page.Gray.SubImage(area).(*image.Gray)
	if !ok || area.Empty() {
		return nil, nil
	}
	return r.recognise(ctx, raster.Page{Gray: img, DPI: page.DPI}, models639(""), singleText)
}

// legible is how surely the letters were read: the mean confidence of the
// words' letters, 0 without any. Text on its head gives few words of letters,
// and those unsure.
func legible(words []word) float64 {
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
	if count == 0 {
		return 0
	}
	return sum / count
}
