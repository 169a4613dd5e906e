package engine_test

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/sample"
)

// What a page shows counts, and not what its text layer says of it.
func TestTextLayersThatLie(t *testing.T) {
	doc := sample.New(14, sample.Options{Language: "en", Country: "GB", Layout: "plain", Lines: 2, Plain: true})
	text, err := doc.PDF()
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t)
	want, err := extract(t, e, text, "invoice")
	if err != nil {
		t.Fatal(err)
	}
	for name, encode := range map[string]func() ([]byte, error){
		"other letters": func() ([]byte, error) { return doc.MismappedPDF(0x1d) },
		"a stamp":       func() ([]byte, error) { return doc.StampedPDF(200, "Received 03.05.2031 10:12 Page 1/1") },
	} {
		t.Run(name, func(t *testing.T) {
			data, err := encode()
			if err != nil {
				t.Fatal(err)
			}
			got, err := extract(t, e, data, "invoice")
			if err != nil {
				t.Fatal(err)
			}
			agree(t, want, got, false)
		})
	}
}

// Good text that somebody recognised is kept, as recognised text.
func TestRecognisedByOthers(t *testing.T) {
	doc, _ := drawn(t)
	marked := func(s string) string { return strings.ReplaceAll(s, doc.Invoice.Number, "MARK-"+doc.Invoice.Number) }
	data, err := doc.SearchablePDF(200, marked)
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t)
	got, err := extract(t, e, data, "invoice")
	if err != nil {
		t.Fatal(err)
	}
	text, err := doc.PDF()
	if err != nil {
		t.Fatal(err)
	}
	printed, err := extract(t, e, text, "invoice")
	if err != nil {
		t.Fatal(err)
	}
	number, _ := got.Field(api.InvoiceNumber)
	if number.Best().String() != "MARK-"+doc.Invoice.Number {
		t.Errorf("the layer was not used: %q", number.Best())
	}
	total, _ := got.Field(api.TotalAmount)
	asPrinted, _ := printed.Field(api.TotalAmount)
	if a, b := total.Best(), asPrinted.Best(); a.String() != b.String() || a.Confidence >= b.Confidence || a.Confidence < b.Confidence/2 {
		t.Errorf("total %q with %v, and %q with %v where it is printed", a, a.Confidence, b, b.Confidence)
	}
}

// A code on a scan is found, although somebody recognised the text.
func TestCodeOnASearchableScan(t *testing.T) {
	doc := payable(t, 300, sample.Options{Language: "de", Country: "DE", Layout: "letterhead", Lines: 3, Plain: true, Code: true})
	data, err := doc.SearchablePDF(200, func(s string) string { return strings.ReplaceAll(s, doc.Invoice.Supplier.IBAN[:4], "DE00") })
	if err != nil {
		t.Fatal(err)
	}
	got, err := extract(t, newEngine(t), data, "invoice")
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := got.Field(api.IBAN); f.Best().String() != doc.Invoice.Supplier.IBAN || f.Best().Confidence < 0.98 {
		t.Errorf("IBAN %q with %v", f.Best(), f.Best().Confidence)
	}
}
