package engine_test

import (
	"fmt"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/sample"
)

// Invoices with payment codes, drawn and scanned: what the code says is found
// exactly and believed.
func TestPaymentCodes(t *testing.T) {
	e := newEngine(t)
	for i, o := range []sample.Options{
		{Language: "de", Country: "DE", Layout: "letterhead", Lines: 3, Plain: true, Code: true},
		{Language: "de", Country: "CH", Layout: "modern", Lines: 3, Plain: true, Code: true},
		{Language: "nl", Country: "NL", Layout: "plain", Lines: 2, Plain: true, Code: true},
		{Language: "fr", Country: "FR", Layout: "banner", Lines: 2, Code: true},
	} {
		doc := payable(t, uint64(100*i), o)
		text, err := doc.PDF()
		if err != nil {
			t.Fatal(err)
		}
		scanned, err := doc.ScannedPDF(200)
		if err != nil {
			t.Fatal(err)
		}
		forms := map[string][]byte{"text": text}
		if i < 2 { // reading a scan takes seconds
			forms["scan"] = scanned
		}
		for form, data := range forms {
			t.Run(fmt.Sprintf("%s %s", o.Layout, form), func(t *testing.T) {
				got, err := extract(t, e, data, "invoice")
				if err != nil {
					t.Fatal(err)
				}
				v := doc.Invoice
				for field, want := range map[string]string{api.IBAN: v.Supplier.IBAN, api.Currency: v.Currency, api.SupplierName: v.Supplier.Name} {
					f, _ := got.Field(field)
					if best := f.Best(); best.String() != want || best.Confidence < 0.98 || best.Box == nil && field == api.IBAN {
						t.Errorf("%s: %q, confidence %v at %v, want %q", field, best, best.Confidence, best.Box, want)
					}
				}
				total, _ := got.Field(api.TotalAmount)
				want, err := locale.ParseDecimal(*doc.Truth().Fields[api.TotalAmount])
				if err != nil {
					t.Fatal(err)
				}
				if best, err := locale.ParseDecimal(total.Best().String()); err != nil || !best.Equal(want) || v.Paid == 0 && total.Best().Confidence < 0.9 {
					t.Errorf("total %v, want %v", total.Best(), want)
				}
			})
		}
	}
}

// payable is the first sample from a seed on that has a payment code.
func payable(tb testing.TB, seed uint64, o sample.Options) *sample.Document {
	tb.Helper()
	for n := range uint64(50) {
		if doc := sample.New(seed+n, o); doc.Invoice.PaymentCode() != "" {
			return doc
		}
	}
	tb.Fatal("no sample can have a payment code")
	return nil
}
