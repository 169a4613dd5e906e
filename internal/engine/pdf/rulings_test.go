package pdf_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
)

func TestRulings(t *testing.T) {
	r := newReader(t)
	const attributes = "/MediaBox [0 0 720 720]" // 3000 × 3000 pixels
	tests := []struct {
		name, content string
		want          []string // x0 y0 x1 y1, to 10 pixels
	}{
		{"stroke", "72 360 m 648 360 l S", []string{"300 1500 2700 1500"}},
		{"filled bar", "72 359 576 2 re f", []string{"300 1500 2700 1500"}},
		{"frame", "72 72 576 576 re S", []string{
			"300 2700 2700 2700", "2700 300 2700 2700", "300 300 2700 300", "300 300 300 2700",
		}},
		{"grid in one path", "72 72 m 72 648 l 360 72 m 360 648 l S", []string{"300 300 300 2700", "1500 300 1500 2700"}},
		{"scaled and moved", "q 2 0 0 2 100 100 cm 10 10 m 110 10 l S Q", []string{"500 2500 1330 2500"}},
		{"curve, dot and clip", "72 72 m 100 500 200 600 300 700 c S 72 72 m 73 72 l S 72 360 m 648 360 l W n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := read(t, r, pdftest.Build([]pdftest.Page{{Attributes: attributes, Content: tt.content}}))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, l := range doc.Pages[0].Rulings {
				tens := func(v float64) int { return int(v+5) / 10 * 10 }
				got = append(got, fmt.Sprint(tens(l.Box.X0), tens(l.Box.Y0), tens(l.Box.X1), tens(l.Box.Y1)))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
