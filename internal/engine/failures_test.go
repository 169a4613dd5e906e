package engine

import (
	"context"
	"errors"
	"fmt"
	"image"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ocr"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/raster"
)

// slow is a reader of pages and of lines that takes its time.
type slow struct {
	look, read, lines time.Duration
	confidence        float64
}

func (s slow) wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s slow) Look(ctx context.Context, _ raster.Page, _ string) (ocr.Look, error) {
	return ocr.Look{Language: "en"}, s.wait(ctx, s.look)
}

func (s slow) Read(ctx context.Context, _ raster.Page, _ string) ([]document.Word, error) {
	if err := s.wait(ctx, s.read); err != nil {
		return nil, err
	}
	return wordsAt(s.confidence, "Invoice", "17"), nil
}

func (slow) Close() error { return nil }

// slowLines is the same as a line reader.
type slowLines struct{ slow }

func (s slowLines) Read(ctx context.Context, _ *image.Gray, _ ppocr.Options) ([]document.Word, error) {
	return wordsAt(s.confidence, "Inv0ice", "17"), s.wait(ctx, s.lines)
}

func (slowLines) Sideways(context.Context, *image.Gray) (sideways, known bool, err error) {
	return false, false, nil
}

// inked is a page with something on it.
func inked() raster.Page {
	page := sheet(2480, 3508)
	for i := range page.Gray.Pix {
		page.Gray.Pix[i] = 255
	}
	for y := 300; y < 3000; y += 60 {
		for x := 300; x < 2000; x++ {
			page.Gray.Pix[y*page.Gray.Stride+x] = 0
		}
	}
	return page
}

// The time of a page is counted once for all that is done with it.
func TestTimeOfAPage(t *testing.T) {
	tests := []struct {
		name   string
		reader slow
		words  int
		took   time.Duration
		code   string
	}{
		{"in time", slow{look: time.Second, read: 19 * time.Second, lines: 30 * time.Second, confidence: 0.8}, 2, 50 * time.Second, ""},
		{"all of them", slow{look: 19 * time.Second, read: 40 * time.Second, lines: 40 * time.Second, confidence: 0.99}, 0, pageTime, api.CodeTimeout},
		{"only one of two readings", slow{look: 10 * time.Second, read: 19 * time.Second, lines: 40 * time.Second, confidence: 0.8}, 2, pageTime, ""},
		{"a page reader lost in specks", slow{look: time.Second, read: time.Hour, lines: 3 * time.Second, confidence: 0.8}, 2, patience + 4*time.Second, ""},
		{"even at a look", slow{look: time.Hour, read: time.Hour, lines: 3 * time.Second, confidence: 0.8}, 2, 2*patience + 3*time.Second, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := &Engine{log: slog.New(slog.DiscardHandler), ocr: tt.reader, ppocr: slowLines{tt.reader}}
				pages := make([]document.Page, 1)
				begin := time.Now()
				_, err := e.scan(t.Context(), pages, []int{0}, func(context.Context, int) (raster.Page, error) { return inked(), nil })
				if took := time.Since(begin); took != tt.took {
					t.Errorf("took %v, want %v", took, tt.took)
				}
				if len(pages[0].Words) != tt.words {
					t.Errorf("words %v", pages[0].Words)
				}
				if e := api.AsError(err); (e != nil) != (tt.code != "") || e != nil && e.Code != tt.code {
					t.Errorf("error %v, want %s", err, tt.code)
				}
			})
		})
	}
}

// When no page could be read the error tells of each; when one could, there is
// none.
func TestPagesThatFail(t *testing.T) {
	broken := api.DocumentError(api.CodeCorrupt, "the picture is damaged")
	e := &Engine{log: slog.New(slog.DiscardHandler), ocr: slow{confidence: 0.99}, ppocr: slowLines{}}
	read := func(n int, good ...int) error {
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		_, err := e.scan(t.Context(), make([]document.Page, n), all, func(_ context.Context, index int) (raster.Page, error) {
			switch {
			case slices.Contains(good, index):
				return inked(), nil
			case index == 1:
				panic("a fault")
			case index == 2:
				return raster.Page{}, errors.New("something else")
			}
			return raster.Page{}, broken
		})
		return err
	}
	if err := read(4, 3); err != nil {
		t.Errorf("one page was read, and the others gave %v", err)
	}
	got := api.AsError(read(3))
	want := []string{
		"page 1: the picture is damaged", "page 2: the page could not be read because of a fault in the program", "page 3: something else",
	}
	if got.Code != api.CodeCorrupt || !slices.Equal(got.Details, want) {
		t.Errorf("%s, %q", got.Code, got.Details)
	}
	if got := api.AsError(read(30)); len(got.Details) != maxDetails+1 || got.Details[maxDetails] != fmt.Sprintf("and %d pages more", 30-maxDetails) {
		t.Errorf("%q", got.Details)
	}
}

func (slowLines) Lie(context.Context, *image.Gray) (quarters int, known bool, err error) {
	return 0, false, nil
}
