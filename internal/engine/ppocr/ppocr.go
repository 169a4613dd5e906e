// Package ppocr reads the words on pictures of receipts, photographs and
// degraded scans with the PP-OCRv4 mobile networks: one finds lines of text,
// the other reads a line, its last layer replaced by one for Latin letters. It
// decodes no picture files, turns no pages and knows no fields.
package ppocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ppocr/nn"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// Bounds of the work on one picture.
const (
	maxPixels  = 120_000_000
	maxLines   = 2000
	maxWorkers = 2
)

// What the networks hold at most, in floats of four bytes: finding lines needs
// 15 for each pixel that is searched, reading the longest line 5 million.
const (
	detectionMemory   = 20
	recognitionMemory = 8 << 20
)

var (
	errPixels = errors.New("the picture has too many pixels")
	errEmpty  = errors.New("the picture has no pixels")
)

// Config is how a Reader works.
type Config struct {
	// Workers is how many lines of one picture are read at once, at most 2; 0
	// means 1.
	Workers int
}

// Reader reads pictures. It may be used by several goroutines, which share its
// workers.
type Reader struct {
	kernels *simd.Kernels
	load    func() (*networks, error)
	finding chan struct{}   // holds a token while lines are sought: it takes much memory
	readers chan *nn.Worker // those that are idle
}

// New makes a Reader. It is cheap: the networks are prepared on first use.
func New(c Config) *Reader { return newReader(c, simd.Best()) }

func newReader(c Config, kernels *simd.Kernels) *Reader {
	workers := min(max(c.Workers, 1), maxWorkers)
	r := &Reader{
		kernels: kernels,
		load:    sync.OnceValues(loadNetworks),
		finding: make(chan struct{}, 1),
		readers: make(chan *nn.Worker, workers),
	}
	for range workers {
		r.readers <- nn.NewWorker(kernels, recognitionMemory)
	}
	return r
}

// Layout is the kind of picture, which decides the scale at which lines are
// looked for and how they are cut out.
type Layout int

// The layouts.
const (
	Receipt Layout = iota // a narrow slip, or a photograph of one
	Page                  // a page of A4 or the like
)

// Options is what is known of a picture.
type Options struct {
	Layout Layout
	// Languages are two-letter codes; their accented letters can be read. With
	// none, only ASCII and common signs are: on poor print the network hears
	// accents that are not there.
	Languages []string
	// Detect tells where there are no Languages what the words are in that were
	// read without accents, as a two-letter code, or "". The letters of that
	// language are read then, at no more cost.
	Detect func([]document.Word) string
	// Lines are the boxes of what is to be read where that is known; with any,
	// no lines are sought.
	Lines []image.Rectangle
}

// Read finds the words on a picture, in reading order of their lines. Boxes
// are in the picture's pixels, from its top left; the confidence is the mean
// of the characters'. It stops between two lines when ctx ends.
func (r *Reader) Read(ctx context.Context, img *image.Gray, o Options) ([]document.Word, error) {
	size := img.Bounds().Size()
	switch {
	case size.X <= 0 || size.Y <= 0:
		return nil, errEmpty
	case size.X > maxPixels/size.Y:
		return nil, fmt.Errorf("%d × %d: %w", size.X, size.Y, errPixels)
	}
	nets, err := r.load()
	if err != nil {
		return nil, err
	}
	img = atOrigin(img)
	if len(o.Lines) > 0 {
		return r.readLines(ctx, nets, img, o.known(img.Rect), o)
	}
	lines, err := r.findLines(ctx, nets, img, o.Layout)
	if err != nil {
		return nil, fmt.Errorf("find lines of text: %w", err)
	}
	return r.readLines(ctx, nets, img, lines, o)
}

// known are the lines that need not be sought, as far as they lie in the
// picture.
func (o Options) known(picture image.Rectangle) []line {
	lines := make([]line, 0, len(o.Lines))
	for _, box := range o.Lines[:min(len(o.Lines), maxLines)] {
		if box = box.Intersect(picture); box.Dx() >= 2 && box.Dy() >= 2 {
			lines = append(lines, line{box: box})
		}
	}
	return lines
}

func (r *Reader) findLines(ctx context.Context, nets *networks, img *image.Gray, l Layout) ([]line, error) {
	select {
	case r.finding <- struct{}{}:
		defer func() { <-r.finding }()
		return nets.detect(ctx, r.kernels, img, l)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// atOrigin is the same picture with its top left at 0, 0.
func atOrigin(img *image.Gray) *image.Gray {
	b := img.Bounds()
	return &image.Gray{Pix: img.Pix[img.PixOffset(b.Min.X, b.Min.Y):], Stride: img.Stride, Rect: image.Rect(0, 0, b.Dx(), b.Dy())}
}
