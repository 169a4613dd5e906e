package lineitems

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// roles says which column holds what; -1 where none does.
type roles struct {
	quantity, price, net, gross, unit, number, position int
	rate, taxAmount                                     int
	netPrice                                            int // beside a price with VAT, else -1
	checks                                              int // rows in which quantity × price is the net
}

// figures are the amounts of a row by column, percentages apart.
type figures struct {
	plain   map[int]Figure
	percent map[int]Figure
	// first and last are those of several figures in a cell.
	first, last map[int]Figure
}

// read takes the figures out of a row's cells.
func (e *extractor) figuresOf(b *band) figures {
	f := figures{plain: map[int]Figure{}, percent: map[int]Figure{}, first: map[int]Figure{}, last: map[int]Figure{}}
	for i := range b.grid.columns {
		if k := b.grid.columns[i].kind; !k.numeric() && !k.spare() && k != unit {
			continue
		}
		for j := range b.records {
			for _, c := range b.records[j].at(i) {
				if v, ok := e.columnFigure(b.grid.columns[i].kind, c); ok {
					keep(f.plain, i, v, j == b.anchor)
				}
				if first, last, ok := e.several(c, b.grid.page.Index); ok && j == b.anchor {
					f.first[i], f.last[i] = first, last
				}
				if v, ok := e.figure(c.words, true); ok {
					keep(f.percent, i, v, j == b.anchor)
				}
			}
		}
	}
	return f
}

// several is the first and the last of several figures in a cell.
func (e *extractor) several(c cell, page int) (first, last Figure, ok bool) {
	spans := slices.DeleteFunc(e.reader.Amounts(c.words), func(a locale.AmountSpan) bool { return a.Percent })
	if len(spans) < 2 {
		return Figure{}, Figure{}, false
	}
	at := func(s locale.AmountSpan) Figure {
		return Figure{Value: s.Value, Found: true, Confidence: sureNamed, Place: Place{Page: page, Box: layout.Bounds(c.words[s.From:s.To])}}
	}
	return at(spans[0]), at(spans[len(spans)-1]), true
}

// columnFigure is the amount in a cell; beside a quantity there may be a unit.
func (e *extractor) columnFigure(k kind, c cell) (Figure, bool) {
	if k == quantity || k == units {
		f, _, ok := e.countAndUnit(c.words)
		return f, ok
	}
	return e.figure(c.words, false)
}

// keep notes a figure unless there is one already; that of the row's main
// line is preferred.
func keep(m map[int]Figure, column int, f Figure, main bool) {
	if _, taken := m[column]; !taken || main {
		m[column] = f
	}
}

// roles decides what the columns hold. Names come first; among the columns
// that may hold a thing, the arithmetic of the rows chooses.
func (g *grid) roles(rows []figures) roles {
	r := roles{quantity: -1, price: -1, net: -1, gross: -1, unit: -1, number: -1, position: -1, rate: -1, taxAmount: -1, netPrice: -1}
	quantities := g.of(quantity)
	prices := g.of(price, grossPrice)
	totals := g.of(net, amount, gross)
	if len(prices) == 0 && len(totals) > 1 {
		prices = append(slices.Clone(totals), -1)
	}
	if len(prices) == 0 && len(totals) > 0 {
		prices = append(g.of(unit, unknown, other), -1) // "Unit" may be what one costs
	}
	if len(totals) == 0 && len(prices) > 1 {
		totals = prices
	}
	if len(totals) == 0 && len(prices) == 1 {
		for _, c := range g.of(unknown, other, unit, tax, taxRate) {
			if q := orNone(quantities)[0]; 2*checks(rows, q, c, prices[0]) > len(rows) {
				totals, prices = prices, []int{c} // "Price" is what all of them cost
				break
			}
		}
	}
	if len(quantities) == 0 && len(totals) > 1 {
		quantities = append(slices.Clone(totals), -1) // "Amount" may be how many
	}
	if !slices.ContainsFunc(quantities, func(c int) bool { return filled(rows, c) > 0 }) {
		quantities = append(g.of(position, unknown, other), -1) // "No." may be how many
	}
	best := -1
	for _, q := range orNone(quantities) {
		for _, p := range orNone(prices) {
			for _, t := range orNone(totals) {
				if p == t && p >= 0 || q >= 0 && (q == p || q == t) {
					continue
				}
				n := checks(rows, q, p, t)
				if (g.unnamed(q) || g.unnamed(p)) && (q < 0 || n < len(rows) || onlyOnes(rows, q)) {
					continue
				}
				if n == 0 && (q >= 0 && g.columns[q].kind != quantity || p >= 0 && g.columns[p].kind.total()) {
					continue
				}
				if weight := n*8 + g.preference(q, p, t, rows); weight > best {
					best = weight
					r.quantity, r.price, r.net, r.checks = q, p, t, n
				}
			}
		}
	}
	g.otherRoles(&r, rows)
	return r
}

// orNone makes a choice of nothing possible where there is nothing.
func orNone(columns []int) []int {
	if len(columns) == 0 {
		return []int{-1}
	}
	return columns
}

// of lists the columns of the kinds, kind by kind.
func (g *grid) of(kinds ...kind) []int {
	var out []int
	for _, k := range kinds {
		for i, c := range g.columns {
			if c.kind == k {
				out = append(out, i)
			}
		}
	}
	return out
}

// preference weighs the names where the arithmetic leaves it open.
func (g *grid) preference(q, p, t int, rows []figures) int {
	n := 0
	if t >= 0 {
		if k := g.columns[t].kind; k == net {
			n += 3
		} else if k == amount {
			n += 2
		}
		if filled(rows, t)*2 > len(rows) {
			n += 3
		}
	}
	if p >= 0 && g.columns[p].kind == price {
		n++
	}
	if p >= 0 && t >= 0 && p < t {
		n++
	}
	if q >= 0 && filled(rows, q)*2 > len(rows) {
		n++
	}
	return n
}

// filled counts the rows with a figure in a column.
func filled(rows []figures, column int) int {
	n := 0
	for _, r := range rows {
		if _, ok := r.plain[column]; ok {
			n++
		}
	}
	return n
}

// checks counts the rows in which quantity × price is the total.
func checks(rows []figures, q, p, t int) int {
	n := 0
	for _, r := range rows {
		a, okA := r.plain[q]
		b, okB := r.plain[p]
		c, okC := r.plain[t]
		if okA && okB && okC && multiplies(a.Value, b.Value, c.Value) {
			n++
		}
	}
	return n
}

// unnamed reports whether the name of a column does not speak of figures.
func (g *grid) unnamed(column int) bool { return column >= 0 && !g.columns[column].kind.numeric() }

// onlyOnes reports whether a column counts nothing but single things.
func onlyOnes(rows []figures, column int) bool {
	return !slices.ContainsFunc(rows, func(r figures) bool { return !r.plain[column].Value.Equal(locale.NewDecimal(1, 0)) })
}

// otherRoles finds the columns that arithmetic has no say in.
func (g *grid) otherRoles(r *roles, rows []figures) {
	first := func(kinds ...kind) int {
		if c := g.of(kinds...); len(c) > 0 {
			return c[0]
		}
		return -1
	}
	r.unit, r.number, r.position = first(unit), first(number), first(position)
	if text := first(description, item); r.number < 0 && text > 0 && g.columns[text-1].kind == unknown {
		r.number = text - 1
	}
	if r.price >= 0 && g.columns[r.price].kind == grossPrice {
		r.netPrice = first(price)
	}
	r.rate, r.taxAmount = first(taxRate), first(taxAmount)
	if named := first(net); named >= 0 && r.net >= 0 && g.columns[r.net].kind == gross && filled(rows, named) > 0 {
		r.net = named
	}
	for _, t := range g.of(gross, amount) {
		if t != r.net && t != r.price && t != r.quantity && r.gross < 0 {
			r.gross = t
		}
	}
	if r.net >= 0 && g.columns[r.net].kind == gross && r.gross >= 0 && g.columns[r.gross].kind != gross {
		r.net, r.gross = r.gross, r.net
	}
	for _, t := range g.of(tax) {
		money := moneyLike(rows, t) || addsTax(rows, r.net, t, r.gross)
		if percents(rows, t) || !money {
			if r.rate < 0 {
				r.rate = t
			}
		}
		if r.taxAmount < 0 && money {
			r.taxAmount = t
		}
	}
}

// addsTax reports whether net and tax give the gross amount in most rows.
func addsTax(rows []figures, net, tax, gross int) bool {
	n := 0
	for _, r := range rows {
		a, okA := r.plain[net]
		b, okB := r.plain[tax]
		c, okC := r.plain[gross]
		if okA && okB && okC && !b.Value.IsZero() && a.Value.Add(b.Value).Equal(c.Value) {
			n++
		}
	}
	return 2*n > len(rows)
}

// percents reports whether a column has percent signs.
func percents(rows []figures, column int) bool {
	for _, r := range rows {
		if _, ok := r.percent[column]; ok {
			return true
		}
	}
	return false
}

// moneyLike reports whether most of a column's plain figures cannot be rates:
// they have cents that rates do not have, or are too large.
func moneyLike(rows []figures, column int) bool {
	all, money := 0, 0
	for _, r := range rows {
		f, ok := r.plain[column]
		if !ok {
			continue
		}
		all++
		if !isRate(f.Value) {
			money++
		}
	}
	return 2*money > all
}
