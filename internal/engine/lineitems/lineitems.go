// Package lineitems reads the table of an invoice: it finds the header row by
// the names of its columns, fits the words below into columns, groups lines
// into rows, and lets arithmetic (quantity × price = amount) decide where
// names do not. It reads no totals and no VAT breakdown.
package lineitems

import (
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
)

// Table is the rows of a document, in its order, over all its pages.
type Table struct {
	Items []Item
	// End is the page and the lower edge, in pixels, of the last row; the
	// totals come after it. Page is -1 where there is no row.
	EndPage int
	End     float64

	gross bool
}

// Item is one row.
type Item struct {
	Number      Text
	Description Text
	Unit        Text
	Quantity    Figure
	Price       Figure
	// Net is the row's amount: without VAT where the table has both.
	Net       Figure
	Gross     Figure
	VATRate   Figure
	VATAmount Figure
	// Checked says that quantity × price gives the amount.
	Checked bool

	rebate  locale.Decimal // what a discount below the row takes off, 0 or less
	withVAT bool           // Net is an amount with VAT: the table has no other
}

// Text is a cell of words.
type Text struct {
	Text       string
	Confidence float64
	Place      Place
}

// Figure is a cell of a number.
type Figure struct {
	Value      locale.Decimal
	Found      bool
	Confidence float64
	Place      Place
}

// Place is where a cell is printed; the zero Box is nowhere.
type Place struct {
	Page int
	Box  document.Box
}

// Extract reads the rows of a document.
func Extract(doc *layout.Document, reader *locale.Reader) Table {
	e := &extractor{doc: doc, reader: reader, words: knownWords(), scanned: fromPictures(doc)}
	grids := e.grids()
	rows := e.read(grids)
	if len(rows) == 0 {
		rows = e.headless()
	}
	return finish(e.settle(rows))
}

type extractor struct {
	doc     *layout.Document
	reader  *locale.Reader
	words   *vocabulary
	scanned bool // read from pictures, at least one page
}

func fromPictures(doc *layout.Document) bool {
	return slices.ContainsFunc(doc.Pages, func(p *layout.Page) bool { return p.Read })
}

func finish(rows []Item) Table {
	t := Table{Items: rows, EndPage: -1}
	for _, r := range rows {
		t.gross = t.gross || r.withVAT
		if p := r.Net.Place; p.Box != (document.Box{}) && (p.Page > t.EndPage || p.Page == t.EndPage && p.Box.Y1 > t.End) {
			t.EndPage, t.End = p.Page, p.Box.Y1
		}
	}
	return t
}

// Sum adds the rows' amounts.
func (t Table) Sum() locale.Decimal {
	var total locale.Decimal
	for _, it := range t.Items {
		if it.Net.Found {
			total = total.Add(it.Net.Value)
		}
	}
	return total
}

// Gross reports whether the rows' amounts hold VAT, as far as the table says:
// it has no other amounts.
func (t Table) Gross() bool { return t.gross }
