package engine_test

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/sample"
)

// A total that is light on a dark bar is found where page analysis passes over
// it.
func TestLightTextOnDark(t *testing.T) {
	e := newEngine(t)
	doc := sample.New(3, sample.Options{Language: "en", Country: "GB", Layout: "modern", Lines: 3})
	pages, err := doc.Images(300)
	if err != nil {
		t.Fatal(err)
	}
	got, err := extract(t, e, encodePNG(t, pages[0]), "invoice")
	if err != nil {
		t.Fatal(err)
	}
	want := doc.Truth()
	total, _ := got.Field(api.TotalAmount)
	if best := total.Best(); !strings.HasPrefix(best.String(), *want.Fields[api.TotalAmount]) || best.Box == nil {
		t.Errorf("total %q, want %q, at %+v", best, *want.Fields[api.TotalAmount], best.Box)
	}
	if len(got.LineItems) != len(want.LineItems) {
		t.Errorf("%d line items, want %d", len(got.LineItems), len(want.LineItems))
	}
}
