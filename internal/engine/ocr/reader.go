package ocr

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/raster"
)

// Config says how a Reader works. The zero value is usable.
type Config struct {
	// CacheDir is where the compiled module is kept between processes; ""
	// keeps none.
	CacheDir string
	// Workers is how many pages are read at the same time, at most two.
	Workers int
	// Log receives what an operator may want to know; nil is silent.
	Log *slog.Logger
}

// Reader reads pages, several at a time. Tesseract is compiled, or loaded from
// the cache, when it is first needed.
type Reader struct{ pool *pool }

// New makes a Reader. It does no work yet.
func New(c Config) *Reader {
	if c.Workers <= 0 || c.Workers > maxWorkers {
		c.Workers = maxWorkers
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Reader{pool: newPool(c)}
}

// Close waits for the pages that are being read and frees everything.
func (r *Reader) Close() error { return r.pool.close() }

// Dots an inch that pages are read at: more costs time and finds no more.
const readingDPI = 300

// Read reads the words of a page whose lines run across it, in the engine's
// pixels of that page. The language is an ISO 639-1 code, "" where it is not
// known. A page that takes too long or too much gives an *api.Error of
// KindDocument; one without words gives none and no error.
func (r *Reader) Read(ctx context.Context, page raster.Page, language string) ([]document.Word, error) {
	if err := r.pool.enter(ctx); err != nil {
		return nil, err
	}
	defer r.pool.leave()
	ctx, cancel := context.WithTimeoutCause(ctx, pageTimeout, errPageTimeout)
	defer cancel()
	mode := columns
	if width, _ := page.Size(); width < narrow {
		mode = singleText
	}
	page = page.Fit(readingDPI, maxPixels)
	words, err := r.recognise(ctx, page, models639(language), mode)
	if err != nil {
		return nil, err
	}
	return placed(words, page.Scale()), nil
}

// A page narrower than this, in the engine's pixels, is a receipt and has one
// column: 4.6 inches.
const narrow = 1380

var errPageTimeout = errors.New("the time for a page is over")

// recognise reads with an instance for the models named. The worker has
// entered.
func (r *Reader) recognise(ctx context.Context, page raster.Page, models string, mode segmentation) ([]word, error) {
	i, err := r.pool.take(ctx, models)
	if err != nil {
		return nil, err
	}
	words, err := i.recognise(ctx, page.Gray, int(page.DPI+0.5), mode)
	r.pool.give(i)
	return words, pageError(err)
}

// pageError gives a failure its code.
func pageError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errPageTimeout), errors.Is(err, context.DeadlineExceeded):
		return &api.Error{
			Kind: api.KindDocument, Code: api.CodeTimeout, Err: err,
			Message: fmt.Sprintf("reading the picture took longer than %d seconds a page", int(pageTimeout.Seconds())),
		}
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, errMemory):
		return &api.Error{Kind: api.KindDocument, Code: api.CodeTooLarge, Err: err, Message: "reading the picture takes more memory than allowed"}
	}
	return &api.Error{Kind: api.KindDocument, Code: api.CodeCorrupt, Err: err, Message: "the picture could not be read"}
}

// placed puts words into the engine's pixels.
func placed(words []word, scale float64) []document.Word {
	all := make([]document.Word, 0, len(words))
	for _, w := range words {
		b := w.box
		all = append(all, document.Word{
			Text: w.text, Confidence: w.confidence,
			Box: document.Box{
				X0: float64(b.Min.X) * scale, Y0: float64(b.Min.Y) * scale,
				X1: float64(b.Max.X) * scale, Y1: float64(b.Max.Y) * scale,
			},
		})
	}
	return all
}
