package layout

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/docextract/docextract/internal/engine/document"
)

// columnGap is the gap, in font sizes, from which on two words are apart. A
// blank is 0.2 to 0.35 sizes wide, a stretched one in justified text seldom
// more than 0.6.
const columnGap = 0.75

// typewriterGap is the same for type of one pitch, as typewriters have: there
// a blank is 0.6 sizes wide, and a narrow glyph beside it leaves more.
const typewriterGap = 1.1

// segments splits a line at its gaps and at upright rulings.
func segments(l *Line, bars []document.Box, widest float64) []*Segment {
	var out []*Segment
	start := 0
	for i := 1; i <= len(l.Words); i++ {
		if i == len(l.Words) || apart(l, l.Words[i-1], l.Words[i], bars, widest) {
			out = append(out, newSegment(l.Words[start:i]))
			start = i
		}
	}
	return out
}

func apart(l *Line, a, b document.Word, bars []document.Box, widest float64) bool {
	gap := b.Box.X0 - a.Box.X1
	size := max(min(height(a), height(b)), 0.6*l.Size)
	return gap > widest*size || barBetween(bars, a.Box, b.Box)
}

// widestBlank is the gap up to which words of the page are one phrase.
func widestBlank(words []document.Word) float64 {
	const enough, spread = 20, 0.05
	var n, sum, squares float64
	for _, w := range words {
		letters := float64(utf8.RuneCountInString(w.Text))
		if letters < 6 || height(w) <= 0 {
			continue
		}
		pitch := w.Box.Width() / (letters - 0.2) / height(w)
		n, sum, squares = n+1, sum+pitch, squares+pitch*pitch
	}
	if n < enough {
		return columnGap
	}
	mean := sum / n
	if variance := squares/n - mean*mean; mean > 0.45 && variance < spread*spread*mean*mean {
		return typewriterGap
	}
	return columnGap
}

func newSegment(words []document.Word) *Segment {
	s := &Segment{Words: slices.Clip(words), Text: Text(words), Box: Bounds(words), Bold: true}
	for _, w := range words {
		s.Size = max(s.Size, height(w))
		s.Bold = s.Bold && w.Bold
	}
	return s
}

// verticals are the upright rulings and those that were read as signs, from
// left to right.
func verticals(rulings []document.Ruling, read []document.Box) []document.Box {
	out := slices.Clone(read)
	for _, r := range rulings {
		if r.Box.Height() > 20 && r.Box.Height() > 4*r.Box.Width() {
			out = append(out, r.Box)
		}
	}
	slices.SortFunc(out, func(a, b document.Box) int { return cmp.Compare(a.X0, b.X0) })
	return out
}

// barBetween reports whether an upright ruling runs between two words.
func barBetween(bars []document.Box, a, b document.Box) bool {
	const slack = 2 // pixels that a glyph may reach over the line
	from := sort.Search(len(bars), func(i int) bool { return bars[i].X0 >= a.X1-slack })
	y := (a.CenterY() + b.CenterY()) / 2
	for i, tried := from, 0; i < len(bars) && bars[i].X1 <= b.X0+slack && tried < wordsTried; i, tried = i+1, tried+1 {
		if bars[i].Y0 <= y && y <= bars[i].Y1 {
			return true
		}
	}
	return false
}
