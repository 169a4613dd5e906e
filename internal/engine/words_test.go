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

	sideways, known bool
}

func (l *lines) Sideways(context.Context, *image.Gray) (sideways, known bool, err error) {
	return l.sideways, l.known, l.err
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
			got, err := e.words(t.Context(), sheet(tt.width, tt.height), "de")
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

func TestPlainLinesDecideHowASlipLies(t *testing.T) {
	tests := []struct {
		name            string
		page            raster.Page
		look            ocr.Look
		sideways, known bool
		want            ocr.Look
	}{
		{"both say upright", sheet(600, 1800), ocr.Look{Language: "de", Slope: 1}, false, true, ocr.Look{Language: "de", Slope: 1}},
		{"on its head", sheet(600, 1800), ocr.Look{Turned: 2}, false, true, ocr.Look{Turned: 2}},
		{"taken for columns", sheet(600, 1800), ocr.Look{Turned: 1, Language: "sl", Slope: 3}, false, true, ocr.Look{}},
		{"on its side", sheet(600, 1800), ocr.Look{Language: "sl"}, true, true, ocr.Look{Turned: 1}},
		{"too few lines", sheet(600, 1800), ocr.Look{Turned: 1, Language: "de"}, false, false, ocr.Look{Turned: 1, Language: "de"}},
		{"a whole page", sheet(2100, 2970), ocr.Look{Turned: 1}, false, true, ocr.Look{Turned: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := &Engine{ocr: pages{look: tt.look}, ppocr: &lines{sideways: tt.sideways, known: tt.known}}
			if got, err := e.look(t.Context(), tt.page, ""); err != nil || got != tt.want {
				t.Errorf("got %+v, %v, want %+v", got, err, tt.want)
			}
		})
	}
}

func TestLinesAreInTheEnginesPixels(t *testing.T) {
	e := &Engine{ppocr: &lines{words: wordsAt(.9, "a", "b")}}
	page := sheet(300, 900)
	page.DPI = 100
	got, err := e.words(t.Context(), page, "")
	if err != nil || got[1].Box != (document.Box{X0: 300, Y0: 30, X1: 540, Y1: 90}) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestALineReadersFailureIsThePages(t *testing.T) {
	broken := errors.New("broken")
	e := &Engine{ppocr: &lines{err: broken}}
	if _, err := e.words(t.Context(), sheet(300, 900), ""); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
