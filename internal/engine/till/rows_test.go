package till

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// typed is a row of words, a blank one letter wide.
func typed(text string) *row {
	var words []document.Word
	x := 0.0
	for word := range strings.SplitSeq(text, " ") {
		w := 18 * float64(len([]rune(word)))
		if word != "" {
			words = append(words, document.Word{Text: word, Box: document.Box{X0: x, X1: x + w, Y1: 30}, Confidence: 1})
		}
		x += w + 18
	}
	return New().newRow(words)
}

func TestFigures(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"TOTAL RM 12.50":        "12.50",
		"SUMME 1.234,50 €":      "1234.50",
		"Total 1 234,50":        "1234.50",
		"2  234.50":             "234.50",
		"Rabatt -3,00":          "-3.00",
		"ROUNDING  -RM0.02":     "-0.02",
		"discount 5.00-":        "-5.00",
		"GST RMO.47":            "0.47",
		"Rounding .01":          "0.01",
		"Cash 50. 00":           "50.00",
		"5.90SR":                "5.90",
		"3x8.00 24.00 S":        "8.00 24.00",
		"20.03.2018 12.30.15":   "",
		"Tel 05.22.95.66.66":    "",
		"GST 6.00%":             "",
		"MwSt 7,00 % 0,54":      "0.54",
		"2.200 / litre":         "",
		"9557031100236 1X 3.02": "3.02",
		"22.73 l 50.00":         "22.73 50.00",
	} {
		var got []string
		for _, f := range typed(text).figures {
			got = append(got, twoDecimals(f.value.String()))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q has %q, want %q", text, g, want)
		}
	}
}

func twoDecimals(text string) string {
	whole, decimals, _ := strings.Cut(text, ".")
	return whole + "." + (decimals + "00")[:2]
}

func TestLabelsOfSums(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kind{
		"TOTAL":                          theTotal,
		"Total Sales (Inclusive of GST)": theTotal,
		"Total Sales (Excluding GST)":    untaxed,
		"TOTAL INCL. GST@6%":             theTotal,
		"Total GST":                      taxed,
		"GST @6% included in total":      taxed,
		"Bill inclusive of 6% GST":       taxed,
		"Sub Total":                      subtotal,
		"Grand Total":                    lastTotal,
		"Net Total Rounded":              lastTotal,
		"Amount to be paid":              lastTotal,
		"Total payable":                  lastTotal,
		"Rounding Adjustment":            rounded,
		"Total Qty: 7":                   counted,
		"Items 4 SubTotal":               subtotal,
		"Item Count 1  Change Amt":       returned,
		"Change due":                     returned,
		"Cash received":                  handed,
		"VISA":                           byCard,
		"Discount":                       deducted,
		"Total saving":                   deducted,
		"Service charge":                 extra,
		"Points total":                   unnamed,
		"Zu zahlen":                      theTotal,
		"Zwischensumme":                  subtotal,
		"davon MwSt 19%":                 taxed,
		"Gesamtbetrag netto":             untaxed,
		"Rückgeld BAR":                   returned,
		"Total TTC":                      theTotal,
		"Total HT":                       untaxed,
		"Net à payer":                    lastTotal,
		"dont TVA 20%":                   taxed,
		"Rendu monnaie":                  returned,
		"Totale complessivo":             lastTotal,
		"di cui IVA":                     taxed,
		"Resto":                          returned,
		"Base imponible 4%":              unnamed,
		"Efectivo":                       handed,
		"Te betalen":                     theTotal,
		"Wisselgeld":                     returned,
		"Za plačilo":                     theTotal,
		"Vračilo":                        returned,
		"Jumlah besar":                   theTotal,
		"Baki":                           returned,
	} {
		n := typed(text + "  9.99")
		if got := n.call(0, n.figures[0].from); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestDaysOfTheSale(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"12-01-19 21:13 SH01":        "2019-01-12",
		"Date :01-03-18 5:23:26 PM":  "2018-03-01",
		"25/12/2018Time: 11:12:56AM": "2018-12-25",
		"18 Mar 2018 18:25":          "2018-03-18",
		"2018-03-18 13:18:48":        "2018-03-18",
		"05  02-18 01:34PM":          "2018-02-05",
		"T1 25032018 13:11:54":       "2018-03-25",
		"19.11.23  17:05":            "2023-11-19",
		"Fecha: 27/02/2024":          "2024-02-27",
		"31-12-24":                   "2024-12-31",
		"24-12-31":                   "2031-12-24",
		"valid until 01/01/2030":     "",
		"Tel 04 78 12 34 56":         "",
	} {
		f := read(t, []string{"CORNER SHOP", text})
		got := ""
		if len(f.Date) > 0 && f.Date[0].Score > 0.2 {
			got = f.Date[0].Text
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestANumberTellsTheOrderOfTheDate(t *testing.T) {
	t.Parallel()
	f := read(t, []string{"CORNER SHOP", "24-12-11 18:01", "Receipt 20241211000123"})
	if got := f.Date[0].Text; got != "2024-12-11" {
		t.Errorf("got %s: the receipt's number begins with the day", got)
	}
}

// read reads rows that stand a line apart.
func read(t *testing.T, rows []string) Findings {
	t.Helper()
	p := document.Page{Width: 945, Height: 1500}
	for i, text := range rows {
		if strings.Trim(text, " ") == "" {
			continue
		}
		for _, w := range typed(text).words {
			w.Box.Y0, w.Box.Y1 = 100+44*float64(i), 130+44*float64(i)
			p.Words = append(p.Words, w)
		}
	}
	pages := []document.Page{p}
	return New().Read(layout.New(pages).Pages[0], locale.NewReader(locale.Detect(pages)))
}

func TestCashAndChangeOutweighABadTotal(t *testing.T) {
	t.Parallel()
	f := read(t, []string{"CORNER SHOP", "Milk  4.20", "Bread  3.10", "TOTAL  73.00", "CASH  10.00", "CHANGE  2.70"})
	if len(f.Total) < 2 {
		t.Fatalf("%d candidates", len(f.Total))
	}
	f = read(t, []string{"CORNER SHOP", "Milk  4.20", "Bread  3.10", "Sub  7.30", "T0T  7.30", "CASH  10.00", "CHANGE  2.70"})
	if got := twoDecimals(f.Total[0].Text); got != "7.30" {
		t.Errorf("got %s", got)
	}
}

func TestAnEmptyPageTellsNothing(t *testing.T) {
	t.Parallel()
	pages := []document.Page{{Width: 900, Height: 2000}}
	f := New().Read(layout.New(pages).Pages[0], locale.NewReader(locale.Conventions{}))
	if fmt.Sprint(f) != fmt.Sprint(Findings{}) {
		t.Errorf("got %v", f)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("CORNER SHOP\n1 High Street\nTOTAL 4.20\nCASH 5.00\n01/02/24 10:11")
	f.Add("\n-\n.,\n%%\n(((\n0.00.00\n1/1/1/1/1")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		for _, c := range read(t, strings.Split(text, "\n")).Total {
			if _, err := locale.ParseDecimal(c.Text); err != nil {
				t.Errorf("%q is no amount", c.Text)
			}
		}
	})
}
