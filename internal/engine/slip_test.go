package engine

import (
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ocr"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/raster"
)

func TestPlainLinesDecideHowASlipLies(t *testing.T) {
	tests := []struct {
		name     string
		page     raster.Page
		look     ocr.Look // of the page reader
		quarters int      // of the line reader
		known    bool
		want     ocr.Look
	}{
		{"a slip that lies well", sheet(600, 1800), ocr.Look{Turned: 1, Language: "sl", Slope: 3}, 0, true, ocr.Look{}},
		{"a slip on its head", sheet(600, 1800), ocr.Look{}, 2, true, ocr.Look{Turned: 2}},
		{"a slip on its side", sheet(600, 1800), ocr.Look{Language: "sl"}, 3, true, ocr.Look{Turned: 3}},
		{"too few lines", sheet(600, 1800), ocr.Look{Turned: 1, Language: "de"}, 0, false, ocr.Look{Turned: 1, Language: "de"}},
		{"a sheet with a slip on it", sheet(2100, 2970), ocr.Look{Turned: 1}, 0, true, ocr.Look{}},
		{"a sheet on its side", sheet(2100, 2970), ocr.Look{Turned: 3, Language: "de"}, 1, true, ocr.Look{Turned: 3, Language: "de"}},
		{"a sheet that lies well", sheet(2100, 2970), ocr.Look{Language: "de"}, 1, true, ocr.Look{Language: "de"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := &Engine{ocr: pages{look: tt.look}, ppocr: &lines{quarters: tt.quarters, known: tt.known}}
			if got, err := e.look(t.Context(), tt.page, ""); err != nil || got != tt.want {
				t.Errorf("got %+v, %v, want %+v", got, err, tt.want)
			}
		})
	}
}

// column is rows of two words at x, so tall and so far apart.
func column(x, width, height, pitch float64, rows int) []document.Word {
	var words []document.Word
	for i := range rows {
		y := 400 + pitch*float64(i)
		words = append(words,
			document.Word{Text: "Milk", Confidence: .95, Box: document.Box{X0: x, Y0: y, X1: x + width/3, Y1: y + height}},
			document.Word{Text: "1.20", Confidence: .95, Box: document.Box{X0: x + 2*width/3, Y0: y, X1: x + width, Y1: y + height}})
	}
	return words
}

func TestASlipOnASheetIsCutOut(t *testing.T) {
	tests := []struct {
		name  string
		words []document.Word
		want  document.Box
		found bool
	}{
		{"a slip on the glass", column(700, 800, 30, 50, 30), document.Box{X0: 640, Y0: 340, X1: 1560, Y1: 400 + 29*50 + 90}, true},
		{"a slip as large as the sheet", column(100, 1900, 80, 120, 20), document.Box{X1: 2100, Y1: 2970}, true},
		{"a letter", column(200, 1700, 36, 50, 40), document.Box{}, false},
		{"few words", column(700, 800, 30, 50, 5), document.Box{}, false},
		{"a note that is no longer than wide", column(700, 800, 30, 50, 10), document.Box{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, found := slipOn(sheet(2100, 2970), tt.words); got != tt.want || found != tt.found {
				t.Errorf("got %+v, %v, want %+v, %v", got, found, tt.want, tt.found)
			}
		})
	}
}

func TestWordsOfASlipAreWhereTheyStandOnTheSheet(t *testing.T) {
	l := &lines{words: wordsAt(.9, "total", "18.50")}
	e := &Engine{ocr: pages{words: column(700, 800, 30, 50, 30)}, ppocr: l}
	got, err := e.words(t.Context(), sheet(2100, 2970), nil, "de")
	if err != nil || len(got) != 2 || got[0].Box != (document.Box{X0: 640, Y0: 350, X1: 720, Y1: 370}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if len(l.asked) != 1 || l.asked[0].Layout != ppocr.Receipt {
		t.Errorf("asked %+v", l.asked)
	}
}
