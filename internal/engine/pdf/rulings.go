package pdf

import (
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/docextract/docextract/internal/engine/document"
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
func (x *extraction) drawing(ref requests.Page, g geometry) (*drawing, error) {
	count, err := x.pdfium.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return nil, err
	}
	d := &drawing{x: x, geometry: g, left: maxObjects}
	for i := range min(count.Count, maxObjects) {
		object, err := x.pdfium.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil {
			return nil, err
		}
		d.object(object.PageObject, identity(), 0)
		if d.left <= 0 || len(d.found) >= maxRulings {
			break
		}
	}
	x.objects += maxObjects - d.left
	d.mosaic.end(d.left <= 0)
	return d, nil
}

// drawing collects the rulings and figures of a page.
type drawing struct {
	x        *extraction
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
func (d *drawing) object(ref references.FPDF_PAGEOBJECT, m matrix, depth int) {
	d.left--
	kind, err := d.x.pdfium.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: ref})
	if err != nil {
		return
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_PATH:
		d.painted = true
		d.path(ref, m)
	case enums.FPDF_PAGEOBJ_FORM:
		if depth < formNested {
			d.form(ref, m, depth)
		}
	case enums.FPDF_PAGEOBJ_IMAGE:
		if box, ok := d.bounds(ref, m); ok {
			d.image(ref, box)
		}
	case enums.FPDF_PAGEOBJ_TEXT:
		d.text(ref)
	default: // shadings are no lines
		d.painted = true
	}
}

func (d *drawing) form(ref references.FPDF_PAGEOBJECT, m matrix, depth int) {
	own, err := d.x.pdfium.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: ref})
	if err != nil {
		return
	}
	count, err := d.x.pdfium.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: ref})
	if err != nil {
		return
	}
	inner := newMatrix(own.Matrix).then(m)
	for i := range min(count.Count, maxObjects) {
		if d.left <= 0 {
			return
		}
		object, err := d.x.pdfium.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: ref, Index: uint64(i)})
		if err != nil {
			return
		}
		d.object(object.PageObject, inner, depth+1)
	}
}

// path tells a line by its bounds alone where it can: most paths are one
// stroke or one rectangle.
func (d *drawing) path(ref references.FPDF_PAGEOBJECT, m matrix) {
	mode, err := d.x.pdfium.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: ref})
	if err != nil || !mode.Stroke && mode.FillMode == enums.FPDF_FILLMODE_NONE {
		return
	}
	box, ok := d.bounds(ref, m)
	if !ok {
		return
	}
	if mode.FillMode != enums.FPDF_FILLMODE_NONE {
		d.mosaic.add(box)
	}
	if d.add(box) || box.Width() < shortest && box.Height() < shortest {
		return
	}
	count, err := d.x.pdfium.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: ref})
	if err != nil {
		return
	}
	if count.Count >= leastPieces && squarish(box) {
		d.mosaic.found = append(d.mosaic.found, box)
	}
	if count.Count > maxSegments {
		return
	}
	d.segments(ref, m, count.Count)
}

// bounds is where an object is on the page.
func (d *drawing) bounds(ref references.FPDF_PAGEOBJECT, m matrix) (document.Box, bool) {
	b, err := d.x.pdfium.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: ref})
	if err != nil {
		return document.Box{}, false
	}
	ax, ay := m.apply(float64(b.Left), float64(b.Bottom))
	bx, by := m.apply(float64(b.Right), float64(b.Top))
	return d.geometry.box(ax, ay, bx, by), true
}

// segments reads a path stroke by stroke.
func (d *drawing) segments(ref references.FPDF_PAGEOBJECT, m matrix, count int) {
	own, err := d.x.pdfium.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: ref})
	if err != nil {
		return
	}
	m = newMatrix(own.Matrix).then(m)
	var startX, startY, lastX, lastY float64
	for i := range count {
		segment, err := d.x.pdfium.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: ref, Index: i})
		if err != nil {
			return
		}
		kind, err := d.x.pdfium.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: segment.PathSegment})
		if err != nil {
			return
		}
		point, err := d.x.pdfium.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
		if err != nil {
			return
		}
		x, y := m.apply(float64(point.X), float64(point.Y))
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			startX, startY = x, y
		case enums.FPDF_SEGMENT_LINETO:
			d.add(d.geometry.box(lastX, lastY, x, y))
		default: // curves are no rulings
		}
		lastX, lastY = x, y
		closed, err := d.x.pdfium.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: segment.PathSegment})
		if err == nil && closed.IsClose {
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
