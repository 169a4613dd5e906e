package lineitems

import "github.com/docextract/docextract/internal/engine/locale"

// isRate reports whether a plain figure may be a VAT rate: 0 to 30 in steps
// of a tenth.
func isRate(d locale.Decimal) bool {
	return d.Sign() >= 0 && d.Cmp(locale.NewDecimal(30, 0)) <= 0 && d.Round(1).Equal(d)
}
