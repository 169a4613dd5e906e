package pdf

import (
	"errors"
	"fmt"
	"io"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/wasm"
)

// extraction is the reading of one document in one sandbox.
type extraction struct {
	pdfium   pdfium.Pdfium
	memory   *wasm.Memory
	size     int64 // of the file
	doc      references.FPDF_DOCUMENT
	progress chan<- string
	form     bool
	// broken says that the sandbox failed and cannot be used again.
	broken bool
	// objects counts the page objects looked at. The library keeps a handle for
	// each as long as the sandbox lives.
	objects int
}

var errExpired = errors.New("the time is over")

// read opens the document and reads all that Document holds.
func (x *extraction) read(src io.ReaderAt, size int64) (*Document, error) {
	if err := x.open(src, size); err != nil {
		return nil, err
	}
	defer x.close()

	count, err := x.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: x.doc})
	if err != nil {
		return nil, x.trap(err, "while counting the pages")
	}
	switch n := count.PageCount; {
	case n > maxPages:
		return nil, tooManyPages(n)
	case n <= 0:
		return nil, corrupt(nil, "the PDF has no pages")
	}
	result := &Document{}
	if v, err := x.pdfium.FPDF_DocumentHasValidCrossReferenceTable(&requests.FPDF_DocumentHasValidCrossReferenceTable{Document: x.doc}); err == nil {
		result.Repaired = !v.DocumentHasValidCrossReferenceTable
	}
	if result.Attachments, err = x.attachments(); err != nil {
		return nil, err
	}
	x.form = x.hasForm()
	for i := range count.PageCount {
		if err := x.step(fmt.Sprintf("page %d of %d", i+1, count.PageCount)); err != nil {
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
	if x.memory.Expired() {
		x.broken = true
		return timedOut(where)
	}
	select {
	case x.progress <- where:
	default: // the watcher has not yet taken the last step, which was a moment ago
	}
	return nil
}

func (x *extraction) open(src io.ReaderAt, size int64) error {
	request := &requests.OpenDocument{FileReader: &fileReader{io.NewSectionReader(src, 0, size), x.memory}, FileReaderSize: size}
	if size <= maxCopiedFile {
		data := make([]byte, size)
		if _, err := io.ReadFull(io.NewSectionReader(src, 0, size), data); err != nil {
			return fmt.Errorf("reading the PDF: %w", err)
		}
		request = &requests.OpenDocument{File: &data}
	}
	opened, err := x.pdfium.OpenDocument(request)
	if err != nil {
		x.broken = true // an instance that rejected a file is not worth keeping
		return openError(err, x.memory.Refused())
	}
	x.doc = opened.Document
	return nil
}

func (x *extraction) close() {
	if x.broken {
		return
	}
	if _, err := x.pdfium.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: x.doc}); err != nil {
		x.broken = true
	}
}

// trap notes that a call into the sandbox failed.
func (x *extraction) trap(err error, where string) error {
	x.broken = true
	if x.memory.Expired() {
		return timedOut(where)
	}
	return trapped(err, x.memory.Refused(), where)
}

// page reads one page. A page that PDFium cannot load is an empty one.
func (x *extraction) page(index int) (page document.Page, layer Layer, err error) {
	where := fmt.Sprintf("page %d", index+1)
	ref := requests.Page{ByIndex: &requests.PageByIndex{Document: x.doc, Index: index}}
	if err := x.fillIn(ref); err != nil {
		return page, layer, x.trap(err, where)
	}
	g, err := x.geometry(ref)
	if err != nil {
		return page, layer, x.trap(err, where)
	}
	if err := x.countChars(ref, where); err != nil {
		return page, layer, err
	}
	text, err := x.pdfium.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: ref, Mode: requests.GetPageTextStructuredModeChars, CollectFontInformation: true,
	})
	if err != nil {
		return page, layer, x.trap(err, where)
	}
	layer.survey(text.Chars)
	turned := direction(text.Chars, g)
	g = g.turnedBack(turned)
	page = document.Page{Index: index, Width: g.width, Height: g.height, Turned: turned}
	page.Words = words(text.Chars, g)
	drawn, err := x.drawing(ref, g)
	if err != nil {
		return page, layer, x.trap(err, where)
	}
	if len(page.Words) > 0 { // else the whole page is drawn later, and read as a picture
		if page.Codes, err = x.codes(ref, drawn, turned); err != nil {
			return page, layer, x.trap(err, where)
		}
	}
	page.Rulings = drawn.found
	return page, drawn.layer(layer), nil
}

// countChars refuses a page of more characters than any invoice has, before
// they are all copied out of the sandbox. Counting costs as much as half of the
// reading, so it is done only where the loaded page took much memory.
func (x *extraction) countChars(ref requests.Page, where string) error {
	if x.memory.Size() <= plainPageMemory {
		return nil
	}
	text, err := x.pdfium.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: ref})
	if err != nil {
		return x.trap(err, where)
	}
	count, err := x.pdfium.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return x.trap(err, where)
	}
	if _, err := x.pdfium.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}); err != nil {
		return x.trap(err, where)
	}
	if count.Count > maxPageChars {
		return tooManyChars(count.Count, where)
	}
	return nil
}

// fileReader gives PDFium the file in pieces until the time is over.
type fileReader struct {
	*io.SectionReader
	memory *wasm.Memory
}

// Read implements io.Reader.
func (r *fileReader) Read(p []byte) (int, error) {
	if r.memory.Expired() {
		return 0, errExpired
	}
	return r.SectionReader.Read(p)
}

var _ io.ReadSeeker = (*fileReader)(nil)
