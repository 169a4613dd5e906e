package pdf

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
)

// structured sets text in letters 5 points wide with gaps of half a point, a
// blank as 3 points of nothing, and what is put behind each letter.
func structured(text, behind string) []pdfium.Char {
	style := &pdfium.Style{Size: 10, Font: &pdfium.Font{}}
	var out []pdfium.Char
	x := 50.0
	for _, r := range text {
		if r == ' ' {
			x += 3
			continue
		}
		out = append(out, pdfium.Char{Rune: r, Box: pdfium.Rect{Left: x, Right: x + 5, Bottom: 700, Top: 707}, Style: style})
		x += 5.5
		for _, b := range behind {
			out = append(out, pdfium.Char{Rune: b, Box: pdfium.Rect{Left: x, Right: x, Bottom: 700, Top: 700}})
		}
	}
	return out
}

func TestLineEndsWithinWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, behind, want string }{
		{"Total 85,00", "\r\n", "Total|85,00"},
		{"Total", " ", "T|o|t|a|l"},
		{"Total 85,00", "", "Total85,00"}, // the blanks are PDFium's to say
	} {
		var got []string
		for _, w := range words(structured(tt.text, tt.behind), newGeometry(0, 0, 595, 842, 0)) {
			got = append(got, w.Text)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("words(%q with %q) = %s, want %s", tt.text, tt.behind, s, tt.want)
		}
	}
}
