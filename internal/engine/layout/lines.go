package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/document"
)

const (
	// openLines is how many of the latest lines a word is tried on. More
	// than this never stand beside each other on a real page.
	openLines = 48
	// wordsTried bounds the search for a word that stands in the way.
	wordsTried = 256
)

// lines groups words by baseline, top to bottom, each line left to right.
func lines(words []document.Word) []*Line {
	ordered := make([]document.Word, 0, len(words))
	for _, w := range words {
		if strings.TrimSpace(w.Text) != "" && finite(w.Box) && !leader(w.Text) {
			ordered = append(ordered, w)
		}
	}
	slices.SortStableFunc(ordered, func(a, b document.Word) int {
		return cmp.Or(cmp.Compare(a.Box.CenterY(), b.Box.CenterY()), cmp.Compare(a.Box.X0, b.Box.X0))
	})
	var out []*Line
	for _, w := range ordered {
		place(&out, w)
	}
	for _, l := range out {
		finish(l)
	}
	slices.SortStableFunc(out, func(a, b *Line) int {
		return cmp.Or(cmp.Compare(a.Box.CenterY(), b.Box.CenterY()), cmp.Compare(a.Box.X0, b.Box.X0))
	})
	return out
}

// place puts a word on the nearest line that takes it, or begins a line.
func place(lines *[]*Line, w document.Word) {
	var best *Line
	distance := math.Inf(1)
	if !upright(w) {
		*lines = append(*lines, &Line{Box: w.Box, Size: w.Box.Width(), Words: []document.Word{w}})
		return
	}
	for i := len(*lines) - 1; i >= 0 && i >= len(*lines)-openLines; i-- {
		l := (*lines)[i]
		if d := math.Abs(l.Box.CenterY() - w.Box.CenterY()); d < distance && l.takes(w) {
			best, distance = l, d
		}
	}
	switch {
	case best == nil:
		*lines = append(*lines, &Line{Box: w.Box, Size: height(w), Words: []document.Word{w}})
	case !best.holds(w):
		best.Words = append(best.Words, w)
		best.grow(w)
	}
}

// grow widens the line. Its height follows the tallest words only, so that a
// raised mark or a descender does not move the baseline.
func (l *Line) grow(w document.Word) {
	h := w.Box.Height()
	switch {
	case h > 1.3*l.Box.Height():
		l.Box = document.Box{X0: min(l.Box.X0, w.Box.X0), X1: max(l.Box.X1, w.Box.X1), Y0: w.Box.Y0, Y1: w.Box.Y1}
	default:
		l.Box.X0, l.Box.X1 = min(l.Box.X0, w.Box.X0), max(l.Box.X1, w.Box.X1)
	}
	l.Size = max(l.Size, height(w))
}

// takes reports whether the word stands on the line's baseline.
func (l *Line) takes(w document.Word) bool {
	last := l.Words[len(l.Words)-1]
	if !upright(last) {
		return false
	}
	lh, wh := l.Box.Height(), w.Box.Height()
	small, big := min(lh, wh), max(lh, wh)
	offset := math.Abs(l.Box.CenterY() - w.Box.CenterY())
	sameLine := false
	switch {
	case big <= 1.6*small:
		sameLine = offset <= 0.5*small
	case small < 0.55*big && len([]rune(w.Text)) <= 3 && wh == small:
		sameLine = offset <= 0.55*big // a dash, a comma, a raised digit
	default:
		sameLine = math.Abs(l.Box.Y1-w.Box.Y1) <= 0.3*small || offset <= 0.2*small
	}
	return sameLine && !l.blocked(w)
}

// blocked reports whether another word of the line stands where this one is.
func (l *Line) blocked(w document.Word) bool {
	for i := len(l.Words) - 1; i >= 0 && i >= len(l.Words)-wordsTried; i-- {
		o := l.Words[i]
		if shared := o.Box.OverlapX(w.Box); shared > 0.4*min(o.Box.Width(), w.Box.Width()) && !sameWord(o, w) &&
			min(o.Box.Width(), w.Box.Width()) > 0.2*height(w) {
			return true
		}
	}
	return false
}

// holds reports whether the line has this very word already: bold type is
// sometimes made by printing twice.
func (l *Line) holds(w document.Word) bool {
	for i := len(l.Words) - 1; i >= 0 && i >= len(l.Words)-wordsTried; i-- {
		if sameWord(l.Words[i], w) {
			return true
		}
	}
	return false
}

func sameWord(a, b document.Word) bool {
	near := 0.15 * height(b)
	return a.Text == b.Text && math.Abs(a.Box.X0-b.Box.X0) <= near && math.Abs(a.Box.Y0-b.Box.Y0) <= near
}

// finish orders the line's words and settles its box and size: the upper
// quartile of the heights, since words without ascenders may have low boxes.
func finish(l *Line) {
	slices.SortStableFunc(l.Words, func(a, b document.Word) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
	heights := make([]float64, 0, len(l.Words))
	for _, w := range l.Words {
		heights = append(heights, height(w))
	}
	slices.Sort(heights)
	l.Box, l.Size = Bounds(l.Words), heights[len(heights)*3/4]
}

// height is the font size where known, else the height of the box.
func height(w document.Word) float64 {
	if w.Size > 0 {
		return w.Size
	}
	return w.Box.Height()
}

// leader reports whether a word is dots or dashes that lead the eye across a
// gap, or a line typed with them: not text.
func leader(text string) bool {
	return len(text) >= 4 && strings.Trim(text, "._-=*~–—…·") == ""
}

// upright tells words that run from left to right from turned ones.
func upright(w document.Word) bool {
	return len([]rune(w.Text)) <= 2 || w.Box.Height() <= 2.5*w.Box.Width()
}

func finite(b document.Box) bool {
	sum := b.X0 + b.Y0 + b.X1 + b.Y1
	return !math.IsNaN(sum) && !math.IsInf(sum, 0) && b.X1 >= b.X0 && b.Y1 >= b.Y0
}
