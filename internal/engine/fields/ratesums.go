package fields

import (
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// computedSum is the confidence of a sum that is not printed.
const computedSum = 0.8

// ofAllRates gives the net and the VAT of all rates together where a document
// prints them only for each of several rates: one rate's is not the
// document's. The total that was chosen must be what all of them make.
func ofAllRates(net, vat, total []candidate, e sums.Evidence) (nets, vats []candidate) {
	taxes, ok := taxesOf(e)
	if !ok || len(e.Rates) < 2 || len(total) == 0 {
		return net, vat
	}
	var base locale.Decimal
	for _, r := range e.Rates {
		base = base.Add(r.Base)
	}
	roundings := locale.NewDecimal(int64(len(e.Rates)), 2)
	if sum, err := locale.ParseDecimal(total[0].text); err != nil || !base.Add(taxes).Near(sum, roundings) {
		return net, vat
	}
	isBase := func(r sums.Rate) locale.Decimal { return r.Base }
	isTax := func(r sums.Rate) locale.Decimal { return r.Tax }
	return summed(net, base, isBase, e), summed(vat, taxes, isTax, e)
}

// summed puts the sum first where nothing was found, or a part of it.
func summed(found []candidate, sum locale.Decimal, part func(sums.Rate) locale.Decimal, e sums.Evidence) []candidate {
	computed := candidate{text: sum.String(), confidence: computedSum, score: 1}
	if len(found) == 0 {
		return []candidate{computed}
	}
	value, err := locale.ParseDecimal(found[0].text)
	if err != nil || value.Near(sum, cent) {
		return found
	}
	for _, r := range e.Rates {
		if part(r).Near(value, cent) {
			found[0].confidence = min(found[0].confidence, 1-computedSum)
			return append([]candidate{computed}, found...)
		}
	}
	return found
}
