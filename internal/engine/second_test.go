package engine

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/raster"
)

func TestPlacesWorthASecondReading(t *testing.T) {
	at := func(x0, x1 float64) document.Box { return document.Box{X0: x0, X1: x1, Y0: 10, Y1: 30} }
	sure, unsure := printed(.96, "12@200-230"), printed(.8, "500,00@240-300")
	tests := []struct {
		name  string
		words []document.Word
		want  []document.Box
	}{
		{"sure letters and digits", printed(.96, "Gesamtbetrag@0-190", "10,50@200-300"), nil},
		{"letters that are fairly sure", printed(.75, "Gesamtbetrag@0-190"), nil},
		{"an unsure word", printed(.5, "Gesamtbetrag@0-190"), []document.Box{at(0, 190)}},
		{"digits that are fairly sure", printed(.8, "Gesamtbetrag@0-190", "10,50@200-300"), []document.Box{at(200, 300)}},
		{"a number in groups, whole", append(sure, unsure...), []document.Box{at(200, 300)}},
		{"numbers of two columns", append(printed(.8, "12@100-130"), unsure...), []document.Box{at(100, 130), at(240, 300)}},
		{
			"numbers of two lines", append(unsure, document.Word{Text: "7", Confidence: .5, Box: document.Box{X0: 310, X1: 320, Y0: 40, Y1: 60}}),
			[]document.Box{at(240, 300), {X0: 310, X1: 320, Y0: 40, Y1: 60}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := doubts(tt.words)
			if len(got) != len(tt.want) {
				t.Fatalf("got %v, want %v", got, tt.want)
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Errorf("got %v, want %v", got, tt.want)
				}
			}
		})
	}
}

// A number that is not read again counts as one that both readers read the
// same.
func TestSureNumbersAreSettled(t *testing.T) {
	words := []document.Word{{Text: "10,50", Confidence: .95}, {Text: "10,50", Confidence: .9}, {Text: "Summe", Confidence: .95}}
	for i, want := range []float64{agreedConfidence, .9, .95} {
		if got := settled(words)[i].Confidence; got != want {
			t.Errorf("%v became %v, want %v", words[i], got, want)
		}
	}
	if words[0].Confidence != .95 {
		t.Error("the page reader's words were changed")
	}
}

// The line reader is shown boxes in the picture's pixels, with paper around
// them, and as tall as the page's words are.
func TestOnlyWhatIsInDoubtIsReadAgain(t *testing.T) {
	words := append(wordsAt(.95, "Total", "due"), document.Word{Text: "10.50", Confidence: .8, Box: document.Box{X0: 400, X1: 500, Y0: 16, Y1: 28}})
	l := &lines{}
	e := &Engine{ocr: pages{words: words}, ppocr: l}
	page := sheet(1050, 1485)
	page.DPI = 150
	if _, err := e.words(t.Context(), page, nil, "en"); err != nil || len(l.asked) != 1 {
		t.Fatalf("asked %v, %v", l.asked, err)
	}
	height := usualHeight(words)
	want := onPicture(withMargin(words[2].Box, height), 2)
	if got := l.asked[0].Lines; len(got) != 1 || got[0] != want || float64(got[0].Dy()) < height/2*1.3 {
		t.Errorf("shown %v, want %v", got, want)
	}
}

// What the page reader passed over is found by its ink.
func TestWhatWasNotSeenIsRead(t *testing.T) {
	page := raster.Page{Gray: image.NewGray(image.Rect(0, 0, 1050, 1485)), DPI: 150}
	draw.Draw(page.Gray, page.Gray.Rect, image.White, image.Point{}, draw.Src)
	for _, x := range []int{300, 308, 316} {
		draw.Draw(page.Gray, image.Rect(x, 700, x+3, 712), image.NewUniform(color.Gray{Y: 30}), image.Point{}, draw.Src)
	}
	l := &lines{words: []document.Word{{Text: "111", Confidence: .9, Box: document.Box{X0: 300, X1: 319, Y0: 700, Y1: 712}}}}
	e := &Engine{ocr: pages{words: wordsAt(.95, "Total", "due")}, ppocr: l}
	got, err := e.words(t.Context(), page, nil, "en")
	if err != nil || joined(got) != "Total due 111" || len(l.asked[0].Lines) != 1 {
		t.Errorf("got %q of %v, %v", joined(got), l.asked, err)
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
		l := &lines{}
		e := &Engine{ppocr: l}
		if _, err := e.again(t.Context(), sheet(2100, 2970), wordsAt(tt.confidence, "Total", "10.50"), nil, tt.language); err != nil {
			t.Error(err)
		}
		if whole := len(l.asked) == 1 && len(l.asked[0].Lines) == 0; whole != tt.whole {
			t.Errorf("%s: all lines are read: %v", tt.name, whole)
		}
	}
}
