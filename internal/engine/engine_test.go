package engine_test

import (
	"bytes"
	"context"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
)

// newEngine is an engine that shares the compiled module with other test runs.
func newEngine(tb testing.TB) *engine.Engine {
	tb.Helper()
	e := engine.New(engine.Config{Workers: 2, CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache")})
	tb.Cleanup(func() {
		if err := e.Close(); err != nil {
			tb.Error(err)
		}
	})
	return e
}

func builtin(tb testing.TB, name string) api.DocumentType {
	tb.Helper()
	t, ok := api.BuiltinType(name)
	if !ok {
		tb.Fatalf("no document type %q", name)
	}
	return t
}

func extract(tb testing.TB, e *engine.Engine, data []byte, typeName string) (*api.Result, error) {
	tb.Helper()
	return e.Extract(tb.Context(), "in.bin", bytes.NewReader(data), int64(len(data)), builtin(tb, typeName))
}

func testdata(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("einvoice", "testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// values is the flat view: the best value of each field.
func values(fields []api.Field) map[string]string {
	flat := map[string]string{}
	for _, f := range fields {
		if v := f.Best(); v.Found() {
			flat[f.Name] = v.String()
		}
	}
	return flat
}

func TestEveryTypeGetsItsFieldsAndNoOther(t *testing.T) {
	e := newEngine(t)
	for _, typ := range api.BuiltinTypes() {
		t.Run(typ.Name, func(t *testing.T) {
			got, err := extract(t, e, testdata(t, "creditnote.xml"), typ.Name)
			if err != nil {
				t.Fatal(err)
			}
			shape := func(fields []api.Field) (specs []api.FieldSpec) {
				for _, f := range fields {
					specs = append(specs, api.FieldSpec{Name: f.Name, Type: f.DataType})
					if len(f.Values) == 0 || !f.Values[0].Found() && f.Values[0].Confidence != 0 {
						t.Errorf("%s: %+v", f.Name, f.Values)
					}
				}
				return specs
			}
			if diff := cmp.Diff(typ.Fields, shape(got.Fields)); diff != "" {
				t.Error(diff)
			}
			if want := len(typ.LineItems) > 0; want != (len(got.LineItems) == 2) {
				t.Errorf("%d line items", len(got.LineItems))
			}
			for _, row := range got.LineItems {
				if diff := cmp.Diff(typ.LineItems, shape(row)); diff != "" {
					t.Error(diff)
				}
			}
			if want := len(typ.VATRates) > 0; want != (len(got.VATRates) == 2) {
				t.Errorf("%d VAT rates", len(got.VATRates))
			}
			if got.FileName != "in.bin" {
				t.Errorf("file name %q", got.FileName)
			}
		})
	}
}

func TestElectronicInvoiceInAPDF(t *testing.T) {
	e := newEngine(t)
	page := []pdftest.Page{{Content: pdftest.Text(72, 700, 12, "Invoice No. XX-1")}}
	for _, name := range []string{"factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "whatever.dat"} {
		t.Run(name, func(t *testing.T) {
			data := pdftest.Build(page, pdftest.File{Name: "terms.txt", Data: []byte("no")},
				pdftest.File{Name: "other.xml", Data: []byte("<svg/>")}, pdftest.File{Name: name, Data: testdata(t, "cii.xml")})
			got, err := extract(t, e, data, "simple-invoice")
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{
				"supplier_name": "Muster & Söhne GmbH", "invoice_number": "RE-2031-007", "issue_date": "2031-02-14",
				"pay_due_date": "2031-03-16", "total_amount": "146.9200",
			}
			if diff := cmp.Diff(want, values(got.Fields)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]api.PageSize{{Width: 2479, Height: 3508}}, got.Pages); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDocumentsThatCannotBeRead(t *testing.T) {
	e := newEngine(t)
	tests := []struct {
		name, data, code string
	}{
		{"empty", "", api.CodeEmpty},
		{"blank", " \r\n\t ", api.CodeEmpty},
		{"text", "Invoice No. 1", api.CodeUnsupported},
		{"jpeg without a picture", "\xff\xd8\xff\xe0\x00\x10JFIF", api.CodeCorrupt},
		{"heic", "\x00\x00\x00\x18ftypheic\x00\x00", api.CodeUnsupported},
		{"blank png", string(encodePNG(t, image.NewGray(image.Rect(0, 0, 300, 300)))), api.CodeNoTextLayer},
		{"other xml", "<svg/>", api.CodeUnsupported},
		{"broken xml", "<?xml version='1.0'?><Invoice", api.CodeCorrupt},
		{"broken pdf", "%PDF-1.7\nnothing else", api.CodeCorrupt},
		{"scan", string(pdftest.Build([]pdftest.Page{{Content: "0 0 100 100 re f"}, {}, {}})), api.CodeNoTextLayer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := extract(t, e, []byte(tt.data), api.DefaultDocumentType)
			got := api.AsError(err)
			if got == nil || got.Kind != api.KindDocument || got.Code != tt.code {
				t.Fatalf("got %v, want %s", err, tt.code)
			}
			if tt.name == "scan" && !strings.Contains(got.Error(), "1–3") {
				t.Errorf("the pages are not named: %v", got)
			}
		})
	}
}

func TestPagesWithoutTextBesideOthers(t *testing.T) {
	data := pdftest.Build([]pdftest.Page{{}, {Content: pdftest.Text(72, 700, 12, "Invoice")}, {}})
	got, err := extract(t, newEngine(t), data, api.DefaultDocumentType)
	if err != nil || len(got.Pages) != 3 {
		t.Errorf("got %+v, %v", got, err)
	}
}

// The values of the XML get the places of their prints; what it leaves out is
// read from the page, less surely.
func TestPlacesInAHybrid(t *testing.T) {
	content := pdftest.Text(72, 760, 12, "Muster & S\xf6hne GmbH") +
		pdftest.Text(72, 700, 12, "Rechnungsnummer:") + pdftest.Text(200, 700, 12, "RE-2031-007") +
		pdftest.Text(72, 680, 12, "Rechnungsdatum:") + pdftest.Text(200, 680, 12, "14.02.2031") +
		pdftest.Text(72, 500, 12, "Gesamtbetrag") + pdftest.Text(400, 500, 12, "146,92 EUR")
	xml := bytes.Replace(testdata(t, "cii.xml"), []byte("<ram:ID>RE-2031-007</ram:ID>"), nil, 1)
	data := pdftest.Build([]pdftest.Page{{Content: content}}, pdftest.File{Name: "factur-x.xml", Data: xml})
	got, err := extract(t, newEngine(t), data, api.DefaultDocumentType)
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]int{api.SupplierName: 300, api.IssueDate: 833, api.TotalAmount: 1667} {
		f, _ := got.Field(name)
		v := f.Best()
		if v.Confidence != 1 || v.Box == nil || v.Box.Page != 0 || v.Box.X < x-10 || v.Box.X > x+20 || v.Box.Height < 20 || v.Box.Height > 60 {
			t.Errorf("%s: %q at %+v, confidence %v", name, v, v.Box, v.Confidence)
		}
	}
	if f, _ := got.Field(api.IBAN); len(f.Values) != 2 || f.Best().Box != nil {
		t.Errorf("an IBAN that is not printed has a place: %+v", f)
	}
	number, _ := got.Field(api.InvoiceNumber)
	if v := number.Best(); v.String() != "RE-2031-007" || v.Confidence >= 1 || v.Confidence < 0.5 {
		t.Errorf("invoice number: %q, confidence %v", v, v.Confidence)
	}
	if len(got.LineItems) != 1 || len(got.VATRates) != 1 {
		t.Errorf("%d line items, %d VAT rates", len(got.LineItems), len(got.VATRates))
	}
}

// The XML path must not pay for PDFium.
func TestXMLNeedsNoPDFium(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	e := engine.New(engine.Config{CacheDir: dir})
	if _, err := extract(t, e, testdata(t, "cii.xml"), api.DefaultDocumentType); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the cache was opened: %v", err)
	}
}

func TestTimeIsOver(t *testing.T) {
	e := newEngine(t)
	ctx, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	data := pdftest.Build([]pdftest.Page{{Content: pdftest.Text(72, 700, 12, "Invoice")}})
	_, err := e.Extract(ctx, "in.pdf", bytes.NewReader(data), int64(len(data)), builtin(t, api.DefaultDocumentType))
	if got := api.AsError(err); got == nil || got.Code != api.CodeTimeout {
		t.Errorf("got %v", err)
	}
}
