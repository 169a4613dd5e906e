package vatrates_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/layout/layouttest"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/vatrates"
)

// rates reads the rates of a page set from text, each as "percentage net".
func rates(text string) []string {
	pages := layouttest.Pages(text)
	doc, reader := layout.New(pages), locale.NewReader(locale.Detect(pages))
	var out []string
	for _, r := range vatrates.Extract(doc, reader, lineitems.Extract(doc, reader)) {
		out = append(out, plain(r.Percentage)+" "+plain(r.Net))
	}
	return out
}

func plain(f lineitems.Figure) string {
	return strings.TrimSuffix(strings.TrimRight(f.Value.String(), "0"), ".")
}

func TestExtract(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"one line with base and tax", `
Summe netto                      1.234,00
MwSt 19 % auf 1.234,00             234,46
Gesamt                           1.468,46`, []string{"19 1234"}},
		{"a rate said to be in the prices", `
Massage, 60 minutes                 65.00
Aroma oil                            7.50
Total EUR                           72.50
Prices include 13.5% VAT`, []string{"13.5 63.88"}},
		{"a tax on one of the rows", `
Rédaction d'un acte              1 200,00 €
Frais de greffe                     85,00 €
Total HT                         1 285,00 €
TVA 20 % sur honoraires            240,00 €
Total TTC                        1 525,00 €`, []string{"20 1200"}},
		{"a rate and its tax", `
Subtotal                           100.00
VAT (20%)                           20.00
Total                              120.00`, []string{"20 100"}},
		{"a rate on a line of its own", `
Taxable amount                     500.00
Tax rate                              21%
Total taxes                        105.00
Total amount                       605.00`, []string{"21 500"}},
		{"a breakdown table", `
TVA          Base HT       Montant TVA      TTC
20,00 %       200,00             40,00   240,00
5,50 %        100,00              5,50   105,50
Total         300,00             45,50   345,50`, []string{"20 200", "5.5 100"}},
		{"a breakdown without percent signs", `
Aliquota      Imponibile       Imposta
22              1.000,00        220,00
10                200,00         20,00
Totale          1.200,00        240,00`, []string{"22 1000", "10 200"}},
		{"a tax that was misread, between net and gross", `
Zimmer, drei Nächte                           330,00
Summe                                         330,00

USt     Satz         Brutto      Netto     Steuer
A       20,00 %      120,00      100,00    20,00
B        5,00 %      210,00      200,00    16,00`, []string{"20 100", "5 200"}},
		{"a row without tax", `
Item                     Net £     VAT rate      VAT £   Gross £
Management fee          240.00          20%      48.00    288.00
Insurance premium       118.40       Exempt       0.00    118.40
Gas certificate          78.00          20%      15.60     93.60
Inventory check          95.00          20%      19.00    114.00
Total net                                          531.40
Total VAT                                           82.60
Total payable                                      614.00`, []string{"0 118.4", "20 413"}},
		{"gross in front", `
Brutto     USt %     USt      Netto
119,00     19        19,00    100,00
107,00     7          7,00    100,00`, []string{"19 100", "7 100"}},
		{"by the rows only", `
Omschrijving           Aantal     Prijs     BTW     Bedrag
Boek                        2     10,00      9%      20,00
Lamp                        1     50,00     21%      50,00
Totaal incl. btw                                     82,30`, []string{"21 50", "9 20"}},
		{"tax within the total", `
Total                              120.00
includes VAT 20%                    20.00`, []string{"20 100"}},
		{"no tax", `
Net                                380.00
VAT 0%                               0.00
Total                              380.00`, []string{"0 380"}},
		{"a rate that is not printed", `
Net                                100.00
VAT                                 20.00
Total                              120.00`, []string{"20 100"}},
		{"a discount for early payment is no rate", `
Netto                              100,00
19 % USt                            19,00
Gesamt                             119,00
3 % Skonto bei Zahlung in 10 Tagen: 3,57`, []string{"19 100"}},
		{"a credit note", `
Osnova za DDV 22 %                -100,00
DDV 22 %                           -22,00
Skupaj                            -122,00`, []string{"22 -100"}},
		{"no word of taxes", `
Total                              120.00
10% of all walls painted`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, rates(tt.text)); diff != "" {
				t.Errorf("rates (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRowsHaveTheCellsOfTheType(t *testing.T) {
	t.Parallel()
	figure := lineitems.Figure{Value: locale.NewDecimal(19, 0), Found: true, Confidence: 0.9}
	all := []vatrates.Rate{{Percentage: figure, Net: figure}}
	vat, _ := api.BuiltinType("vat-invoice")
	rows := vatrates.Rows(all, vat)
	if len(rows) != 1 || len(rows[0]) != 2 {
		t.Fatalf("rows: %v", rows)
	}
	if f, _ := rows[0].Field(api.VATRatePercentage); f.Best().String() != "19.0000" || f.Best().Box != nil {
		t.Errorf("percentage: %+v", f.Best())
	}
	simple, _ := api.BuiltinType("simple-invoice")
	if rows := vatrates.Rows(all, simple); rows != nil {
		t.Errorf("a type without rates has rows: %v", rows)
	}
}
