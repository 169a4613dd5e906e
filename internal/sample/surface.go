package sample

// surface is what a layout draws on: pages measured in millimetres from the
// top left. It has three bodies: a PDF, an image, and a record for tests.
type surface interface {
	page(width, height float64)
	// text puts s with its baseline at y, beginning at x.
	text(x, y float64, s string, f font)
	width(s string, f font) float64
	line(x0, y0, x1, y1, thick float64)
	fill(x, y, w, h float64, c shade)
}

// font is a face in a size.
type font struct {
	face  face
	size  float64 // points
	color shade
}

// face is one of the embedded fonts.
type face int

const (
	regular face = iota
	bold
	mono
	monoBold
	medium
	faces
)

// shade is a colour; the zero value is black.
type shade struct{ r, g, b uint8 }

// points in a millimetre.
const pointsPerMM = 72 / 25.4

// leading is the distance of two baselines, in millimetres.
func (f font) leading() float64 { return f.size / pointsPerMM * 1.25 }

func (f font) bold() font {
	switch f.face {
	case regular, medium:
		f.face = bold
	case mono:
		f.face = monoBold
	case bold, monoBold, faces:
	}
	return f
}

func (f font) scaled(by float64) font {
	f.size = float64(int(f.size*by*2+0.5)) / 2
	return f
}

func (f font) in(c shade) font {
	f.color = c
	return f
}
