package pdf

import (
	"context"
	"io"
	"log/slog"
	"runtime"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/raster"
)

// Config says how a Reader works. The zero value is usable.
type Config struct {
	// CacheDir is where the compiled PDFium is kept between processes. With ""
	// or a folder that cannot be written each process compiles it anew, which
	// takes a second or two.
	CacheDir string
	// Workers is how many documents are read at the same time, by default one
	// for each processor.
	Workers int
	// Log receives what an operator may want to know; nil is silent.
	Log *slog.Logger
}

// Document is what a PDF holds.
type Document struct {
	Pages       []document.Page
	Layers      []Layer // of each page
	Attachments []Attachment
	// Textless are the indexes of the pages without any text.
	Textless []int
	// Repaired says that the file's own table of contents was unusable and
	// PDFium searched for the objects: something may be missing.
	Repaired bool
}

// Attachment is a file embedded in the document.
type Attachment struct {
	Name string
	Data []byte
}

// Reader reads PDF files, several at a time. PDFium is compiled, or loaded
// from the cache, when it is first needed.
type Reader struct{ pool *pool }

// New makes a Reader. It does no work yet.
func New(c Config) *Reader {
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Reader{pool: newPool(c)}
}

// Warm gets PDFium ready, so that the first document need not wait for it.
func (r *Reader) Warm(ctx context.Context) error {
	s, err := r.pool.acquire(ctx)
	if err != nil {
		return err
	}
	r.pool.release(s, true)
	return nil
}

// Read reads the file of size bytes in src. A document that cannot be read
// gives an *api.Error of KindDocument. Pages come in their order; a page that
// has no text is listed in Textless and is no error here.
func (r *Reader) Read(ctx context.Context, src io.ReaderAt, size int64) (*Document, error) {
	s, err := r.pool.acquire(ctx)
	if err != nil {
		return nil, err
	}
	return run(ctx, r.pool, s, size, func(x *extraction) (*Document, error) { return x.read(src, size) })
}

// Render draws the page of an index as a printer would, grey on white, the way
// it is shown. The resolution is dpi, or less where the page is so large that
// there would be too many pixels.
func (r *Reader) Render(ctx context.Context, src io.ReaderAt, size int64, index int, dpi float64) (raster.Page, error) {
	s, err := r.pool.acquire(ctx)
	if err != nil {
		return raster.Page{}, err
	}
	return run(ctx, r.pool, s, size, func(x *extraction) (raster.Page, error) { return x.renderOne(src, size, index, dpi) })
}

// Close waits for the documents that are being read and frees everything. A
// document that ran out of time and is still being worked on is not waited
// for.
func (r *Reader) Close() error { return r.pool.close() }
