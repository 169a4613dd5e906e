package score

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
)

// row is a row of names and values, "-" for no value.
func row(namesAndValues ...string) api.Row {
	var r api.Row
	for i := 0; i < len(namesAndValues); i += 2 {
		r = append(r, api.Field{Name: namesAndValues[i], Values: []api.Value{{Text: some(namesAndValues[i+1])}}})
	}
	return r
}

func item(description, net string) api.Row {
	return row(api.ProductDescription, description, api.NetPrice, net)
}

func cells(namesAndValues ...string) Cells {
	c := Cells{}
	for i := 0; i < len(namesAndValues); i += 2 {
		c[namesAndValues[i]] = some(namesAndValues[i+1])
	}
	return c
}

func wanted(description, net string) Cells {
	return cells(api.ProductDescription, description, api.NetPrice, net)
}

func TestLineItems(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		got  []api.Row
		want []Cells
		rows Rows
	}{
		"none": {nil, nil, Rows{}},
		"as wanted, in another order": {
			[]api.Row{item("Oak board", "10.0000"), item("Delivery", "5.0000")},
			[]Cells{wanted("Delivery", "5"), wanted("Oak board", "10")},
			Rows{Wanted: 2, Given: 2, Right: 2, CellsWanted: 4, CellsRight: 4},
		},
		"a description that goes on": {
			[]api.Row{item("Oak board, oiled, cut to size", "10")},
			[]Cells{wanted("Oak board", "10")},
			Rows{Wanted: 1, Given: 1, Right: 1, CellsWanted: 2, CellsRight: 2},
		},
		"another amount": {
			[]api.Row{item("Oak board", "11")},
			[]Cells{wanted("Oak board", "10")},
			Rows{Wanted: 1, Given: 1, CellsWanted: 2, CellsRight: 1},
		},
		"another description": {
			[]api.Row{item("Delivery", "10")},
			[]Cells{wanted("Oak board", "10")},
			Rows{Wanted: 1, Given: 1, CellsWanted: 2, CellsRight: 1},
		},
		"nothing alike": {
			[]api.Row{item("Delivery", "11")},
			[]Cells{wanted("Oak board", "10")},
			Rows{Wanted: 1, Given: 1, CellsWanted: 2},
		},
		"one row for two": {
			[]api.Row{item("Oak board", "10")},
			[]Cells{wanted("Oak board", "10"), wanted("Oak board", "10")},
			Rows{Wanted: 2, Given: 1, Right: 1, CellsWanted: 4, CellsRight: 2},
		},
		"the best pair first": {
			[]api.Row{item("Oak board 1", "10"), item("Oak board 2", "10")},
			[]Cells{wanted("Oak board 2", "10"), wanted("Oak board 1", "10")},
			Rows{Wanted: 2, Given: 2, Right: 2, CellsWanted: 4, CellsRight: 4},
		},
		"no amount wanted": {
			[]api.Row{row(api.ProductDescription, "Oak board", api.Quantity, "-")},
			[]Cells{cells(api.ProductDescription, "Oak board", api.Quantity, "-")},
			Rows{Wanted: 1, Given: 1, Right: 1, CellsWanted: 2, CellsRight: 2},
		},
		"rows where none are": {
			[]api.Row{item("Oak board", "10")}, []Cells{}, Rows{Given: 1},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.rows, Options{}.lineItems(tt.got, tt.want)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestVATRates(t *testing.T) {
	t.Parallel()
	rate := func(p, n string) api.Row { return row(api.VATRatePercentage, p, api.VATRateNet, n) }
	want := func(p, n string) Cells { return cells(api.VATRatePercentage, p, api.VATRateNet, n) }
	tests := map[string]struct {
		got  []api.Row
		want []Cells
		rows Rows
	}{
		"as wanted":           {[]api.Row{rate("20.0000", "10"), rate("5", "1")}, []Cells{want("5", "1"), want("20", "10")}, Rows{Wanted: 2, Given: 2, Right: 2}},
		"given twice":         {[]api.Row{rate("20", "10"), rate("20", "10")}, []Cells{want("20", "10")}, Rows{Wanted: 1, Given: 2, Right: 1}},
		"another amount":      {[]api.Row{rate("20", "11")}, []Cells{want("20", "10")}, Rows{Wanted: 1, Given: 1}},
		"half a rate":         {[]api.Row{rate("20", "-")}, []Cells{want("20", "10")}, Rows{Wanted: 1, Given: 1}},
		"half a rate in both": {[]api.Row{rate("20", "-")}, []Cells{want("20", "-")}, Rows{Given: 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.rows, vatRates(tt.got, tt.want)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
