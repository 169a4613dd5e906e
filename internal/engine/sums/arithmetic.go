package sums

import "github.com/docextract/docextract/internal/engine/locale"

// Cent is the tolerance of a figure rounded once.
func Cent() locale.Decimal { return locale.NewDecimal(1, 2) }

// Taxes reports whether tax is base × percentage ÷ 100 within a cent.
func Taxes(percentage, base, tax locale.Decimal) bool {
	return base.Percent(percentage).Near(tax, Cent())
}

// Adds reports whether a + b is the sum to the cent.
func Adds(a, b, sum locale.Decimal) bool { return a.Add(b).Equal(sum) }

// Sum adds figures.
func Sum(figures ...locale.Decimal) locale.Decimal {
	var total locale.Decimal
	for _, f := range figures {
		total = total.Add(f)
	}
	return total
}
