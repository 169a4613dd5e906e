package fields

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/ranker"
)

// aspect is what is true of a whole document, for all of its candidates.
type aspect struct {
	legibility float64 // the mean confidence of its words
	medium     ranker.Medium
	size       float64 // the usual height of a cell
	cells      float64
	repeats    map[string]int // how many cells are nothing but the text
	figures    figures
	sums       []float64
}

func (s *sheet) aspect(in Input) *aspect {
	e := in.Sums
	a := &aspect{medium: in.Medium, size: s.usualSize(), cells: logOf(len(s.cells)), repeats: map[string]int{}, figures: s.figures()}
	sum, count := 0.0, 0.0
	for _, c := range s.cells {
		a.repeats[c.key]++
		for i, w := range c.words {
			sum += w.Confidence
			count++
			if len(c.words) > 1 && i > 0 && hasDigit(w.Text) {
				a.repeats[plain(w.Text)]++
			}
		}
	}
	a.legibility = sum / max(1, count)
	support := 0
	if len(e.Triples) > 0 {
		support = e.Triples[0].Support
	}
	a.sums = []float64{float64(e.Rows), flag(!e.Lines.IsZero()), float64(len(e.Rates)), logOf(len(e.Triples)), float64(support)}
	return a
}

func hasPart(text, part string) bool { return len(part) >= 4 && strings.Contains(text, part) }

func isAlphanumeric(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) })
}
