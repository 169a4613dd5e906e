package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ocr"
	"github.com/docextract/docextract/internal/engine/qr"
	"github.com/docextract/docextract/internal/engine/raster"
)

// wordReader reads the words of a picture whose lines run across it, in the
// engine's pixels. The language is an ISO 639-1 code or "".
type wordReader interface {
	Read(ctx context.Context, page raster.Page, language string) ([]document.Word, error)
}

// pageReader is a wordReader that also tells how a page lies.
type pageReader interface {
	wordReader
	Look(ctx context.Context, page raster.Page, language string) (ocr.Look, error)
	Close() error
}

const (
	// renderDPI is the resolution that pages of PDFs are drawn at to be read, and
	// coarseDPI the least that they are where they hold nothing finer.
	renderDPI = 300
	coarseDPI = 200
	// pictures is how many pages of one document are in memory as pictures.
	pictures = 2
)

// readImage reads the pages of a picture file.
func (e *Engine) readImage(ctx context.Context, kind document.Kind, r io.ReaderAt, size int64) (*Contents, error) {
	file, err := raster.Open(kind, r, size)
	if err != nil {
		return nil, err
	}
	pages := make([]document.Page, file.Len())
	all := make([]int, file.Len())
	for i := range all {
		all[i], pages[i].Index = i, i
	}
	found, err := e.scan(ctx, pages, all, func(_ context.Context, index int) (raster.Page, error) {
		e.decoding.Lock() // a large picture takes much memory while it is decoded
		defer e.decoding.Unlock()
		return file.Page(index)
	})
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, &api.Error{
			Kind: api.KindDocument, Code: api.CodeNoTextLayer,
			Message: fmt.Sprintf("no text was found in the picture (%s)", kind),
			Hint:    "Send a sharper picture, in which the text is at least 8 pixels tall.",
		}
	}
	return &Contents{Pages: pages}, nil
}

// scan reads the pages of indexes as pictures and puts what it finds in their
// places; there is at least one. A page that cannot be read is reported in the
// log, and the others are read; when there is none with text the error tells of
// all that failed.
func (e *Engine) scan(ctx context.Context, pages []document.Page, indexes []int, picture func(context.Context, int) (raster.Page, error)) (found bool, err error) {
	s := &scanner{engine: e, pages: pages, picture: picture}
	s.page(ctx, indexes[0]) // its language is the others', most likely
	next := make(chan int)
	var readers sync.WaitGroup
	for range pictures {
		readers.Go(func() {
			for index := range next {
				s.page(ctx, index)
			}
		})
	}
	for _, index := range indexes[1:] {
		next <- index
	}
	close(next)
	readers.Wait()
	if ctx.Err() != nil {
		return false, fmt.Errorf("reading the pages: %w", context.Cause(ctx))
	}
	if s.found {
		return true, nil
	}
	return false, s.failed.err()
}

// scanner reads pictures of pages, several at a time.
type scanner struct {
	engine  *Engine
	pages   []document.Page
	picture func(context.Context, int) (raster.Page, error)

	mu       sync.Mutex
	language string
	found    bool // a page had words
	failed   failures
}

func (s *scanner) page(ctx context.Context, index int) {
	if ctx.Err() != nil {
		return
	}
	s.mu.Lock()
	language := s.language
	s.mu.Unlock()
	page, language, err := s.attempt(ctx, index, language)

	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.engine.log.Warn("a page could not be read", "page", index+1, "error", err)
		s.failed = append(s.failed, failure{index, err})
		return
	}
	if len(page.Words) > 0 || len(s.pages[index].Words) == 0 { // else the little text that there is stays
		s.pages[index] = page
	}
	s.found = s.found || len(page.Words) > 0
	if s.language == "" {
		s.language = language
	}
}

// attempt reads one page, and lives through what that may do: a picture that
// breaks the program must cost its page and not the server.
func (s *scanner) attempt(ctx context.Context, index int, language string) (page document.Page, found string, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			s.engine.log.Error("reading a page failed", "page", index+1, "panic", fmt.Sprint(cause), "stack", string(debug.Stack()))
			err = api.DocumentError(api.CodeInternal, "the page could not be read because of a fault in the program")
		}
	}()
	ctx, cancel := context.WithTimeoutCause(ctx, pageTime, errPageTime)
	defer cancel()
	page, found, err = s.read(ctx, index, language)
	if err != nil && errors.Is(context.Cause(ctx), errPageTime) {
		err = pageTimeError(err)
	}
	return page, found, err
}

// read reads one page: first how it lies and in which language it is, then its
// words.
func (s *scanner) read(ctx context.Context, index int, language string) (document.Page, string, error) {
	picture, err := s.picture(ctx, index)
	if err != nil {
		return document.Page{}, "", err
	}
	page := document.Page{Index: index}
	page.Width, page.Height = picture.Size()
	if picture.Blank() {
		return page, "", nil
	}
	look, err := s.engine.look(ctx, picture, language)
	if err != nil {
		return document.Page{}, "", err
	}
	picture = picture.Upright(look.Turned, look.Slope)
	page.Turned, page.Slope = look.Turned, look.Slope
	page.Width, page.Height = picture.Size()
	page.Codes = codes(picture)
	words, err := s.engine.words(ctx, picture, page.Codes, look.Language)
	if err == nil {
		words, err = s.engine.withDark(ctx, picture, words, look.Language)
	}
	page.Words = besideCodes(words, page.Codes)
	return page, look.Language, err
}

// codes are the QR codes of a picture, in the engine's pixels.
func codes(picture raster.Page) []document.Code {
	var found []document.Code
	scale := picture.Scale()
	for _, c := range qr.Find(picture.Gray) {
		b := c.Box
		found = append(found, document.Code{Text: c.Text, Box: document.Box{
			X0: float64(b.Min.X) * scale, Y0: float64(b.Min.Y) * scale, X1: float64(b.Max.X) * scale, Y1: float64(b.Max.Y) * scale,
		}})
	}
	return found
}

// besideCodes leaves out what was taken for words in the codes themselves.
func besideCodes(words []document.Word, codes []document.Code) []document.Word {
	return slices.DeleteFunc(words, func(w document.Word) bool {
		return slices.ContainsFunc(codes, func(c document.Code) bool {
			return w.Box.OverlapX(c.Box) > w.Box.Width()/2 && w.Box.OverlapY(c.Box) > w.Box.Height()/2
		})
	})
}
