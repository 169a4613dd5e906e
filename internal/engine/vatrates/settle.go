package vatrates

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// mostClaims bounds how many lines are heard for one percentage.
const mostClaims = 40

// settle makes one rate of all claims for the same percentage.
func (s *survey) settle(claims []claim) []Rate {
	var order []string
	byRate := map[string][]claim{}
	for _, c := range claims {
		k := c.percentage.Value.String()
		if byRate[k] == nil {
			order = append(order, k)
		}
		if len(byRate[k]) < mostClaims {
			byRate[k] = append(byRate[k], c)
		}
	}
	groups := s.groups()
	var out []Rate
	for _, k := range order {
		if r, ok := s.one(byRate[k], groups[k], len(order) == 1); ok {
			out = append(out, r)
		}
		delete(groups, k)
	}
	for _, k := range sortedKeys(groups) {
		if g := groups[k]; len(order) == 0 || len(out) == 0 || s.everyRowHasRate() {
			out = append(out, g.rate())
		}
	}
	return sorted(out)
}

// one settles the claims for one percentage. only says that the document
// speaks of no other.
func (s *survey) one(claims []claim, rows *group, only bool) (Rate, bool) {
	if c, ok := bestComplete(claims, rows); ok {
		return newRate(c.percentage, c.base, c.tax, sureLine), true
	}
	p := claims[0].percentage
	for _, c := range claims {
		if c.tax.Found && !c.tax.Value.IsZero() {
			if base, sure := s.baseFor(p.Value, c.tax.Value, rows); base.Found {
				return newRate(p, base, c.tax, sure), true
			}
		}
	}
	for _, c := range claims {
		if c.base.Found {
			if tax, ok := s.taxFor(p.Value, c.base.Value); ok {
				return newRate(p, c.base, tax, sureFitting), true
			}
		}
	}
	if only {
		if base, tax, ok := s.fittingTotals(p.Value); ok {
			return newRate(p, base, tax, sureFitting), true
		}
	}
	if rows != nil {
		return rows.rate(), true
	}
	return Rate{}, false
}

func newRate(p, base, tax lineitems.Figure, sure float64) Rate {
	p.Confidence, base.Confidence, tax.Confidence = sure, sure, sure
	return Rate{Percentage: p, Net: base, Tax: tax}
}

// bestComplete prefers the base that the rows sum up to, then what stands
// below the table, then the largest.
func bestComplete(claims []claim, rows *group) (claim, bool) {
	best, score := claim{}, -1
	for _, c := range claims {
		if !c.complete() {
			continue
		}
		n := 0
		if rows != nil && rows.net.Equal(c.base.Value) {
			n += 4
		}
		if c.after {
			n += 2
		}
		if score < 0 || n > score || n == score && c.base.Value.Abs().Cmp(best.base.Value.Abs()) > 0 {
			best, score = c, n
		}
	}
	return best, score >= 0
}

// baseFor finds the printed amount that a tax was computed from: the sum of
// the rows first, then the last one printed. A base that is not printed is a
// total less the tax.
func (s *survey) baseFor(percentage, tax locale.Decimal, rows *group) (lineitems.Figure, float64) {
	var found, derived lineitems.Figure
	for i := range s.lines {
		t := &s.lines[i]
		if t.row {
			continue
		}
		for _, a := range t.amounts {
			if sums.Taxes(percentage, a.Value, tax) {
				if rows != nil && rows.net.Equal(a.Value) || s.table.Sum().Equal(a.Value) {
					return a, sureFitting
				}
				if !found.Found || t.after && t.base {
					found = a
				}
			}
			if net := a.Value.Sub(tax); t.after && sums.Taxes(percentage, net, tax) && !net.IsZero() {
				derived = lineitems.Figure{Value: net, Found: true}
			}
		}
	}
	switch {
	case found.Found:
		return found, sureFitting
	case rows != nil && sums.Taxes(percentage, rows.net, tax):
		return lineitems.Figure{Value: rows.net, Found: true}, sureItems
	case derived.Found:
		return derived, sureItems
	}
	for _, it := range s.table.Items { // a tax on one row only
		if it.Net.Found && sums.Taxes(percentage, it.Net.Value, tax) {
			return it.Net, sureItems
		}
	}
	return s.nearest(percentage, tax)
}

// nearest is the base for a tax that was rounded row by row: of the printed
// amounts the one that fits within a few cents.
func (s *survey) nearest(percentage, tax locale.Decimal) (lineitems.Figure, float64) {
	slack := locale.NewDecimal(int64(min(20, 2+len(s.table.Items))), 2)
	for _, t := range slices.Backward(s.lines) {
		for _, a := range t.amounts {
			if !t.row && !a.Value.IsZero() && a.Value.Percent(percentage).Near(tax, slack) {
				return a, sureItems
			}
		}
	}
	return lineitems.Figure{}, 0
}

// taxFor finds the printed tax of a base.
func (s *survey) taxFor(percentage, base locale.Decimal) (lineitems.Figure, bool) {
	for i := range s.lines {
		for _, a := range s.lines[i].amounts {
			if !s.lines[i].row && sums.Taxes(percentage, base, a.Value) && a.Value.IsZero() == percentage.IsZero() {
				return a, true
			}
		}
	}
	return lineitems.Figure{}, false
}

// fittingTotals finds a net and a tax among the totals whose sum is printed
// too.
func (s *survey) fittingTotals(percentage locale.Decimal) (base, tax lineitems.Figure, ok bool) {
	if percentage.IsZero() {
		base, ok = s.untaxed()
		return base, lineitems.Figure{}, ok
	}
	return fits(percentage, s.totals())
}

// untaxed is the net amount of a document without tax: it is printed again as
// the total, or it is the sum of the rows.
func (s *survey) untaxed() (lineitems.Figure, bool) {
	var best, sum lineitems.Figure
	count := map[string]int{}
	for _, t := range s.lines {
		if t.row || !t.after {
			continue
		}
		for _, a := range t.amounts {
			k := a.Value.String()
			if count[k]++; a.Value.IsZero() {
				continue
			}
			if count[k] > 1 && (!best.Found || count[k] > count[best.Value.String()]) {
				best = a
			}
			if a.Value.Equal(s.table.Sum()) {
				sum = a
			}
		}
	}
	if best.Found {
		return best, true
	}
	return sum, sum.Found
}

// totals is the last amounts of the document, outside the rows.
func (s *survey) totals() []lineitems.Figure {
	const most = 12
	var out []lineitems.Figure
	for i := len(s.lines) - 1; i >= 0 && len(out) < most; i-- {
		if t := &s.lines[i]; !t.row && t.after {
			for _, a := range t.amounts {
				if !slices.ContainsFunc(out, func(o lineitems.Figure) bool { return o.Value.Equal(a.Value) }) {
					out = append(out, a)
				}
			}
		}
	}
	return out
}
