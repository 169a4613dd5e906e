package layout

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
)

// descent is how far descenders reach below the baseline, in font sizes.
const descent = 0.21

// baseline is where the word's letters stand. Boxes fit the ink closely where
// the font size is known, so that the box's lower edge depends on the letters.
func baseline(w document.Word) float64 {
	if w.Size <= 0 {
		return w.Box.Y1 - descent*w.Box.Height()
	}
	if w.Box.Height() > 0.98*w.Size {
		return w.Box.CenterY() + 0.28*w.Size // a box as tall as the font
	}
	switch {
	case strings.Trim(w.Text, "-–—−~=+*·•×") == "":
		return w.Box.CenterY() + 0.28*w.Size
	case strings.Trim(w.Text, `"'´’‘“”°^`) == "":
		return w.Box.Y0 + 0.72*w.Size
	case strings.Trim(w.Text, ",;") == "":
		return w.Box.Y0 + 0.12*w.Size
	case strings.IndexFunc(w.Text, descends) >= 0, tallJ(w):
		return w.Box.Y1 - descent*w.Size
	}
	return w.Box.Y1
}

// tallJ reports whether a word's capital J reaches below the baseline, as in
// some fonts: the word is taller than capitals are.
func tallJ(w document.Word) bool {
	return strings.ContainsRune(w.Text, 'J') && w.Box.Height() > 0.85*w.Size && strings.IndexFunc(w.Text, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// descends reports whether a letter or sign reaches below the baseline.
func descends(r rune) bool {
	return strings.ContainsRune("gjpqyçşţģķļņ,;()[]{}|/\\@§$Qµ_", r) || unicode.Is(unicode.Mn, r)
}

// height is the font size where known, else the height of the box.
func height(w document.Word) float64 {
	if w.Size > 0 {
		return w.Size
	}
	return w.Box.Height()
}

// sameBaseline reports whether a word of that baseline and size stands on a
// line. Raised digits and signs may be off by more.
func (l *Line) sameBaseline(base, size float64, w document.Word) bool {
	d, short := math.Abs(base-l.base), isShort(w)
	small, big := math.Min(size, l.Size), math.Max(size, l.Size)
	slack := 0.3
	if w.Confidence > 0 && w.Confidence < 1 {
		slack = 0.36 // scans are not quite straight, nor are boxes exact
	}
	switch {
	case d <= slack*small:
		return true
	case small > 0.75*big:
		return false
	case short && size < l.Size, l.short() && size > l.Size:
		return d <= 0.5*big && l.near(w, markReach*big)
	}
	middle := math.Abs((base - 0.28*size) - (l.base - 0.28*l.Size))
	return middle <= 0.15*small // set in the middle beside a larger font
}

// markReach is how far, in sizes, a raised mark stands from its word.
const markReach = 2

// near reports whether a word stands within reach of the line's ends.
func (l *Line) near(w document.Word, reach float64) bool {
	box := Bounds(l.Words)
	return w.Box.X0-box.X1 <= reach && box.X0-w.Box.X1 <= reach
}

// short reports whether the line is so far no more than a mark.
func (l *Line) short() bool { return len(l.Words) == 1 && isShort(l.Words[0]) }

// isShort tells what may be a raised digit or a sign.
func isShort(w document.Word) bool { return utf8.RuneCountInString(w.Text) <= 3 }
