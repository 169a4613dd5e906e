package engine

import (
	"image"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
)

func TestLinesWorthASecondReading(t *testing.T) {
	tests := []struct {
		name  string
		words []document.Word
		want  bool
	}{
		{"sure letters", printed(.96, "Gesamtbetrag@0-190", "netto@200-300"), false},
		{"digits, however sure", printed(.99, "Gesamtbetrag@0-190", "10,50@200-300"), true},
		{"an unsure word", printed(.7, "Gesamtbetrag@0-300"), true},
		{"nothing was seen", nil, true},
		{"the end was not seen", printed(.96, "Gesamtbetrag@0-130"), true},
		{"a ruling was taken for a letter", []document.Word{{Text: "I", Confidence: .96, Box: document.Box{X1: 300, Y1: 90}}}, true},
	}
	line := document.Box{X1: 300, Y0: 8, Y1: 32}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			elsewhere := document.Word{Text: "12", Confidence: .3, Box: document.Box{X1: 300, Y0: 100, Y1: 120}}
			if got := doubtful(line, append(tt.words, elsewhere)); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestPagesReadAgainInWhole(t *testing.T) {
	for _, tt := range []struct {
		name       string
		confidence float64
		language   string
		whole      bool
	}{
		{"a page with doubts", .85, "de", false},
		{"a degraded page", .5, "de", true},
		{"a page whose language is still to be found", .85, "", true},
	} {
		if got := doubts(wordsAt(tt.confidence, "Total", "10.50"), tt.language) == nil; got != tt.whole {
			t.Errorf("%s: all lines are read: %v", tt.name, got)
		}
	}
}

// The line reader speaks of lines in the picture's pixels.
func TestOnlyLinesInDoubtAreReadAgain(t *testing.T) {
	l := &lines{}
	e := &Engine{ocr: pages{words: wordsAt(.92, "Total", "due", "10.50")}, ppocr: l}
	page := sheet(1050, 1485)
	page.DPI = 150
	if _, err := e.words(t.Context(), page, "en"); err != nil || len(l.asked) != 1 {
		t.Fatalf("asked %v, %v", l.asked, err)
	}
	worth := l.asked[0].Worth
	if worth(image.Rect(0, 5, 90, 15)) || !worth(image.Rect(100, 5, 140, 15)) {
		t.Error("the line of letters is read again, or the one of digits is not")
	}
}
