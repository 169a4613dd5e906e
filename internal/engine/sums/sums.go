// Package sums is the arithmetic of an invoice: which net, VAT and total fit
// together, which base and tax fit a rate. Its findings are evidence for
// those who choose a field; it reads no labels and chooses nothing itself.
package sums

import "github.com/docextract/docextract/internal/engine/locale"

// Evidence is what a document's arithmetic says.
type Evidence struct {
	// Lines is the sum of the line items' amounts; Rows how many there are,
	// 0 for none.
	Lines locale.Decimal
	Rows  int
	// Gross says that the amounts of the line items hold VAT.
	Gross bool
	Rates []Rate
	// Triples are nets, VATs and totals that fit together, best first.
	Triples []Triple
}

// Rate is one VAT rate with what it applies to.
type Rate struct {
	Percentage, Base, Tax locale.Decimal
	// HasTax says that the tax is known, printed or computed.
	HasTax bool
}

// Triple is a net, its VAT and the total.
type Triple struct {
	Net, VAT, Total locale.Decimal
	// Support counts what else speaks for it: the sum of the lines, the sum
	// of the rates' bases, the sum of their taxes.
	Support int
}
