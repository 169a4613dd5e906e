package render_test

import (
	"bytes"
	"testing"

	"github.com/docextract/docextract/internal/render"
)

// TestASheetLooksLikeAGrid of the same rows.
func TestASheetLooksLikeAGrid(t *testing.T) {
	t.Parallel()
	columns := []render.Column{{Title: "SOURCE"}, {Title: "SIZE", Right: true}, {Title: "STATE"}}
	for _, rows := range [][][]string{
		nil,
		{{"a.pdf", "1", "saved"}, {"räksmörgås/漢字.pdf", "123456", ""}, {"", "", "kept here"}},
		{{"a", "1", "\x1b[31mexpires in 5 h\x1b[0m"}},
	} {
		var want, got bytes.Buffer
		if err := render.Grid(&want, columns, rows); err != nil {
			t.Fatal(err)
		}
		s := render.NewSheet(columns)
		for _, r := range rows {
			s.Measure(r)
		}
		if err := s.Header(&got); err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if err := s.Row(&got, r); err != nil {
				t.Fatal(err)
			}
		}
		if got.String() != want.String() {
			t.Errorf("got\n%s\nwant\n%s", &got, &want)
		}
	}
}
