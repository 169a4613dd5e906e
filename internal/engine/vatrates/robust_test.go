package vatrates_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/vatrates"
)

// vocabulary is words that tables, totals and taxes are made of.
func vocabulary() []string {
	return []string{
		"Description", "Qty", "Price", "Amount", "Total", "VAT", "Menge", "Einzelpreis", "Summe", "MwSt", "20%", "19", "%", "0", "1", "2",
		"10.00", "12,50", "1.234,56", "-5.00", "€", "x", "Widget", "Übertrag", "Pos", "Netto", "(20%)", "1'000.00", "٣", "", "–", "Rabatt", "Page",
	}
}

func extract(pages []document.Page) (lineitems.Table, []vatrates.Rate) {
	doc, reader := layout.New(pages), locale.NewReader(locale.Detect(pages))
	table := lineitems.Extract(doc, reader)
	rates := vatrates.Extract(doc, reader, table)
	vatrates.Evidence(doc, reader, table, rates)
	return table, rates
}

// Whatever stands on the pages, rows and rates come out whole.
func TestAnyPage(t *testing.T) {
	t.Parallel()
	dt, _ := api.BuiltinType("invoice")
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom(vocabulary())
		var pages []document.Page
		for index := range rapid.IntRange(1, 3).Draw(t, "pages") {
			p := document.Page{Index: index, Width: 2480, Height: 3508}
			for range rapid.IntRange(0, 80).Draw(t, "words") {
				x := 100 * float64(rapid.IntRange(0, 20).Draw(t, "x"))
				y := 30 * float64(rapid.IntRange(0, 30).Draw(t, "y"))
				p.Words = append(p.Words, document.Word{Text: word.Draw(t, "text"), Size: 30, Box: document.Box{X0: x, X1: x + 80, Y0: y, Y1: y + 25}})
			}
			pages = append(pages, p)
		}
		table, rates := extract(pages)
		for _, row := range append(table.Rows(dt), vatrates.Rows(rates, dt)...) {
			for _, f := range row {
				v := f.Best()
				if v.Confidence < 0 || v.Confidence > 1 || v.Found() != (v.Confidence > 0) {
					t.Fatalf("%s: %q with confidence %v", f.Name, v.String(), v.Confidence)
				}
				if v.Box != nil && v.Box.Page >= len(pages) {
					t.Fatalf("%s: on page %d of %d", f.Name, v.Box.Page, len(pages))
				}
			}
		}
	})
}

// crowded is a page of many words, set by what stands in each row.
func crowded(words int, rows [][]string) []document.Page {
	r := rand.New(rand.NewPCG(3, 4))
	p := document.Page{Width: 2480, Height: 3508}
	for i := 0; len(p.Words) < words; i++ {
		row := rows[r.IntN(len(rows))]
		for j, text := range row {
			x, y := 2400*float64(j)/float64(len(row)), 25*float64(i)
			p.Words = append(p.Words, document.Word{Text: text, Size: 20, Box: document.Box{X0: x, X1: x + 100, Y0: y, Y1: y + 18}})
		}
	}
	return []document.Page{p}
}

// A page made to be slow is done in the time that its words take, not their
// square: these would not end otherwise.
func TestCrowdedPages(t *testing.T) {
	t.Parallel()
	for name, rows := range map[string][][]string{
		"heads":  {{"Description", "Qty", "Price", "Amount"}},
		"rows":   {{"Description", "Qty", "Price", "Amount"}, {"Widget", "2", "5.00", "10.00"}, {"Gadget", "3", "5.00", "15.01"}},
		"taxes":  {{"VAT", "20%", "13.37"}, {"MwSt", "19", "%", "1,01"}, {"Total", "99.99"}},
		"priced": {{"Widget", "10.00"}, {"Gadget", "11.00"}},
		"random": {vocabulary()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			words := 30_000
			if name == "random" {
				words = 100_000
			}
			extract(crowded(words, rows))
		})
	}
}
