package pdfium

import "errors"

// Page is a page of an open document.
type Page struct {
	document *Document
	instance *Instance
	index    int
	handle   int
}

// Rect is a part of a page, in the points of its user space.
type Rect struct{ Left, Bottom, Right, Top float64 }

// LoadPage reads what a page shows. The error is ErrPage for a page that cannot
// be read, or the failure that ended the instance.
func (d *Document) LoadPage(index int) (*Page, error) {
	p := &Page{document: d, instance: d.instance, index: index}
	p.load()
	switch {
	case p.instance.err != nil:
		return nil, p.instance.err
	case p.handle == 0:
		return nil, ErrPage
	}
	return p, nil
}

func (p *Page) load() { p.handle = p.instance.call("FPDF_LoadPage", p.document.handle, p.index) }

// Close frees what was read of the page.
func (p *Page) Close() { p.instance.call("FPDF_ClosePage", p.handle) }

// Flatten makes what stands in a form's fields part of the page, in the open
// document. The error says that the page could not be read again.
func (p *Page) Flatten() error {
	const (
		display = 0 // as opposed to printing
		success = 1
	)
	if p.instance.call("FPDFPage_Flatten", p.handle, display) != success {
		return p.instance.err
	}
	p.Close()
	if p.load(); p.handle == 0 {
		return errors.Join(ErrPage, p.instance.err)
	}
	return nil
}

// GetBoundingBox is the visible part of the page.
func (p *Page) GetBoundingBox() Rect {
	i := p.instance
	i.call("FPDF_GetPageBoundingBox", p.handle, i.roomAt)
	return Rect{Left: i.float32(0), Top: i.float32(4), Right: i.float32(8), Bottom: i.float32(12)}
}

// GetRotation is how many quarters clockwise the page is shown turned.
func (p *Page) GetRotation() int { return p.instance.call("FPDFPage_GetRotation", p.handle) }
