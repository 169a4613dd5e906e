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
	type standing struct {
		word *document.Word
		base float64
	}
	ordered := make([]standing, 0, len(words))
	for i := range words {
		if w := &words[i]; strings.TrimSpace(w.Text) != "" && finite(w.Box) && !leader(w.Text) {
			ordered = append(ordered, standing{w, baseline(*w)})
		}
	}
	slices.SortStableFunc(ordered, func(a, b standing) int {
		return cmp.Or(cmp.Compare(a.base, b.base), cmp.Compare(a.word.Box.X0, b.word.Box.X0))
	})
	var out []*Line
	for _, s := range ordered {
		place(&out, *s.word, s.base)
	}
	for _, l := range out {
		finish(l)
	}
	slices.SortStableFunc(out, func(a, b *Line) int {
		return cmp.Or(cmp.Compare(a.base, b.base), cmp.Compare(a.Box.X0, b.Box.X0))
	})
	return out
}

// place puts a word on the nearest line that takes it, or begins a line.
func place(lines *[]*Line, w document.Word, base float64) {
	size := height(w)
	var best *Line
	distance := math.Inf(1)
	for i := len(*lines) - 1; i >= 0 && i >= len(*lines)-openLines && upright(w); i-- {
		l := (*lines)[i]
		if d := math.Abs(l.base - base); d < distance && l.takes(w, base, size) {
			best, distance = l, d
		}
	}
	switch {
	case best == nil:
		*lines = append(*lines, &Line{Box: w.Box, Size: size, base: base, Words: []document.Word{w}, turned: !upright(w)})
	case !best.holds(w):
		best.add(w, base, size)
	}
}

// add puts a word on the line. The line follows its larger words, so that a
// raised mark does not move it.
func (l *Line) add(w document.Word, base, size float64) {
	switch {
	case size > 1.3*l.Size:
		l.base, l.Size = base, size
	case size >= 0.8*l.Size:
		l.base += (base - l.base) / float64(min(len(l.Words)+1, 8))
	}
	l.Words = append(l.Words, w)
}

// takes reports whether the word belongs to the line.
func (l *Line) takes(w document.Word, base, size float64) bool {
	return !l.turned && l.sameBaseline(base, size, w) && !l.blocked(w)
}

// blocked reports whether another word of the line stands where this one is.
func (l *Line) blocked(w document.Word) bool {
	for i := len(l.Words) - 1; i >= 0 && i >= len(l.Words)-wordsTried; i-- {
		o := l.Words[i]
		narrow := min(o.Box.Width(), w.Box.Width())
		if o.Box.OverlapX(w.Box) > 0.4*narrow && narrow > 0.2*height(w) && !sameWord(o, w) {
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
