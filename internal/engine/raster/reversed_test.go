package raster_test

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/docextract/docextract/internal/engine/raster"
	"github.com/docextract/docextract/internal/sample"
)

// sheet is a page of 5 × 4 inches at 200 dpi that tests draw on.
type sheet struct {
	*image.Gray
	tb testing.TB
}

func newSheet(tb testing.TB) sheet {
	tb.Helper()
	s := sheet{image.NewGray(image.Rect(0, 0, 1000, 800)), tb}
	s.fill(s.Rect, 250)
	return s
}

func (s sheet) fill(area image.Rectangle, grey uint8) {
	draw.Draw(s, area, image.NewUniform(color.Gray{Y: grey}), image.Point{}, draw.Src)
}

// write sets bold type of so many points.
func (s sheet) write(x, y int, points float64, grey uint8, text string) {
	s.tb.Helper()
	parsed, err := opentype.Parse(gobold.TTF)
	if err != nil {
		s.tb.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: points, DPI: 200})
	if err != nil {
		s.tb.Fatal(err)
	}
	d := font.Drawer{Dst: s, Src: image.NewUniform(color.Gray{Y: grey}), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// noise covers an area with greys between two, as a photograph does.
func (s sheet) noise(area image.Rectangle, low, high, grain int) {
	seed := uint32(1)
	for y := area.Min.Y; y < area.Max.Y; y += grain {
		for x := area.Min.X; x < area.Max.X; x += grain {
			seed = seed*1664525 + 1013904223
			v := low + int(seed>>16)%(high-low)
			s.fill(image.Rect(x, y, x+grain, y+grain).Intersect(area), uint8(v))
		}
	}
}

func TestLightTextBecomesDark(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		draw func(s sheet)
		// ground is on the bar, beside the letters.
		ground image.Point
		box    image.Rectangle
	}{
		{"a bar over a table", func(s sheet) {
			s.fill(image.Rect(100, 100, 900, 140), 60)
			s.write(110, 128, 9, 255, "Description")
			s.write(500, 128, 9, 255, "Quantity")
			s.write(780, 128, 9, 255, "Amount")
		}, image.Pt(400, 120), image.Rect(100, 100, 900, 140)},
		{"white on a middling blue", func(s sheet) {
			s.fill(image.Rect(100, 100, 900, 140), 160)
			s.write(110, 128, 9, 255, "Description")
			s.write(780, 128, 9, 255, "Amount")
		}, image.Pt(400, 120), image.Rect(100, 100, 900, 140)},
		{"a total in a box", func(s sheet) {
			s.fill(image.Rect(603, 405, 901, 447), 0)
			s.write(612, 436, 11, 240, "Total")
			s.write(760, 436, 11, 240, "1,035.40")
		}, image.Pt(735, 425), image.Rect(603, 405, 901, 447)},
		{"a sidebar to the edges", func(s sheet) {
			s.fill(image.Rect(0, 0, 260, 800), 40)
			for i, line := range []string{"Contact", "Some Lane 5", "Elsewhere", "Phone 555 0100", "IBAN", "BIC"} {
				s.write(20, 60+60*i, 10, 220, line)
			}
			s.write(300, 60, 10, 0, "Invoice")
		}, image.Pt(130, 700), image.Rect(0, 0, 260, 800)},
		{"bars with white between them", func(s sheet) {
			s.fill(image.Rect(100, 100, 900, 150), 60)
			s.fill(image.Rect(400, 100, 406, 150), 250)
			s.write(110, 135, 10, 255, "Description")
			s.write(700, 135, 10, 255, "Amount")
		}, image.Pt(403, 120), image.Rect(100, 100, 900, 150)},
		{"a bar on grey paper with noise", func(s sheet) {
			s.noise(s.Rect, 170, 220, 1)
			s.noise(image.Rect(100, 100, 900, 140), 30, 80, 1)
			s.write(110, 128, 9, 200, "Description")
			s.write(780, 128, 9, 200, "Amount")
		}, image.Pt(400, 120), image.Rect(100, 100, 900, 140)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newSheet(t)
			tt.draw(s)
			before := slices.Clone(s.Pix)
			page, areas := raster.Page{Gray: s.Gray, DPI: 200}.DarkText()
			got := page.Gray
			if len(areas) == 0 || !areas[0].In(tt.box.Inset(-1)) {
				t.Errorf("areas %v", areas)
			}
			if !slices.Equal(before, s.Pix) {
				t.Error("the picture itself was changed")
			}
			if v := got.GrayAt(tt.ground.X, tt.ground.Y).Y; v < 150 {
				t.Errorf("the ground is %d", v)
			}
			if light := share(got, tt.box, 128); light < 0.6 || light > 0.995 {
				t.Errorf("%.1f %% of the box is light", 100*light)
			}
			for i, v := range got.Pix {
				if v != before[i] && !image.Pt(i%1000, i/1000).In(tt.box.Inset(-1)) {
					t.Fatalf("a pixel outside at %d, %d", i%1000, i/1000)
				}
			}
		})
	}
}

// share is how much of an area is lighter than a grey.
func share(img *image.Gray, area image.Rectangle, grey uint8) float64 {
	n := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if img.GrayAt(x, y).Y > grey {
				n++
			}
		}
	}
	return float64(n) / float64(area.Dx()*area.Dy())
}

func TestOtherDarkThingsStay(t *testing.T) {
	t.Parallel()
	for name, draw := range map[string]func(s sheet){
		"bold headlines": func(s sheet) {
			for i, points := range []float64{12, 18, 30, 48, 72} {
				s.write(20, 60+140*i, points, 0, "HIMMELE INVOICE")
			}
		},
		"dark text on grey": func(s sheet) {
			s.fill(image.Rect(100, 100, 900, 150), 150)
			s.write(110, 135, 10, 0, "Description and amount")
		},
		"a bar without text": func(s sheet) { s.fill(image.Rect(0, 0, 1000, 50), 40) },
		"rulings": func(s sheet) {
			for y := 100; y < 700; y += 40 {
				s.fill(image.Rect(50, y, 950, y+6), 0)
			}
		},
		"a photograph": func(s sheet) { s.noise(image.Rect(100, 100, 500, 400), 0, 256, 5) },
		"a dark one":   func(s sheet) { s.noise(image.Rect(100, 100, 500, 400), 0, 160, 30) },
		"the border of a scan": func(s sheet) {
			s.fill(image.Rect(0, 0, 1000, 40), 0)
			for y := range 800 { // the paper lay askew
				s.fill(image.Rect(0, y, 60-y/20, y+1), 0)
			}
		},
		"bars of a code": func(s sheet) {
			for x := 100; x < 500; x += 11 {
				s.fill(image.Rect(x, 100, x+7, 200), 0)
			}
		},
		"a slip on a dark table": func(s sheet) {
			s.fill(s.Rect, 50)
			s.fill(image.Rect(350, 50, 650, 780), 240)
			s.write(370, 200, 10, 0, "Total 5.20")
		},
		"letters on zebra": func(s sheet) {
			for y := 100; y < 700; y += 80 {
				s.fill(image.Rect(50, y, 950, y+40), 225)
				s.write(60, y+30, 10, 0, "An article of ours")
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSheet(t)
			draw(s)
			if got, areas := (raster.Page{Gray: s.Gray, DPI: 200}).DarkText(); got.Gray != s.Gray || areas != nil {
				t.Error("the page was changed")
			}
		})
	}
}

// Pages in which nothing is light on dark are handed on as they are, and those
// with a bar are changed at every resolution.
func TestPagesWithAndWithoutBars(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		layout string
		bars   bool
	}{{"letterhead", false}, {"sidebar", false}, {"statement", false}, {"banner", false}, {"boxes", false}, {"plain", false}, {"modern", true}} {
		for _, dpi := range []int{100, 200, 300} {
			pages, err := sample.New(1, sample.Options{Language: "en", Layout: tt.layout, Lines: 4}).Images(dpi)
			if err != nil {
				t.Fatal(err)
			}
			p := raster.Page{Gray: pages[0], DPI: float64(dpi)}
			got, _ := p.DarkText()
			if changed := got.Gray != p.Gray; changed != tt.bars {
				t.Errorf("%s at %d dpi: changed %v", tt.layout, dpi, changed)
			}
		}
	}
}

func TestDarkTextOfSmallPictures(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{1, 1}, {5, 300}, {13, 13}, {300, 7}} {
		img := image.NewGray(image.Rectangle{Max: size})
		for _, dpi := range []float64{30, 200, 1200} {
			if got, _ := (raster.Page{Gray: img, DPI: dpi}).DarkText(); got.Gray != img {
				t.Errorf("%v at %v dpi was changed", size, dpi)
			}
		}
	}
}
