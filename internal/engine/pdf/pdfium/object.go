package pdfium

// Object is something that a page, or a drawing within it, shows.
type Object struct {
	instance *Instance
	handle   int
}

// ObjectType is the kind of an object.
type ObjectType int

// The kinds of objects.
const (
	UnknownObject ObjectType = iota
	TextObject
	PathObject
	ImageObject
	ShadingObject
	FormObject // a drawing of its own
)

// RenderMode is how a piece of text is painted.
type RenderMode int

// The modes in which a reader sees nothing of the text.
const (
	Invisible RenderMode = 3
	Clip      RenderMode = 7
)

// CountObjects tells how many objects the page shows.
func (p *Page) CountObjects() int { return p.instance.call("FPDFPage_CountObjects", p.handle) }

// GetObject is the object of an index.
func (p *Page) GetObject(index int) Object {
	return Object{p.instance, p.instance.call("FPDFPage_GetObject", p.handle, index)}
}

// GetType is the object's kind.
func (o Object) GetType() ObjectType {
	return ObjectType(o.instance.call("FPDFPageObj_GetType", o.handle))
}

// GetMatrix is how the object is placed in what it belongs to; ok is false
// where it has no place.
func (o Object) GetMatrix() (m Matrix, ok bool) {
	i := o.instance
	ok = i.call("FPDFPageObj_GetMatrix", o.handle, i.roomAt) != 0
	return i.matrix(), ok
}

// GetBounds is where the object is in what it belongs to; ok is false where it
// is nowhere.
func (o Object) GetBounds() (r Rect, ok bool) {
	i, at := o.instance, o.instance.roomAt
	ok = i.call("FPDFPageObj_GetBounds", o.handle, at, at+4, at+8, at+12) != 0
	return Rect{Left: i.float32(0), Bottom: i.float32(4), Right: i.float32(8), Top: i.float32(12)}, ok
}

// CountObjects tells how many objects a drawing shows, -1 for what is none.
func (o Object) CountObjects() int { return o.instance.call("FPDFFormObj_CountObjects", o.handle) }

// GetObject is the object of an index in a drawing.
func (o Object) GetObject(index int) Object {
	return Object{o.instance, o.instance.call("FPDFFormObj_GetObject", o.handle, index)}
}

// GetTextRenderMode is how a piece of text is painted.
func (o Object) GetTextRenderMode() RenderMode {
	return RenderMode(o.instance.call("FPDFTextObj_GetTextRenderMode", o.handle))
}

// GetImagePixelSize is how many pixels an image has; none, where it cannot be
// read.
func (o Object) GetImagePixelSize() (width, height int) {
	i := o.instance
	if i.call("FPDFImageObj_GetImagePixelSize", o.handle, i.roomAt, i.roomAt+4) == 0 {
		return 0, 0
	}
	return i.int32(0), i.int32(4)
}
