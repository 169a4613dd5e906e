package fields

import (
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// Confidences of what the rates make certain.
const (
	printedSum  = 0.95
	computedSum = 0.8 // it is not printed
)

// byRates corrects net and VAT where the rates are certain: each tax is its
// base's, and together they make the total that was chosen. Amounts that fit
// the total by chance (one rate's gross sum and another's, the goods and their
// carriage) give way then. The net and the VAT of several rates are added up
// where the document prints only the parts.
func byRates(net, vat, total []candidate, all []money, e sums.Evidence) (nets, vats []candidate) {
	base, taxes, ok := certainRates(e)
	if !ok || len(total) == 0 {
		return net, vat
	}
	roundings := locale.NewDecimal(int64(len(e.Rates)), 2)
	if sum, err := locale.ParseDecimal(total[0].text); err != nil || !base.Add(taxes).Near(sum, roundings) {
		return net, vat
	}
	several := len(e.Rates) > 1
	return corrected(net, base, all, several), corrected(vat, taxes, all, several)
}

// certainRates are the sums of bases and taxes, where each tax is known and is
// its base's.
func certainRates(e sums.Evidence) (base, taxes locale.Decimal, ok bool) {
	for _, r := range e.Rates {
		if !r.HasTax || !sums.Taxes(r.Percentage, r.Base, r.Tax) {
			return base, taxes, false
		}
		base, taxes = base.Add(r.Base), taxes.Add(r.Tax)
	}
	return base, taxes, len(e.Rates) > 0
}

// corrected puts the amount that is due to a field first, as it is printed or
// else as a sum of several; what was found before is less likely then.
func corrected(found []candidate, due locale.Decimal, all []money, several bool) []candidate {
	if len(found) > 0 {
		if value, err := locale.ParseDecimal(found[0].text); err != nil || value.Near(due, cent) {
			return found
		}
	}
	rest := make([]candidate, 0, len(found)+1)
	for _, c := range found {
		c.confidence = min(c.confidence, 1-computedSum)
		rest = append(rest, c)
	}
	first := candidate{text: due.String(), confidence: computedSum, score: 1}
	for i := range all {
		if m := &all[i]; m.Value.Equal(due) {
			first.confidence, first.page, first.box = printedSum, m.cell.page.index, m.box
			return append([]candidate{first}, rest...)
		}
	}
	if several {
		return append([]candidate{first}, rest...)
	}
	return nil // it is not printed, and what was found is something else
}
