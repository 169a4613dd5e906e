package score

import (
	"cmp"
	"slices"

	"github.com/docextract/docextract/internal/api"
)

// Rows counts the rows of a table.
type Rows struct {
	Wanted int
	Given  int
	Right  int
	// CellsWanted and CellsRight count the cells of the rows wanted; they
	// stay 0 for VAT rates.
	CellsWanted int
	CellsRight  int
}

// pair is a row wanted and a row given that may be the same.
type pair struct {
	wanted, given int
	right         bool // the description and the amount are
	amount        bool // the amount is
	likeness      float64
}

// lineItems compares two tables. The best pairs are made first. A row is right
// when its description is at least 85 % the same, or begins with the wanted
// one, and its net price equals; a cell when its value equals.
func (o Options) lineItems(got []api.Row, want []Cells) Rows {
	rows := Rows{Wanted: len(want), Given: len(got)}
	for _, w := range want {
		rows.CellsWanted += len(w)
	}
	wantedDone, givenDone := make([]bool, len(want)), make([]bool, len(got))
	for _, p := range o.pairs(got, want) {
		if wantedDone[p.wanted] || givenDone[p.given] {
			continue
		}
		wantedDone[p.wanted], givenDone[p.given] = true, true
		if p.right {
			rows.Right++
		}
		rows.CellsRight += o.cellsRight(got[p.given], want[p.wanted], p.likeness)
	}
	return rows
}

// pairs lists the rows that may be the same, the surest first and of equals
// those that stand at the same place.
func (o Options) pairs(got []api.Row, want []Cells) []pair {
	given := make([]string, len(got))
	for j, g := range got {
		given[j] = plainOf(textOf(g, api.ProductDescription))
	}
	var pairs []pair
	for i, w := range want {
		wanted := plainOf(w[api.ProductDescription])
		price, priced := w[api.NetPrice]
		for j, g := range got {
			p := pair{wanted: i, given: j, likeness: likeness(given[j], wanted)}
			if priced {
				p.amount = o.same(api.NetPrice, textOf(g, api.NetPrice), price)
			} else {
				p.amount = p.likeness > alike
			}
			p.right = p.amount && p.likeness >= alike
			if p.amount || p.likeness >= near {
				pairs = append(pairs, p)
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(
			-cmp.Compare(one(a.right), one(b.right)),
			-cmp.Compare(one(a.amount), one(b.amount)),
			-cmp.Compare(a.likeness, b.likeness),
			cmp.Compare(abs(a.wanted-a.given), abs(b.wanted-b.given)),
			-cmp.Compare(a.wanted, b.wanted),
			-cmp.Compare(a.given, b.given),
		)
	})
	return pairs
}

func (o Options) cellsRight(got api.Row, want Cells, likeness float64) int {
	right := 0
	for name, w := range want {
		ok := likeness >= alike
		if name != api.ProductDescription {
			ok = o.same(name, textOf(got, name), w)
		}
		right += one(ok)
	}
	return right
}

// vatRates compares two sets of percentages with their amounts.
func vatRates(got []api.Row, want []Cells) Rows {
	type rate struct{ percentage, net float64 }
	wanted := map[rate]int{}
	rows := Rows{Given: len(got)}
	for _, w := range want {
		p, ok := number(w[api.VATRatePercentage])
		n, also := number(w[api.VATRateNet])
		if ok && also {
			wanted[rate{p, n}]++
			rows.Wanted++
		}
	}
	for _, g := range got {
		p, ok := number(textOf(g, api.VATRatePercentage))
		n, also := number(textOf(g, api.VATRateNet))
		if r := (rate{p, n}); ok && also && wanted[r] > 0 {
			wanted[r]--
			rows.Right++
		}
	}
	return rows
}

func (r *Rows) add(s Rows) {
	r.Wanted += s.Wanted
	r.Given += s.Given
	r.Right += s.Right
	r.CellsWanted += s.CellsWanted
	r.CellsRight += s.CellsRight
}

// textOf is the cell's best value, nil where there is none.
func textOf(r api.Row, name string) *string {
	f, _ := r.Field(name)
	return f.Best().Text
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func abs(n int) int { return max(n, -n) }
