package sums_test

import (
	"testing"

	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/sums"
)

func decimals(t *testing.T, texts ...string) []locale.Decimal {
	t.Helper()
	var out []locale.Decimal
	for _, s := range texts {
		d, err := locale.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

func TestTriples(t *testing.T) {
	t.Parallel()
	d := decimals(t, "100.00", "50.00", "150.00", "28.50", "178.50", "7.00", "107.00")
	e := sums.Evidence{Lines: d[2], Rows: 2}
	got := sums.Triples(d, e)
	if len(got) != 2 {
		t.Fatalf("%d triples, want 2: %v", len(got), got)
	}
	if !got[0].Net.Equal(d[2]) || !got[0].Total.Equal(d[4]) || got[0].Support != 2 {
		t.Errorf("the supported triple is not first: %v", got[0])
	}
}

func TestTriplesOfACreditNote(t *testing.T) {
	t.Parallel()
	d := decimals(t, "-100.00", "-19.00", "-119.00")
	got := sums.Triples(d, sums.Evidence{Rates: []sums.Rate{{Percentage: locale.NewDecimal(19, 0), Base: d[0], Tax: d[1], HasTax: true}}})
	if len(got) != 1 || got[0].Support != 3 {
		t.Fatalf("got %v", got)
	}
}

func TestTaxes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rate, base, tax string
		want            bool
	}{
		{"19", "198.00", "37.62", true},
		{"19", "198.00", "37.63", true},
		{"19", "198.00", "37.64", false},
		{"5.5", "100.00", "5.50", true},
		{"0", "380.00", "0.00", true},
		{"22", "-50.00", "-11.00", true},
	} {
		d := decimals(t, c.rate, c.base, c.tax)
		if got := sums.Taxes(d[0], d[1], d[2]); got != c.want {
			t.Errorf("Taxes(%s, %s, %s) = %v", c.rate, c.base, c.tax, got)
		}
	}
}
