package engine

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// coded is a page with the lines of text given and the code of a payment.
func coded(lines []string, payloads ...string) ([]document.Page, *finder) {
	page := document.Page{Width: 2480, Height: 3508}
	for i, line := range lines {
		x := 200.0
		for word := range strings.FieldsSeq(line) {
			w := 24 * float64(len(word))
			page.Words = append(page.Words, document.Word{Text: word, Box: document.Box{X0: x, Y0: float64(200 + 80*i), X1: x + w, Y1: float64(240 + 80*i)}, Size: 40, Confidence: 1})
			x += w + 20
		}
	}
	for _, p := range payloads {
		page.Codes = append(page.Codes, document.Code{Text: p, Box: document.Box{X0: 300, Y0: 3000, X1: 600, Y1: 3300}})
	}
	pages := []document.Page{page}
	conv := locale.Detect(pages)
	return pages, &finder{doc: layout.New(pages), reader: locale.NewReader(conv)}
}

func epc(name, amount, message string) string {
	return strings.Join([]string{"BCD", "002", "1", "SCT", "", name, "BE72000000001616", amount, "", "", message}, "\n")
}

func field(values ...api.Value) api.Field { return api.Field{Values: values} }

func value(text string, confidence float64) api.Value {
	return api.Value{Text: &text, Confidence: confidence}
}

func TestWeighingAPayment(t *testing.T) {
	tests := []struct {
		name, field string
		read        map[string]api.Field
		lines       []string
		codes       []string
		want        string
		atLeast     float64
		atMost      float64
	}{
		{"an account that was misread", api.IBAN, map[string]api.Field{api.IBAN: field(value("BE72000000001676", 0.9))}, nil, []string{epc("Muster", "", "")}, "BE72000000001616", 0.98, 1},
		{"the same total", api.TotalAmount, map[string]api.Field{api.TotalAmount: field(value("121.0000", 0.6))}, nil, []string{epc("Muster", "EUR121", "")}, "121.0000", 0.98, 1},
		{"no total", api.TotalAmount, map[string]api.Field{}, nil, []string{epc("Muster", "EUR121", "")}, "121.0000", 0.9, 1},
		{"another candidate", api.TotalAmount, map[string]api.Field{api.TotalAmount: field(value("100.0000", 0.5), value("121.0000", 0.3))}, []string{"Net 100.00", "Total 121.00"}, []string{epc("Muster", "EUR121.00", "")}, "121.0000", 0.9, 0.95},
		{"a prepayment, by the sums", api.TotalAmount, map[string]api.Field{
			api.TotalAmount: field(value("121.0000", 0.9)), api.NetAmount: field(value("100.0000", 0.9)), api.VATAmount: field(value("21.0000", 0.9)),
		}, []string{"Total 121.00", "Paid 21.50", "Due 99.50"}, []string{epc("Muster", "EUR99.50", "")}, "121.0000", 0.9, 0.9},
		{"a prepayment that is printed", api.TotalAmount, map[string]api.Field{api.TotalAmount: field(value("121.0000", 0.9))}, []string{"Total 121.00", "Paid 21.50", "Due 99.50"}, []string{epc("Muster", "EUR99.50", "")}, "121.0000", 0.9, 0.9},
		{"a misread total", api.TotalAmount, map[string]api.Field{api.TotalAmount: field(value("127.0000", 0.5))}, []string{"Total 127.00"}, []string{epc("Muster", "EUR121", "")}, "121.0000", 0.8, 0.8},
		{"a sure total that differs", api.TotalAmount, map[string]api.Field{api.TotalAmount: field(value("127.0000", 0.95))}, []string{"Total 127.00"}, []string{epc("Muster", "EUR121", "")}, "127.0000", 0.5, 0.7},
		{"instalments", api.TotalAmount, map[string]api.Field{api.TotalAmount: field(value("100.0000", 0.5))}, []string{"50.00 50.10"}, []string{epc("Muster", "EUR50", ""), epc("Muster", "EUR50.10", "")}, "100.0000", 0.5, 0.5},
		{"the number in the message", api.InvoiceNumber, map[string]api.Field{api.InvoiceNumber: field(value("4711", 0.6), value("RE-2031/17", 0.4))}, nil, []string{epc("Muster", "", "Rechnung RE 2031/17")}, "RE-2031/17", 0.8, 0.9},
		{"a name without umlauts", api.SupplierName, map[string]api.Field{api.SupplierName: field(value("Rechnung", 0.7), value("Müller & Söhne GmbH", 0.5))}, nil, []string{epc("Mueller & Soehne GmbH", "", "")}, "Müller & Söhne GmbH", 0.98, 1},
		{"a name that is printed", api.SupplierName, map[string]api.Field{}, []string{"Velluto Marmi Srl"}, []string{epc("VELLUTO MARMI SRL", "", "")}, "VELLUTO MARMI SRL", 0.9, 1},
		{"a creditor who is not the supplier", api.SupplierName, map[string]api.Field{api.SupplierName: field(value("Muster GmbH", 0.95))}, nil, []string{epc("Fjordal Factoring", "", "")}, "Muster GmbH", 0.95, 0.95},
		{"no payment", api.IBAN, map[string]api.Field{api.IBAN: field(value("DE1", 0.4))}, nil, []string{"https://example.com"}, "DE1", 0.4, 0.4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pages, f := coded(tt.lines, tt.codes...)
			r := &reading{fields: tt.read}
			r.pay(pages, f)
			got := r.fields[tt.field].Values
			if len(got) == 0 || got[0].String() != tt.want || got[0].Confidence < tt.atLeast || got[0].Confidence > tt.atMost {
				t.Fatalf("%+v, want %q", got, tt.want)
			}
			for _, v := range got[1:] {
				if v.Confidence > got[0].Confidence {
					t.Errorf("%q is surer than the first", v)
				}
			}
		})
	}
}

func TestWhatASwissBillSaysMore(t *testing.T) {
	bill := strings.Join([]string{
		"SPC", "0200", "1", "CH4431999123000889012", "S", "Muster AG", "Weg", "1", "8000", "Zürich", "CH", "", "", "", "", "", "", "", "10.00", "CHF",
		"S", "Kunz AG", "Gasse", "2", "3000", "Bern", "CH", "NON", "", "", "EPD", "//S1/10/R-77/11/310214/30/107978798",
	}, "\n")
	pages, f := coded([]string{"Kunz AG"}, bill)
	r := &reading{fields: map[string]api.Field{api.SupplierVATID: field(value("CHE-107.978.798", 0.5))}}
	r.pay(pages, f)
	for name, want := range map[string]string{
		api.InvoiceNumber: "R-77", api.IssueDate: "2031-02-14", api.Currency: "CHF", api.SupplierVATID: "CHE-107.978.798",
		api.ReceiverName: "Kunz AG", api.SupplierName: "Muster AG", api.TotalAmount: "10.0000",
	} {
		if got := r.fields[name].Values; len(got) == 0 || got[0].String() != want || got[0].Confidence < 0.79 {
			t.Errorf("%s: %+v, want %q", name, got, want)
		}
	}
	if got := r.fields[api.ReceiverName].Values[0]; got.Box == nil || got.Box.Y > 400 {
		t.Errorf("a printed name has the place of the code: %+v", got.Box)
	}
	if got := r.fields[api.SupplierName].Values[0]; got.Box == nil || got.Box.Y != 3000 {
		t.Errorf("a name that is not printed has not the place of the code: %+v", got.Box)
	}
}
