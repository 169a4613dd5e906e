package fields

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// fieldsOf reads a drawn page as an invoice.
func fieldsOf(t *testing.T, drawing string) map[string]api.Field {
	t.Helper()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	pages := []document.Page{drawPage(drawing)}
	dt, _ := api.BuiltinType("invoice")
	found := map[string]api.Field{}
	for _, f := range x.Extract(Input{Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages))}, dt) {
		found[f.Name] = f
	}
	return found
}

func best(f api.Field) string { return f.Best().String() }

func TestEveryFieldOfTheTypeIsThere(t *testing.T) {
	t.Parallel()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	for _, dt := range api.BuiltinTypes() {
		got := x.Extract(Input{Layout: layout.New(nil), Reader: locale.NewReader(locale.Conventions{})}, dt)
		if len(got) != len(dt.Fields) {
			t.Fatalf("%s: %d fields, want %d", dt.Name, len(got), len(dt.Fields))
		}
		for i, f := range got {
			if f.Name != dt.Fields[i].Name || f.DataType != dt.Fields[i].Type || len(f.Values) != 1 || f.Best().Found() || f.Best().Confidence != 0 {
				t.Errorf("%s on an empty document: %+v", dt.Fields[i].Name, f)
			}
		}
	}
}

func TestValuesSayWhereTheyStand(t *testing.T) {
	t.Parallel()
	f := fieldsOf(t, "\n\n Invoice number:   4711\n")[api.InvoiceNumber].Best()
	if f.String() != "4711" || f.Box == nil {
		t.Fatalf("got %q in %v", f.String(), f.Box)
	}
	want := api.Box{Page: 0, X: 100 + 19*21 + 11, Y: 250, Width: 86, Height: 36}
	if *f.Box != want {
		t.Errorf("box %+v, want %+v", *f.Box, want)
	}
}

func TestTheDiscountsDateIsNotTheDueDate(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"German":  " Rechnungsdatum:  01.03.2024\n\n Zahlbar bis 31.03.2024 netto, 2 % Skonto bis 11.03.2024\n",
		"French":  " Date de facture :  01/03/2024\n\n Escompte 2 % si paiement avant le 11/03/2024\n Échéance :  31/03/2024\n",
		"English": " Invoice date:  1 March 2024\n\n 2% discount if paid by 11 March 2024\n Payment due:  31 March 2024\n",
	} {
		if got := best(fieldsOf(t, text)[api.PayDueDate]); got != "2024-03-31" {
			t.Errorf("%s: due %q", name, got)
		}
	}
}

func TestTermsAreNoDueDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		" Invoice date:  1 March 2024\n\n Payment within 30 days\n",
		" Rechnungsdatum:  01.03.2024\n\n Zahlbar innerhalb von 14 Tagen\n",
		" Datum:  1. 3. 2024\n\n Rok plačila:  15 dni\n",
	} {
		if got := fieldsOf(t, text)[api.PayDueDate].Best(); got.Found() {
			t.Errorf("%q: due %q", text, got.String())
		}
	}
}

func TestOtherNumbersAreNoOrderNumber(t *testing.T) {
	t.Parallel()
	for _, label := range []string{
		"Kundennummer", "Lieferschein-Nr.", "Auftragsnummer", "Customer No", "Account number", "Delivery note", "Sales order no", "Quote number",
		"N° client", "Bon de livraison n°", "Devis n°", "Nº de cliente", "Albarán", "Presupuesto", "Codice cliente", "DDT n.", "Commessa",
		"Klantnummer", "Pakbonnummer", "Offertenummer", "Šifra kupca", "Dobavnica št.", "Projekt",
	} {
		f := fieldsOf(t, " Invoice number:   4711\n "+label+":   88123\n")
		if got := f[api.PurchaseOrderNumber].Best(); got.Found() {
			t.Errorf("%s: order number %q", label, got.String())
		}
		if got := best(f[api.InvoiceNumber]); got != "4711" {
			t.Errorf("%s: invoice number %q", label, got)
		}
	}
}

// Each label in each place gives the invoice's number.
func TestNumbersLabelsInEachPlace(t *testing.T) {
	t.Parallel()
	labels := []string{
		"Invoice No.", "Invoice #", "Invoice Number", "Rechnungsnummer", "Rechnungs-Nr.", "Belegnummer", "Numéro de facture", "Facture n°",
		"Nº de factura", "Número de factura", "Fattura n.", "Numero fattura", "Factuurnummer", "Factuurnr.", "Številka računa", "Račun št.", "Credit note no.", "Gutschrift Nr.",
	}
	for _, label := range labels {
		for place, drawing := range map[string]string{
			"left, with a colon": " " + label + ": 2024-117",
			"left, with a gap":   " " + label + "          2024-117",
			"above":              " " + label + "\n 2024-117",
			"header of columns":  " " + label + "          Date\n 2024-117               01.02.2024",
		} {
			if got := best(fieldsOf(t, "\n\n"+drawing+"\n")[api.InvoiceNumber]); got != "2024-117" {
				t.Errorf("%s, %s: %q", label, place, got)
			}
		}
	}
}

func TestTotalsLabels(t *testing.T) {
	t.Parallel()
	for _, l := range [][3]string{
		{"Subtotal", "VAT 20%", "Total"},
		{"Net amount", "VAT", "Amount due"},
		{"Nettobetrag", "zzgl. 20 % MwSt.", "Rechnungsbetrag"},
		{"Summe netto", "USt. 20 %", "Gesamtsumme"},
		{"Total HT", "TVA 20 %", "Total TTC"},
		{"Montant HT", "TVA (20 %)", "Net à payer"},
		{"Base imponible", "IVA 20%", "Total factura"},
		{"Imponibile", "IVA 20%", "Totale documento"},
		{"Totaal excl. btw", "Btw 20%", "Te betalen"},
		{"Osnova", "DDV 20 %", "Skupaj za plačilo"},
		{"Znesek brez DDV", "Znesek DDV", "Znesek z DDV"},
	} {
		f := fieldsOf(t, "\n "+l[0]+"          1.000,00\n "+l[1]+"          200,00\n "+l[2]+"          1.200,00\n")
		if n, v, s := best(f[api.NetAmount]), best(f[api.VATAmount]), best(f[api.TotalAmount]); n != "1000.0000" || v != "200.0000" || s != "1200.0000" {
			t.Errorf("%v: %s + %s = %s", l, n, v, s)
		}
		if c := f[api.TotalAmount].Best().Confidence; c < 0.9 {
			t.Errorf("%v: sums that agree give a confidence of %.2f only", l, c)
		}
	}
}

func TestIBANs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"grouped", " IBAN: DE89 3704 0044 0532 0130 00", "DE89370400440532013000"},
		{"without a label", " Volksbank DE89370400440532013000", "DE89370400440532013000"},
		{"wrong check digits", " IBAN: DE00 3704 0044 0532 0130 00", "DE00370400440532013000"},
		{"over two lines", " Bank: Kreditbank, IBAN: FR14 2004 1010 0505\n 0001 3M02 606", "FR1420041010050500013M02606"},
		{"over the margin", " Please pay within 30 days to our    account IBAN FR14 2004 1010 0505\n 0001 3M02 606", "FR1420041010050500013M02606"},
		{"the one that checks", " IBAN: DE00 3704 0044 0532 0130 00\n IBAN: DE89 3704 0044 0532 0130 00", "DE89370400440532013000"},
		{"not the buyer's", " IBAN: DE89 3704 0044 0532 0130 00\n\n\n\n\n Lastschrift von Ihrem Konto IBAN AT61 1904 3002 3457 3201", "DE89370400440532013000"},
		{"a letter at its end", " IBAN: CH48 0076 7012 3456 7890 A", "CH480076701234567890A"},
		{"none", " Konto 0532013000, BLZ 37040044", ""},
	} {
		if got := best(fieldsOf(t, "\n"+c.text+"\n")[api.IBAN]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCurrencies(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		" Total   € 12.00": "EUR", " Total   12,00 EUR": "EUR", " Total   £12.00": "GBP", " Total CHF   12.00": "CHF", " Summe   Fr. 12.00": "CHF",
		" Currency: SEK\n Total   12.00": "SEK", " Total   $12.00\n Sales tax": "USD", " ABN 51 824 753 556\n Total   $12.00": "AUD", " Total   12.00": "",
	} {
		if got := best(fieldsOf(t, "\n"+text+"\n")[api.Currency]); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNoMoreThanFiveCandidates(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 20 {
		b.WriteString(" Total          " + strings.Repeat("1", i%5+1) + "0.0" + string(rune('0'+i%10)) + "\n")
	}
	f := fieldsOf(t, b.String())[api.TotalAmount]
	if len(f.Values) == 0 || len(f.Values) > maxCandidates {
		t.Fatalf("%d candidates", len(f.Values))
	}
	for _, v := range f.Values {
		if v.Confidence < 0 || v.Confidence > 1 {
			t.Errorf("a confidence of %v", v.Confidence)
		}
	}
}

func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"Invoice No: 12\nTotal: 10.00", " : \n\n##  #\n-\n", "IBAN DE89\n3704", "Bill to\nName:   X Y\n12345 Town", "£ \xff 1.1.24", "Total\n(1,00)\n- €", "a b c d e\nF a c t u r e",
	} {
		f.Add(s)
	}
	x, err := New(&ranker.Model{})
	if err != nil {
		f.Fatal(err)
	}
	dt, _ := api.BuiltinType("invoice")
	f.Fuzz(func(t *testing.T, s string) {
		pages := []document.Page{drawPage(s)}
		got := x.Extract(Input{Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages))}, dt)
		if len(got) != len(dt.Fields) {
			t.Fatalf("%d fields, want %d", len(got), len(dt.Fields))
		}
		for _, field := range got {
			if len(field.Values) == 0 || len(field.Values) > maxCandidates {
				t.Fatalf("%s has %d values", field.Name, len(field.Values))
			}
		}
	})
}
