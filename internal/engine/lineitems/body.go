package lineitems

import (
	"github.com/docextract/docextract/internal/engine/layout"
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
	s.grid = g
	var run []record
	begun := false // a figure has stood under its head
	cutRun := func() {
		if len(run) > 0 {
			s.runs = append(s.runs, run)
			run = nil
		}
	}
	for _, l := range lines {
		if l.Turned() {
			continue
		}
		r := g.cut(l, e.reader)
		if len(r.cells) == 0 {
			continue
		}
		row := e.rowLike(g, &r)
		if ended && (!row || !e.addsUp(g, &r)) {
			continue
		}
		ended = false
		begun = begun || row || e.hasMoney(g.inside(l))
		switch {
		case row:
			run = append(run, r)
		case e.carries(g.inside(l)):
			cutRun()
		case !begun && e.stops(g, &r):
			// the rest of a head: nothing can end that has not begun
		case e.stops(g, &r):
			cutRun()
			ended = true
		default:
			run = append(run, r)
		}
	}
	cutRun()
	return s, ended
}

// stops reports whether a line begins the totals or what comes after them.
func (e *extractor) stops(g *grid, r *record) bool {
	inside := g.inside(r.line)
	if e.summaryHead(inside) {
		return true
	}
	for i, s := range inside {
		words := plainWords(s.Text)
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
		switch e.kindOf(plainWords(s.Text)) {
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
			words := plainWords(s.Text)
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
