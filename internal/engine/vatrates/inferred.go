package vatrates

import (
	"math"
	"slices"
	"strconv"

	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// usual is rates in use, in tenths of a percent.
func usual() []int64 {
	return []int64{21, 25, 26, 38, 40, 48, 50, 55, 60, 70, 77, 80, 81, 85, 90, 95, 100, 120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 220, 230, 240, 250, 255, 270}
}

// inferred finds a rate that is printed without amounts, or not at all: a line
// names a tax with its amount, and a net and a total fit a rate in use.
func (s *survey) inferred(claims []claim) []Rate {
	if len(claims) > 0 {
		return s.included(claims)
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

// included takes the only rate that a document names, without any amount of
// it, out of the sum of the rows, where the rate is said to be in it and that
// sum is printed as the total.
func (s *survey) included(claims []claim) []Rate {
	total := s.table.Sum()
	said := slices.ContainsFunc(s.lines, func(t taxLine) bool { return t.tax && t.within && len(t.percents) > 0 })
	if !said || !has(s.totals(), total) {
		return nil
	}
	p := claims[0].percentage
	for _, c := range claims {
		if c.base.Found || c.tax.Found || !c.percentage.Value.Equal(p.Value) {
			return nil
		}
	}
	net, ok := untaxedPart(total, p.Value)
	if !ok {
		return nil
	}
	base, tax := lineitems.Figure{Value: net, Found: true}, lineitems.Figure{Value: total.Sub(net), Found: true}
	return []Rate{newRate(p, base, tax, sureInferred)}
}

// untaxedPart is the net amount, to the cent, of a total with tax.
func untaxedPart(total, percentage locale.Decimal) (locale.Decimal, bool) {
	t, errT := strconv.ParseFloat(total.String(), 64)
	p, errP := strconv.ParseFloat(percentage.String(), 64)
	if errT != nil || errP != nil || p <= 0 {
		return locale.Decimal{}, false
	}
	net := locale.NewDecimal(int64(math.Round(100*t/(1+p/100))), 2)
	return net, sums.Taxes(percentage, net, total.Sub(net))
}

func has(figures []lineitems.Figure, d locale.Decimal) bool {
	for _, f := range figures {
		if f.Value.Equal(d) {
			return true
		}
	}
	return false
}
