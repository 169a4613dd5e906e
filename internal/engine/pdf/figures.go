package pdf

import (
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
	"github.com/docextract/docextract/internal/engine/qr"
)

// Sides of a QR code, in pixels: they are printed from 10 to 70 millimetres
// wide.
const (
	smallestCode = 100.0
	largestCode  = 850.0
	// smallestForm is the least side of an image that holds a code beside other
	// things, such as the payment part of a Swiss bill: 42 millimetres.
	smallestForm = 500.0
	// leastPieces is how many pieces or strokes a drawn code has at least.
	leastPieces = 80
	// largestPiece is the longest side of a piece: a row of the eye of a large
	// code has seven modules.
	largestPiece = 110.0
	// maxFigures and maxFigurePixels bound what is drawn of one page in search
	// of codes.
	maxFigures      = 4
	maxFigurePixels = 1_200_000
	maxScanPixels   = 4_000_000 // A4 at 200 dpi
)

// mosaic finds figures that are drawn in many small pieces one after the
// other, as programs draw codes.
type mosaic struct {
	box   document.Box
	area  float64 // of the pieces
	count int
	found []document.Box
}

// add takes a filled piece. One that is large or far from the others begins
// anew.
func (m *mosaic) add(b document.Box) {
	if b.Width() > largestPiece || b.Height() > largestPiece {
		m.end(false)
		return
	}
	joined := m.box.Union(b)
	if joined.Width() > largestCode || joined.Height() > largestCode {
		m.end(false)
		joined = b
	}
	m.box = joined
	m.area += b.Width() * b.Height()
	m.count++
}

// end closes a figure. A code is half dark and square; one whose lower part was
// not looked at any more, because it has so many pieces, is taken to be so.
func (m *mosaic) end(unfinished bool) {
	if covered := m.area / max(m.box.Width()*m.box.Height(), 1); m.count >= leastPieces && covered > 0.25 && covered < 0.8 {
		if unfinished {
			m.box.Y1 = max(m.box.Y1, m.box.Y0+m.box.Width())
		}
		if squarish(m.box) {
			m.found = append(m.found, m.box)
		}
	}
	m.box, m.area, m.count = document.Box{}, 0, 0
}

// squarish reports whether a box may be a code's.
func squarish(b document.Box) bool {
	long, short := max(b.Width(), b.Height()), min(b.Width(), b.Height())
	return short >= smallestCode && long <= largestCode && long < 1.2*short
}

// figures are the places that may hold codes: what is drawn in pieces, square
// images, and images that have room for one beside other things. A picture of
// the whole page is none of them but where text was recognised on it: else it
// is paper, or is read as a picture.
func (d *drawing) figures() []document.Box {
	all := slices.Clone(d.mosaic.found)
	var wide []document.Box
	for _, b := range d.images {
		switch {
		case squarish(b):
			all = append(all, b)
		case min(b.Width(), b.Height()) >= smallestForm && d.share(b) < wholePage:
			wide = append(wide, b)
		}
	}
	all = append(all, wide...)
	if t := d.layer(Layer{}); t.Hidden && t.Picture > wholePage {
		all = []document.Box{{X1: d.geometry.width, Y1: d.geometry.height}}
	}
	return all[:min(len(all), maxFigures)]
}

// codes draws the figures of a page and reads the codes among them. What is
// drawn there in thin pieces is no ruling.
func (d *drawing) codes(page *pdfium.Page, turned int) ([]document.Code, error) {
	var found []document.Code
	for _, f := range d.figures() {
		codes, err := d.geometry.figure(page, f, turned)
		if err != nil {
			return nil, err
		}
		for _, c := range codes {
			if !slices.ContainsFunc(found, func(o document.Code) bool { return o.Text == c.Text }) {
				found = append(found, c)
				d.found = slices.DeleteFunc(d.found, func(r document.Ruling) bool { return inside(r.Box, c.Box) })
			}
		}
	}
	return found, nil
}

func inside(a, b document.Box) bool {
	const slack = 2
	return a.X0 >= b.X0-slack && a.X1 <= b.X1+slack && a.Y0 >= b.Y0-slack && a.Y1 <= b.Y1+slack
}

// figure draws a part of the page, with the margin that a code needs.
func (g geometry) figure(page *pdfium.Page, b document.Box, turned int) ([]document.Code, error) {
	margin := 0.06 * max(b.Width(), b.Height())
	b = document.Box{X0: max(b.X0-margin, 0), Y0: max(b.Y0-margin, 0), X1: min(b.X1+margin, g.width), Y1: min(b.Y1+margin, g.height)}
	if b.Width() < smallestCode || b.Height() < smallestCode {
		return nil, nil
	}
	pixels := float64(maxFigurePixels)
	if max(b.Width(), b.Height()) > 2*largestCode {
		pixels = maxScanPixels
	}
	factor := min(1, math.Sqrt(pixels/(b.Width()*b.Height())))
	img, err := page.Render(pdfium.View{
		Left: int(b.X0 * factor), Top: int(b.Y0 * factor), Width: int(b.Width() * factor), Height: int(b.Height() * factor),
		PageWidth: int(g.width * factor), PageHeight: int(g.height * factor),
		Rotate: (4 - turned) % 4,
	})
	if err != nil {
		return nil, err
	}
	var found []document.Code
	for _, c := range qr.Find(img) {
		box := document.Box{
			X0: b.X0 + float64(c.Box.Min.X)/factor, Y0: b.Y0 + float64(c.Box.Min.Y)/factor,
			X1: b.X0 + float64(c.Box.Max.X)/factor, Y1: b.Y0 + float64(c.Box.Max.Y)/factor,
		}
		found = append(found, document.Code{Text: c.Text, Box: box})
	}
	return found, nil
}
