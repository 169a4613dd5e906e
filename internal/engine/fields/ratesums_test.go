package fields

import (
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/engine/sums"
)

func TestByRates(t *testing.T) {
	t.Parallel()
	euro := func(cents int64) locale.Decimal { return locale.NewDecimal(cents, 2) }
	rate := func(percent, base, tax int64) sums.Rate {
		return sums.Rate{Percentage: locale.NewDecimal(percent, 0), Base: euro(base), Tax: euro(tax), HasTax: true}
	}
	two := []sums.Rate{rate(7, 10000, 700), rate(19, 20000, 3800)}
	untold := []sums.Rate{two[0], {Percentage: locale.NewDecimal(19, 0), Base: euro(20000)}}
	wrong := []sums.Rate{rate(7, 10000, 700), rate(19, 20000, 2800)}
	tests := map[string]struct {
		net, vat, total   string
		rates             []sums.Rate
		wantNet, wantsVAT string
	}{
		"nothing printed for all":       {"", "", "345.00", two, "300.0000", "45.0000"},
		"one of the rates was taken":    {"200.00", "38.00", "345.00", two, "300.0000", "45.0000"},
		"the sums are printed":          {"300.00", "45.00", "345.00", two, "300.00", "45.00"},
		"two gross sums were taken":     {"107.00", "238.00", "345.00", two, "300.0000", "45.0000"},
		"they do not make the total":    {"200.00", "38.00", "346.00", two, "200.00", "38.00"},
		"rounded twice":                 {"", "", "345.02", two, "300.0000", "45.0000"},
		"a tax is not its base's":       {"200.00", "28.00", "335.00", wrong, "200.00", "28.00"},
		"goods and carriage were taken": {"230.00", "8.00", "238.00", two[1:], "", "38.0000"},
		"one rate's net is not printed": {"", "38.00", "238.00", two[1:], "", "38.00"},
		"the tax of one is not known":   {"200.00", "", "345.00", untold, "200.00", ""},
		"no total":                      {"200.00", "38.00", "", two, "200.00", "38.00"},
		"a total that is no number":     {"200.00", "38.00", "many", two, "200.00", "38.00"},
		"a document without any rates":  {"200.00", "38.00", "238.00", nil, "200.00", "38.00"},
	}
	// Of the sums only the tax of 38.00 is printed, far from any label.
	printed := []money{{Amount: locale.Amount{Value: euro(3800)}, cell: &cell{page: &page{}}}}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			net, vat := byRates(one(tt.net), one(tt.vat), one(tt.total), printed, sums.Evidence{Rates: tt.rates})
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

// TestTheSumOfTheLinesIsATotal finds totals that no known label names, and
// tells them from amounts that one names by mistake.
func TestTheSumOfTheLinesIsATotal(t *testing.T) {
	t.Parallel()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	dt, _ := api.BuiltinType("invoice")
	for name, drawing := range map[string]string{
		"a label nobody knows": "\n\n Water supplied      45.71\n Wastewater          49.93\n Fixed charge        15.02\n All of the above for you  110.66\n",
		"a column head's name": "\n\n Expense         Cost    Total\n Hotel          45.71    45.71\n Flight         49.93    49.93\n Taxi           15.02    15.02\n\n TOTAL EUR             110.66\n",
	} {
		pages := []document.Page{drawPage(drawing)}
		in := Input{
			Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages)),
			Sums: sums.Evidence{Lines: locale.NewDecimal(11066, 2), Rows: 3},
		}
		for _, f := range x.Extract(in, dt) {
			if f.Name == api.TotalAmount && best(f) != "110.6600" {
				t.Errorf("%s: total %s", name, best(f))
			}
		}
	}
}
