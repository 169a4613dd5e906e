package ppocr

import (
	"image"
	"math"
)

// A line is straightened when it is wide enough for its slope to be known and
// the slope is one of a line of text.
const (
	straightenRatio = 3
	maxSlope        = 0.25
)

// crop is a line cut out of the picture: upright grey pixels and the box in
// the picture that they show, before shearing.
type crop struct {
	grey  *image.Gray
	box   image.Rectangle
	slope float64
	pivot float64 // the x at which shearing moves nothing
	// top and bottom are the rows of the picture between which there is ink, at
	// the pivot.
	top, bottom float64
}

// cut cuts a line out: sheared by its slope and, where tighten is set and the
// box has more paper than text, cropped to the band of text.
func cut(img *image.Gray, l line, tighten bool) crop {
	c := crop{box: l.box, slope: l.slope, pivot: float64(l.box.Min.X+l.box.Max.X) / 2}
	if l.box.Dx() < straightenRatio*l.box.Dy() || math.Abs(l.slope) > maxSlope {
		c.slope = 0
	}
	if tighten && l.box.Dy() > minBox {
		sheared := shear(img, c.box, c.slope, c.pivot)
		if top, bottom, ok := textBand(sheared); ok {
			c.box = band(img, l.box, top, bottom)
			c.grey = shear(img, c.box, c.slope, c.pivot)
			c.top, c.bottom = float64(l.box.Min.Y+top), float64(l.box.Min.Y+bottom)
			return c
		}
	}
	c.slope = 0
	c.grey = part(img, c.box)
	c.top, c.bottom = float64(c.box.Min.Y), float64(c.box.Max.Y)
	if top, bottom := inkBand(c.grey); float64(bottom-top) >= leastBand*float64(c.box.Dy()) {
		c.top, c.bottom = float64(c.box.Min.Y+top), float64(c.box.Min.Y+bottom)
	}
	return c
}

// part is the same pixels within a box that lies in the picture.
func part(img *image.Gray, box image.Rectangle) *image.Gray {
	return &image.Gray{Pix: img.Pix[img.PixOffset(box.Min.X, box.Min.Y):], Stride: img.Stride, Rect: box}
}

// band is the box around rows top to bottom of the line's box, with a fifth of
// their height above and below, and an eighth of the whole at both ends.
func band(img *image.Gray, box image.Rectangle, top, bottom int) image.Rectangle {
	height := box.Dy()
	pad := int(math.Round(0.2 * float64(bottom-top)))
	top, bottom = max(-height/4, top-pad), min(height+height/4, bottom+pad)
	side := (bottom - top) / 8
	return image.Rect(
		max(0, box.Min.X-side), box.Min.Y+top,
		min(img.Rect.Max.X, box.Max.X+side), box.Min.Y+bottom,
	)
}

// shear cuts a box out, each column moved down by slope pixels for each pixel
// right of the pivot. Rows outside the picture repeat its edge.
func shear(img *image.Gray, box image.Rectangle, slope, pivot float64) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	bottom := img.Rect.Max.Y - 1
	for x := range box.Dx() {
		shift := slope * (float64(box.Min.X+x) - pivot)
		whole := math.Floor(shift)
		part := float32(shift - whole)
		for y := range box.Dy() {
			at := box.Min.Y + y + int(whole)
			a := img.Pix[min(bottom, max(0, at))*img.Stride+box.Min.X+x]
			b := img.Pix[min(bottom, max(0, at+1))*img.Stride+box.Min.X+x]
			out.Pix[y*out.Stride+x] = uint8(float32(a)*(1-part) + float32(b)*part + .5)
		}
	}
	return out
}
