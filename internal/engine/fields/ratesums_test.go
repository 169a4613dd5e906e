package fields

import (
	"testing"

	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

func TestOfAllRates(t *testing.T) {
	t.Parallel()
	euro := func(cents int64) locale.Decimal { return locale.NewDecimal(cents, 2) }
	rate := func(percent, base, tax int64) sums.Rate {
		return sums.Rate{Percentage: locale.NewDecimal(percent, 0), Base: euro(base), Tax: euro(tax), HasTax: true}
	}
	two := []sums.Rate{rate(7, 10000, 700), rate(19, 20000, 3800)}
	untold := []sums.Rate{two[0], {Percentage: locale.NewDecimal(19, 0), Base: euro(20000)}}
	tests := map[string]struct {
		net, vat, total   string
		rates             []sums.Rate
		wantNet, wantsVAT string
	}{
		"nothing printed for all":      {"", "", "345.00", two, "300.0000", "45.0000"},
		"one of the rates was taken":   {"200.00", "38.00", "345.00", two, "300.0000", "45.0000"},
		"the sum is printed":           {"300.00", "45.00", "345.00", two, "300.00", "45.00"},
		"something else is printed":    {"250.00", "45.00", "345.00", two, "250.00", "45.00"},
		"they do not make the total":   {"200.00", "38.00", "346.00", two, "200.00", "38.00"},
		"rounded twice":                {"", "", "345.02", two, "300.0000", "45.0000"},
		"one rate":                     {"", "38.00", "238.00", two[1:], "", "38.00"},
		"the tax of one is not known":  {"200.00", "", "345.00", untold, "200.00", ""},
		"no total":                     {"200.00", "38.00", "", two, "200.00", "38.00"},
		"a total that is no number":    {"200.00", "38.00", "many", two, "200.00", "38.00"},
		"a net that is no number":      {"many", "38.00", "345.00", two, "many", "45.0000"},
		"a document without any rates": {"200.00", "38.00", "238.00", nil, "200.00", "38.00"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			net, vat := ofAllRates(one(tt.net), one(tt.vat), one(tt.total), sums.Evidence{Rates: tt.rates})
			if got := first(net); got != tt.wantNet {
				t.Errorf("net %q, want %q", got, tt.wantNet)
			}
			if got := first(vat); got != tt.wantsVAT {
				t.Errorf("VAT %q, want %q", got, tt.wantsVAT)
			}
		})
	}
}

func one(text string) []candidate {
	if text == "" {
		return nil
	}
	return []candidate{{text: text, confidence: 0.9}}
}

func first(found []candidate) string {
	if len(found) == 0 {
		return ""
	}
	return found[0].text
}
