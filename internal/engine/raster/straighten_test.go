package raster_test

import (
	"image"
	"math"
	"testing"

	"github.com/docextract/docextract/internal/engine/raster"
)

func TestLines(t *testing.T) {
	upright := striped(900, 1200)
	for _, slope := range []float64{0, 0.7, -2.3, 4} {
		for turned := range 4 {
			img := raster.Turn(raster.Straighten(upright, -slope), turned)
			sideways, got := raster.Lines(img)
			if sideways != (turned%2 == 1) || math.Abs(got-slope) > 0.25 {
				t.Errorf("%v degrees, turned %d: sideways %v, %v degrees", slope, turned, sideways, got)
			}
		}
	}
	if sideways, slope := raster.Lines(image.NewGray(image.Rect(0, 0, 10, 10))); sideways || slope != 0 {
		t.Errorf("a black page: %v, %v", sideways, slope)
	}
}

func TestTurning(t *testing.T) {
	img := striped(60, 40)
	turned := raster.Turn(img, 1)
	if turned.Bounds().Size() != image.Pt(40, 60) || turned.GrayAt(39, 10) != img.GrayAt(10, 0) {
		t.Error("a quarter turn")
	}
	for q := range 4 {
		if got := raster.Turn(raster.Turn(img, q), -q); got.GrayAt(13, 5) != img.GrayAt(13, 5) || got.Bounds() != img.Bounds() {
			t.Errorf("%d quarters there and back", q)
		}
	}
}

func TestResizing(t *testing.T) {
	for _, tt := range []struct {
		width, height int
		dpi           float64
		want          image.Point
	}{
		{2000, 3000, 300, image.Pt(2000, 3000)},
		{2000, 3000, 600, image.Pt(1000, 1500)},
		{500, 700, 100, image.Pt(1000, 1400)},
		{500, 700, 160, image.Pt(500, 700)},
	} {
		p := raster.Page{Gray: striped(tt.width, tt.height), DPI: tt.dpi}
		got := p.Fit(300, 12<<20)
		if got.Gray.Bounds().Size() != tt.want {
			t.Errorf("%d × %d at %v: %v", tt.width, tt.height, tt.dpi, got.Gray.Bounds().Size())
		}
		w, _ := p.Size()
		if now, _ := got.Size(); math.Abs(w-now) > 1 {
			t.Errorf("the page was %v wide and is %v", w, now)
		}
	}
	if n := (raster.Page{Gray: striped(3000, 3000), DPI: 300}).Fit(300, 1<<20).Gray.Bounds().Size(); n.X*n.Y > 1<<20 {
		t.Errorf("%v pixels", n)
	}
	grey := raster.Resize(striped(300, 240), 3, 3)
	if v := grey.GrayAt(1, 1).Y; v < 150 || v > 200 {
		t.Errorf("the mean of stripes is %d", v)
	}
}

func TestBlankPages(t *testing.T) {
	white := image.NewGray(image.Rect(0, 0, 300, 400))
	for i := range white.Pix {
		white.Pix[i] = 250
	}
	if !(raster.Page{Gray: white, DPI: 300}).Blank() || (raster.Page{Gray: striped(300, 400), DPI: 300}).Blank() {
		t.Error("blank and not")
	}
}
