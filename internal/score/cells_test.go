package score_test

import (
	"reflect"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/score"
)

func given(cells ...string) api.Row {
	var row api.Row
	for i := 0; i < len(cells); i += 2 {
		row = append(row, api.Field{Name: cells[i], Values: []api.Value{{Text: &cells[i+1]}}})
	}
	return row
}

func wanted(cells ...string) score.Cells {
	c := score.Cells{}
	for i := 0; i < len(cells); i += 2 {
		c[cells[i]] = &cells[i+1]
	}
	return c
}

func TestRightCells(t *testing.T) {
	t.Parallel()
	got := []api.Row{
		given(api.ProductDescription, "Chairs", api.NetPrice, "20.00", api.Quantity, "3"),
		given(api.ProductDescription, "Sum", api.NetPrice, "99.00"),
		given(api.ProductDescription, "A table of oak", api.NetPrice, "70.00"),
	}
	want := []score.Cells{
		wanted(api.ProductDescription, "A table of oak", api.NetPrice, "79.00"),
		wanted(api.ProductDescription, "Chairs", api.NetPrice, "20", api.Quantity, "2"),
	}
	right := score.Options{}.RightCells(got, want)
	if !reflect.DeepEqual(right, []map[string]bool{
		{api.ProductDescription: true, api.NetPrice: true, api.Quantity: false},
		{api.ProductDescription: false, api.NetPrice: false},
		{api.ProductDescription: true, api.NetPrice: false},
	}) {
		t.Errorf("got %v", right)
	}
}

func TestRightRates(t *testing.T) {
	t.Parallel()
	got := []api.Row{
		given(api.VATRatePercentage, "19", api.VATRateNet, "100.00"),
		given(api.VATRatePercentage, "7", api.VATRateNet, "10.00"),
		given(api.VATRatePercentage, "20", api.VATRateNet, "1.00"),
	}
	want := []score.Cells{wanted(api.VATRatePercentage, "19.00", api.VATRateNet, "100"), wanted(api.VATRatePercentage, "7", api.VATRateNet, "11")}
	right := score.RightRates(got, want)
	if !reflect.DeepEqual(right, []map[string]bool{
		{api.VATRatePercentage: true, api.VATRateNet: true},
		{api.VATRatePercentage: true, api.VATRateNet: false},
		{api.VATRatePercentage: false, api.VATRateNet: false},
	}) {
		t.Errorf("got %v", right)
	}
}
