package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"codeberg.org/go-pdf/fpdf"
)

// ScannedPDF is the document as a scanner gives it: a picture on every page
// and no text.
func (d *Document) ScannedPDF(dpi int) ([]byte, error) {
	pages, err := d.Images(dpi)
	if err != nil {
		return nil, err
	}
	p := newPDF(d.Invoice.Number)
	for i := range pages {
		if err := p.picture(pages[i], i, dpi); err != nil {
			return nil, err
		}
	}
	return p.bytes()
}

// StampedPDF is the scanned document with a line of text that the scanner put
// at the head of every page.
func (d *Document) StampedPDF(dpi int, stamp string) ([]byte, error) {
	pages, err := d.Images(dpi)
	if err != nil {
		return nil, err
	}
	p := newPDF(d.Invoice.Number)
	for i := range pages {
		if err := p.picture(pages[i], i, dpi); err != nil {
			return nil, err
		}
		p.text(10, 6, stamp, font{face: regular, size: 8})
	}
	return p.bytes()
}

// SearchablePDF is the scanned document with the text that somebody recognised
// on it, which is not shown: spell is what they made of what is printed.
func (d *Document) SearchablePDF(dpi int, spell func(string) string) ([]byte, error) {
	pages, err := d.Images(dpi)
	if err != nil {
		return nil, err
	}
	over := &overlay{pdfSurface: newPDF(d.Invoice.Number), pages: pages, dpi: dpi, spell: spell}
	d.drawOn(over)
	if over.err != nil {
		return nil, over.err
	}
	return over.bytes()
}

// overlay draws the pages as pictures and writes the text on them invisibly.
type overlay struct {
	*pdfSurface
	pages []*image.Gray
	dpi   int
	count int
	spell func(string) string
	err   error
}

func (o *overlay) page(_, _ float64) {
	if o.count == len(o.pages) || o.err != nil {
		return
	}
	o.err = o.picture(o.pages[o.count], o.count, o.dpi)
	o.count++
	o.doc.SetTextRenderingMode(3) // invisible
}

func (o *overlay) text(x, y float64, s string, f font) { o.pdfSurface.text(x, y, o.spell(s), f) }

func (o *overlay) line(_, _, _, _, _ float64) {}

func (o *overlay) fill(_, _, _, _ float64, _ shade) {}

// MismappedPDF is the document whose fonts tell the wrong characters: each is
// given as the one that is so many places further in Unicode.
func (d *Document) MismappedPDF(shift uint16) ([]byte, error) {
	p := newPDF(d.Invoice.Number)
	p.doc.SetCompression(false)
	d.drawOn(p)
	data, err := p.bytes()
	if err != nil {
		return nil, err
	}
	const all = "<0000> <FFFF> <%04X>"
	return bytes.ReplaceAll(data, fmt.Appendf(nil, all, 0), fmt.Appendf(nil, all, shift)), nil
}

// picture adds a page that is a picture.
func (p *pdfSurface) picture(img *image.Gray, number, dpi int) error {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
		return fmt.Errorf("encode page %d of the sample: %w", number+1, err)
	}
	w, h := float64(img.Bounds().Dx())/float64(dpi)*25.4, float64(img.Bounds().Dy())/float64(dpi)*25.4
	p.page(w, h)
	name := fmt.Sprintf("page%d", number)
	p.doc.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "JPG"}, &b)
	p.doc.ImageOptions(name, 0, 0, w, h, false, fpdf.ImageOptions{}, 0, "")
	return nil
}
