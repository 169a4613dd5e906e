package engine

import (
	"testing"

	"github.com/docextract/docextract/internal/engine/pdf"
)

func TestResolutionToDrawPagesAt(t *testing.T) {
	for _, tt := range []struct {
		name string
		has  float64
		want float64
	}{
		{"drawn, at any scale", 0, 300},
		{"a scan, as it is", 240, 240},
		{"a fine scan, coarser", 600, 300},
		{"a photograph, finer", 72, 200},
	} {
		if got := resolution(pdf.Layer{Resolution: tt.has}); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
