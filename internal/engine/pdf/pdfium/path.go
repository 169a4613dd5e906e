package pdfium

// SegmentType is the kind of a part of a path.
type SegmentType int

// The kinds of segments.
const (
	LineTo SegmentType = iota
	BezierTo
	MoveTo
)

// Segment is a part of a path: how it goes on from the one before, to where,
// and whether it ends with a line to the beginning.
type Segment struct {
	Type   SegmentType
	X, Y   float64
	Closed bool
}

// GetDrawMode tells how a path is painted.
func (o Object) GetDrawMode() (filled, stroked bool) {
	i, at := o.instance, o.instance.roomAt
	if i.call("FPDFPath_GetDrawMode", o.handle, at, at+4) == 0 {
		return false, false
	}
	return i.int32(0) != 0, i.int32(4) == 1
}

// CountSegments tells of how many segments a path is made, -1 for what is no
// path.
func (o Object) CountSegments() int { return o.instance.call("FPDFPath_CountSegments", o.handle) }

// GetSegment is the segment of an index; ok is false where there is none.
func (o Object) GetSegment(index int) (s Segment, ok bool) {
	i := o.instance
	handle := i.call("FPDFPath_GetPathSegment", o.handle, index)
	s.Type = SegmentType(i.call("FPDFPathSegment_GetType", handle))
	if i.call("FPDFPathSegment_GetPoint", handle, i.roomAt, i.roomAt+4) == 0 {
		return s, false
	}
	s.X, s.Y = i.float32(0), i.float32(4)
	s.Closed = i.call("FPDFPathSegment_GetClose", handle) == 1
	return s, true
}
