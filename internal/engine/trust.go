package engine

import (
	"math"
	"slices"
	"strconv"
	"unicode"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ranker"
	"github.com/docextract/docextract/internal/engine/vatrates"
)

// The experts for what stands in rows.
const (
	CellExpert = "cells" // of line items
	RateExpert = "rates" // of VAT rates
)

// DescribedRow is a row, and what describes each of its cells that has a value.
type DescribedRow struct {
	Row      api.Row
	Features map[string][]float32 // by cell
}

// trusted is the row with the confidences that the model has in its cells.
func (r DescribedRow) trusted(model *ranker.Model, expert string, on ranker.Medium) api.Row {
	for i := range r.Row {
		v := r.Row[i].Values
		p, known := model.Probability(expert, on, r.Features[r.Row[i].Name])
		if !known || len(v) == 0 || v[0].Text == nil {
			continue
		}
		v[0].Confidence = rounded(p)
		for k := 1; k < len(v); k++ {
			v[k].Confidence = rounded(min(v[k].Confidence, 1-p))
		}
	}
	return r.Row
}

func rounded(p float64) float64 { return math.Round(p*1000) / 1000 }

// mediumOf is what the pages' words were read from.
func mediumOf(pages []document.Page) ranker.Medium {
	if _, recognised := legibility(pages); recognised {
		return ranker.Scan
	}
	return ranker.TextLayer
}

// lineItems are the rows of the table, described.
func (g groundwork) lineItems(t api.DocumentType) []DescribedRow {
	rows := g.table.Rows(t)
	return g.described(rows, func(i int) []float64 {
		it := g.table.Items[i]
		filled := 0.0
		for _, found := range []bool{it.Quantity.Found, it.Price.Found, it.Net.Found, it.VATRate.Found, it.VATAmount.Found, it.Gross.Found, it.Number.Text != "", it.Unit.Text != "", it.Description.Text != ""} {
			filled += flag(found)
		}
		return []float64{flag(it.Checked), flag(it.Quantity.Found), flag(it.Price.Found), flag(it.Net.Found), flag(it.Gross.Found), filled, g.checked()}
	})
}

// checked is the share of rows whose arithmetic is right.
func (g groundwork) checked() float64 {
	n := 0.0
	for _, it := range g.table.Items {
		n += flag(it.Checked)
	}
	return n / max(1, float64(len(g.table.Items)))
}

// vatRates are the VAT rates, described.
func (g groundwork) vatRates(t api.DocumentType) []DescribedRow {
	return g.described(vatrates.Rows(g.rates, t), func(i int) []float64 {
		r := g.rates[i]
		percent, _ := strconv.ParseFloat(r.Percentage.Value.String(), 64) // 0 where it is none
		return []float64{percent, flag(r.Tax.Found), flag(r.Net.Value.IsZero()), flag(r.Net.Found)}
	})
}

// described describes the cells of rows: each cell by its kind, its rule's
// confidence, its words and its text, each row by of, and the table by how its
// sums fit the document's.
func (g groundwork) described(rows []api.Row, of func(row int) []float64) []DescribedRow {
	whole, _ := legibility(g.pages)
	common := []float64{float64(len(rows)), 1 - whole, float64(g.medium), flag(g.summed()), flag(g.sums.Gross), float64(len(g.sums.Rates)), g.support(), g.reader.Confidence.Language, g.reader.Confidence.Decimal}
	kinds := []string{
		api.ProductNumber, api.ProductDescription, api.Quantity, api.Unit, api.Price, api.NetPrice, api.VATRate, api.VATAmount,
		api.VATRatePercentage, api.VATRateNet,
	}
	described := make([]DescribedRow, len(rows))
	for i, row := range rows {
		d := DescribedRow{Row: row, Features: map[string][]float32{}}
		about := slices.Concat(common, of(i), []float64{float64(i)})
		for _, f := range row {
			if v := f.Best(); v.Text != nil {
				kind := float64(slices.Index(kinds, f.Name))
				d.Features[f.Name] = narrow(slices.Concat([]float64{kind}, g.cellFeatures(v, whole), about))
			}
		}
		described[i] = d
	}
	return described
}

func (g groundwork) cellFeatures(v api.Value, whole float64) []float64 {
	weak := whole
	if g.medium != ranker.TextLayer && v.Box != nil && v.Box.Page < len(g.pages) {
		weak = weakest(g.pages[v.Box.Page], v.Box)
	}
	digits, length := 0.0, 0.0
	for _, c := range *v.Text {
		length++
		digits += flag(unicode.IsDigit(c))
	}
	return []float64{v.Confidence, weak, flag(v.Box != nil), length, digits / max(1, length)}
}

// summed reports whether the rows add up to a net or a total of the document.
func (g groundwork) summed() bool {
	for _, t := range g.sums.Triples {
		if t.Net.Equal(g.sums.Lines) || t.Total.Equal(g.sums.Lines) {
			return true
		}
	}
	return false
}

// support is how much speaks for the best net, VAT and total, -1 without.
func (g groundwork) support() float64 {
	if len(g.sums.Triples) == 0 {
		return -1
	}
	return float64(g.sums.Triples[0].Support)
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func narrow(values []float64) []float32 {
	out := make([]float32, len(values))
	for i, v := range values {
		out[i] = float32(v)
	}
	return out
}

// legibility is the mean confidence of all words, and whether any was
// recognised rather than taken from a text layer.
func legibility(pages []document.Page) (mean float64, recognised bool) {
	var sum, count float64
	for _, p := range pages {
		for _, w := range p.Words {
			sum += w.Confidence
			count++
			recognised = recognised || w.Confidence < 1
		}
	}
	return sum / max(count, 1), recognised
}

// weakest is the lowest confidence of the words under a box that hold a digit
// or a few letters, 1 without any: signs are often unsure and matter little.
// The box is on the page turned upright.
func weakest(page document.Page, box *api.Box) float64 {
	b := document.Box{X0: float64(box.X), Y0: float64(box.Y), X1: float64(box.X + box.Width), Y1: float64(box.Y + box.Height)}
	lowest := 1.0
	for _, w := range page.Words {
		if !telling(w.Text) {
			continue
		}
		if w.Box.OverlapX(b) > w.Box.Width()/2 && w.Box.OverlapY(b) > w.Box.Height()/2 {
			lowest = min(lowest, w.Confidence)
		}
	}
	return lowest
}

func telling(text string) bool {
	letters := 0
	for _, c := range text {
		switch {
		case unicode.IsDigit(c):
			return true
		case unicode.IsLetter(c):
			letters++
		}
	}
	return letters >= 3
}
