package einvoice_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/einvoice"
)

func load(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	tests := []struct {
		file string
		want einvoice.Invoice
	}{
		{"cii.xml", einvoice.Invoice{
			Syntax: "UN/CEFACT CII",
			Fields: map[string][]string{
				"invoice_number": {"RE-2031-007"}, "issue_date": {"2031-02-14"}, "pay_due_date": {"2031-03-16"}, "currency": {"EUR"},
				"supplier_name": {"Muster & Söhne GmbH"}, "supplier_vat_id": {"DE987654321"}, "receiver_name": {"Käufer AG"},
				"purchase_order_number": {"PO 88"}, "net_amount": {"123.4600"}, "vat_amount": {"23.4600"}, "total_amount": {"146.9200"},
				"iban": {"DE73100200300001234567", "AT611904300234573201"},
			},
			Lines: []map[string]string{{
				"product_number": "KB-1", "product_description": "Kabel, 10 m", "quantity": "100.0000", "unit": "H87",
				"price": "1.23456", "net_price": "123.4600", "vat_rate": "19.0000",
			}},
			Rates: []map[string]string{{"vat_rate_percentage": "19.0000", "vat_rate_net": "123.4600"}},
		}},
		{"zugferd1.xml", einvoice.Invoice{
			Syntax: "ZUGFeRD 1",
			Fields: map[string][]string{
				"invoice_number": {"GS-9"}, "issue_date": {"2014-01-31"}, "currency": {"EUR"}, "supplier_name": {"Verkäufer KG"},
				"supplier_vat_id": {"DE111111111"}, "receiver_name": {"Käuferin"}, "purchase_order_number": {"B-1"},
				"net_amount": {"-10.0000"}, "vat_amount": {"-0.7000"}, "total_amount": {"-10.7000"},
			},
			Lines: []map[string]string{{
				"product_description": "Buch", "quantity": "-1.0000", "unit": "C62", "price": "10.0000", "net_price": "-10.0000", "vat_rate": "7.0000",
			}},
			Rates: []map[string]string{{"vat_rate_percentage": "7.0000", "vat_rate_net": "-10.0000"}},
		}},
		{"creditnote.xml", einvoice.Invoice{
			Syntax: "UBL",
			Fields: map[string][]string{
				"invoice_number": {"CN-12"}, "issue_date": {"2030-05-06"}, "pay_due_date": {"2030-06-05"}, "currency": {"DKK"},
				"supplier_name": {"Registered name ApS"}, "supplier_vat_id": {"DK12345678"}, "receiver_name": {"Kunde"},
				"net_amount": {"108.0000"}, "vat_amount": {"25.0000"}, "total_amount": {"133.0000"}, "iban": {"DK5000400440116243"},
			},
			Lines: []map[string]string{
				{
					"product_number": "ST", "product_description": "Stol", "quantity": "4.0000", "unit": "EA", "price": "25.0000",
					"net_price": "100.0000", "vat_rate": "25.0000",
				},
				{"product_description": "Porto", "quantity": "1.0000", "unit": "EA", "price": "8.0000", "net_price": "8.0000"},
			},
			Rates: []map[string]string{
				{"vat_rate_percentage": "25.0000", "vat_rate_net": "100.0000"},
				{"vat_rate_net": "8.0000"},
			},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got, err := einvoice.Read(strings.NewReader(load(t, tt.file)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	text := load(t, "cii.xml")
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy, label string) string {
		s, err := unicode.UTF16(order, mark).NewEncoder().String(strings.Replace(text, "UTF-8", label, 1))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	latin1 := strings.NewReplacer("UTF-8", "ISO-8859-1", "ö", "\xf6", "ä", "\xe4").Replace(text)
	tests := []struct{ name, text string }{
		{"UTF-8 with a mark", "\xef\xbb\xbf" + text},
		{"UTF-16, little end first", utf16(unicode.LittleEndian, unicode.UseBOM, "UTF-16")},
		{"UTF-16, big end first, without a mark", utf16(unicode.BigEndian, unicode.IgnoreBOM, "UTF-16BE")},
		{"Latin 1", latin1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := einvoice.Read(strings.NewReader(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := got.Fields[api.SupplierName]; !cmp.Equal(got, []string{"Muster & Söhne GmbH"}) {
				t.Errorf("supplier: %q", got)
			}
		})
	}
}

// Whatever is thrown at the reader ends soon, in little memory, and with a
// code that fits.
func TestBadInput(t *testing.T) {
	const root = `<CrossIndustryInvoice xmlns="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100">`
	good := load(t, "cii.xml")
	tests := []struct {
		name string
		in   io.Reader
		code string
	}{
		{"nothing", strings.NewReader(""), api.CodeCorrupt},
		{"cut off", strings.NewReader(good[:len(good)/2]), api.CodeCorrupt},
		{"tags that do not match", strings.NewReader(root + "<a></b>"), api.CodeCorrupt},
		{"unknown encoding", strings.NewReader(`<?xml version="1.0" encoding="EBCDIC"?>` + root), api.CodeCorrupt},
		{"other XML", strings.NewReader(`<svg xmlns="http://www.w3.org/2000/svg"/>`), api.CodeUnsupported},
		{"an invoice of another kind", strings.NewReader(`<Invoice xmlns="http://www.ebinterface.at/schema/6p0/"/>`), api.CodeUnsupported},
		{"entities", strings.NewReader(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + root + "&b;"), api.CodeCorrupt},
		{"an undeclared entity", strings.NewReader(root + "&lol;"), api.CodeCorrupt},
		{"deep", strings.NewReader(root + strings.Repeat("<a>", 1e6)), api.CodeTooLarge},
		{"wide", io.MultiReader(strings.NewReader(root), &repeat{"<a/>", 2e6}), api.CodeTooLarge},
		{"long", io.MultiReader(strings.NewReader(root), &repeat{"&amp;!?", 1e7}), api.CodeTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := einvoice.Read(tt.in)
			if e := api.AsError(err); e == nil || e.Kind != api.KindDocument || e.Code != tt.code {
				t.Errorf("got %v, want %s", err, tt.code)
			}
		})
	}
}

func TestOtherXMLIsNamed(t *testing.T) {
	_, err := einvoice.Read(strings.NewReader(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`))
	if err == nil || !strings.Contains(err.Error(), `"svg"`) {
		t.Errorf("got %v", err)
	}
}

// An embedded file of any size costs neither memory nor fields.
func TestEmbeddedFileIsLeftOut(t *testing.T) {
	before, after, _ := strings.Cut(load(t, "cii.xml"), "<ram:SellerTradeParty>")
	in := io.MultiReader(strings.NewReader(before+"<x>"), &repeat{"QUJDREVGR0g=\n", 6e6}, strings.NewReader("</x><ram:SellerTradeParty>"+after))
	got, err := einvoice.Read(in)
	if err != nil {
		t.Fatal(err)
	}
	if got := got.Fields[api.TotalAmount]; !cmp.Equal(got, []string{"146.9200"}) {
		t.Errorf("total: %q", got)
	}
}

// repeat gives the same text many times.
type repeat struct {
	text  string
	times int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.times <= 0 {
		return 0, io.EOF
	}
	n := min(max(len(p)/len(r.text), 1), r.times)
	r.times -= n
	return copy(p, strings.Repeat(r.text, n)), nil
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"cii.xml", "zugferd1.xml", "creditnote.xml"} {
		f.Add([]byte(load(f, name)))
	}
	f.Add([]byte("\xff\xfe<\x00a\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		invoice, err := einvoice.Read(bytes.NewReader(data))
		if err != nil {
			if e := api.AsError(err); e.Kind != api.KindDocument || e.Code == "" {
				t.Errorf("an error without a code: %v", err)
			}
			return
		}
		for name, values := range invoice.Fields {
			for _, v := range values {
				check(t, name, v)
			}
		}
		for _, row := range append(invoice.Lines, invoice.Rates...) {
			for name, v := range row {
				check(t, name, v)
			}
		}
	})
}

// check holds a value to its data type.
func check(t *testing.T, name, v string) {
	t.Helper()
	invoice, _ := api.BuiltinType(api.DefaultDocumentType)
	for _, spec := range append(append(invoice.Fields, invoice.LineItems...), invoice.VATRates...) {
		if spec.Name != name {
			continue
		}
		switch spec.Type {
		case api.TypeNumber:
			var f float64
			if _, err := fmt.Sscanf(v, "%g", &f); err != nil || strings.IndexByte(v, '.') > len(v)-5 {
				t.Errorf("%s: %q is no number", name, v)
			}
		case api.TypeDate:
			if _, err := time.Parse(time.DateOnly, v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case api.TypeString, api.TypeAuthor:
		}
	}
	if v == "" {
		t.Errorf("%s is empty", name)
	}
}
