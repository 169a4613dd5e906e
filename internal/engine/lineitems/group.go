package lineitems

import (
	"math"
	"slices"
)

// band is the records of one row, from top to bottom.
type band struct {
	grid    *grid
	records []record
	anchor  int // of the records, the one with the row's amount
}

// bands groups a run of records into rows. Each row has one record with an
// amount in the anchor column; what stands between two of those goes to the
// row that it is nearer to or that still wants it.
func (e *extractor) bands(g *grid, run []record, anchorColumn int) []band {
	anchors := e.anchors(g, run, anchorColumn)
	if len(anchors) == 0 {
		return nil
	}
	topStyle := e.topStyle(g, run, anchors)
	starts := make([]int, len(anchors))
	above := 0 // rows that begin above their amount
	for i := 1; i < len(anchors); i++ {
		starts[i] = e.boundary(g, run, max(starts[i-1], anchors[i-1]), anchors[i-1], anchors[i], topStyle)
		if g.textBetween(run[starts[i]:anchors[i]]) {
			above++
		}
	}
	starts[0] = e.firstStart(g, run, anchors, topStyle && 2*above < len(anchors))
	out := make([]band, 0, len(anchors))
	for i, a := range anchors {
		var end int
		if i+1 < len(anchors) {
			end = starts[i+1]
		} else {
			end = g.lastEnd(run, a)
		}
		out = append(out, band{grid: g, records: run[starts[i]:end], anchor: a - starts[i]})
	}
	return out
}

// anchors are the records with an amount in the anchor column. Where rows were
// read from a picture, one with quantity and price may have lost its amount.
func (e *extractor) anchors(g *grid, run []record, column int) []int {
	var out []int
	whole, unread := 0, 0
	for i := range run {
		_, ok := e.figureAt(&run[i], column)
		counted := e.counted(g, &run[i])
		switch {
		case ok && !e.lowers(g, &run[i]):
			out = append(out, i)
			if counted {
				whole++
			}
		case counted && g.page.Read && g.columns[column].kind.total():
			out = append(out, i)
			unread++
		}
	}
	if unread == 0 || 2*whole > len(out) {
		return out
	}
	return slices.DeleteFunc(out, func(i int) bool {
		_, ok := e.figureAt(&run[i], column)
		return !ok
	})
}

// counted reports whether a record has a quantity and a price.
func (e *extractor) counted(g *grid, r *record) bool {
	var q, p bool
	for _, c := range r.cells {
		k := g.columns[c.column].kind
		if k != quantity && k != price {
			continue
		}
		_, ok := e.columnFigure(k, c)
		q, p = q || ok && k == quantity, p || ok && k == price
	}
	return q && p
}

// figureAt is the amount that a record has in a column.
func (e *extractor) figureAt(r *record, column int) (Figure, bool) {
	for _, c := range r.at(column) {
		if f, ok := e.figure(c.words, false); ok {
			return f, true
		}
	}
	return Figure{}, false
}

// lowers reports whether a record is a discount on the row above: it begins
// so, and has neither quantity nor price.
func (e *extractor) lowers(g *grid, r *record) bool {
	for _, c := range r.cells {
		if k := g.columns[c.column].kind; k == quantity || k == price {
			if _, ok := e.figure(c.words, false); ok {
				return false
			}
		}
	}
	return e.words.rebates.match(plainWords(r.line.Segments[0].Text))
}

// topStyle reports whether most rows begin on the line of their amount.
func (e *extractor) topStyle(g *grid, run []record, anchors []int) bool {
	n := 0
	for _, a := range anchors {
		if g.describes(&run[a]) {
			n++
		}
	}
	return 10*n >= 7*len(anchors)
}

// describes reports whether a record has text in a column of descriptions.
func (g *grid) describes(r *record) bool {
	for _, c := range r.cells {
		if k := g.columns[c.column].kind; k == description || k == item {
			return true
		}
	}
	return false
}

// boundary is where the row of anchor b begins, after the row that begins at
// start and has its amount at a.
func (e *extractor) boundary(g *grid, run []record, start, a, b int, topStyle bool) int {
	last := b // the latest record the row can begin at
	for k := a + 1; k < b; k++ {
		if e.repeats(g, run[start:k], &run[k]) {
			last = k
			break
		}
	}
	for k := last; k > a; k-- {
		if g.ruled(run[k-1], run[k]) {
			return k
		}
	}
	widest, at := 0.0, last
	var other float64
	for k := a + 1; k <= last; k++ {
		d := pitch(run[k-1], run[k])
		if d > widest {
			other, widest, at = widest, d, k
		} else {
			other = math.Max(other, d)
		}
	}
	switch {
	case at == last, widest < 1.2*other:
		if last == b && !g.describes(&run[b]) && b-a > 1 && widest < 1.2*other {
			return (a + b + 1) / 2 // amounts halfway down their rows
		}
		return last
	case topStyle && widest < 1.35*other && g.textBetween(run[at:last]):
		return last
	}
	return at
}

// textBetween reports whether any of the records has a description.
func (g *grid) textBetween(records []record) bool {
	for i := range records {
		if g.describes(&records[i]) {
			return true
		}
	}
	return false
}

// repeats reports whether a record fills columns that the row so far has
// filled: then it belongs to the next row. One figure alone may be part of a
// text that reaches under another head, unless it is the row's position.
func (e *extractor) repeats(g *grid, row []record, r *record) bool {
	twice := 0
	for i := range r.cells {
		c := &r.cells[i]
		if !e.figureCell(g.columns[c.column].kind, c) {
			continue
		}
		if !slices.ContainsFunc(row, func(o record) bool { return o.has(c.column) }) {
			continue
		}
		if twice++; twice > 1 || g.columns[c.column].kind == position {
			return true
		}
	}
	return false
}

// figureCell reports whether a cell holds the figure that its column is for.
func (e *extractor) figureCell(k kind, c *cell) bool {
	switch k {
	case position, price:
		return isNumber(e.reader, c.words)
	case quantity:
		_, ok := e.figure(c.words, false)
		return ok
	case tax, taxRate:
		_, ok := e.figure(c.words, true)
		return ok || isNumber(e.reader, c.words)
	default:
		return false
	}
}

// firstStart is where the first row of a run begins: above its amount only
// where the row has no text beside it, or where lines drawn between the rows
// tell.
func (e *extractor) firstStart(g *grid, run []record, anchors []int, topStyle bool) int {
	a := anchors[0]
	drawn := len(anchors) > 1 && g.ruledBetween(run[a:anchors[1]+1])
	start := a
	for start > 0 {
		if pitch(run[start-1], run[start]) > 2.2*run[start].line.Size || g.ruled(run[start-1], run[start]) {
			break
		}
		above := &run[start-1]
		if !drawn && topStyle && g.describes(&run[a]) && g.describes(above) && !e.hasFigures(g, above) && !tight(run, anchors, start) {
			break
		}
		start--
	}
	return start
}

// tight reports whether a record stands nearer to the one above it than rows of
// one line stand to each other.
func tight(run []record, anchors []int, at int) bool {
	least := math.Inf(1)
	for i := 1; i < len(anchors); i++ {
		if a := anchors[i]; a == anchors[i-1]+1 {
			least = min(least, pitch(run[a-1], run[a]))
		}
	}
	return !math.IsInf(least, 1) && pitch(run[at-1], run[at]) < 0.96*least
}

// ruledBetween reports whether a line is drawn between any two neighbours.
func (g *grid) ruledBetween(records []record) bool {
	for i := 1; i < len(records); i++ {
		if g.ruled(records[i-1], records[i]) {
			return true
		}
	}
	return false
}

// hasFigures reports whether a record has a quantity or a price.
func (e *extractor) hasFigures(g *grid, r *record) bool {
	for _, c := range r.cells {
		if k := g.columns[c.column].kind; k == quantity || k == price || k == taxRate {
			if isNumber(e.reader, c.words) {
				return true
			}
		}
	}
	return false
}

// lastEnd is where the last row of a run ends: at the first wide gap.
func (g *grid) lastEnd(run []record, a int) int {
	end := a + 1
	for end < len(run) {
		usual := 2.0 * run[end].line.Size
		if pitch(run[end-1], run[end]) > usual || g.ruled(run[end-1], run[end]) {
			break
		}
		end++
	}
	return end
}

// pitch is the distance between the middles of two lines.
func pitch(a, b record) float64 { return b.line.Box.CenterY() - a.line.Box.CenterY() }
