// Package vatrates reads which VAT rates an invoice applies and to which net
// amounts: from breakdown tables, from lines that name a rate, from the rates
// of the line items. That base × rate is the tax, to the cent, chooses.
package vatrates

import (
	"cmp"
	"slices"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

// Rate is one VAT rate with the net amount it applies to and the tax.
type Rate struct {
	Percentage, Net, Tax lineitems.Figure
}

// Confidences of a rate by what speaks for it.
const (
	sureLine     = 0.95 // rate, base and tax on one line, and they fit
	sureFitting  = 0.9  // a printed base fits the rate and the tax
	sureItems    = 0.75 // the sum of the rows with that rate
	sureInferred = 0.5
)

// Extract reads the VAT rates of a document, in the order of the page.
func Extract(doc *layout.Document, reader *locale.Reader, table lineitems.Table) []Rate {
	s := newSurvey(doc, reader, table)
	claims := s.claims()
	rates := s.settle(claims)
	if len(rates) == 0 {
		rates = s.inferred(claims)
	}
	return rates
}

// Rows is the rates as a document type wants them; nil for a type without.
func Rows(rates []Rate, dt api.DocumentType) []api.Row {
	if len(dt.VATRates) == 0 {
		return nil
	}
	rows := make([]api.Row, 0, len(rates))
	for _, r := range rates {
		row := make(api.Row, 0, len(dt.VATRates))
		for _, spec := range dt.VATRates {
			f := r.Percentage
			if spec.Name == api.VATRateNet {
				f = r.Net
			}
			row = append(row, api.Field{Name: spec.Name, DataType: spec.Type, Values: f.Values()})
		}
		rows = append(rows, row)
	}
	return rows
}

// Evidence is what the rows, the rates and the amounts of a document say
// about its net, VAT and total.
func Evidence(doc *layout.Document, reader *locale.Reader, table lineitems.Table, rates []Rate) sums.Evidence {
	e := sums.Evidence{Lines: table.Sum(), Rows: len(table.Items), Gross: table.Gross()}
	var gross locale.Decimal
	for _, r := range rates {
		gross = gross.Add(r.Net.Value).Add(r.Tax.Value)
		e.Rates = append(e.Rates, sums.Rate{Percentage: r.Percentage.Value, Base: r.Net.Value, Tax: r.Tax.Value, HasTax: r.Tax.Found})
	}
	// a table without heads does not say whether VAT is in its amounts
	e.Gross = e.Gross || allTaxed(rates) && gross.Equal(e.Lines)
	e.Triples = sums.Triples(newSurvey(doc, reader, table).values(), e)
	return e
}

// allTaxed reports whether each rate has a tax that is not nothing.
func allTaxed(rates []Rate) bool {
	return len(rates) > 0 && !slices.ContainsFunc(rates, func(r Rate) bool { return r.Tax.Value.IsZero() })
}

// sorted puts the rates in the order of their places, those without a place
// last.
func sorted(rates []Rate) []Rate {
	slices.SortStableFunc(rates, func(a, b Rate) int {
		return cmp.Or(cmp.Compare(a.Net.Place.Page, b.Net.Place.Page), cmp.Compare(a.Net.Place.Box.Y0, b.Net.Place.Box.Y0))
	})
	return rates
}
