package pdf

import (
	"math"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

// scale turns points into pixels.
const scale = document.DPI / 72.0

// geometry turns PDF's user space (points, origin at the bottom left of the
// media box, before /Rotate) into pixels of the page as it is shown (origin at
// the top left of the crop box). /UserUnit is not taken into account, as in
// most viewers: PDFium does not know it.
type geometry struct {
	left, bottom, right, top float64 // the visible part, in points
	quarters                 int     // clockwise quarter turns of /Rotate
	width, height            float64 // as shown, in pixels
}

func geometryOf(p *pdfium.Page) geometry {
	r := p.GetBoundingBox()
	return newGeometry(r.Left, r.Bottom, r.Right, r.Top, p.GetRotation())
}

func newGeometry(left, bottom, right, top float64, quarters int) geometry {
	g := geometry{
		left: min(left, right), right: max(left, right),
		bottom: min(bottom, top), top: max(bottom, top),
		quarters: ((quarters % 4) + 4) % 4,
	}
	g.width, g.height = side(g.right-g.left), side(g.top-g.bottom)
	if g.quarters%2 == 1 {
		g.width, g.height = g.height, g.width
	}
	return g
}

// turnedBack is the geometry of the same page turned counterclockwise.
func (g geometry) turnedBack(quarters int) geometry {
	return newGeometry(g.left, g.bottom, g.right, g.top, g.quarters-quarters)
}

// side is a page's side in pixels.
func side(points float64) float64 {
	pixels := points * scale
	if math.IsNaN(pixels) || pixels < 0 {
		return 0
	}
	return pixels
}

// beyondMeasure tells of a page larger than any can be.
func (g geometry) beyondMeasure() bool { return max(g.width, g.height) > maxPageSide }

// box is where a rectangle of user space is shown.
func (g geometry) box(left, bottom, right, top float64) document.Box {
	ax, ay := g.point(left, bottom)
	bx, by := g.point(right, top)
	return document.Box{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)}
}

func (g geometry) point(px, py float64) (x, y float64) {
	switch g.quarters {
	case 1:
		x, y = py-g.bottom, px-g.left
	case 2:
		x, y = g.right-px, py-g.bottom
	case 3:
		x, y = g.top-py, g.right-px
	default:
		x, y = px-g.left, g.top-py
	}
	return x * scale, y * scale
}

// rect is where a part of the page is shown.
func (g geometry) rect(r pdfium.Rect) document.Box { return g.box(r.Left, r.Bottom, r.Right, r.Top) }

// turn is how many quarters clockwise text with that angle is turned on the
// page as shown; ok is false for text that runs obliquely, as watermarks do.
// Sloped (fake italic) text counts as upright: PDFium takes the slope for a
// turn.
func (g geometry) turn(angle float64) (quarters int, ok bool) {
	const slope = 25.0
	degrees := angle * 180 / math.Pi
	nearest := math.Round(degrees / 90)
	if !(math.Abs(degrees-nearest*90) <= slope) { // it may be no number
		return 0, false
	}
	return (int(nearest) + g.quarters) % 4, true
}
