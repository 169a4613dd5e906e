package fields

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// supported is what the lines and the rates say for a choice.
func supported(n, v, t *money, all []money, e sums.Evidence) float64 {
	score := 0.0
	untaxed := n == nil && v == nil // the lines are the total then
	if e.Rows > 0 && (!e.Gross && n != nil && e.Lines.Near(n.Value, cent) || (e.Gross || untaxed) && t != nil && e.Lines.Near(t.Value, cent)) {
		score += linesAgree
	}
	if len(e.Rates) == 0 {
		return score
	}
	base := locale.Decimal{}
	for _, rate := range e.Rates {
		base = base.Add(rate.Base)
	}
	switch {
	case n == nil:
	case base.Near(n.Value, cent):
		score += ratesAgree
	case v != nil && onlyPart(n, v, e) && grossPrinted(base, all, e):
		score -= onlyOneRate
	}
	if taxes, ok := taxesOf(e); ok && v != nil && taxes.Near(v.Value, cent) {
		score += ratesAgree
	}
	return score
}

// onlyPart reports whether a net and a VAT are those of one of several rates.
func onlyPart(n, v *money, e sums.Evidence) bool {
	others, part := 0, false
	for _, rate := range e.Rates {
		switch {
		case rate.Base.Near(n.Value, cent) && rate.HasTax && rate.Tax.Near(v.Value, cent):
			part = true
		case !rate.Base.IsZero():
			others++
		}
	}
	return part && others > 0
}

// grossPrinted reports whether the sum of all rates, bases and taxes, is
// printed: then the rates are parts of one total.
func grossPrinted(base locale.Decimal, all []money, e sums.Evidence) bool {
	taxes, ok := taxesOf(e)
	return ok && slices.ContainsFunc(all, func(m money) bool { return m.Value.Near(base.Add(taxes), cent) })
}

// taxesOf is the sum of the taxes of all rates, where all are known.
func taxesOf(e sums.Evidence) (locale.Decimal, bool) {
	sum := locale.Decimal{}
	for _, rate := range e.Rates {
		if !rate.HasTax {
			return sum, false
		}
		sum = sum.Add(rate.Tax)
	}
	return sum, len(e.Rates) > 0
}

// threeAgree weighs net + VAT = total.
func threeAgree(n, v, t *money) float64 {
	if !n.Value.Add(v.Value).Near(t.Value, cent) || t.Value.IsZero() {
		return -sumsDisagree
	}
	agree := sumsAgree
	if v.rate != nil && n.Value.Percent(*v.rate).Near(v.Value, cent) {
		agree += rateAgrees
	} else if isUsualRate(n.Value, v.Value) {
		agree += usualRate
	}
	return agree
}

// twoAgree weighs a net amount and a total without one VAT amount: the parts
// of several rates may be it, or there is none.
func twoAgree(n, t *money, all []money, e sums.Evidence) (float64, *locale.Decimal) {
	gap := t.Value.Sub(n.Value)
	if gap.IsZero() {
		if n == t {
			return 0, nil
		}
		return noVATPrinted, nil
	}
	if gap.Sign() != t.Value.Sign() {
		return -sumsDisagree, nil
	}
	if parts, ok := vatParts(all, gap); ok && parts > 1 {
		return partsAgree, &gap
	}
	if taxes, ok := taxesOf(e); ok && len(e.Rates) > 1 && taxes.Near(gap, cent) {
		return partsAgree, &gap
	}
	if isUsualRate(n.Value, gap) {
		return usualRate, nil
	}
	return -0.2, nil
}

// vatParts reports whether the amounts labelled VAT add up to the gap, and
// how many they are. Each value counts once per row.
func vatParts(all []money, gap locale.Decimal) (int, bool) {
	sum, parts := locale.Decimal{}, 0
	for i := range all {
		if m := &all[i]; m.vat > 0.45 && m.vat >= m.net && m.vat >= m.total {
			sum, parts = sum.Add(m.Value), parts+1
		}
	}
	return parts, sum.Near(gap, cent)
}

// isUsualRate reports whether the VAT is a rate that some country has.
func isUsualRate(net, vat locale.Decimal) bool {
	for _, r := range []int64{2500, 2400, 2300, 2200, 2100, 2000, 1900, 1800, 1700, 1600, 1500, 1400, 1350, 1300, 1200, 1000, 950, 900, 810, 770, 700, 600, 550, 500, 400, 380, 260, 250, 210} {
		if net.Percent(locale.NewDecimal(r, 2)).Near(vat, cent) {
			return true
		}
	}
	return false
}
