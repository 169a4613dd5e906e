package lineitems

import (
	"math"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
)

// Rows is the table as a document type wants it: one field for each of its
// cells, null where the row has none. Nil for a type without line items.
func (t Table) Rows(dt api.DocumentType) []api.Row {
	if len(dt.LineItems) == 0 {
		return nil
	}
	rows := make([]api.Row, 0, len(t.Items))
	for i := range t.Items {
		rows = append(rows, t.Items[i].row(dt.LineItems))
	}
	return rows
}

func (it *Item) row(specs []api.FieldSpec) api.Row {
	row := make(api.Row, 0, len(specs))
	for _, s := range specs {
		row = append(row, api.Field{Name: s.Name, DataType: s.Type, Values: it.values(s.Name)})
	}
	return row
}

func (it *Item) values(name string) []api.Value {
	switch name {
	case api.ProductNumber:
		return it.Number.Values()
	case api.ProductDescription:
		return it.Description.Values()
	case api.Quantity:
		return it.Quantity.Values()
	case api.Unit:
		return it.Unit.Values()
	case api.Price:
		return it.Price.Values()
	case api.NetPrice:
		return it.netValues()
	case api.VATRate:
		return it.VATRate.Values()
	case api.VATAmount:
		return it.VATAmount.Values()
	}
	return []api.Value{{}}
}

// netValues is the row's amount, and the one with VAT as a further candidate.
func (it *Item) netValues() []api.Value {
	values := it.Net.Values()
	if it.Net.Found && it.Gross.Found && !it.Gross.Value.Equal(it.Net.Value) {
		g := it.Gross
		g.Confidence = math.Min(0.2, 1-it.Net.Confidence)
		values = append(values, g.Values()...)
	}
	return values
}

// Values is the text as a field's only candidate, null where there is none.
func (t Text) Values() []api.Value {
	if t.Text == "" {
		return []api.Value{{}}
	}
	text := t.Text
	return []api.Value{{Text: &text, Confidence: t.Confidence, Box: t.Place.box()}}
}

// Values is the figure as a field's only candidate, null where there is none.
func (f Figure) Values() []api.Value {
	if !f.Found {
		return []api.Value{{}}
	}
	text := f.Value.String()
	return []api.Value{{Text: &text, Confidence: f.Confidence, Box: f.Place.box()}}
}

// box is the place in whole pixels, nil where it is nowhere.
func (p Place) box() *api.Box {
	if p.Box == (document.Box{}) {
		return nil
	}
	x, y := int(math.Floor(p.Box.X0)), int(math.Floor(p.Box.Y0))
	return &api.Box{Page: p.Page, X: x, Y: y, Width: int(math.Ceil(p.Box.X1)) - x, Height: int(math.Ceil(p.Box.Y1)) - y}
}
