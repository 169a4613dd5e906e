package engine

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/einvoice"
	"github.com/docextract/docextract/internal/engine/pdf"
	"github.com/docextract/docextract/internal/engine/raster"
)

// readPDF reads the e-invoice in the PDF, where there is one, and its pages. The
// pictures of pages that all lack text are not read beside an e-invoice.
func (e *Engine) readPDF(ctx context.Context, r io.ReaderAt, size int64) (*Contents, error) {
	doc, err := e.pdf.Read(ctx, r, size)
	if err != nil {
		return nil, err
	}
	c := &Contents{Pages: doc.Pages, Invoice: embedded(doc.Attachments)}
	if c.Invoice != nil && len(doc.Textless) == len(doc.Pages) {
		return c, nil
	}
	if err := e.readPictures(ctx, doc, r, size); err != nil && (c.Invoice == nil || ctx.Err() != nil) {
		return nil, err
	}
	return c, nil
}

// readPictures reads the pages that are pictures: those without text, and those
// whose text is not what a reader sees. Beside others with text they are most
// often the backs of sheets, general terms or photographs: where they cannot be
// read the others still are.
func (e *Engine) readPictures(ctx context.Context, doc *pdf.Document, r io.ReaderAt, size int64) error {
	pictures := append(distrust(doc), doc.Textless...)
	if len(pictures) == 0 {
		return nil
	}
	slices.Sort(pictures)
	found, err := e.scan(ctx, doc.Pages, pictures, func(ctx context.Context, index int) (raster.Page, error) {
		e.decoding.Lock() // a page drawn takes much memory
		defer e.decoding.Unlock()
		return e.pdf.Render(ctx, r, size, index, resolution(doc.Layers[index]))
	})
	switch {
	case ctx.Err() != nil:
		return err
	case found || hasWords(doc.Pages):
		return nil
	case err != nil:
		return err
	}
	return textless(doc, pictures)
}

// resolution is what a page is drawn at to be read: a scan at its own, which no
// drawing adds anything to.
func resolution(l pdf.Layer) float64 {
	if l.Resolution == 0 {
		return renderDPI
	}
	return min(max(l.Resolution, coarseDPI), renderDPI)
}

// embedded is the e-invoice among the files in a PDF, nil where there is none.
// Its name is no proof (there are half a dozen in use) and its content is: the
// first one that can be read counts.
func embedded(files []pdf.Attachment) *einvoice.Invoice {
	for _, f := range files {
		if document.Sniff(f.Data) != document.KindXML {
			continue
		}
		if invoice, err := einvoice.Read(bytes.NewReader(f.Data)); err == nil {
			return invoice
		}
	}
	return nil
}

// textless is the error for a document without any text.
func textless(doc *pdf.Document, pictures []int) error {
	if doc.Repaired {
		return api.DocumentError(api.CodeCorrupt, "the PDF is damaged or incomplete: no text could be recovered from it")
	}
	return &api.Error{
		Kind: api.KindDocument, Code: api.CodeNoTextLayer,
		Message: "the PDF has no text layer, and no text was found in the pictures of its pages",
		Details: []string{"pages without text: " + ranges(pictures)},
	}
}

// ranges writes page indexes as people number pages: "1–3, 5".
func ranges(indexes []int) string {
	var parts []string
	for i := 0; i < len(indexes); {
		j := i
		for j+1 < len(indexes) && indexes[j+1] == indexes[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(indexes[i]+1))
		} else {
			parts = append(parts, fmt.Sprintf("%d–%d", indexes[i]+1, indexes[j]+1))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
