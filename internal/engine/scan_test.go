package engine_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
	"github.com/docextract/docextract/internal/engine/raster"
	"github.com/docextract/docextract/internal/sample"
)

func encodePNG(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func encodeJPEG(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 70}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func encodeTIFF(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := tiff.Encode(&b, img, &tiff.Options{Compression: tiff.Deflate}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// drawn is a sample invoice and its only page at 200 dpi.
func drawn(tb testing.TB) (*sample.Document, *image.Gray) {
	tb.Helper()
	doc := sample.New(40338, sample.Options{Language: "en", Country: "GB", Layout: "modern", Lines: 3, Plain: true})
	pages, err := doc.Images(200)
	if err != nil || len(pages) != 1 {
		tb.Fatalf("%d pages, %v", len(pages), err)
	}
	return doc, pages[0]
}

// grubby is the page as a poor scanner sees it: grey paper, darker to one side,
// with specks.
func grubby(page *image.Gray) *image.Gray {
	size := page.Bounds().Size()
	out := image.NewGray(page.Bounds())
	seed := uint32(1)
	for y := range size.Y {
		for x := range size.X {
			seed = seed*1664525 + 1013904223
			v := 30 + float64(page.GrayAt(x, y).Y)*(0.55+0.25*float64(x)/float64(size.X)) + float64(seed>>27) - 16
			out.SetGray(x, y, color.Gray{Y: uint8(min(max(v, 0), 255))})
		}
	}
	return out
}

func TestScans(t *testing.T) {
	doc, page := drawn(t)
	scanned, err := doc.ScannedPDF(200)
	if err != nil {
		t.Fatal(err)
	}
	text, err := doc.PDF()
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t)
	want, err := extract(t, e, text, "invoice")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"scanned pdf":   scanned,
		"grubby png":    encodePNG(t, grubby(page)),
		"fed in askew":  encodePNG(t, raster.Straighten(page, 1.2)),
		"on its side":   encodePNG(t, raster.Turn(page, 3)),
		"upside down":   encodeJPEG(t, raster.Turn(page, 2)),
		"100 dpi":       encodePNG(t, raster.Resize(page, page.Rect.Dx()/2, page.Rect.Dy()/2)),
		"cut off below": encodeJPEG(t, page)[:len(encodeJPEG(t, page))-40],
	} {
		t.Run(name, func(t *testing.T) {
			got, err := extract(t, e, data, "invoice")
			if err != nil {
				t.Fatal(err)
			}
			agree(t, want, got, name != "scanned pdf" && name != "100 dpi")
		})
	}
}

// agree holds what was read from a picture against what the text layer gave.
func agree(t *testing.T, want, got *api.Result, moved bool) {
	t.Helper()
	for _, field := range []string{api.InvoiceNumber, api.TotalAmount, api.NetAmount, api.IssueDate, api.SupplierName} {
		w, _ := want.Field(field)
		g, _ := got.Field(field)
		a, b := w.Best(), g.Best()
		if a.String() != b.String() {
			t.Errorf("%s: %q, want %q", field, b, a)
			continue
		}
		if b.Confidence > a.Confidence || b.Confidence < a.Confidence/5 {
			t.Errorf("%s: confidence %v, and %v with a text layer", field, b.Confidence, a.Confidence)
		}
		if moved || a.Box == nil || b.Box == nil {
			continue
		}
		if math.Abs(float64(a.Box.X-b.Box.X)) > 25 || math.Abs(float64(a.Box.Y-b.Box.Y)) > 40 {
			t.Errorf("%s: at %+v, want %+v", field, b.Box, a.Box)
		}
	}
	if len(got.LineItems) != len(want.LineItems) {
		t.Errorf("%d line items, want %d", len(got.LineItems), len(want.LineItems))
	}
	for _, p := range got.Pages {
		if long := max(p.Width, p.Height); long < 3450 || long > 3560 {
			t.Errorf("a page of %d × %d", p.Width, p.Height)
		}
	}
}

// The box of a value is where it is on the page as it was sent.
func TestBoxesOnTurnedPictures(t *testing.T) {
	_, page := drawn(t)
	e := newEngine(t)
	boxes := map[int]*api.Box{}
	for _, turned := range []int{0, 1} {
		got, err := extract(t, e, encodePNG(t, raster.Turn(page, turned)), "invoice")
		if err != nil {
			t.Fatal(err)
		}
		f, _ := got.Field(api.InvoiceNumber)
		if boxes[turned] = f.Best().Box; boxes[turned] == nil {
			t.Fatal("the number has no place")
		}
	}
	upright, turned := boxes[0], boxes[1]
	if x := 3508 - upright.Y - upright.Height; math.Abs(float64(turned.X-x)) > 15 || math.Abs(float64(turned.Y-upright.X)) > 15 {
		t.Errorf("%+v turned is %+v", upright, turned)
	}
}

// A page that cannot be read is reported, and the others are read.
func TestPageThatCannotBeRead(t *testing.T) {
	_, page := drawn(t)
	data := encodeTIFF(t, page)
	// A second directory, beyond the first, that has nothing in it.
	at := uint32(len(data))
	data = append(data, 0, 0, 0, 0, 0, 0)
	first := uint32(data[4]) | uint32(data[5])<<8 | uint32(data[6])<<16 | uint32(data[7])<<24
	next := first + 2 + 12*(uint32(data[first])|uint32(data[first+1])<<8)
	for i := range 4 {
		data[next+uint32(i)] = byte(at >> (8 * i))
	}
	var log bytes.Buffer
	e := engine.New(engine.Config{CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache"), Log: slog.New(slog.NewTextHandler(&log, nil))})
	got, err := extract(t, e, data, "simple-invoice")
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if f, _ := got.Field(api.TotalAmount); len(got.Pages) != 2 || !f.Best().Found() {
		t.Errorf("%d pages, total %v", len(got.Pages), f.Best())
	}
	if !strings.Contains(log.String(), "page=2") {
		t.Errorf("the page was not reported: %s", log.String())
	}
}

// A scan of an attachment behind a page with a text layer is read too.
func TestTextBesidePictures(t *testing.T) {
	e := newEngine(t)
	content := pdftest.Text(72, 700, 12, "Invoice No. XX-17") + pdftest.Text(72, 680, 12, "Date: 14.02.2031")
	// Text drawn as outlines has no text layer: a page of rectangles stands in.
	data := pdftest.Build([]pdftest.Page{{Content: content}, {Content: "0 0 m 500 500 l S"}})
	got, err := extract(t, e, data, "simple-invoice")
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := got.Field(api.InvoiceNumber); f.Best().String() != "XX-17" || f.Best().Confidence < 0.3 {
		t.Errorf("number %+v", f.Best())
	}
}
