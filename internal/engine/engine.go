package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/einvoice"
	"github.com/docextract/docextract/internal/engine/fields"
	"github.com/docextract/docextract/internal/engine/ocr"
	"github.com/docextract/docextract/internal/engine/pdf"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// maxSize is the largest document that is read, in bytes.
const maxSize = 100 << 20

// Config says how an Engine works. The zero value is usable.
type Config struct {
	// CacheDir is where compiled modules are kept between processes; "" keeps
	// none.
	CacheDir string
	// Workers is how many documents are read at the same time, by default one for
	// each processor.
	Workers int
	// Ranker judges the candidates; nil is the one that the program carries.
	Ranker *ranker.Model
	// Log receives what an operator may want to know; nil is silent.
	Log *slog.Logger
}

// Engine reads documents. It is safe for use by several goroutines.
type Engine struct {
	log    *slog.Logger
	pdf    *pdf.Reader
	ocr    pageReader
	ppocr  lineReader
	fields func() (*fields.Extractor, error) // made when first needed
	ranker func() (*ranker.Model, error)     // decoded when first needed

	decoding sync.Mutex // held while a picture is decoded or drawn
}

// New makes an Engine. It is cheap: what takes time is done when it is first
// needed, or by Warm.
func New(c Config) *Engine {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	model := sync.OnceValues(func() (*ranker.Model, error) {
		if c.Ranker != nil {
			return c.Ranker, nil
		}
		return ranker.Embedded()
	})
	return &Engine{
		log:    c.Log,
		pdf:    pdf.New(pdf.Config{CacheDir: c.CacheDir, Workers: c.Workers, Log: c.Log}),
		ocr:    ocr.New(ocr.Config{CacheDir: c.CacheDir, Workers: c.Workers, Log: c.Log}),
		ppocr:  ppocr.New(ppocr.Config{Workers: c.Workers}),
		ranker: model,
		fields: sync.OnceValues(func() (*fields.Extractor, error) {
			m, err := model()
			if err != nil {
				return nil, err
			}
			return fields.New(m)
		}),
	}
}

// Warm does ahead what the first PDF would have to wait for.
func (e *Engine) Warm(ctx context.Context) error { return e.pdf.Warm(ctx) }

// Close waits for the documents being read and frees what the engine holds.
func (e *Engine) Close() error { return errors.Join(e.pdf.Close(), e.ocr.Close()) }

// Extract reads the fields of the document type t from the size bytes of r.
// The name is only passed on into the result: what a document is, its content
// tells. A document that cannot be processed gives an *api.Error of
// KindDocument.
func (e *Engine) Extract(ctx context.Context, name string, r io.ReaderAt, size int64, t api.DocumentType) (result *api.Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			// A document that breaks the program must not end the server.
			e.log.Error("reading a document failed", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			result, err = nil, api.DocumentError(api.CodeInternal, "the document could not be read because of a fault in the program")
		}
	}()
	contents, err := e.Read(ctx, r, size)
	if err != nil {
		return nil, err
	}
	result, err = e.Choose(contents, t)
	if err != nil {
		return nil, err
	}
	result.FileName = name
	return result, nil
}

// Contents is what is known of a document before anything is chosen from it.
type Contents struct {
	Pages []document.Page // with the words on them; none of an XML document
	// Invoice is the e-invoice that the document is or holds, nil without.
	Invoice *einvoice.Invoice
}

// Read is the first half of Extract, and the one that takes time: the words on
// the pages of a document, and its e-invoice. Who chooses many times from the
// same document, to measure or to learn, reads it once.
func (e *Engine) Read(ctx context.Context, r io.ReaderAt, size int64) (*Contents, error) {
	if ctx.Err() != nil {
		return nil, documentError(ctx, context.Cause(ctx))
	}
	contents, err := e.read(ctx, r, size)
	if err != nil {
		return nil, documentError(ctx, err)
	}
	return contents, nil
}

// Choose is the second half of Extract: the fields of the document type t.
func (e *Engine) Choose(c *Contents, t api.DocumentType) (*api.Result, error) {
	reading, err := e.choose(c, t)
	if err != nil {
		return nil, err
	}
	return reading.result(t), nil
}

// read sorts documents by their content.
func (e *Engine) read(ctx context.Context, r io.ReaderAt, size int64) (*Contents, error) {
	switch {
	case size <= 0:
		return nil, api.DocumentError(api.CodeEmpty, "the document is empty")
	case size > maxSize:
		return nil, api.DocumentError(api.CodeTooLarge, fmt.Sprintf("the document has %d MiB, more than %d", size>>20, maxSize>>20))
	}
	head := make([]byte, min(size, document.HeadSize))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the document: %w", err)
	}
	switch kind := document.Sniff(head); {
	case kind == document.KindPDF:
		return e.readPDF(ctx, r, size)
	case kind == document.KindXML:
		invoice, err := einvoice.Read(io.NewSectionReader(r, 0, size))
		if err != nil {
			return nil, err
		}
		return &Contents{Invoice: invoice}, nil
	case kind.Image():
		return e.readImage(ctx, kind, r, size)
	case blank(head):
		return nil, api.DocumentError(api.CodeEmpty, "the document holds nothing but blanks")
	default:
		return nil, &api.Error{
			Kind: api.KindDocument, Code: api.CodeUnsupported,
			Message: "the document is of no kind that can be read",
			Hint:    "PDF, pictures (JPEG, PNG, TIFF, WebP, BMP) and e-invoice XML are read.",
		}
	}
}

func blank(head []byte) bool {
	for _, b := range head {
		switch b {
		case 0, ' ', '\t', '\r', '\n':
		default:
			return false
		}
	}
	return true
}

// documentError gives every failure that speaks of the document its code. What
// is left is the caller's doing (it cancelled) or a fault of the machine.
func documentError(ctx context.Context, err error) error {
	if _, ok := errors.AsType[*api.Error](err); ok {
		return err
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
		return &api.Error{
			Kind: api.KindDocument, Code: api.CodeTimeout, Err: err,
			Message: "reading the document took longer than allowed",
		}
	}
	return err
}
