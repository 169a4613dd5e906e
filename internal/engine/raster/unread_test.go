package raster_test

import (
	"image"
	"testing"

	"github.com/docextract/docextract/internal/engine/raster"
)

func TestUnreadWords(t *testing.T) {
	const height = 20 // of the words on these sheets, 10 points at 200 dpi
	whole := image.Rect(0, 0, 1000, 800)
	for _, tt := range []struct {
		name string
		draw func(sheet)
		read []image.Rectangle
		want []image.Rectangle // areas with one place each
	}{
		{"nothing", func(sheet) {}, nil, nil},
		{"a word", func(s sheet) { s.write(300, 400, 10, 20, "Summe") }, nil, []image.Rectangle{whole}},
		{"a word that was read", func(s sheet) { s.write(300, 400, 10, 20, "Summe") }, []image.Rectangle{image.Rect(295, 375, 400, 405)}, nil},
		{"a figure one", func(s sheet) { s.write(300, 400, 10, 20, "1") }, nil, []image.Rectangle{whole}},
		{
			"two columns", func(s sheet) { s.write(300, 400, 10, 20, "12,50"); s.write(600, 400, 10, 20, "25,00") }, nil,
			[]image.Rectangle{image.Rect(290, 370, 400, 410), image.Rect(590, 370, 700, 410)},
		},
		{"two words of a line", func(s sheet) { s.write(300, 400, 10, 20, "Summe EUR") }, nil, []image.Rectangle{whole}},
		{"rulings", func(s sheet) {
			s.fill(image.Rect(100, 300, 900, 303), 20)
			s.fill(image.Rect(500, 300, 503, 330), 20)
			s.fill(image.Rect(200, 498, 300, 510), 20)
		}, nil, nil},
		{"specks", func(s sheet) {
			for x := 100; x < 900; x += 50 {
				s.fill(image.Rect(x, x/2, x+4, x/2+4), 20)
			}
		}, nil, nil},
		{"grey paper", func(s sheet) { s.fill(s.Rect, 150); s.write(300, 400, 10, 20, "Summe") }, nil, []image.Rectangle{whole}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSheet(t)
			tt.draw(s)
			got, countable := raster.Page{Gray: s.Gray, DPI: 200}.Unread(tt.read, height)
			if len(got) != len(tt.want) || !countable {
				t.Fatalf("got %v, %v", got, countable)
			}
			for i, want := range tt.want {
				if !got[i].In(want) && !got[len(got)-1-i].In(want) {
					t.Errorf("got %v", got)
				}
			}
		})
	}
}

// Halftones and spattered paper have more marks than a page has letters.
func TestMarksBeyondCounting(t *testing.T) {
	s := newSheet(t)
	for i := range 900 {
		at := image.Pt(i%30*30, i/30*25)
		s.fill(image.Rect(4, 4, 9, 18).Add(at), 20)
	}
	if got, countable := (raster.Page{Gray: s.Gray, DPI: 200}).Unread(nil, 20); countable {
		t.Errorf("counted %d", len(got))
	}
}
