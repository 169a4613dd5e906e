package vatrates

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// headLines is how many lines below a mention of tax still belong to it.
const headLines = 8

// survey is the figures of a document outside its rows.
type survey struct {
	reader *locale.Reader
	table  lineitems.Table
	lines  []taxLine
}

// taxLine is one line's figures.
type taxLine struct {
	page     int
	percents []lineitems.Figure
	amounts  []lineitems.Figure // with decimals or a currency
	plain    []lineitems.Figure // whole numbers: rates without a sign
	// tax says that the line names a tax; near that one shortly above does.
	tax, near bool
	base      bool // the line names a base or a net amount
	within    bool // the line says that something is in the amounts
	discount  bool // the line names a discount for early payment
	row       bool // the line is a row of the table
	after     bool // the line is below the table
}

func newSurvey(doc *layout.Document, reader *locale.Reader, table lineitems.Table) *survey {
	s := &survey{reader: reader, table: table}
	v := knownWords()
	places := rowPlaces(table)
	for _, p := range doc.Pages {
		last := -headLines
		for i, l := range p.Lines {
			t := taxLine{page: p.Index}
			t.read(l, reader)
			v.describe(&t, l)
			if t.tax {
				last = i
			}
			t.near = i-last < headLines
			t.row = onRow(places[p.Index], l)
			t.after = p.Index > table.EndPage || p.Index == table.EndPage && l.Box.CenterY() > table.End
			s.lines = append(s.lines, t)
		}
	}
	return s
}

var percent = regexp.MustCompile(`(\d{1,2}(?:[.,]\d{1,4})?) ?%`)

// read takes the figures out of a line.
func (t *taxLine) read(l *layout.Line, reader *locale.Reader) {
	for _, s := range l.Segments {
		place := lineitems.Place{Page: t.page, Box: s.Box}
		for _, m := range percent.FindAllStringSubmatch(s.Text, -1) {
			if d, err := locale.ParseDecimal(strings.ReplaceAll(m[1], ",", ".")); err == nil && isRate(d) {
				t.percents = append(t.percents, lineitems.Figure{Value: d, Found: true, Place: place})
			}
		}
		for _, a := range reader.Amounts(s.Words) {
			if a.Percent {
				continue
			}
			f := lineitems.Figure{Value: a.Value, Found: true, Place: lineitems.Place{Page: t.page, Box: layout.Bounds(s.Words[a.From:a.To])}}
			if a.Money || a.Value.Scale() == 2 {
				t.amounts = append(t.amounts, f)
			}
			if !a.Money && isRate(a.Value) {
				t.plain = append(t.plain, f)
			}
		}
	}
}

// isRate reports whether a percentage may be a VAT rate: none is above 27.
func isRate(d locale.Decimal) bool {
	return d.Sign() >= 0 && d.Cmp(locale.NewDecimal(28, 0)) <= 0 && (d.IsZero() || d.Cmp(locale.NewDecimal(1, 0)) >= 0)
}

// rowPlaces is the middles of the rows' amounts by page, sorted.
func rowPlaces(table lineitems.Table) map[int][]float64 {
	places := map[int][]float64{}
	for _, it := range table.Items {
		if p := it.Net.Place; p.Box.Y1 > 0 {
			places[p.Page] = append(places[p.Page], p.Box.CenterY())
		}
	}
	for _, ys := range places {
		slices.Sort(ys)
	}
	return places
}

// onRow reports whether a row's amount stands on the line.
func onRow(ys []float64, l *layout.Line) bool {
	i, _ := slices.BinarySearch(ys, l.Box.Y0)
	return i < len(ys) && ys[i] <= l.Box.Y1
}

// values is all amounts outside the rows, in reading order. That of an only
// row may be the net amount as well.
func (s *survey) values() []locale.Decimal {
	var out []locale.Decimal
	for i := range s.lines {
		if s.lines[i].row && len(s.table.Items) > 1 {
			continue
		}
		for _, a := range s.lines[i].amounts {
			out = append(out, a.Value)
		}
	}
	return out
}

// fits finds the base and the tax of a percentage among figures. The base is
// the larger one; of several pairs the one whose sum is there too wins.
func fits(percentage locale.Decimal, figures []lineitems.Figure) (base, tax lineitems.Figure, ok bool) {
	const most = 12
	figures = figures[:min(len(figures), most)]
	withGross := false
	for i, b := range figures {
		for j, t := range figures {
			if i == j || percentage.IsZero() != t.Value.IsZero() || b.Value.IsZero() || !sums.Taxes(percentage, b.Value, t.Value) {
				continue
			}
			gross := b.Value.Add(t.Value)
			all := slices.ContainsFunc(figures, func(f lineitems.Figure) bool { return f.Value.Equal(gross) })
			if !ok || all && !withGross {
				base, tax, ok, withGross = b, t, true, all
			}
		}
	}
	return base, tax, ok
}
