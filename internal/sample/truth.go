package sample

import (
	"time"

	"github.com/docextract/docextract/internal/api"
)

// Truth is what is right about one document. A nil value says that the field
// is not printed, so that nothing is to be given.
type Truth struct {
	Group     string  `json:"group"`
	Lang      string  `json:"lang"`
	Fields    Cells   `json:"fields"`
	LineItems []Cells `json:"line_items"`
	VATRates  []Cells `json:"vat_rates"`
}

// Cells are values by field name.
type Cells map[string]*string

// truthOf is the answers to a document whose table has the given columns.
func truthOf(v *Invoice, group string, printed func(column) bool) Truth {
	t := Truth{Group: group, Lang: v.Language, LineItems: []Cells{}, VATRates: []Cells{}, Fields: Cells{
		api.SupplierName: text(v.Supplier.Name), api.SupplierVATID: text(v.Supplier.VATID), api.ReceiverName: text(v.Receiver.Name),
		api.InvoiceNumber: text(v.Number), api.PurchaseOrderNumber: text(v.Order),
		api.IssueDate: day(v.Issue), api.PayDueDate: day(v.Due), api.Currency: text(v.Currency),
		api.NetAmount: money(v.Net()), api.VATAmount: money(v.VAT()), api.TotalAmount: money(v.Total()), api.IBAN: text(v.Supplier.IBAN),
	}}
	for _, l := range v.Lines {
		t.LineItems = append(t.LineItems, lineTruth(l, printed))
	}
	for _, r := range v.Rates {
		t.VATRates = append(t.VATRates, Cells{api.VATRatePercentage: money(r.Percent), api.VATRateNet: money(r.Net)})
	}
	return t
}

// XMLTruth is what is right about the document's e-invoice, and about its
// hybrid PDF, where the XML wins.
func (d *Document) XMLTruth() Truth {
	v := d.Invoice
	t := truthOf(v, d.layout.name, func(column) bool { return true })
	for i, l := range v.Lines {
		t.LineItems[i][api.ProductDescription] = text(l.Description)
		t.LineItems[i][api.Unit] = text(l.Unit.Code)
	}
	return t
}

func lineTruth(l Line, printed func(column) bool) Cells {
	description := l.Description
	if l.Detail != "" {
		description += " " + l.Detail
	}
	cells := Cells{api.ProductDescription: text(description), api.NetPrice: money(l.Net), api.VATAmount: nil}
	set := func(name string, c column, value string) {
		cells[name] = nil
		if printed(c) {
			cells[name] = text(value)
		}
	}
	set(api.ProductNumber, colArticle, l.Number)
	set(api.Quantity, colQuantity, l.Quantity.decimal(0))
	set(api.Unit, colUnit, l.Unit.Name)
	set(api.Price, colPrice, l.Price.decimal(2))
	set(api.VATRate, colRate, l.Rate.decimal(0))
	return cells
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func money(a Amount) *string { return text(a.decimal(2)) }

func day(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return text(t.Format(time.DateOnly))
}
