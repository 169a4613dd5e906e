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
	img, err := x.render(ref, width, height)
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

// render draws the page in grey: one byte a pixel, a quarter of what colours
// take.
func (x *extraction) render(ref requests.Page, width, height int) (*image.Gray, error) {
	bitmap, err := x.pdfium.FPDFBitmap_CreateEx(&requests.FPDFBitmap_CreateEx{
		Width: width, Height: height, Format: enums.FPDF_BITMAP_FORMAT_GRAY, Pointer: uint64(0),
	})
	if err != nil {
		return nil, err
	}
	img, err := x.draw(bitmap.Bitmap, ref, width, height)
	if err != nil {
		return nil, err
	}
	_, err = x.pdfium.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: bitmap.Bitmap})
	return img, err
}

func (x *extraction) draw(bitmap references.FPDF_BITMAP, ref requests.Page, width, height int) (*image.Gray, error) {
	const white = 0xffff_ffff
	_, err := x.pdfium.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: bitmap, Width: width, Height: height, Color: white})
	if err != nil {
		return nil, err
	}
	_, err = x.pdfium.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: bitmap, Page: ref, SizeX: width, SizeY: height,
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
	if stride.Stride < width || len(buffer.Buffer) < stride.Stride*height {
		return nil, fmt.Errorf("a picture of %d bytes for %d × %d pixels", len(buffer.Buffer), width, height)
	}
	img := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		copy(img.Pix[y*img.Stride:][:width], buffer.Buffer[y*stride.Stride:])
	}
	return img, nil
}
