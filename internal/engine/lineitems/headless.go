package lineitems

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// headlessWrap is how many lines without an amount a row may have.
const headlessWrap = 3

// headless reads rows without a head: lines of text that end in an amount,
// one under the other, down to a total. Of several such runs the one whose
// sum is printed below it wins, then the longest.
func (e *extractor) headless() []Item {
	var best []Item
	weight := 0
	for _, p := range e.doc.Pages {
		for _, r := range e.pricedRuns(p) {
			items := e.runItems(p, r)
			w := value(items)
			if r.summed {
				w += 1000
			}
			if len(items) > 0 && w > weight {
				best, weight = items, w
			}
		}
	}
	for i := range best {
		best[i].lessSure()
	}
	return best
}

// lessSure lowers what is thought of a row that no head explains.
func (it *Item) lessSure() {
	for _, f := range []*Figure{&it.Quantity, &it.Price, &it.Net, &it.VATRate, &it.VATAmount} {
		if !it.Checked {
			f.Confidence = min(f.Confidence, sureGuessed)
		}
	}
	it.Description.Confidence = min(it.Description.Confidence, sureGuessed)
}

// pricedRun is lines first to before end that may be rows.
type pricedRun struct {
	first, end int
	summed     bool // the next total is the sum of their amounts
}

// pricedRuns finds the runs of a page that end at a total.
func (e *extractor) pricedRuns(p *layout.Page) []pricedRun {
	var out []pricedRun
	var total locale.Decimal
	first, last, right := -1, -1, 0.0
	for i, l := range p.Lines {
		amount, ok := e.priced(l)
		switch {
		case first >= 0 && e.totalLine(l):
			sum, _ := e.priced(l)
			summed := sum.Found && sum.Value.Equal(total) || e.taxed(p.Lines[i:], total)
			if summed || last > first {
				out = append(out, pricedRun{first: first, end: i, summed: summed})
			}
			first, total = -1, locale.Decimal{}
		case ok && !e.totalLine(l):
			if first >= 0 && (i-last > headlessWrap || math.Abs(amount.Place.Box.X1-right) > l.Size) {
				first, total = -1, locale.Decimal{}
			}
			if first < 0 {
				first = i
			}
			last, right, total = i, amount.Place.Box.X1, total.Add(amount.Value)
		}
	}
	return out
}

// priced is the amount that a line of text ends in.
func (e *extractor) priced(l *layout.Line) (Figure, bool) {
	n := len(l.Segments)
	if n < 2 {
		return Figure{}, false
	}
	s := l.Segments[n-1]
	spans := e.reader.Amounts(s.Words)
	if !isNumber(e.reader, s.Words) || spans[0].Percent || spans[0].Value.Scale() != 2 && !spans[0].Money {
		return Figure{}, false
	}
	letters := strings.IndexFunc(l.Text(), unicode.IsLetter) >= 0
	return Figure{Value: spans[0].Value, Found: true, Place: Place{Box: s.Box}}, letters
}

// taxed reports whether one of the next totals is a tax on the sum.
func (e *extractor) taxed(lines []*layout.Line, sum locale.Decimal) bool {
	const near = 4
	for _, l := range lines[:min(near, len(lines))] {
		var rates, amounts []locale.Decimal
		for _, s := range l.Segments {
			for _, a := range e.reader.Amounts(s.Words) {
				if a.Percent {
					rates = append(rates, a.Value)
				} else {
					amounts = append(amounts, a.Value)
				}
			}
		}
		for _, r := range rates {
			if !r.IsZero() && slices.ContainsFunc(amounts, func(a locale.Decimal) bool { return sum.Percent(r).Near(a, locale.NewDecimal(1, 2)) }) {
				return true
			}
		}
	}
	return false
}

// totalLine reports whether a line is labelled as a total or a tax.
func (e *extractor) totalLine(l *layout.Line) bool {
	for _, s := range l.Segments {
		if isNumber(e.reader, s.Words) {
			continue
		}
		words := e.plain(s.Text)
		return len(words) <= labelWords && (e.words.stops.match(words) || e.words.carried.match(words))
	}
	return false
}

// runItems reads a run by columns made from the right edges of its figures.
func (e *extractor) runItems(p *layout.Page, r pricedRun) []Item {
	g := &grid{page: p, top: r.first, first: r.first}
	g.columns = e.edgeColumns(p.Lines[r.first:r.end])
	g.rules = rules(p.Rulings, g.box())
	var run []record
	for _, l := range p.Lines[r.first:r.end] {
		run = append(run, g.cut(l, e.reader))
	}
	bands := e.bands(g, run, len(g.columns)-1)
	g.guess(e, bands)
	return sound(e.items(g, bands))
}

// edgeColumns makes a column of each right edge that figures share, and one
// of the text between them.
func (e *extractor) edgeColumns(lines []*layout.Line) []column {
	var figures []column
	text := column{kind: description, left: math.Inf(1), leftAligned: true}
	for _, l := range lines {
		for _, s := range l.Segments {
			if !isNumber(e.reader, s.Words) {
				text.left, text.right = math.Min(text.left, s.Box.X0), math.Max(text.right, s.Box.X1)
				continue
			}
			i := slices.IndexFunc(figures, func(c column) bool { return math.Abs(c.right-s.Box.X1) < 0.6*s.Size || s.Box.OverlapX(c.head) > 0 })
			if i < 0 {
				figures = append(figures, column{kind: amount, head: s.Box, left: s.Box.X0, right: s.Box.X1})
				continue
			}
			c := &figures[i]
			c.head = c.head.Union(s.Box)
			c.left, c.right = c.head.X0, c.head.X1
		}
	}
	columns := slices.Concat(figures, []column{text})
	slices.SortFunc(columns, func(a, b column) int { return cmp.Compare(a.right, b.right) })
	if n := len(columns); columns[n-1].kind == description {
		slices.SortFunc(columns, func(a, b column) int { return cmp.Compare(a.left, b.left) })
	}
	return columns
}

// guess names the columns of figures by the arithmetic of the rows; the last
// one is the amount.
func (g *grid) guess(e *extractor, bands []band) {
	last := len(g.columns) - 1
	rows := make([]figures, len(bands))
	for i := range bands {
		rows[i] = e.figuresOf(&bands[i])
	}
	q, p, most := -1, -1, 0
	for i := range last {
		for j := range last {
			if i != j && g.columns[i].kind == amount && g.columns[j].kind == amount {
				if n := checks(rows, i, j, last); n > most || n == most && n > 0 && (i < j && q > p || priced(rows, q) && !priced(rows, i)) {
					q, p, most = i, j, n
				}
			}
		}
	}
	for i := range last {
		switch {
		case g.columns[i].kind != amount:
		case 2*most >= len(rows) && i == q:
			g.columns[i].kind = quantity
		case 2*most >= len(rows) && i == p:
			g.columns[i].kind = price
		case percents(rows, i):
			g.columns[i].kind = taxRate
		case most == 0 && divides(rows, i, last):
			g.columns[i].kind = price
		default:
			g.columns[i].kind = other
		}
	}
}

// priced reports whether most figures of a column have two decimals, as prices
// do and quantities seldom.
func priced(rows []figures, column int) bool {
	n := 0
	for _, r := range rows {
		if f, ok := r.plain[column]; ok && f.Value.Scale() == 2 {
			n++
		}
	}
	return 2*n > len(rows)
}

// divides reports whether every amount is a whole multiple of the figure in a
// column, and not always that figure itself: what one costs.
func divides(rows []figures, column, amount int) bool {
	several := false
	for _, r := range rows {
		n := multiple(r.plain[column].Value, r.plain[amount].Value)
		if n == 0 {
			return false
		}
		several = several || n > 1
	}
	return several
}

// multiple is how often one makes all, 0 if no whole number of times.
func multiple(one, all locale.Decimal) int64 {
	const most = 200
	for n := int64(1); n <= most && one.Sign() != 0; n++ {
		if one.Mul(locale.NewDecimal(n, 0)).Equal(all) {
			return n
		}
	}
	return 0
}
