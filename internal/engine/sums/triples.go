package sums

import (
	"cmp"
	"slices"

	"github.com/docextract/docextract/internal/engine/locale"
)

// mostAmounts bounds how many different amounts are combined.
const mostAmounts = 120

// Triples finds among the amounts of a document, in reading order, those
// where net + VAT = total, with VAT no more than 30 % of the net. Evidence of
// lines and rates supports some of them; those come first.
func Triples(amounts []locale.Decimal, e Evidence) []Triple {
	distinct := distinct(amounts)
	known := map[string]bool{}
	for _, a := range distinct {
		known[key(a)] = true
	}
	var out []Triple
	for _, net := range distinct {
		for _, vat := range distinct {
			if net.Sign() == 0 || vat.Sign() != net.Sign() || vat.Abs().Cmp(net.Percent(locale.NewDecimal(30, 0)).Abs()) > 0 {
				continue
			}
			total := net.Add(vat)
			if known[key(total)] {
				out = append(out, Triple{Net: net, VAT: vat, Total: total, Support: e.support(net, vat, total)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Triple) int {
		return cmp.Or(cmp.Compare(b.Support, a.Support), b.Total.Abs().Cmp(a.Total.Abs()))
	})
	return out
}

// support counts the evidence for a triple.
func (e Evidence) support(net, vat, total locale.Decimal) int {
	n := 0
	if e.Rows > 0 && (!e.Gross && e.Lines.Near(net, Cent()) || e.Gross && e.Lines.Near(total, Cent())) {
		n += 2
	}
	if len(e.Rates) == 0 {
		return n
	}
	var base, tax locale.Decimal
	all := true
	for _, r := range e.Rates {
		base, tax, all = base.Add(r.Base), tax.Add(r.Tax), all && r.HasTax
	}
	if base.Near(net, Cent()) {
		n += 2
	}
	if all && tax.Near(vat, locale.NewDecimal(int64(len(e.Rates)), 2)) {
		n++
	}
	return n
}

// distinct is the amounts without repetition, the last ones of a long
// document: totals come at the end.
func distinct(amounts []locale.Decimal) []locale.Decimal {
	seen := map[string]bool{}
	var out []locale.Decimal
	for _, a := range slices.Backward(amounts) {
		if k := key(a); !seen[k] && a.Scale() <= 2 {
			seen[k] = true
			if out = append(out, a); len(out) == mostAmounts {
				break
			}
		}
	}
	slices.Reverse(out)
	return out
}

func key(d locale.Decimal) string { return d.String() }
