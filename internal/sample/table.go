package sample

import (
	"strconv"
	"strings"
)

// grid is the item table of one document: where its columns stand.
type grid struct {
	*sheet
	x0, x1 float64
	edges  []float64 // the columns' left edges, and x1
	f      font
	sum    Amount // of the rows so far, for carrying over
}

// pad is the room beside a cell's text, lift the room under its baseline.
const (
	pad  = 1.2
	lift = 0.9
)

// items draws the table between x0 and x1.
func (s *sheet) items(x0, x1 float64, f font) {
	g := &grid{sheet: s, x0: x0, x1: x1, f: f}
	g.measure()
	g.heading()
	for i, l := range s.inv.Lines {
		g.row(i, l)
	}
	if s.rules != ruleNone {
		s.rule(x0, x1, s.y-f.leading()+lift, 0.2)
	}
	s.down(f.leading() * 0.6)
}

// measure gives every column the width of its longest cell and the rest to
// the description.
func (g *grid) measure() {
	widths := make([]float64, len(g.columns))
	rest := g.x1 - g.x0
	for i, c := range g.columns {
		if c == colDescription {
			continue
		}
		for _, line := range g.head(c) {
			widths[i] = max(widths[i], g.width(line, g.f.bold())+2*pad)
		}
		for n, l := range g.inv.Lines {
			widths[i] = max(widths[i], g.width(g.cell(c, n, l), g.f)+2*pad)
		}
		rest -= widths[i]
	}
	x := g.x0
	for i, c := range g.columns {
		g.edges = append(g.edges, x)
		if c == colDescription {
			widths[i] = rest
		}
		x += widths[i]
	}
	g.edges = append(g.edges, g.x1)
}

func (g *grid) name(c column) string {
	return g.words[map[column]word{
		colPosition: wPosition, colArticle: wArticle, colDescription: wDescription, colQuantity: wQuantity, colUnit: wUnit,
		colPrice: wPrice, colDiscount: wDiscount, colRate: wRate, colAmount: wAmount, colGross: wGross, colQuantityUnit: wQuantity,
	}[c]]
}

// cell is what a column prints in a row.
func (g *grid) cell(c column, index int, l Line) string {
	amount := func(a Amount) string {
		if g.currencyInCells {
			return g.conv.money(a)
		}
		return g.conv.number(a, 2)
	}
	switch c {
	case colPosition:
		return strconv.Itoa(index + 1)
	case colArticle:
		return l.Number
	case colQuantity:
		return g.conv.number(l.Quantity, 0)
	case colQuantityUnit:
		return g.conv.number(l.Quantity, 0) + " " + l.Unit.Name
	case colUnit:
		return l.Unit.Name
	case colPrice:
		return amount(l.Price)
	case colDiscount:
		if l.Discount == 0 {
			return ""
		}
		return g.conv.number(l.Discount, 0)
	case colRate:
		return g.conv.rate(l.Rate)
	case colAmount:
		return amount(l.Net)
	case colGross:
		return amount(l.Net + l.Net.percent(l.Rate))
	default:
		return l.Description
	}
}

// numeric columns stand at the right edge of their cells.
func numeric(c column) bool {
	return c >= colQuantity && c != colUnit || c == colQuantityUnit
}

func (g *grid) put(i int, f font, str string) {
	if numeric(g.columns[i]) {
		g.writeRight(g.edges[i+1]-pad, f, str)
		return
	}
	g.write(g.edges[i]+pad, f, str)
}

// head is a column's name in lines.
func (g *grid) head(c column) []string {
	if g.wrapHeads && c != colDescription {
		return strings.Fields(g.name(c))
	}
	return []string{g.name(c)}
}

func (g *grid) heading() {
	f, lines := g.f.bold(), 1
	for _, c := range g.columns {
		lines = max(lines, len(g.head(c)))
	}
	h := g.f.leading() * float64(lines)
	if g.rules == ruleZebra {
		g.fill(g.x0, g.y-g.f.leading()+lift, g.x1-g.x0, h, g.accent)
		f = f.in(shade{255, 255, 255})
	}
	top := g.y
	for i, c := range g.columns {
		g.y = top
		for _, line := range g.head(c) {
			g.put(i, f, line)
			g.down(g.f.leading())
		}
	}
	g.y = top
	if g.rules == ruleGrid {
		g.cells(h)
	}
	if g.rules == ruleHead || g.rules == ruleRows {
		g.rule(g.x0, g.x1, g.y+h-g.f.leading()+lift, 0.3)
	}
	g.down(h)
}

// cells frames the row that ends h below its top.
func (g *grid) cells(h float64) {
	for i := range g.columns {
		g.frame(g.edges[i], g.y-g.f.leading()+lift, g.edges[i+1]-g.edges[i], h)
	}
}

func (g *grid) row(index int, l Line) {
	wrapped := g.description(l)
	h := float64(len(wrapped))*g.f.leading() + g.rowGap
	if g.y+h+g.f.leading() > g.bottom {
		g.turn()
	}
	if g.rules == ruleZebra && index%2 == 1 {
		g.fill(g.x0, g.y-g.f.leading()+lift, g.x1-g.x0, h, shade{238, 238, 238})
	}
	if g.rules == ruleGrid {
		g.cells(h)
	}
	top := g.y
	for i, c := range g.columns {
		g.y = top + g.rowGap/2
		if c == colDescription {
			g.lines(g.edges[i]+pad, g.f, wrapped...)
			continue
		}
		g.put(i, g.f, g.cell(c, index, l))
	}
	g.y = top + h
	if g.rules == ruleRows {
		g.rule(g.x0, g.x1, g.y-g.f.leading()+lift, 0.1)
	}
	g.sum += l.Net
}

func (g *grid) description(l Line) []string {
	width := g.x1 - g.x0
	for i, c := range g.columns {
		if c == colDescription {
			width = g.edges[i+1] - g.edges[i] - 2*pad
		}
	}
	out := g.wrap(l.Description, width, g.f)
	if l.Detail != "" {
		out = append(out, g.wrap(l.Detail, width, g.f)...)
	}
	return out
}

// turn ends the page and begins the table again on the next, with the
// subtotal so far where the document carries it over.
func (g *grid) turn() {
	if g.carry {
		g.carried(wCarried)
	}
	g.newPage()
	g.heading()
	if g.carry {
		g.carried(wBrought)
	}
}

func (g *grid) carried(w word) {
	i := 0
	for n, c := range g.columns {
		if c == colAmount {
			i = n
		}
	}
	g.write(g.x0+pad, g.f, g.words[w])
	g.put(i, g.f, g.cell(colAmount, 0, Line{Net: g.sum}))
	g.down(g.f.leading())
}
