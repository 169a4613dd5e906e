package sample

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// pdfSurface writes a PDF with a text layer in embedded, subset fonts.
type pdfSurface struct {
	doc    *fpdf.Fpdf
	loaded [faces]bool
	pieces pieces
}

// pieces is how a producer cuts text before it puts it on the page.
type pieces int

const (
	whole pieces = iota
	byWord
	byLetter
)

// newPDF opens an empty document. Its dates are fixed, so that the same
// content gives the same bytes.
func newPDF(title string) *pdfSurface {
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetCatalogSort(true)
	made := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	doc.SetCreationDate(made)
	doc.SetModificationDate(made)
	doc.SetProducer("docextract samples", true)
	doc.SetTitle(title, true)
	doc.SetAutoPageBreak(false, 0)
	doc.SetMargins(0, 0, 0)
	return &pdfSurface{doc: doc}
}

func (p *pdfSurface) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := p.doc.Output(&b); err != nil {
		return nil, fmt.Errorf("write the sample PDF: %w", err)
	}
	return b.Bytes(), nil
}

func (p *pdfSurface) page(width, height float64) {
	p.doc.AddPageFormat("P", fpdf.SizeType{Wd: width, Ht: height})
}

func (p *pdfSurface) use(f font) {
	family := fmt.Sprintf("face%d", f.face)
	if !p.loaded[f.face] {
		// A copy: fpdf writes into the font it is given.
		p.doc.AddUTF8FontFromBytes(family, "", bytes.Clone(trueType(f.face)))
		p.loaded[f.face] = true
	}
	p.doc.SetFont(family, "", f.size)
	p.doc.SetTextColor(int(f.color.r), int(f.color.g), int(f.color.b))
}

func (p *pdfSurface) text(x, y float64, s string, f font) {
	p.use(f)
	switch p.pieces {
	case byWord:
		p.each(x, y, strings.SplitAfter(s, " "))
	case byLetter:
		p.each(x, y, strings.Split(s, ""))
	default:
		p.doc.Text(x, y, s)
	}
}

// each puts the pieces one behind the other and leaves the blanks out, as
// many producers do.
func (p *pdfSurface) each(x, y float64, parts []string) {
	for _, part := range parts {
		if printed := strings.TrimRight(part, " "); printed != "" {
			p.doc.Text(x, y, printed)
		}
		x += p.doc.GetStringWidth(part)
	}
}

func (p *pdfSurface) width(s string, f font) float64 {
	p.use(f)
	return p.doc.GetStringWidth(s)
}

func (p *pdfSurface) line(x0, y0, x1, y1, thick float64) {
	p.doc.SetLineWidth(thick)
	p.doc.Line(x0, y0, x1, y1)
}

func (p *pdfSurface) fill(x, y, w, h float64, c shade) {
	p.doc.SetFillColor(int(c.r), int(c.g), int(c.b))
	p.doc.Rect(x, y, w, h, "F")
}
