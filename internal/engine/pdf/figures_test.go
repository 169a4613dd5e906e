package pdf_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
)

// modules are the dark modules of a code.
func modules(tb testing.TB, text string) (n int, dark func(x, y int) bool) {
	tb.Helper()
	bits, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, 0, 0, map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_MARGIN: 0})
	if err != nil {
		tb.Fatal(err)
	}
	return bits.GetWidth(), bits.Get
}

// The lower left corner of the codes, in points.
const x, y = 72.0, 100.0

// drawnCode draws a code of a side in points: a rectangle for every
// module, all in paths of their own or in one.
func drawnCode(tb testing.TB, text string, side float64, onePath bool) string {
	tb.Helper()
	n, dark := modules(tb, text)
	module := side / float64(n)
	var b strings.Builder
	for row := range n {
		for col := range n {
			if !dark(col, row) {
				continue
			}
			fmt.Fprintf(&b, "%.3f %.3f %.3f %.3f re\n", x+float64(col)*module, y+side-float64(row+1)*module, module, module)
			if !onePath {
				b.WriteString("f\n")
			}
		}
	}
	if onePath {
		b.WriteString("f\n")
	}
	return b.String()
}

// imageCode draws it as an image of one bit a module.
func imageCode(tb testing.TB, text string, side float64) string {
	tb.Helper()
	n, dark := modules(tb, text)
	data := make([]byte, 0, n*(n+7)/8)
	for row := range n {
		line := make([]byte, (n+7)/8)
		for col := range n {
			if !dark(col, row) {
				line[col/8] |= 0x80 >> (col % 8)
			}
		}
		data = append(data, line...)
	}
	return fmt.Sprintf("q %g 0 0 %g %g %g cm BI /W %d /H %d /BPC 1 /CS /G /F /AHx ID %x> EI Q\n", side, side, x, y, n, n, data)
}

func TestCodesOnTextPages(t *testing.T) {
	r := newReader(t)
	const text = "BCD and whatever else the code says to a bank, in so many words that it gets large"
	const words = "BT /F1 12 Tf 1 0 0 1 72 700 Tm (Invoice) Tj ET\n"
	long := strings.Repeat(text, 7) // more modules than objects are looked at
	for name, tt := range map[string]struct{ content, attributes, want string }{
		"modules":    {words + drawnCode(t, text, 90, false), "", text},
		"one path":   {words + drawnCode(t, text, 90, true), "", text},
		"image":      {words + imageCode(t, text, 90), "", text},
		"huge":       {words + drawnCode(t, long, 150, false), "", long},
		"turned":     {words + drawnCode(t, text, 90, true), pdftest.A4 + " /Rotate 90", text},
		"no code":    {words + strings.Repeat("72 100 90 90 re f\n", 100), "", ""},
		"blank page": {drawnCode(t, text, 90, true), "", ""}, // is read as a picture
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := read(t, r, pdftest.Build([]pdftest.Page{{Content: tt.content, Attributes: tt.attributes}}))
			if err != nil {
				t.Fatal(err)
			}
			page := doc.Pages[0]
			if len(page.Codes) == 0 && tt.want == "" {
				return
			}
			if len(page.Codes) != 1 || page.Codes[0].Text != tt.want {
				t.Fatalf("%d codes", len(page.Codes))
			}
			side := 150.0
			if tt.want == text {
				side = 90
			}
			want := [4]float64{300, 3508 - (y+side)*300/72, 300 + side*300/72, 3508 - y*300/72}
			b := page.Codes[0].Box
			for i, got := range [4]float64{b.X0, b.Y0, b.X1, b.Y1} {
				if math.Abs(got-want[i]) > 12 {
					t.Fatalf("at %+v, want %v", b, want)
				}
			}
			if len(page.Rulings) > 0 {
				t.Errorf("%d rulings in a code", len(page.Rulings))
			}
		})
	}
}
