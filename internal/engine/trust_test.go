package engine

import (
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ranker"
)

func wordAt(text string, x, confidence float64) document.Word {
	return document.Word{Text: text, Confidence: confidence, Box: document.Box{X0: x, Y0: 10, X1: x + 50, Y1: 40}}
}

func TestAValueIsAsLegibleAsItsWeakestWord(t *testing.T) {
	page := document.Page{Words: []document.Word{wordAt("100,00", 0, 0.95), wordAt("2OO,00", 100, 0.3), wordAt("€", 160, 0.1), wordAt("300,00", 220, 0.9)}}
	for _, c := range []struct {
		name     string
		x, width int
		want     float64
	}{{"sure", 0, 50, 0.95}, {"unsure", 100, 50, 0.3}, {"a sign matters little", 160, 110, 0.9}, {"nothing there", 600, 50, 1}} {
		if got := weakest(page, &api.Box{X: c.x, Y: 10, Width: c.width, Height: 30}); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestMediumOf(t *testing.T) {
	if got := mediumOf([]document.Page{{Words: []document.Word{wordAt("17", 0, 1)}}}); got != ranker.TextLayer {
		t.Errorf("stored words: %v", got)
	}
	if got := mediumOf([]document.Page{{Words: []document.Word{wordAt("17", 0, 1)}}, {Words: []document.Word{wordAt("18", 0, 0.9)}}}); got != ranker.Scan {
		t.Errorf("a recognised word: %v", got)
	}
}
