package pdf_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
)

// Only a page that nothing is drawn on beside its images has a resolution.
func TestResolutionOfPages(t *testing.T) {
	const inch = "/MediaBox [0 0 72 72]"
	picture := func(pixels int, matrix string) string {
		return fmt.Sprintf("q %s cm BI /W %d /H %d /BPC 8 /CS /G ID %s\nEI Q\n", matrix, pixels, pixels, strings.Repeat("\xff", pixels*pixels))
	}
	whole := picture(120, "72 0 0 72 0 0")
	r := newReader(t)
	for _, tt := range []struct {
		name, content string
		want          float64
	}{
		{"a picture", whole, 120},
		{"a picture on its side", picture(120, "0 72 -72 0 72 0"), 120},
		{"a coarse picture and a finer one", whole + picture(90, "36 0 0 36 0 0"), 180},
		{"a picture and text", whole + pdftest.Text(10, 10, 8, "Received"), 120},
		{"a picture and a line", whole + "0 0 m 72 72 l S", 0},
		{"a small picture", picture(120, "36 0 0 36 0 0"), 0},
		{"text", pdftest.Text(10, 10, 8, "Received"), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := read(t, r, pdftest.Build([]pdftest.Page{{Content: tt.content, Attributes: inch}}))
			if err != nil {
				t.Fatal(err)
			}
			if got := doc.Layers[0].Resolution; math.Abs(got-tt.want) > 1 {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}
