package score

import "github.com/docextract/docextract/internal/api"

// RightCells tells for each row given which of its cells are right: those of
// the wanted row that is most like it, as rows are counted. Of a row that has
// no partner none are; of cells that the wanted row does not name nothing is
// said.
func (o Options) RightCells(got []api.Row, want []Cells) []map[string]bool {
	right := make([]map[string]bool, len(got))
	wantedDone, givenDone := make([]bool, len(want)), make([]bool, len(got))
	for _, p := range o.pairs(got, want) {
		if wantedDone[p.wanted] || givenDone[p.given] {
			continue
		}
		wantedDone[p.wanted], givenDone[p.given] = true, true
		cells := map[string]bool{}
		for name, w := range want[p.wanted] {
			cells[name] = o.same(name, textOf(got[p.given], name), w)
			if name == api.ProductDescription {
				cells[name] = p.likeness >= alike
			}
		}
		right[p.given] = cells
	}
	for i, cells := range right {
		if cells == nil {
			right[i] = map[string]bool{}
			for _, f := range got[i] {
				right[i][f.Name] = false
			}
		}
	}
	return right
}

// RightRates tells for each VAT rate given whether its percentage is on the
// document, and whether its amount is that percentage's.
func RightRates(got []api.Row, want []Cells) []map[string]bool {
	right := make([]map[string]bool, len(got))
	var o Options
	for i, g := range got {
		right[i] = map[string]bool{api.VATRatePercentage: false, api.VATRateNet: false}
		for _, w := range want {
			if !o.same(api.VATRatePercentage, textOf(g, api.VATRatePercentage), w[api.VATRatePercentage]) {
				continue
			}
			right[i][api.VATRatePercentage] = true
			if o.same(api.VATRateNet, textOf(g, api.VATRateNet), w[api.VATRateNet]) {
				right[i][api.VATRateNet] = true
			}
		}
	}
	return right
}
