package pdf

import (
	"math"
	"unicode"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

// Layer is what is known of a page's text layer beside its words: what it
// takes to judge whether the words are what a reader sees.
type Layer struct {
	// Chars are the characters, and Unmapped those among them of which the file
	// does not say what they stand for.
	Chars, Unmapped int
	// Hidden says that the text is not shown, or lies under a picture: it was
	// recognised by whoever made the file.
	Hidden bool
	// Picture is the share of the page that images cover, at most 1.
	Picture float64
	// Resolution is how many pixels to the inch the finest image has of a page
	// that images cover and on which nothing is drawn; 0 of any other page.
	Resolution float64
}

// sampledTexts is how many pieces of text are asked how they are painted.
const sampledTexts = 64

// survey counts the characters.
func (l *Layer) survey(chars []pdfium.Char) {
	for _, c := range chars {
		if c.Rune == 0 || unicode.IsSpace(c.Rune) {
			continue
		}
		l.Chars++
		if unmapped(c.Rune) {
			l.Unmapped++
		}
	}
}

// unmapped reports whether a character stands for nothing: fonts whose
// characters are unknown give private ones, controls or the sign for that.
func unmapped(r rune) bool {
	const hyphen = 2 // PDFium's own sign at the end of a line
	return r == utf8.RuneError || unicode.Is(unicode.Co, r) || unicode.IsControl(r) && r != hyphen
}

// texts counts how pieces of text are painted.
type texts struct {
	all, sampled, invisible int
	beforePicture           int // how many lie under an image of the whole page
}

// text looks how a piece of text is painted.
func (d *drawing) text(o pdfium.Object) {
	d.texts.all++
	if d.texts.sampled == sampledTexts {
		return
	}
	d.texts.sampled++
	if mode := o.GetTextRenderMode(); mode == pdfium.Invisible || mode == pdfium.Clip {
		d.texts.invisible++
	}
}

// image keeps where an image is, and how fine.
func (d *drawing) image(o pdfium.Object, box document.Box) {
	d.images = append(d.images, box)
	width, height := o.GetImagePixelSize()
	if area := box.Width() * box.Height(); area > 0 {
		d.finest = max(d.finest, document.DPI*math.Sqrt(float64(width)*float64(height)/area))
	}
	if d.share(box) > wholePage {
		d.texts.beforePicture = d.texts.all
	}
}

// share is how much of the page a box covers.
func (d *drawing) share(b document.Box) float64 {
	page := document.Box{X1: d.geometry.width, Y1: d.geometry.height}
	return b.OverlapX(page) * b.OverlapY(page) / max(page.Width()*page.Height(), 1)
}

// layer is what the drawing tells of the text layer.
func (d *drawing) layer(l Layer) Layer {
	for _, b := range d.images {
		l.Picture += d.share(b)
	}
	l.Picture = min(l.Picture, 1)
	t := d.texts
	l.Hidden = t.all > 0 && (10*t.invisible > 9*t.sampled || 10*t.beforePicture > 9*t.all)
	if l.Picture > wholePage && !d.painted {
		l.Resolution = d.finest
	}
	return l
}
