package lineitems

import (
	"slices"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

func printedFigure(t *testing.T, text string, x float64) Figure {
	t.Helper()
	if text == "" {
		return Figure{}
	}
	d, err := locale.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return Figure{Value: d, Found: true, Confidence: sureNamed, Place: Place{Box: document.Box{X0: x, X1: x + 1}}}
}

func TestFiguresThatWereMisread(t *testing.T) {
	for name, tc := range map[string]struct {
		quantity, price, net string
		lowered              bool
		want                 [3]string
	}{
		"a lost group of the amount": {quantity: "9", price: "2005.00", net: "45.00", want: [3]string{"9", "2005.00", "18045.00"}},
		"the end of an amount":       {quantity: "10", price: "1805.50", net: "055.00", want: [3]string{"10", "1805.50", "18055.00"}},
		"a lost group of the price":  {quantity: "96", price: "299.00", net: "124704.00", want: [3]string{"96", "1299.00", "124704.00"}},
		"a digit too many":           {quantity: "10.25", price: "61.48", net: "8630.17", want: [3]string{"10.25", "61.48", "630.17"}},
		"a wrong digit":              {quantity: "7", price: "12.34", net: "85.38", want: [3]string{"7", "12.34", "86.38"}},
		"no decimal mark":            {quantity: "20", price: "6.21", net: "12420", lowered: true, want: [3]string{"20", "6.21", "124.20"}},
		"no quantity":                {price: "170.20", net: "170.20", want: [3]string{"1", "170.20", "170.20"}},
		"a tax":                      {quantity: "5", price: "100.00", net: "600.00", want: [3]string{"5", "100.00", "600.00"}},
		"a discount":                 {quantity: "7", price: "12.34", net: "85.38", lowered: true, want: [3]string{"7", "12.34", "85.38"}},
		"something else":             {quantity: "3", price: "12.34", net: "99.99", want: [3]string{"3", "12.34", "99.99"}},
	} {
		t.Run(name, func(t *testing.T) {
			it := Item{Quantity: printedFigure(t, tc.quantity, 1), Price: printedFigure(t, tc.price, 2), Net: printedFigure(t, tc.net, 3)}
			it.mend(true, tc.lowered)
			for i, got := range []Figure{it.Quantity, it.Price, it.Net} {
				if want := printedFigure(t, tc.want[i], 0); !got.Value.Equal(want.Value) {
					t.Errorf("figure %d is %s, want %s", i, got.Value, want.Value)
				}
			}
		})
	}
}

func TestTwoFiguresUnderOneHead(t *testing.T) {
	row := Item{Quantity: printedFigure(t, "12", 1), Price: printedFigure(t, "20", 3), Net: printedFigure(t, "1440.00", 4)}
	row.beside(printedFigure(t, "100.00", 2))
	if row.Price.Value.String() != "100.0000" || row.VATRate.Value.String() != "20.0000" {
		t.Errorf("price %s, rate %s", row.Price.Value, row.VATRate.Value)
	}
	row = Item{Quantity: printedFigure(t, "12", 1), Price: printedFigure(t, "1200.00", 3)}
	row.beside(printedFigure(t, "100.00", 2))
	if row.Price.Value.String() != "100.0000" || row.Net.Value.String() != "1200.0000" {
		t.Errorf("price %s, amount %s", row.Price.Value, row.Net.Value)
	}
}

func TestNamesThatWereMisread(t *testing.T) {
	e := &extractor{words: knownWords(), scanned: true}
	if got := e.plain("Beschrelbung Quant1ty"); !slices.Equal(got, []string{"beschreibung", "quantity"}) {
		t.Errorf("got %q", got)
	}
	e.scanned = false
	if got := e.plain("Quant1ty"); !slices.Equal(got, []string{"quant1ty"}) {
		t.Errorf("a text layer was mended: %q", got)
	}
}

func TestColumnsWhoseNamesWereNotRead(t *testing.T) {
	var words []document.Word
	put := func(y float64, texts ...string) {
		for i, text := range texts {
			if text != "" {
				x := []float64{100, 900, 1300, 1600, 2000}[i]
				words = append(words, document.Word{Text: text, Size: 40, Confidence: 0.9, Box: document.Box{X0: x, X1: x + 20*float64(len(text)), Y0: y, Y1: y + 30}})
			}
		}
	}
	words = append(words, document.Word{Text: "'", Confidence: 0.5, Box: document.Box{X0: 5, X1: 6, Y0: 5, Y1: 6}})
	put(400, "Description", "Price")
	put(500, "Oak", "52.50", "40", "21%", "2,100.00")
	put(580, "Pine", "92.15", "4", "21%", "368.60")
	put(660, "Elm", "36.10", "2", "21%", "72.20")
	doc := layout.New([]document.Page{{Width: 2480, Height: 3508, Words: words}})
	table := Extract(doc, locale.NewReader(locale.Conventions{Decimal: locale.Point}))
	if len(table.Items) != 3 {
		t.Fatalf("%d rows", len(table.Items))
	}
	for i, want := range []string{"40", "4", "2"} {
		it := table.Items[i]
		if !it.Quantity.Value.Equal(printedFigure(t, want, 0).Value) || !it.Checked || it.VATRate.Value.String() != "21.0000" {
			t.Errorf("row %d: %+v", i, it)
		}
	}
}
