package lineitems_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/layout/layouttest"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
)

// read extracts the rows of a page set from text, each as
// "number|description|quantity|unit|price|net|rate|tax", without zeros at the
// end of figures.
func read(text string) []string {
	pages := layouttest.Pages(text)
	table := lineitems.Extract(layout.New(pages), locale.NewReader(locale.Detect(pages)))
	var rows []string
	for _, it := range table.Items {
		cells := []string{
			it.Number.Text, it.Description.Text, plain(it.Quantity), it.Unit.Text, plain(it.Price),
			plain(it.Net), plain(it.VATRate), plain(it.VATAmount),
		}
		rows = append(rows, strings.TrimRight(strings.Join(cells, "|"), "|"))
	}
	return rows
}

func plain(f lineitems.Figure) string {
	if !f.Found {
		return ""
	}
	return strings.TrimSuffix(strings.TrimRight(f.Value.String(), "0"), ".")
}

func TestExtract(t *testing.T) {
	t.Parallel()
	for _, tt := range layouts() {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, read(tt.text)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}
