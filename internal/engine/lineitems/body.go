package lineitems

import (
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// labelWords is the length, in words, from which on a line is a sentence or a
// description rather than the label of a total.
const labelWords = 9

// section is the rows' lines on one page: runs of records that nothing else
// interrupts.
type section struct {
	grid *grid
	runs [][]record
}

// body reads the lines below a head, up to the totals. A total in the middle,
// after which rows go on that add up, only interrupts. ended is false where
// the page ends before the rows do.
func (e *extractor) body(g *grid, lines []*layout.Line) (s section, ended bool) {
	b := bodyReader{extractor: e, grid: g}
	for _, l := range lines {
		if l.Turned() {
			continue
		}
		if r := g.cut(l, e.reader); len(r.cells) > 0 {
			b.read(r)
		}
	}
	b.cutRun()
	return section{grid: g, runs: b.runs}, b.ended
}

// bodyReader sorts the lines below a head into runs of rows.
type bodyReader struct {
	*extractor
	grid  *grid
	runs  [][]record
	run   []record
	begun bool // a figure has stood under its head
	ended bool // a total has come
	// summed says that the total was the sum of the run; group is what has
	// come since, and is a run too if another such sum follows.
	summed bool
	group  []record
}

func (b *bodyReader) read(r record) {
	g, inside := b.grid, b.grid.inside(r.line)
	row := b.rowLike(g, &r)
	if b.ended && (!row || !b.addsUp(g, &r)) {
		b.readGroup(r)
		return
	}
	b.ended, b.group = false, nil
	b.begun = b.begun || row || b.hasMoney(inside)
	switch {
	case row:
		b.run = append(b.run, r)
	case b.carries(inside):
		b.cutRun()
	case !b.begun && b.stops(g, &r):
		// the rest of a head: nothing can end that has not begun
	case b.stops(g, &r):
		b.summed = b.sums(b.run, &r)
		b.cutRun()
		b.ended = true
	default:
		b.run = append(b.run, r)
	}
}

// readGroup reads on behind a sum of the rows: another group of rows ends in a
// sum of its own.
func (b *bodyReader) readGroup(r record) {
	switch {
	case !b.summed:
	case !b.stops(b.grid, &r):
		b.group = append(b.group, r)
	case b.sums(b.group, &r):
		b.runs = append(b.runs, b.group)
		b.group = nil
	default:
		b.summed, b.group = false, nil
	}
}

func (b *bodyReader) cutRun() {
	if len(b.run) > 0 {
		b.runs = append(b.runs, b.run)
		b.run = nil
	}
}

// sums reports whether the amount of a total is the sum of those of rows.
func (b *bodyReader) sums(rows []record, total *record) bool {
	want, ok := b.amountOf(total)
	var sum locale.Decimal
	for i := range rows {
		if f, found := b.amountOf(&rows[i]); found {
			sum = sum.Add(f.Value)
		}
	}
	return ok && !sum.IsZero() && sum.Equal(want.Value)
}

// amountOf is what a line says under the head of an amount.
func (b *bodyReader) amountOf(r *record) (Figure, bool) {
	for _, c := range b.grid.of(net, amount, gross) {
		if f, ok := b.figureAt(r, c); ok {
			return f, true
		}
	}
	return Figure{}, false
}

// stops reports whether a line begins the totals or what comes after them.
func (e *extractor) stops(g *grid, r *record) bool {
	inside := g.inside(r.line)
	if e.summaryHead(inside) {
		return true
	}
	for i, s := range inside {
		words := e.plain(s.Text)
		if len(words) == 0 || isNumber(e.reader, s.Words) {
			continue
		}
		if i == 0 && e.words.ends.match(words) && !e.hasMoney(inside) {
			return true
		}
		if len(words) <= labelWords+3 && e.words.stops.match(words) && (e.amountFollows(inside[i:]) || len(inside) == 1 && e.words.stops.exact(words)) && !e.taxCell(g, r, s) {
			return true
		}
	}
	return false
}

// summaryHead reports whether segments are the head of a VAT summary.
func (e *extractor) summaryHead(segments []*layout.Segment) bool {
	if len(segments) < 2 || e.hasMoney(segments) {
		return false
	}
	taxes := 0
	for _, s := range segments {
		switch e.kindOf(e.plain(s.Text)) {
		case tax, taxRate, taxAmount, net, gross:
			taxes++
		case unknown, amount, other:
		default:
			return false
		}
	}
	return taxes >= 2 && 3*taxes >= 2*len(segments)
}

// amountFollows reports whether a figure stands in a label's segment or right
// of it.
func (e *extractor) amountFollows(segments []*layout.Segment) bool {
	for _, s := range segments {
		if len(e.reader.Amounts(s.Words)) > 0 {
			return true
		}
	}
	return false
}

// taxCell reports whether a segment is the cell of a row that names its tax,
// such as "VAT 20%", rather than the label of a total.
func (e *extractor) taxCell(g *grid, r *record, s *layout.Segment) bool {
	k := g.columns[g.columnOf(s.Box, true)].kind
	return (k == tax || k == taxRate || k == taxAmount) && len(s.Words) <= 3 && g.describes(r)
}

// carries reports whether a line carries a sum over the page's end, or tells
// the page's number: it begins so and says little else.
func (e *extractor) carries(segments []*layout.Segment) bool {
	for _, s := range segments {
		if !isNumber(e.reader, s.Words) {
			words := e.plain(s.Text)
			return len(segments) <= 3 && len(words) <= 6 && e.words.carried.match(words)
		}
	}
	return false
}

// rowLike reports whether a line has the figures of a row: quantity, price
// and total under their heads.
func (e *extractor) rowLike(g *grid, r *record) bool {
	var q, p, t bool
	for _, c := range r.cells {
		k := g.columns[c.column].kind
		if !k.numeric() {
			continue
		}
		_, ok := e.figure(c.words, false)
		q = q || ok && (k == quantity || k == units)
		p = p || ok && (k == price || k == grossPrice)
		t = t || ok && k.total()
	}
	return q && p && t
}

// addsUp reports whether quantity × price of a line gives one of its totals.
func (e *extractor) addsUp(g *grid, r *record) bool {
	var q, p, t []Figure
	for _, c := range r.cells {
		f, ok := e.figure(c.words, false)
		switch k := g.columns[c.column].kind; {
		case !ok:
		case k == quantity:
			q = append(q, f)
		case k == price || k == grossPrice:
			p = append(p, f)
		case k.total():
			t = append(t, f)
		}
	}
	for _, a := range q {
		for _, b := range p {
			for _, c := range t {
				if multiplies(a.Value, b.Value, c.Value) {
					return true
				}
			}
		}
	}
	return false
}
