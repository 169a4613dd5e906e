package pdfium

import (
	"fmt"
	"image"
)

// View is the part of a page that is drawn, in pixels of the picture: the page
// is PageWidth × PageHeight large when turned by Rotate quarters clockwise, and
// the part begins at Left and Top.
type View struct {
	Left, Top, Width, Height int
	PageWidth, PageHeight    int
	Rotate                   int
}

// Render draws the page, with its annotations, in grey on white: one byte a
// pixel, a quarter of what colours take.
func (p *Page) Render(v View) (*image.Gray, error) {
	const (
		gray  = 1 // FPDFBitmap_Gray
		white = 0xffff_ffff
		flags = 0x01 | 0x08 | 0x200 // FPDF_ANNOT, FPDF_GRAYSCALE, FPDF_RENDER_LIMITEDIMAGECACHE
	)
	i := p.instance
	bitmap := i.call("FPDFBitmap_CreateEx", v.Width, v.Height, gray, 0, 0)
	defer i.call("FPDFBitmap_Destroy", bitmap)
	i.call("FPDFBitmap_FillRect", bitmap, 0, 0, v.Width, v.Height, white)
	i.call("FPDF_RenderPageBitmap", bitmap, p.handle, -v.Left, -v.Top, v.PageWidth, v.PageHeight, v.Rotate, flags)
	stride := i.call("FPDFBitmap_GetStride", bitmap)
	if stride < v.Width && i.err == nil {
		return nil, fmt.Errorf("PDFium gives a picture of %d bytes a row for %d × %d pixels", stride, v.Width, v.Height)
	}
	pixels := i.view(i.call("FPDFBitmap_GetBuffer", bitmap), stride*v.Height)
	if i.err != nil {
		return nil, i.err
	}
	img := image.NewGray(image.Rect(0, 0, v.Width, v.Height))
	for y := range v.Height {
		copy(img.Pix[y*img.Stride:][:v.Width], pixels[y*stride:])
	}
	return img, nil
}
