// Package qr finds QR codes in pictures and reads them. What they say is not
// its business.
//
// A page is searched for the three eyes of a code first, which takes a few
// milliseconds; only where they are, a library decodes. So a page of text costs
// little, and hostile pictures no more than a bounded number of attempts.
package qr

import (
	"cmp"
	"fmt"
	"image"
	"slices"
)

// Code is a QR code in a picture.
type Code struct {
	// Text is the content. Where the code declares no character set each
	// character stands for one byte of it, U+0000 to U+00FF.
	Text string
	// Box is around the code without its margin, in pixels of the picture.
	Box image.Rectangle
}

// What a search may cost.
const (
	maxCodes = 8
	// maxPixels is how many pixels are decoded in all attempts together.
	maxPixels = 48 << 20
)

// Find reads the codes of a picture, which may be turned and of several sizes,
// from the top down. A code that is damaged beyond its redundancy is not found.
func Find(img *image.Gray) []Code {
	var found []Code
	d := &decoder{left: maxPixels}
	for _, t := range triples(eyes(img)) {
		if d.left <= 0 || len(found) == maxCodes {
			break
		}
		box := t.box().Intersect(img.Bounds())
		if slices.ContainsFunc(found, func(c Code) bool { return mostlyIn(box, c.Box) }) {
			continue
		}
		if text, ok := d.read(img, t); ok {
			found = append(found, Code{Text: text, Box: box})
		}
	}
	slices.SortStableFunc(found, func(a, b Code) int {
		return cmp.Or(cmp.Compare(a.Box.Min.Y, b.Box.Min.Y), cmp.Compare(a.Box.Min.X, b.Box.Min.X))
	})
	return found
}

// mostlyIn reports whether half of a is in b.
func mostlyIn(a, b image.Rectangle) bool {
	in := a.Intersect(b).Size()
	size := a.Size()
	return 2*in.X*in.Y > size.X*size.Y
}

// read decodes what is between the eyes: as it is, and where that fails in
// other sizes, because modules of few pixels are told apart better when they
// are drawn larger, and grainy ones when they are drawn smaller.
func (d *decoder) read(img *image.Gray, t triple) (string, bool) {
	margin := int(6 * t.module)
	area := image.Rectangle{Min: t.box().Min.Sub(image.Pt(margin, margin)), Max: t.box().Max.Add(image.Pt(margin, margin))}.Intersect(img.Bounds())
	part := cut(img, area)
	if text, ok := d.decode(part); ok {
		return text, true
	}
	for _, module := range []float64{4, 6, 3} {
		if factor := module / t.module; factor < 0.8 || factor > 1.2 {
			if text, ok := d.decode(scaled(part, factor)); ok {
				return text, true
			}
		}
	}
	return "", false
}

// cut copies a part of the picture to the origin.
func cut(img *image.Gray, area image.Rectangle) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, area.Dx(), area.Dy()))
	for y := range area.Dy() {
		copy(out.Pix[y*out.Stride:][:area.Dx()], img.Pix[img.PixOffset(area.Min.X, area.Min.Y+y):])
	}
	return out
}

// String says where the code is, for logs; its content may be private.
func (c Code) String() string { return fmt.Sprintf("a QR code of %d bytes at %v", len(c.Text), c.Box) }
