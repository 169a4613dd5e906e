package pdf

import (
	"fmt"
	"io"
	"math"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
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
	x.form = x.doc.HasForm()
	page, err := x.load(index)
	if err != nil {
		return raster.Page{}, x.trap(err, where)
	}
	defer page.Close()
	width, height, dpi := geometryOf(page).pixels(dpi)
	img, err := page.Render(pdfium.View{Width: width, Height: height, PageWidth: width, PageHeight: height})
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
