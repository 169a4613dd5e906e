package lineitems

import (
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/layout"
)

// settleTexts tells by its cells what a column is whose head may mean a
// description as well as a product's number: the one with the most letters
// describes, beside it codes are numbers and running figures are positions.
func (g *grid) settleTexts(e *extractor, lines []*layout.Line) {
	weak := g.of(item)
	described := len(g.of(description)) > 0
	if len(weak) == 0 && described {
		return
	}
	texts := g.cellTexts(e, lines)
	if !described {
		g.describe(weak, texts)
	}
	for _, c := range weak {
		if g.columns[c].kind != item {
			continue
		}
		switch {
		case running(texts[c]):
			g.columns[c].kind = position
		case codes(texts[c]):
			g.columns[c].kind = number
		}
	}
}

// describe names the column of descriptions: of the weak ones, or else of
// those whose names say something else or nothing, the one with the most
// letters.
func (g *grid) describe(weak []int, texts [][]string) {
	const word = 3.0 // letters
	least := 0.0
	if len(weak) == 0 {
		weak, least = g.of(position, unknown, other), word
	}
	best := -1
	for _, c := range weak {
		if n := letters(texts[c]); n >= least && (best < 0 || n > letters(texts[best])) {
			best = c
		}
	}
	if best >= 0 {
		g.columns[best].kind = description
	}
}

// cellTexts is the first texts of each column.
func (g *grid) cellTexts(e *extractor, lines []*layout.Line) [][]string {
	const enough = 60
	out := make([][]string, len(g.columns))
	for _, l := range lines[:min(len(lines), enough)] {
		r := g.cut(l, e.reader)
		if e.stops(g, &r) {
			break
		}
		for i := range r.cells {
			c := &r.cells[i]
			out[c.column] = append(out[c.column], c.text())
		}
	}
	return out
}

// letters is the mean number of letters of texts.
func letters(texts []string) float64 {
	n := 0
	for _, t := range texts {
		for _, r := range t {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return float64(n) / float64(max(1, len(texts)))
}

// running reports whether texts count up from 1.
func running(texts []string) bool {
	next := 1
	for _, t := range texts {
		if n, ok := small(t); !ok || n != next {
			return false
		}
		next++
	}
	return len(texts) > 0
}

// small reads a whole number of up to three digits, with a dot or not.
func small(t string) (n int, ok bool) {
	t = strings.TrimSuffix(t, ".")
	if t == "" || len(t) > 3 {
		return 0, false
	}
	for _, r := range t {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = 10*n + int(r-'0')
	}
	return n, true
}

// codes reports whether most texts are one word with a digit in it.
func codes(texts []string) bool {
	n := 0
	for _, t := range texts {
		if len(strings.Fields(t)) <= 2 && strings.ContainsFunc(t, unicode.IsDigit) {
			n++
		}
	}
	return 2*n > len(texts)
}
