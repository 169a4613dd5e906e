package lineitems

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/layout"
)

// read turns heads into rows. A document may have several tables; those that
// are headed alike are one.
func (e *extractor) read(grids []*grid) []Item {
	var best []Item
	score := 0
	for _, table := range alike(grids) {
		items := e.table(table)
		if s := value(items); s > score {
			best, score = items, s
		}
	}
	return best
}

// value weighs a table by how much of it is sound.
func value(items []Item) int {
	n := 0
	for _, it := range items {
		if it.Net.Found && it.Description.Text != "" {
			n += 2
		}
		if it.Checked {
			n += 3
		}
	}
	return n
}

// alike groups heads that name the same columns, in reading order.
func alike(grids []*grid) [][]*grid {
	var out [][]*grid
	for _, g := range grids {
		i := slices.IndexFunc(out, func(t []*grid) bool { return similar(t[0], g) })
		if i < 0 {
			out = append(out, []*grid{g})
		} else {
			out[i] = append(out[i], g)
		}
	}
	return out
}

// similar reports whether two heads name mostly the same columns.
func similar(a, b *grid) bool {
	same := 0
	for _, c := range b.columns {
		if slices.ContainsFunc(a.columns, func(o column) bool { return o.kind == c.kind }) {
			same++
		}
	}
	return 3*same >= 2*max(len(a.columns), len(b.columns))
}

// table reads the rows below all heads of a table, going on over pages
// without a head of their own. Heads with the same columns are read as one.
func (e *extractor) table(heads []*grid) []Item {
	var items []Item
	var bands []band
	for i, g := range heads {
		bands = append(bands, e.headBands(heads, i)...)
		if i+1 == len(heads) || !sameColumns(g, heads[i+1]) {
			if len(bands) > 0 {
				items = append(items, e.items(bands[0].grid, bands)...)
			}
			bands = nil
		}
	}
	return sound(items)
}

// headBands reads what belongs to one head of a table: the page below it, and
// the pages up to the next head.
func (e *extractor) headBands(heads []*grid, i int) []band {
	g := heads[i]
	lines := e.linesBelow(g, heads)
	g.recover(e, lines)
	g.widenAll(e, lines)
	g.settleTexts(e, lines)
	s, ended := e.body(g, lines)
	bands := e.sectionBands(s)
	until := len(e.doc.Pages)
	if i+1 < len(heads) {
		until = e.pageAt(heads[i+1].page)
	}
	for at := e.pageAt(g.page) + 1; !ended && at < until; at++ {
		next := g.onPage(e.doc.Pages[at])
		s, ended = e.body(next, e.rowsFrom(next))
		bands = append(bands, e.sectionBands(s)...)
		if len(s.runs) == 0 {
			break
		}
	}
	return bands
}

// sameColumns reports whether two heads name the same columns in the same
// order.
func sameColumns(a, b *grid) bool {
	return slices.EqualFunc(a.columns, b.columns, func(x, y column) bool {
		return slices.Equal(x.words, y.words)
	})
}

// sound leaves out what has an amount but says neither what is sold nor how
// many: the totals of a table whose labels are unknown.
func sound(items []Item) []Item {
	described := 0
	for _, it := range items {
		if it.Description.Text != "" {
			described++
		}
	}
	if 2*described < len(items) {
		return items
	}
	return slices.DeleteFunc(items, func(it Item) bool {
		return it.Description.Text == "" && !it.Checked
	})
}

// pageAt is the place of a page in the document.
func (e *extractor) pageAt(p *layout.Page) int { return slices.Index(e.doc.Pages, p) }

// linesBelow are the lines from below a head to the next head on the page.
func (e *extractor) linesBelow(g *grid, heads []*grid) []*layout.Line {
	end := len(g.page.Lines)
	for _, o := range heads {
		if o.page == g.page && o.top >= g.first && o.top < end {
			end = o.top
		}
	}
	return g.page.Lines[g.first:end]
}

// rowsFrom are the lines of a page without a head from its first row on.
func (e *extractor) rowsFrom(g *grid) []*layout.Line {
	for i, l := range g.page.Lines {
		r := g.cut(l, e.reader)
		if e.rowLike(g, &r) {
			return g.page.Lines[i:]
		}
	}
	return nil
}

// onPage is the same columns on another page.
func (g *grid) onPage(p *layout.Page) *grid {
	return &grid{page: p, columns: g.columns, rules: rules(p.Rulings, g.box())}
}

// widenAll learns the columns' reach from the lines that are likely rows.
func (g *grid) widenAll(e *extractor, below []*layout.Line) {
	var lines []*layout.Line
	for _, l := range below {
		r := record{line: l}
		if e.stops(g, &r) {
			break
		}
		lines = append(lines, l)
	}
	g.fit(lines, e.reader)
	g.rules = rules(g.page.Rulings, g.box())
}

// sectionBands groups the runs of a section into rows.
func (e *extractor) sectionBands(s section) []band {
	column := e.anchorColumn(s)
	if column < 0 {
		return nil
	}
	var out []band
	for _, run := range s.runs {
		out = append(out, e.bands(s.grid, run, column)...)
	}
	return out
}

// anchorColumn is the column whose amounts make the rows: of the totals the
// one with the most amounts, else the price.
func (e *extractor) anchorColumn(s section) int {
	best, most := -1, 0
	for _, kinds := range [][]kind{{net, amount, gross}, {price, grossPrice}, {quantity}} {
		for _, c := range s.grid.of(kinds...) {
			n := 0
			for _, run := range s.runs {
				for i := range run {
					if _, ok := e.figureAt(&run[i], c); ok {
						n++
					}
				}
			}
			if n > most {
				best, most = c, n
			}
		}
		if best >= 0 {
			return best
		}
	}
	return best
}
