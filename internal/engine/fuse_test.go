package engine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
)

// printed sets words 20 pixels high at the given places, "text@x0-x1", with one
// confidence.
func printed(confidence float64, words ...string) []document.Word {
	var all []document.Word
	for _, s := range words {
		text, place, _ := strings.Cut(s, "@")
		w := document.Word{Text: text, Confidence: confidence, Box: document.Box{Y0: 10, Y1: 30}}
		if _, err := fmt.Sscanf(place, "%g-%g", &w.Box.X0, &w.Box.X1); err != nil {
			panic(err)
		}
		all = append(all, w)
	}
	return all
}

func TestTwoReadingsOfALine(t *testing.T) {
	tests := []struct {
		name        string
		page, lines []document.Word
		want        string
	}{
		{"digits are the line reader's", printed(.9, "1O,58@0-90"), printed(.95, "10,50@2-88"), "10,50"},
		{"unless it is unsure", printed(.9, "12@0-30"), printed(.7, "13@0-30"), "12"},
		{"a word of letters has no digit", printed(.9, "Größe@0-80"), printed(.95, "Gr0ße@0-80"), "Größe"},
		{"accents are the page reader's", printed(.7, "Bärenloh@0-99"), printed(.96, "Barenloh@0-99"), "Bärenloh"},
		{"unless it is quite unsure", printed(.3, "Bärenloh@0-99"), printed(.96, "Barenloh@0-99"), "Barenloh"},
		{"and so is the case of letters", printed(.9, "Les@0-50"), printed(.96, "les@0-50"), "Les"},
		{"a sign of currency", printed(.9, "€@0-20", "1O,00@25-90"), printed(.96, "E10,00@0-90"), "€ 10,00"},
		{"one that only the page reader saw", printed(.5, "28,26€@0-90"), printed(.96, "28,26@0-75"), "28,26€"},
		{"specks before a word", printed(.6, "‚Ausgestellt@0-99"), printed(.98, "Ausgestellt@4-99"), "Ausgestellt"},
		{"other letters are the line reader's", printed(.8, "rnm²,@0-60"), printed(.99, "mm²,@0-60"), "mm²,"},
		{"unless it is unsure of them", printed(.8, "Tee@0-60"), printed(.6, "Yee@0-60"), "Tee"},
		{"words end where the page reader says", printed(.9, "Street@0-90", "Kilfenny@100-200"), printed(.99, "StreetKilfenny@0-200"), "Street Kilfenny"},
		{"thousands stand together", printed(.1, "13617.50@0-120"), printed(.99, "13@0-30", "617.50@36-120"), "13617.50"},
		{"but not columns", printed(.4, "43,60._218,00@0-300"), printed(.99, "43,60@0-70", "218,00@220-300"), "43,60 218,00"},
		{"the end of a line that was found twice", printed(.9, "563.04@0-120"), printed(.99, "563.04@2-115", "4@108-118"), "563.04"},
		{"what only one saw", printed(.9, "Summe@0-80"), printed(.9, "9,99@300-360"), "Summe 9,99"},
		{"but not what one guesses", printed(.9, "Summe@0-80"), printed(.5, "9,99@300-360"), "Summe"},
		{"nothing in common", printed(.3, "~_-,.@0-90"), printed(.95, "1250@0-90"), "1250"},
		{"letters against letters", printed(.9, "Summe@0-90"), printed(.85, "XYZ@0-90"), "Summe"},
		{"a ruling taken for a letter", printed(.2, "l@10-14"), nil, "l"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := joined(fuse(tt.page, tt.lines)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWordsOnOtherLinesDoNotMeet(t *testing.T) {
	below := printed(.95, "9,99@0-60")
	below[0].Box.Y0, below[0].Box.Y1 = 40, 60
	if got := joined(fuse(printed(.9, "5,00@0-60"), below)); got != "5,00 9,99" {
		t.Errorf("got %q", got)
	}
	tall := printed(.2, "l|l@0-60") // over both lines
	tall[0].Box.Y1 = 60
	if got := joined(fuse(tall, append(printed(.95, "5,00@0-60"), below...))); got != "5,00 9,99" {
		t.Errorf("got %q", got)
	}
}

func TestAgreementIsAConfidence(t *testing.T) {
	tests := []struct {
		name        string
		page, lines string
		want        document.Agreement
		low, high   float64
	}{
		{"the same amount", "10,50@0-90", "10,50@0-90", document.Agreed, .995, .995},
		{"another digit", "10,50@0-90", "10,80@0-90", document.Differed, 0, .85},
		{"another point", "10,50@0-90", "10.50@0-90", document.Differed, 0, .85},
		{"a digit too many", "110,50@0-90", "10,50@0-90", document.Differed, 0, .85},
		{"the same letters", "Tee@0-90", "Tee@0-90", document.Agreed, .9, .9},
		{"but for an accent", "Größe@0-90", "Grosse@0-90", document.Differed, 0, .85},
		{"another letter", "Tea@0-90", "Tee@0-90", document.Differed, 0, .85},
		{"nothing on the other side", "10,50@0-90", "7@300-310", document.Unchecked, .9, .9},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := fuse(printed(.9, tt.page), printed(.9, tt.lines))[0]
			if got.Agreement != tt.want || got.Confidence < tt.low || got.Confidence > tt.high {
				t.Errorf("got %v with %v, want %v", got.Agreement, got.Confidence, tt.want)
			}
		})
	}
}

// Whatever two readers say, fusing ends, invents no character and leaves its
// arguments alone.
func FuzzFuse(f *testing.F) {
	f.Add("Größe 10,50 €", "Grosse 10,5O E", int64(7))
	f.Fuzz(func(t *testing.T, first, second string, seed int64) {
		words := func(s string, confidence float64) []document.Word {
			var all []document.Word
			for i, text := range strings.Fields(s) {
				x := float64((seed+int64(i)*37)%400) / 4
				all = append(all, document.Word{Text: text, Confidence: confidence, Box: document.Box{X0: x, X1: x + 9*float64(len(text)), Y0: 1, Y1: 20}})
			}
			return all
		}
		a, b := words(first, .9), words(second, .9)
		before := joined(a) + "\n" + joined(b)
		for _, w := range fuse(a, b) {
			if w.Text == "" || w.Confidence < 0 || w.Confidence > 1 {
				t.Errorf("%+v", w)
			}
		}
		if after := joined(a) + "\n" + joined(b); after != before {
			t.Errorf("%q became %q", before, after)
		}
	})
}
