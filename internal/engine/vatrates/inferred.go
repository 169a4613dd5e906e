package vatrates

import (
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// usual is rates in use, in tenths of a percent.
func usual() []int64 {
	return []int64{21, 25, 26, 38, 40, 48, 50, 55, 60, 70, 77, 80, 81, 85, 90, 95, 100, 120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 220, 230, 240, 250, 255, 270}
}

// inferred finds a rate that is not printed: a line names a tax with its
// amount, and a net and a total fit a rate in use.
func (s *survey) inferred(claims []claim) []Rate {
	if len(claims) > 0 {
		return nil
	}
	const most = 100 // lines that name a tax
	totals, seen := s.totals(), 0
	for i := range s.lines {
		t := &s.lines[i]
		if !t.tax || t.row || !t.after || len(t.amounts) != 1 || t.amounts[0].Value.IsZero() {
			continue
		}
		if seen++; seen > most {
			return nil
		}
		tax := t.amounts[0]
		for _, net := range totals {
			if !has(totals, net.Value.Add(tax.Value)) {
				continue
			}
			for _, tenths := range usual() {
				if p := locale.NewDecimal(tenths, 1); sums.Taxes(p, net.Value, tax.Value) {
					return []Rate{newRate(lineitems.Figure{Value: p, Found: true}, net, tax, sureInferred)}
				}
			}
		}
	}
	return nil
}

func has(figures []lineitems.Figure, d locale.Decimal) bool {
	for _, f := range figures {
		if f.Value.Equal(d) {
			return true
		}
	}
	return false
}
