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
	// A page that Tesseract reads with this mean confidence has no need of a
	// second reader; one that it reads with less than the other is degraded.
	clean    = 0.93
	degraded = 0.70
	// sureLanguage is how sure a language must be for its accents to be read: on
	// poor print there seem to be some that are not there.
	sureLanguage = 0.3
)

// words reads an upright page with the reader that suits it: slips and
// degraded pages line by line, clean pages with Tesseract, and what lies
// between with both.
func (e *Engine) words(ctx context.Context, picture raster.Page, language string) ([]document.Word, error) {
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
	sure := meanConfidence(words)
	if sure >= clean {
		return words, nil
	}
	lines, err := e.linesWorth(ctx, picture, language, ppocr.Page, doubts(words, language))
	switch {
	case errors.Is(context.Cause(ctx), errPageTime) && len(words) > 0:
		return words, nil // one reading is better than none
	case err != nil:
		return nil, err
	case sure < degraded && len(lines) > 0:
		return lines, nil
	}
	return fuse(words, lines), nil
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
	return e.linesWorth(ctx, picture, language, l, nil)
}

// linesWorth reads those lines of a page that are worth it by their boxes in
// the engine's pixels, all where there is no such condition.
func (e *Engine) linesWorth(ctx context.Context, picture raster.Page, language string, l ppocr.Layout, worth func(document.Box) bool) ([]document.Word, error) {
	o := ppocr.Options{Layout: l, Detect: detect}
	if language != "" {
		o.Languages = []string{language}
	}
	scale := picture.Scale()
	if worth != nil {
		o.Worth = func(line image.Rectangle) bool {
			return worth(document.Box{
				X0: float64(line.Min.X) * scale, Y0: float64(line.Min.Y) * scale,
				X1: float64(line.Max.X) * scale, Y1: float64(line.Max.Y) * scale,
			})
		}
	}
	words, err := e.ppocr.Read(ctx, picture.Gray, o)
	if err != nil {
		return nil, fmt.Errorf("read the picture line by line: %w", err)
	}
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
