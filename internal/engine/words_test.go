package engine

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ocr"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/raster"
)

// wordsAt are words side by side with one confidence.
func wordsAt(confidence float64, texts ...string) []document.Word {
	var words []document.Word
	for i, s := range texts {
		x := float64(100 * i)
		words = append(words, document.Word{Text: s, Confidence: confidence, Box: document.Box{X0: x, Y0: 10, X1: x + 80, Y1: 30}})
	}
	return words
}

func joined(words []document.Word) string {
	var texts []string
	for _, w := range words {
		texts = append(texts, w.Text)
	}
	return strings.Join(texts, " ")
}

// pages is a page reader that always reads the same.
type pages struct {
	words []document.Word
	look  ocr.Look
}

func (p pages) Read(context.Context, raster.Page, string) ([]document.Word, error) {
	return p.words, nil
}

func (p pages) Look(context.Context, raster.Page, string) (ocr.Look, error) { return p.look, nil }
func (pages) Close() error                                                  { return nil }

// lines is a line reader that does, and remembers how it was asked.
type lines struct {
	words []document.Word
	err   error
	asked []ppocr.Options

	quarters int
	known    bool
}

func (l *lines) Sideways(context.Context, *image.Gray) (sideways, known bool, err error) {
	return l.quarters%2 == 1, l.known, l.err
}

func (l *lines) Lie(context.Context, *image.Gray) (quarters int, known bool, err error) {
	return l.quarters, l.known, l.err
}

func (l *lines) Read(_ context.Context, _ *image.Gray, o ppocr.Options) ([]document.Word, error) {
	l.asked = append(l.asked, o)
	return append([]document.Word(nil), l.words...), l.err
}

func sheet(width, height int) raster.Page {
	return raster.Page{Gray: image.NewGray(image.Rect(0, 0, width, height)), DPI: document.DPI}
}

func TestThePageDecidesWhoReadsIt(t *testing.T) {
	tests := []struct {
		name          string
		width, height int
		confidence    float64
		want          string
		layouts       []ppocr.Layout
	}{
		{"a slip", 1500, 4500, .99, "total 18.50", []ppocr.Layout{ppocr.Receipt}},
		{"a clean page", 2100, 2970, .96, "Total 10.50", nil},
		{"a landscape", 2970, 2100, .96, "Total 10.50", nil},
		{"a page read with doubts", 2100, 2970, .85, "Total 18.50", []ppocr.Layout{ppocr.Page}},
		{"a degraded page", 2100, 2970, .5, "total 18.50", []ppocr.Layout{ppocr.Page}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := &lines{words: wordsAt(.9, "total", "18.50")}
			e := &Engine{ocr: pages{words: wordsAt(tt.confidence, "Total", "10.50")}, ppocr: l}
			got, err := e.words(t.Context(), sheet(tt.width, tt.height), nil, "de")
			if err != nil || joined(got) != tt.want {
				t.Errorf("got %q, %v, want %q", joined(got), err, tt.want)
			}
			if len(l.asked) != len(tt.layouts) {
				t.Fatalf("asked %v", l.asked)
			}
			for i, layout := range tt.layouts {
				if o := l.asked[i]; o.Layout != layout || len(o.Languages) != 1 || o.Languages[0] != "de" {
					t.Errorf("asked %+v", o)
				}
			}
		})
	}
}

func TestLinesAreInTheEnginesPixels(t *testing.T) {
	e := &Engine{ppocr: &lines{words: wordsAt(.9, "a", "b")}}
	page := sheet(300, 900)
	page.DPI = 100
	got, err := e.words(t.Context(), page, nil, "")
	if err != nil || got[1].Box != (document.Box{X0: 300, Y0: 30, X1: 540, Y1: 90}) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestALineReadersFailureIsThePages(t *testing.T) {
	broken := errors.New("broken")
	e := &Engine{ppocr: &lines{err: broken}}
	if _, err := e.words(t.Context(), sheet(300, 900), nil, ""); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
