// Package document is what the engine's rooms hand to each other: pages with
// their words and rulings, in pixels at 300 dpi with the origin at the top
// left. It also tells kinds of files apart by their content. It parses no
// format and chooses no field.
package document

import "math"

// DPI is the resolution that all coordinates refer to (A4 = 2480 × 3508).
const DPI = 300

// Page is one page as it is read: its size, its words in no promised order,
// the straight lines drawn on it, and what it says to machines.
type Page struct {
	Index         int // from 0
	Width, Height float64
	Words         []Word
	Rulings       []Ruling
	Codes         []Code
	// Turned is how many quarters clockwise the text runs on the page as it is
	// shown. All else here is as if the page were turned back, so that the text
	// is upright.
	Turned int
	// Slope is how much the lines fall to the right on the page turned back, in
	// degrees, where it was fed in askew. All else here is as if it had been
	// straightened about its middle.
	Slope float64
}

// Shown is where a box is on the page as it is shown.
func (p Page) Shown(b Box) Box {
	width, height := p.Width, p.Height
	if p.Slope != 0 {
		sin, cos := math.Sincos(p.Slope * math.Pi / 180)
		dx, dy := b.CenterX()-width/2, b.CenterY()-height/2
		b = b.moved(dx*cos-dy*sin-dx, dx*sin+dy*cos-dy)
	}
	for range p.Turned {
		b = Box{X0: height - b.Y1, Y0: b.X0, X1: height - b.Y0, Y1: b.X1}
		width, height = height, width
	}
	return b
}

// ShownSize is the size of the page as it is shown.
func (p Page) ShownSize() (width, height float64) {
	if p.Turned%2 == 1 {
		return p.Height, p.Width
	}
	return p.Width, p.Height
}

// Word is a run of characters without a blank, as printed.
type Word struct {
	Text string
	Box  Box
	// Size is the font size in pixels, 0 where unknown.
	Size float64
	Bold bool
	// Confidence is the reader's own, 1 for a text layer.
	Confidence float64
	// Agreement is what a second reader made of the word.
	Agreement Agreement
}

// Agreement tells whether two readers read the same.
type Agreement int8

// The agreements. For words with digits they say more than any reader's own
// confidence does.
const (
	Unchecked Agreement = iota // there was one reader, or the other saw nothing there
	Agreed
	Differed
)

// Ruling is a thin straight line: Box is flat or narrow.
type Ruling struct{ Box Box }

// Code is a QR code. Where it declares no character set each character of its
// text stands for one byte, U+0000 to U+00FF.
type Code struct {
	Text string
	Box  Box
}

// Box is a rectangle: X0 ≤ X1, Y0 ≤ Y1, Y grows downwards.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Width is the horizontal extent.
func (b Box) Width() float64 { return b.X1 - b.X0 }

// Height is the vertical extent.
func (b Box) Height() float64 { return b.Y1 - b.Y0 }

func (b Box) moved(dx, dy float64) Box { return Box{b.X0 + dx, b.Y0 + dy, b.X1 + dx, b.Y1 + dy} }

// CenterX is the horizontal middle.
func (b Box) CenterX() float64 { return (b.X0 + b.X1) / 2 }

// CenterY is the vertical middle.
func (b Box) CenterY() float64 { return (b.Y0 + b.Y1) / 2 }

// Union is the smallest box around both. The zero Box counts as nothing.
func (b Box) Union(o Box) Box {
	if b == (Box{}) {
		return o
	}
	if o == (Box{}) {
		return b
	}
	return Box{X0: min(b.X0, o.X0), Y0: min(b.Y0, o.Y0), X1: max(b.X1, o.X1), Y1: max(b.Y1, o.Y1)}
}

// OverlapX is the length of the common horizontal stretch, 0 if there is none.
func (b Box) OverlapX(o Box) float64 { return max(0, min(b.X1, o.X1)-max(b.X0, o.X0)) }

// OverlapY is the length of the common vertical stretch, 0 if there is none.
func (b Box) OverlapY(o Box) float64 { return max(0, min(b.Y1, o.Y1)-max(b.Y0, o.Y0)) }
