package pdf

import (
	"math"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

const (
	thin       = 16.0 // pixels: the thickest bar that still is a line (4 points)
	shortest   = 40.0 // pixels: the shortest line worth telling
	formNested = 3    // how deep drawings within drawings are followed
)

// drawing reads what is drawn on the page: straight lines (strokes, thin filled
// bars, the edges of rectangles) and figures. Each look at an object crosses into the
// sandbox several times, so the number of looks is bounded; a page that draws
// more (a map, a chart) has no table to tell anyway.
func (g geometry) drawing(page *pdfium.Page) *drawing {
	d := &drawing{geometry: g, left: maxObjects}
	for i := range min(page.CountObjects(), maxObjects) {
		d.object(page.GetObject(i), pdfium.Identity(), 0)
		if d.left <= 0 || len(d.found) >= maxRulings {
			break
		}
	}
	d.mosaic.end(d.left <= 0)
	return d
}

// drawing collects the rulings and figures of a page.
type drawing struct {
	geometry geometry
	left     int // objects that may still be looked at
	found    []document.Ruling
	images   []document.Box
	finest   float64 // pixels to the inch of the images
	painted  bool    // there are lines, areas or shadings
	mosaic   mosaic
	texts    texts
}

// object looks at one page object. An object that cannot be read draws
// nothing.
func (d *drawing) object(o pdfium.Object, m pdfium.Matrix, depth int) {
	d.left--
	switch o.GetType() {
	case pdfium.PathObject:
		d.painted = true
		d.path(o, m)
	case pdfium.FormObject:
		if depth < formNested {
			d.form(o, m, depth)
		}
	case pdfium.ImageObject:
		if box, ok := d.bounds(o, m); ok {
			d.image(o, box)
		}
	case pdfium.TextObject:
		d.text(o)
	default: // shadings are no lines
		d.painted = true
	}
}

func (d *drawing) form(o pdfium.Object, m pdfium.Matrix, depth int) {
	own, ok := o.GetMatrix()
	if !ok {
		return
	}
	inner := own.Then(m)
	for i := range min(o.CountObjects(), maxObjects) {
		if d.left <= 0 {
			return
		}
		d.object(o.GetObject(i), inner, depth+1)
	}
}

// path tells a line by its bounds alone where it can: most paths are one
// stroke or one rectangle.
func (d *drawing) path(o pdfium.Object, m pdfium.Matrix) {
	filled, stroked := o.GetDrawMode()
	if !filled && !stroked {
		return
	}
	box, ok := d.bounds(o, m)
	if !ok {
		return
	}
	if filled {
		d.mosaic.add(box)
	}
	if d.add(box) || box.Width() < shortest && box.Height() < shortest {
		return
	}
	count := o.CountSegments()
	if count >= leastPieces && squarish(box) {
		d.mosaic.found = append(d.mosaic.found, box)
	}
	if count <= maxSegments {
		d.segments(o, m, count)
	}
}

// bounds is where an object is on the page.
func (d *drawing) bounds(o pdfium.Object, m pdfium.Matrix) (document.Box, bool) {
	r, ok := o.GetBounds()
	ax, ay := m.Apply(r.Left, r.Bottom)
	bx, by := m.Apply(r.Right, r.Top)
	return d.geometry.box(ax, ay, bx, by), ok
}

// segments reads a path stroke by stroke.
func (d *drawing) segments(o pdfium.Object, m pdfium.Matrix, count int) {
	own, ok := o.GetMatrix()
	if !ok {
		return
	}
	m = own.Then(m)
	var startX, startY, lastX, lastY float64
	for i := range count {
		s, ok := o.GetSegment(i)
		if !ok {
			return
		}
		x, y := m.Apply(s.X, s.Y)
		switch s.Type {
		case pdfium.MoveTo:
			startX, startY = x, y
		case pdfium.LineTo:
			d.add(d.geometry.box(lastX, lastY, x, y))
		default: // curves are no rulings
		}
		lastX, lastY = x, y
		if s.Closed {
			d.add(d.geometry.box(lastX, lastY, startX, startY))
		}
	}
}

// add keeps a box that is a line, and reports whether it is one.
func (d *drawing) add(b document.Box) bool {
	long, short := max(b.Width(), b.Height()), min(b.Width(), b.Height())
	if short > thin || long < shortest || long < 4*short {
		return false
	}
	onPage := b.X0 <= d.geometry.width && b.X1 >= 0 && b.Y0 <= d.geometry.height && b.Y1 >= 0
	if onPage && len(d.found) < maxRulings && !math.IsNaN(long) {
		d.found = append(d.found, document.Ruling{Box: b})
	}
	return true
}
