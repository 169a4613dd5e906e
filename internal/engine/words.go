package engine

import (
	"context"
	"errors"
	"fmt"
	"image"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/raster"
)

// lineReader reads the words of a picture line by line, in its pixels.
type lineReader interface {
	Read(ctx context.Context, img *image.Gray, o ppocr.Options) ([]document.Word, error)
	Sideways(ctx context.Context, img *image.Gray) (sideways, known bool, err error)
	Lie(ctx context.Context, img *image.Gray) (quarters int, known bool, err error)
}

const (
	// A page that Tesseract reads with less than this mean confidence is
	// degraded.
	degraded = 0.70
	// sureLanguage is how sure a language must be for its accents to be read: on
	// poor print there seem to be some that are not there.
	sureLanguage = 0.3
)

// words reads an upright page with the reader that suits it: slips and
// degraded pages line by line, others with Tesseract, and what it leaves in
// doubt with both. The codes on it are known.
func (e *Engine) words(ctx context.Context, picture raster.Page, codes []document.Code, language string) ([]document.Word, error) {
	if slip(picture) {
		return e.lines(ctx, picture, language, ppocr.Receipt)
	}
	words, err := e.pageWords(ctx, picture, language)
	switch {
	case errors.Is(err, errPatience):
		return e.lines(ctx, picture, language, ppocr.Page)
	case err != nil:
		return nil, err
	}
	if area, ok := slipOn(picture, words); ok {
		return e.linesIn(ctx, picture, area, language)
	}
	lines, err := e.again(ctx, picture, words, codes, language)
	switch {
	case errors.Is(context.Cause(ctx), errPageTime) && len(words) > 0:
		return words, nil // one reading is better than none
	case err != nil:
		return nil, err
	case meanConfidence(words) < degraded && len(lines) > 0:
		return lines, nil
	}
	return fuse(settled(words), lines), nil
}

// pageWords is what the page reader reads while there is patience with it.
func (e *Engine) pageWords(ctx context.Context, picture raster.Page, language string) (words []document.Word, err error) {
	err = patiently(ctx, func(ctx context.Context) error {
		words, err = e.ocr.Read(ctx, picture, language)
		return err
	})
	return words, err
}

// lines reads a page line by line and puts the words in the engine's pixels.
func (e *Engine) lines(ctx context.Context, picture raster.Page, language string, l ppocr.Layout) ([]document.Word, error) {
	return e.readLines(ctx, picture, language, ppocr.Options{Layout: l})
}

// linesAt reads what stands in boxes of a page, in the picture's pixels.
func (e *Engine) linesAt(ctx context.Context, picture raster.Page, language string, boxes []image.Rectangle) ([]document.Word, error) {
	return e.readLines(ctx, picture, language, ppocr.Options{Layout: ppocr.Page, Lines: boxes})
}

func (e *Engine) readLines(ctx context.Context, picture raster.Page, language string, o ppocr.Options) ([]document.Word, error) {
	o.Detect = detect
	if language != "" {
		o.Languages = []string{language}
	}
	words, err := e.ppocr.Read(ctx, picture.Gray, o)
	if err != nil {
		return nil, fmt.Errorf("read the picture line by line: %w", err)
	}
	scale := picture.Scale()
	for i := range words {
		b := &words[i].Box
		b.X0, b.Y0, b.X1, b.Y1 = b.X0*scale, b.Y0*scale, b.X1*scale, b.Y1*scale
	}
	return words, nil
}

// detect is the language of words, "" where it is not sure.
func detect(words []document.Word) string {
	c := locale.Detect([]document.Page{{Words: words}})
	if c.Confidence.Language < sureLanguage {
		return ""
	}
	return c.Language
}

// meanConfidence is weighted by length: a sure dash says little.
func meanConfidence(words []document.Word) float64 {
	sum, count := 0.0, 0.0
	for _, w := range words {
		n := float64(len(w.Text))
		sum += n * w.Confidence
		count += n
	}
	return sum / max(count, 1)
}
