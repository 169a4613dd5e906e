package ppocr

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
	"github.com/docextract/docextract/internal/engine/raster"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func text(words []document.Word) string {
	var all []string
	for _, w := range words {
		all = append(all, w.Text)
	}
	return strings.Join(all, " ")
}

func TestAReceiptIsRead(t *testing.T) {
	img := receipt(t, "Grüne Bohne GmbH", "Datum 14.03.2026", "2 x Espresso 7,80", "Summe EUR 1.207,80")
	for _, workers := range []int{1, 2, 8} {
		words, err := New(Config{Workers: workers}).Read(t.Context(), img, Options{Languages: []string{"de"}})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := text(words), "Grüne Bohne GmbH Datum 14.03.2026 2 x Espresso 7,80 Summe EUR 1.207,80"; got != want {
			t.Errorf("%d workers read %q, want %q", workers, got, want)
		}
	}
}

// Where it is known what is to be read, no lines are sought.
func TestOnlyKnownLinesAreRead(t *testing.T) {
	img := receipt(t, "Grand Hotel Restaurant", "Cappuccino 3.80", "Total amount 11.20")
	whole, err := New(Config{}).Read(t.Context(), img, Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := whole[len(whole)-1].Box // 11.20
	last := image.Rect(int(b.X0)-6, int(b.Y0)-6, int(b.X1)+6, int(b.Y1)+6)
	outside := image.Rect(img.Rect.Max.X, 0, img.Rect.Max.X+90, 30)
	words, err := New(Config{}).Read(t.Context(), img, Options{Lines: []image.Rectangle{last, outside, {}}})
	if got := text(words); got != "11.20" || err != nil {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestHowASlipLies(t *testing.T) {
	reader := New(Config{})
	lines := []string{"Grand Hotel Restaurant", "Cappuccino 3.80", "Mineral water 2.50", "Chocolate cake 4.90", "Total amount 11.20", "Thank you for your visit"}
	for quarters := range 4 {
		img := raster.Turn(receipt(t, lines...), quarters)
		if got, known, err := reader.Lie(t.Context(), img); got != quarters || !known || err != nil {
			t.Errorf("turned by %d quarters: %d, %v, %v", quarters, got, known, err)
		}
	}
	for _, img := range []*image.Gray{paper(90, 90), paper(0, 0)} {
		if _, known, err := reader.Lie(t.Context(), img); known || err != nil {
			t.Errorf("an empty picture: %v, %v", known, err)
		}
	}
}

// The language may be told after the lines were read, from what they say.
func TestTheWordsTellTheirLanguage(t *testing.T) {
	img := receipt(t, "Grüne Bohne GmbH", "Summe EUR 1.207,80")
	for _, tt := range []struct{ language, want string }{
		{"de", "Grüne Bohne GmbH Summe EUR 1.207,80"},
		{"", "Grune Bohne GmbH Summe EUR 1.207,80"},
		{"en", "Grune Bohne GmbH Summe EUR 1.207,80"},
	} {
		var seen string
		words, err := New(Config{}).Read(t.Context(), img, Options{Detect: func(words []document.Word) string {
			seen = text(words)
			return tt.language
		}})
		if err != nil {
			t.Fatal(err)
		}
		if got := text(words); got != tt.want || strings.Contains(seen, "ü") {
			t.Errorf("in %q it reads %q, shown %q first, want %q", tt.language, got, seen, tt.want)
		}
	}
}

func TestBoxesLieOnTheWords(t *testing.T) {
	img := paper(600, 200)
	printText(t, img, 40, 60, 120, "left")
	printText(t, img, 40, 400, 120, "right")
	words, err := New(Config{}).Read(t.Context(), img, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text(words) != "left right" {
		t.Fatalf("read %q", text(words))
	}
	for i, want := range []document.Box{{X0: 60, Y0: 90, X1: 120, Y1: 122}, {X0: 400, Y0: 90, X1: 480, Y1: 132}} {
		got := words[i].Box
		if got.OverlapX(want) < .8*want.Width() || got.OverlapY(want) < .8*want.Height() || got.Width() > 1.6*want.Width() || got.Height() > 3*want.Height() {
			t.Errorf("%q lies at %v, not about %v", words[i].Text, got, want)
		}
		if c := words[i].Confidence; c < .5 || c > 1 {
			t.Errorf("%q has the confidence %v", words[i].Text, c)
		}
	}
}

func TestAPictureMayStartAnywhere(t *testing.T) {
	img := paper(500, 160)
	printText(t, img, 36, 150, 100, "Total 42.17")
	part := img.SubImage(image.Rect(100, 40, 450, 140)).(*image.Gray)
	words, err := New(Config{}).Read(t.Context(), part, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text(words) != "Total 42.17" || words[0].Box.X0 > 70 {
		t.Errorf("read %+v", words)
	}
}

func TestSlantedLinesAreStraightened(t *testing.T) {
	img := slanted(receipt(t, "Invoice total 318.40 paid"), 0.08)
	words, err := New(Config{}).Read(t.Context(), img, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := text(words); got != "Invoice total 318.40 paid" {
		t.Fatalf("read %q", got)
	}
	if first, last := words[0].Box, words[len(words)-1].Box; last.CenterY()-first.CenterY() < 10 {
		t.Errorf("the boxes do not follow the slope: %v, %v", first, last)
	}
}

func TestLinesTellHowAPictureLies(t *testing.T) {
	reader := New(Config{})
	upright := receipt(t, "Coffee beans 12.90", "Fresh milk 1.19", "Bread rolls 2.40", "Orange juice 3.10", "TOTAL 19.59")
	turned := image.NewGray(image.Rect(0, 0, upright.Rect.Dy(), upright.Rect.Dx()))
	for i, v := range upright.Pix {
		turned.Pix[i%upright.Stride*turned.Stride+i/upright.Stride] = v
	}
	if sideways, known, err := reader.Sideways(t.Context(), upright); sideways || !known || err != nil {
		t.Errorf("upright: %v, %v, %v", sideways, known, err)
	}
	if sideways, known, err := reader.Sideways(t.Context(), turned); !sideways || !known || err != nil {
		t.Errorf("on its side: %v, %v, %v", sideways, known, err)
	}
	if _, known, err := reader.Sideways(t.Context(), paper(90, 90)); known || err != nil {
		t.Errorf("plain paper: %v, %v", known, err)
	}
}

func TestAnEmptySheetHasNoWords(t *testing.T) {
	words, err := New(Config{}).Read(t.Context(), paper(200, 200), Options{Layout: Page})
	if err != nil || len(words) != 0 {
		t.Errorf("got %v, %v", words, err)
	}
}

func TestOddPicturesDoNotBreakIt(t *testing.T) {
	reader := New(Config{})
	for _, size := range []image.Point{{1, 1}, {3000, 2}, {2, 900}, {33, 31}} {
		if _, err := reader.Read(t.Context(), paper(size.X, size.Y), Options{}); err != nil {
			t.Errorf("%v: %v", size, err)
		}
	}
}

func TestBadPicturesAreErrors(t *testing.T) {
	reader := New(Config{})
	if _, err := reader.Read(t.Context(), image.NewGray(image.Rectangle{}), Options{}); !errors.Is(err, errEmpty) {
		t.Errorf("no pixels: %v", err)
	}
	huge := &image.Gray{Rect: image.Rect(0, 0, 1<<20, 1<<20)}
	if _, err := reader.Read(t.Context(), huge, Options{}); !errors.Is(err, errPixels) {
		t.Errorf("too many pixels: %v", err)
	}
}

func TestReadingStopsWithItsContext(t *testing.T) {
	reader := New(Config{})
	img := receipt(t, "one", "two")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := reader.Read(ctx, img, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if words, err := reader.Read(t.Context(), img, Options{}); err != nil || text(words) != "one two" {
		t.Errorf("afterwards: %q, %v", text(words), err)
	}
}

func BenchmarkReceipt(b *testing.B) {
	lines := make([]string, 40)
	for i := range lines {
		lines[i] = []string{"Coffee beans 500 g 12.90", "Milk 1.5 % 1.19", "TOTAL 14.09"}[i%3]
	}
	img := receipt(b, lines...)
	for _, k := range kernels() {
		b.Run(k.Name, func(b *testing.B) {
			reader := newReader(Config{}, k)
			for b.Loop() {
				if _, err := reader.Read(b.Context(), img, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// kernels is the fastest loops of this processor and the portable ones.
func kernels() []*simd.Kernels { return []*simd.Kernels{simd.Best(), simd.Portable()} }
