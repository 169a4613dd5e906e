package lineitems

import (
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// cell is the words of one line that stand in one column.
type cell struct {
	column int
	words  []document.Word
	box    document.Box
}

// text is the cell's words with blanks between.
func (c *cell) text() string { return layout.Text(c.words) }

// record is one line of the body, cut into cells.
type record struct {
	line  *layout.Line
	cells []cell
}

// at returns the cells that stand in a column.
func (r *record) at(column int) []cell {
	var out []cell
	for _, c := range r.cells {
		if c.column == column {
			out = append(out, c)
		}
	}
	return out
}

// has reports whether something stands in a column of that line.
func (r *record) has(column int) bool {
	return slices.ContainsFunc(r.cells, func(c cell) bool { return c.column == column })
}

// cut splits a line into the cells of the grid.
func (g *grid) cut(l *layout.Line, reader *locale.Reader) record {
	r := record{line: l}
	for _, s := range g.inside(l) {
		for _, words := range g.pieces(s, reader) {
			box := layout.Bounds(words)
			at := g.columnOf(box, isNumber(reader, words))
			if n := len(r.cells); n > 0 && r.cells[n-1].column == at {
				last := &r.cells[n-1]
				last.words = slices.Concat(last.words, words)
				last.box = last.box.Union(box)
				continue
			}
			r.cells = append(r.cells, cell{column: at, words: words, box: box})
		}
	}
	return r
}

// inside is the segments of a line but those that stand well beside the table.
func (g *grid) inside(l *layout.Line) []*layout.Segment {
	const margin = 90 // pixels that a cell may reach beyond the heads
	left, right := g.columns[0].left-margin, g.columns[len(g.columns)-1].right+margin
	out := make([]*layout.Segment, 0, len(l.Segments))
	for _, s := range l.Segments {
		if s.Box.X1 >= left && s.Box.X0 <= right {
			out = append(out, s)
		}
	}
	return out
}

// pieces cuts a segment where a column begins within it: the columns of a
// tight table may be no further apart than words.
func (g *grid) pieces(s *layout.Segment, reader *locale.Reader) [][]document.Word {
	var out [][]document.Word
	start := 0
	blank := usualGap(s.Words)
	figure := isNumber(reader, s.Words[:1])
	for i := 1; i < len(s.Words); i++ {
		before := figure
		figure = isNumber(reader, s.Words[i:i+1])
		if g.cutBetween(s.Words[i-1], s.Words[i], before, figure, s.Size, blank) {
			out = append(out, s.Words[start:i:i])
			start = i
		}
	}
	return append(out, s.Words[start:])
}

// usualGap is the median of the gaps between words, 0 for fewer than four.
func usualGap(words []document.Word) float64 {
	if len(words) < 4 {
		return 0
	}
	gaps := make([]float64, 0, len(words)-1)
	for i := 1; i < len(words); i++ {
		gaps = append(gaps, words[i].Box.X0-words[i-1].Box.X1)
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// cutBetween reports whether one column ends with word a and another begins
// with word b: where b stands at the left edge of its column, where the gap is
// wider than the blanks of the line, or where figures and words meet.
func (g *grid) cutBetween(a, b document.Word, figureA, figureB bool, size, blank float64) bool {
	left, right := g.columnOf(a.Box, figureA), g.columnOf(b.Box, figureB)
	if right <= left {
		return false
	}
	c, l := &g.columns[right], &g.columns[left]
	if c.leftAligned && math.Abs(b.Box.X0-c.left) <= 0.25*size {
		return true
	}
	gap := b.Box.X0 - a.Box.X1
	if figureA && figureB && l.kind.numeric() && c.kind.numeric() && distance(b.Box, *c) < 0 && distance(a.Box, *l) < 0 {
		return gap > 0.2*size
	}
	if gap < 0.42*size || distance(b.Box, *c) >= 0 || distance(a.Box, *l) >= 0 {
		return false
	}
	return gap > 1.2*blank && l.right <= c.left || figureA && l.kind.numeric() || figureB && c.kind.numeric()
}

// columnOf is the column that a piece of text belongs to. Words go by where
// they begin, figures by what they stand under.
func (g *grid) columnOf(box document.Box, figure bool) int {
	best, cost := 0, math.Inf(1)
	for i, c := range g.columns {
		d := distance(box, c)
		if figure != c.kind.numeric() && c.kind > other {
			d += 12 // of two columns, the one that takes such cells
		}
		if !figure && !c.kind.numeric() && box.X0 >= c.left-8 && box.X0 <= c.right {
			d -= 30
		}
		if d < cost {
			best, cost = i, d
		}
	}
	return best
}

// distance is how far a box is from a column, in pixels; negative where they
// overlap, by the share of the box.
func distance(box document.Box, c column) float64 {
	shared := math.Min(box.X1, c.right) - math.Max(box.X0, c.left)
	if shared > 0 {
		return -60 * shared / math.Max(1, math.Min(box.Width(), c.right-c.left))
	}
	return -shared
}

// isNumber reports whether words are one figure with nothing but a sign, a
// currency, a percent sign or the letter of its tax.
func isNumber(reader *locale.Reader, words []document.Word) bool {
	spans := reader.Amounts(words)
	if len(spans) != 1 || spans[0].From != 0 {
		return false
	}
	last := len(words) - 1
	return spans[0].To > last || spans[0].To == last && spans[0].Value.Scale() == 2 && isTaxLetter(words[last].Text)
}

// isTaxLetter reports whether a word is a capital letter as printed beside an
// amount for the tax on it.
func isTaxLetter(t string) bool { return len(t) == 1 && t[0] >= 'A' && t[0] <= 'Z' }
