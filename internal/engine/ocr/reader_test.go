package ocr_test

import (
	"context"
	"errors"
	"image"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ocr"
	"github.com/docextract/docextract/internal/engine/raster"
	"github.com/docextract/docextract/internal/sample"
)

// newReader is a reader that shares the compiled module with other test runs.
func newReader(tb testing.TB) *ocr.Reader {
	tb.Helper()
	r := ocr.New(ocr.Config{CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache")})
	tb.Cleanup(func() {
		if err := r.Close(); err != nil {
			tb.Error(err)
		}
	})
	return r
}

// invoice is the first page of a sample, drawn at 200 dpi.
func invoice(tb testing.TB, language, layout string) (raster.Page, *sample.Document) {
	tb.Helper()
	doc := sample.New(7, sample.Options{Language: language, Layout: layout, Lines: 3, Plain: true})
	pages, err := doc.Images(200)
	if err != nil {
		tb.Fatal(err)
	}
	return raster.Page{Gray: pages[0], DPI: 200}, doc
}

// shows reports whether the words hold a text, whatever its blanks.
func shows(words []document.Word, text string) bool {
	var all strings.Builder
	for _, w := range words {
		all.WriteString(w.Text)
	}
	return strings.Contains(all.String(), strings.ReplaceAll(text, " ", ""))
}

func TestReadsEachLanguage(t *testing.T) {
	r := newReader(t)
	for _, language := range sample.Languages() {
		t.Run(language, func(t *testing.T) {
			page, doc := invoice(t, language, "plain")
			look, err := r.Look(t.Context(), page, "")
			if err != nil {
				t.Fatal(err)
			}
			if look != (ocr.Look{Language: language}) {
				t.Errorf("the page looks like %+v", look)
			}
			words, err := r.Read(t.Context(), page, look.Language)
			if err != nil {
				t.Fatal(err)
			}
			v := doc.Invoice
			for text := range strings.FieldsSeq(v.Number + " " + v.Supplier.Name + " " + v.Lines[0].Description) {
				if !shows(words, text) {
					t.Errorf("%q was not read", text)
				}
			}
		})
	}
}

// A page may lie on its side, stand on its head or be fed in askew.
func TestLooksWhichWayUp(t *testing.T) {
	r := newReader(t)
	page, doc := invoice(t, "de", "letterhead")
	for _, tt := range []struct {
		turned int
		slope  float64
	}{{1, 0}, {2, 0}, {3, 1.5}, {0, -2}} {
		fed := raster.Page{Gray: raster.Turn(raster.Straighten(page.Gray, -tt.slope), tt.turned), DPI: page.DPI}
		look, err := r.Look(t.Context(), fed, "de")
		if err != nil {
			t.Fatal(err)
		}
		if look.Turned != tt.turned || math.Abs(look.Slope-tt.slope) > 0.2 {
			t.Fatalf("turned %d, %v degrees: it looks like %+v", tt.turned, tt.slope, look)
		}
		words, err := r.Read(t.Context(), fed.Upright(look.Turned, look.Slope), "de")
		if err != nil || !shows(words, doc.Invoice.Number) {
			t.Errorf("turned %d, %v degrees: the number was not read (%d words), %v", tt.turned, tt.slope, len(words), err)
		}
	}
}

// A short letter has print at its top alone: the way up of a page is not told
// by its empty parts, however noisy they are.
func TestLooksAtTheBusiestPart(t *testing.T) {
	r := newReader(t)
	page, _ := invoice(t, "de", "letterhead")
	size, noise := page.Gray.Rect.Size(), rand.New(rand.NewPCG(3, 5))
	for y := size.Y / 5; y < size.Y; y++ {
		for x := range size.X {
			page.Gray.Pix[y*page.Gray.Stride+x] = uint8(225 + noise.IntN(30))
		}
	}
	for _, turned := range []int{0, 2} {
		look, err := r.Look(t.Context(), raster.Page{Gray: raster.Turn(page.Gray, turned), DPI: page.DPI}, "de")
		if err != nil {
			t.Fatal(err)
		}
		if look.Turned != turned {
			t.Errorf("turned %d: it looks like %+v", turned, look)
		}
	}
}

// Boxes are in the engine's pixels, whatever the picture's own.
func TestBoxes(t *testing.T) {
	page, _ := invoice(t, "en", "plain")
	r := newReader(t)
	words, err := r.Read(t.Context(), page, "en")
	if err != nil {
		t.Fatal(err)
	}
	larger := raster.Page{Gray: raster.Resize(page.Gray, 2*page.Gray.Rect.Dx(), 2*page.Gray.Rect.Dy()), DPI: 2 * page.DPI}
	again, err := r.Read(t.Context(), larger, "en")
	if err != nil {
		t.Fatal(err)
	}
	same := 0
	for _, w := range words {
		for _, o := range again {
			if w.Text == o.Text && math.Abs(w.Box.X0-o.Box.X0) < 6 && math.Abs(w.Box.Y1-o.Box.Y1) < 6 {
				same++
				break
			}
		}
		if w.Confidence <= 0 || w.Confidence > 1 || w.Box.Width() <= 0 || w.Box.X1 > 2481 || w.Box.Y1 > 3509 {
			t.Errorf("word %+v", w)
		}
	}
	if same < len(words)*9/10 || len(words) < 50 {
		t.Errorf("%d of %d words are in the same places", same, len(words))
	}
}

// Nothing to read is no error, and no picture breaks the reader.
func TestOddPictures(t *testing.T) {
	r := newReader(t)
	noise := image.NewGray(image.Rect(0, 0, 400, 300))
	dice := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(dice.IntN(256))
	}
	white := image.NewGray(image.Rect(0, 0, 500, 500))
	for i := range white.Pix {
		white.Pix[i] = 255
	}
	for name, img := range map[string]*image.Gray{
		"noise": noise, "white": white, "black": image.NewGray(image.Rect(0, 0, 500, 500)),
		"a dot": image.NewGray(image.Rect(0, 0, 1, 1)), "a line": image.NewGray(image.Rect(0, 0, 3000, 2)),
		"a column": image.NewGray(image.Rect(0, 0, 2, 3000)),
	} {
		page := raster.Page{Gray: img, DPI: 100}
		if _, err := r.Look(t.Context(), page, ""); err != nil {
			t.Errorf("looking at %s: %v", name, err)
		}
		if words, err := r.Read(t.Context(), page, "en"); err != nil || len(words) > 200 {
			t.Errorf("%s: %d words, %v", name, len(words), err)
		}
	}
}

func TestStopsWhenTold(t *testing.T) {
	r := newReader(t)
	page, doc := invoice(t, "en", "plain")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Read(ctx, page, "en"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	words, err := r.Read(t.Context(), page, "en")
	if err != nil || !shows(words, doc.Invoice.Number) {
		t.Errorf("the next page: %d words, %v", len(words), err)
	}
}

func TestClosed(t *testing.T) {
	r := ocr.New(ocr.Config{})
	for range 2 {
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	page, _ := invoice(t, "en", "plain")
	if _, err := r.Read(t.Context(), page, "en"); err == nil {
		t.Error("a closed reader reads")
	}
}
