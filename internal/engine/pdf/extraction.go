package pdf

import (
	"errors"
	"fmt"
	"io"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
	"github.com/docextract/docextract/internal/engine/wasm"
)

// extraction is the reading of one document in one sandbox.
type extraction struct {
	pdfium   *pdfium.Instance
	size     int64 // of the file
	doc      *pdfium.Document
	progress chan<- string
	form     bool // the document is one to fill in
	// broken says that the sandbox cannot be used again.
	broken bool
}

var errExpired = errors.New("the time is over")

// read opens the document and reads all that Document holds.
func (x *extraction) read(src io.ReaderAt, size int64) (*Document, error) {
	if err := x.open(src, size); err != nil {
		return nil, err
	}
	defer x.close()

	count := x.doc.GetPageCount()
	switch {
	case x.pdfium.Err() != nil:
		return nil, x.trap(x.pdfium.Err(), "while counting the pages")
	case count > maxPages:
		return nil, tooManyPages(count)
	case count <= 0:
		return nil, corrupt(nil, "the PDF has no pages")
	}
	result := &Document{Repaired: !x.doc.HasValidCrossReferenceTable(), Attachments: x.attachments()}
	x.form = x.doc.HasForm()
	if err := x.pdfium.Err(); err != nil {
		return nil, x.trap(err, "while reading the embedded files")
	}
	for i := range count {
		if err := x.step(fmt.Sprintf("page %d of %d", i+1, count)); err != nil {
			return nil, err
		}
		page, layer, err := x.page(i)
		if err != nil {
			return nil, err
		}
		result.Layers = append(result.Layers, layer)
		if len(page.Words) == 0 {
			result.Textless = append(result.Textless, i)
		}
		result.Pages = append(result.Pages, page)
	}
	return result, nil
}

// step tells the watcher where the work is, which gives it time for one page
// more.
func (x *extraction) step(where string) error {
	if x.pdfium.Memory().Expired() {
		x.broken = true
		return timedOut(where)
	}
	select {
	case x.progress <- where:
	default: // the watcher has not yet taken the last step, which was a moment ago
	}
	return nil
}

func (x *extraction) open(src io.ReaderAt, size int64) (err error) {
	if size <= maxCopiedFile {
		data := make([]byte, size)
		if _, err := io.ReadFull(io.NewSectionReader(src, 0, size), data); err != nil {
			return fmt.Errorf("reading the PDF: %w", err)
		}
		x.doc, err = x.pdfium.Load(data)
	} else {
		x.doc, err = x.pdfium.LoadFrom(&fileReader{src, x.pdfium.Memory()}, size)
	}
	if err != nil {
		x.broken = true // an instance that rejected a file is not worth keeping
		return openError(err, x.pdfium.Memory().Refused())
	}
	return nil
}

func (x *extraction) close() {
	x.doc.Close()
	x.broken = x.broken || x.pdfium.Err() != nil
}

// trap notes that the sandbox failed.
func (x *extraction) trap(err error, where string) error {
	x.broken = true
	if x.pdfium.Memory().Expired() {
		return timedOut(where)
	}
	return trapped(err, x.pdfium.Memory().Refused(), where)
}

// page reads one page.
func (x *extraction) page(index int) (page document.Page, layer Layer, err error) {
	where := fmt.Sprintf("page %d", index+1)
	loaded, err := x.load(index)
	if err != nil {
		return page, layer, x.trap(err, where)
	}
	defer loaded.Close()
	g := geometryOf(loaded)
	if g.beyondMeasure() {
		return page, layer, pageTooLarge(g, where)
	}
	chars, err := x.chars(loaded, where)
	if err != nil {
		return page, layer, err
	}
	layer.survey(chars)
	turned := direction(chars, g)
	g = g.turnedBack(turned)
	page = document.Page{Index: index, Width: g.width, Height: g.height, Turned: turned, Words: words(chars, g)}
	drawn := g.drawing(loaded)
	if len(page.Words) > 0 { // else the whole page is drawn later, and read as a picture
		if page.Codes, err = drawn.codes(loaded, turned); err != nil {
			return page, layer, x.trap(err, where)
		}
	}
	page.Rulings = drawn.found
	if err := x.pdfium.Err(); err != nil {
		return page, layer, x.trap(err, where)
	}
	return page, drawn.layer(layer), nil
}

// chars reads the characters of a page. One of more than any invoice has is
// refused, before they are all copied out of the sandbox.
func (x *extraction) chars(page *pdfium.Page, where string) ([]pdfium.Char, error) {
	text := page.LoadText()
	defer text.Close()
	if n := text.CountChars(); n > maxPageChars {
		return nil, tooManyChars(n, where)
	}
	chars := text.Chars()
	if err := x.pdfium.Err(); err != nil {
		return nil, x.trap(err, where)
	}
	return chars, nil
}

// fileReader gives PDFium the file in pieces until the time is over.
type fileReader struct {
	io.ReaderAt
	memory *wasm.Memory
}

// ReadAt implements io.ReaderAt.
func (r *fileReader) ReadAt(p []byte, at int64) (int, error) {
	if r.memory.Expired() {
		return 0, errExpired
	}
	return r.ReaderAt.ReadAt(p, at)
}
