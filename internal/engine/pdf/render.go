package pdf

import (
	"fmt"
	"image"
	"io"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/raster"
)

// renderOne opens the document for one page and draws that.
func (x *extraction) renderOne(src io.ReaderAt, size int64, index int, dpi float64) (raster.Page, error) {
	if err := x.open(src, size); err != nil {
		return raster.Page{}, err
	}
	defer x.close()
	where := fmt.Sprintf("page %d", index+1)
	if err := x.step(where); err != nil {
		return raster.Page{}, err
	}
	ref := requests.Page{ByIndex: &requests.PageByIndex{Document: x.doc, Index: index}}
	if x.form = x.hasForm(); x.form {
		if err := x.fillIn(ref); err != nil {
			return raster.Page{}, x.trap(err, where)
		}
	}
	g, err := x.geometry(ref)
	if err != nil {
		return raster.Page{}, x.trap(err, where)
	}
	width, height, dpi := g.pixels(dpi)
	img, err := x.render(ref, view{width: width, height: height, pageWidth: width, pageHeight: height})
	if err != nil {
		return raster.Page{}, x.trap(err, where)
	}
	return raster.Page{Gray: img, DPI: dpi}, nil
}

// pixels is the size of the page drawn at dpi, or at less if it is too large.
func (g geometry) pixels(dpi float64) (width, height int, fitting float64) {
	w, h := max(g.width*dpi/document.DPI, 1), max(g.height*dpi/document.DPI, 1)
	if n := w * h; n > maxRendered {
		factor := math.Sqrt(maxRendered / n)
		w, h, dpi = max(w*factor, 1), max(h*factor, 1), dpi*factor
	}
	return min(int(math.Round(w)), maxRendered), min(int(math.Round(h)), maxRendered), dpi
}

// view is the part of a page that is drawn, in pixels of the picture: the page
// is pageWidth × pageHeight large when turned by rotate, and the part begins at
// left and top.
type view struct {
	left, top, width, height int
	pageWidth, pageHeight    int
	rotate                   enums.FPDF_PAGE_ROTATION
}

// render draws the page in grey: one byte a pixel, a quarter of what colours
// take.
func (x *extraction) render(ref requests.Page, v view) (*image.Gray, error) {
	bitmap, err := x.pdfium.FPDFBitmap_CreateEx(&requests.FPDFBitmap_CreateEx{
		Width: v.width, Height: v.height, Format: enums.FPDF_BITMAP_FORMAT_GRAY, Pointer: uint64(0),
	})
	if err != nil {
		return nil, err
	}
	img, err := x.draw(bitmap.Bitmap, ref, v)
	if err != nil {
		return nil, err
	}
	_, err = x.pdfium.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: bitmap.Bitmap})
	return img, err
}

func (x *extraction) draw(bitmap references.FPDF_BITMAP, ref requests.Page, v view) (*image.Gray, error) {
	const white = 0xffff_ffff
	_, err := x.pdfium.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: bitmap, Width: v.width, Height: v.height, Color: white})
	if err != nil {
		return nil, err
	}
	_, err = x.pdfium.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: bitmap, Page: ref, StartX: -v.left, StartY: -v.top, SizeX: v.pageWidth, SizeY: v.pageHeight, Rotate: v.rotate,
		Flags: enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_GRAYSCALE | enums.FPDF_RENDER_FLAG_RENDER_LIMITEDIMAGECACHE,
	})
	if err != nil {
		return nil, err
	}
	stride, err := x.pdfium.FPDFBitmap_GetStride(&requests.FPDFBitmap_GetStride{Bitmap: bitmap})
	if err != nil {
		return nil, err
	}
	buffer, err := x.pdfium.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: bitmap})
	if err != nil {
		return nil, err
	}
	if stride.Stride < v.width || len(buffer.Buffer) < stride.Stride*v.height {
		return nil, fmt.Errorf("a picture of %d bytes for %d × %d pixels", len(buffer.Buffer), v.width, v.height)
	}
	img := image.NewGray(image.Rect(0, 0, v.width, v.height))
	for y := range v.height {
		copy(img.Pix[y*img.Stride:][:v.width], buffer.Buffer[y*stride.Stride:])
	}
	return img, nil
}
