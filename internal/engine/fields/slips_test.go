package fields

import (
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
)

const drawnSlip = `      Hartley & Moss Ltd
        5 Castle Street
        Kendal, LA9 7AA

 Tea towel             6.50
 Teapot               12.00

 TOTAL                18.50
 CASH                 20.00
 CHANGE                1.50

 09/03/24 15:20 Till 2
`

// extractAs reads a drawn page of that width as a document of the type.
func extractAs(t *testing.T, drawing string, width float64, typeName string) map[string]api.Field {
	t.Helper()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	page := drawPage(drawing)
	page.Width = width
	pages := []document.Page{page}
	dt, _ := api.BuiltinType(typeName)
	found := map[string]api.Field{}
	for _, f := range x.Extract(Input{Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages))}, dt) {
		found[f.Name] = f
	}
	return found
}

func TestASlipIsReadAsOneOnPaperOfAnyWidth(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		width    float64
		typeName string
	}{
		{945, "receipt"},
		{945, "invoice"},
		{2480, "receipt"},
		{2480, "invoice"},
	} {
		f := extractAs(t, drawnSlip, c.width, c.typeName)
		for name, want := range map[string]string{
			api.SupplierName: "Hartley & Moss Ltd", api.SupplierAddress: "5 Castle Street, Kendal, LA9 7AA", api.IssueDate: "2024-03-09", api.TotalAmount: "18.5000",
		} {
			if got := f[name]; got.Name != "" && best(got) != want {
				t.Errorf("%v px as %s: %s is %q, want %q", c.width, c.typeName, name, best(got), want)
			}
		}
	}
}

func TestAnInvoiceIsNoSlip(t *testing.T) {
	t.Parallel()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	const invoice = ` Muster & Söhne GmbH                                              Rechnung 4711
 Hauptstraße 1                                                    Datum: 01.03.2024
 12345 Musterstadt

 An Firma
 Beispiel AG                                                      Zahlbar bis: 31.03.2024

 Pos   Bezeichnung                           Menge      Preis          Betrag
 1     Stühle                                2          50,00          100,00

 Nettobetrag                                                           100,00
 MwSt 19 %                                                              19,00
 Gesamtbetrag                                                          119,00

 IBAN: DE02 1203 0000 0000 2020 51
`
	pages := []document.Page{drawPage(invoice)}
	for _, dt := range api.BuiltinTypes() {
		d := layout.New(pages)
		s := newSheet(d, locale.NewReader(locale.Detect(pages)), x.lexicon)
		if dt.Name != "receipt" && x.slip(s, d, dt) != nil {
			t.Errorf("as %s the invoice is a slip", dt.Name)
		}
	}
}
