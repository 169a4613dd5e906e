package sums

import "github.com/docextract/docextract/internal/engine/locale"

// Cent is the tolerance of a figure rounded once.
func Cent() locale.Decimal { return locale.NewDecimal(1, 2) }

// Taxes reports whether tax is base × percentage ÷ 100 within a cent.
func Taxes(percentage, base, tax locale.Decimal) bool {
	return base.Percent(percentage).Near(tax, Cent())
}
