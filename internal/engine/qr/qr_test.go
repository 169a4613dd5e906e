package qr_test

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	zxing "github.com/makiuchi-d/gozxing/qrcode"

	"github.com/docextract/docextract/internal/engine/qr"
	"github.com/docextract/docextract/internal/sample"
)

const payload = "BCD\n002\n1\nSCT\n\nMuster und Partner\nBE72000000001616\nEUR1234.50\n\n\nInvoice 2031-17"

// code draws a code without a margin, each module so many pixels wide.
func code(tb testing.TB, text string, module int, hints map[gozxing.EncodeHintType]any) *image.Gray {
	tb.Helper()
	if hints == nil {
		hints = map[gozxing.EncodeHintType]any{}
	}
	hints[gozxing.EncodeHintType_MARGIN] = 0
	bits, err := zxing.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, 0, 0, hints)
	if err != nil {
		tb.Fatal(err)
	}
	n := bits.GetWidth()
	img := image.NewGray(image.Rect(0, 0, n*module, n*module))
	for y := range n * module {
		for x := range n * module {
			if !bits.Get(x/module, y/module) {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	return img
}

// page is a page of an invoice.
func page(tb testing.TB, dpi int) *image.Gray {
	tb.Helper()
	pages, err := sample.New(7, sample.Options{Language: "de", Layout: "letterhead", Lines: 20, Plain: true}).Images(dpi)
	if err != nil {
		tb.Fatal(err)
	}
	return pages[0]
}

func put(on, what *image.Gray, x, y int) image.Rectangle {
	at := what.Rect.Add(image.Pt(x, y))
	draw.Draw(on, at.Inset(-16), image.White, image.Point{}, draw.Src)
	draw.Draw(on, at, what, image.Point{}, draw.Src)
	return at
}

// turned is the picture turned about its middle on white, by linear
// interpolation.
func turned(img *image.Gray, degrees float64) *image.Gray {
	size := img.Rect.Size()
	side := int(math.Hypot(float64(size.X), float64(size.Y))) + 2
	out := image.NewGray(image.Rect(0, 0, side, side))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	at := func(x, y int) float64 {
		if image.Pt(x, y).In(img.Rect) {
			return float64(img.GrayAt(x, y).Y)
		}
		return 255
	}
	for y := range side {
		for x := range side {
			dx, dy := float64(x)-float64(side)/2, float64(y)-float64(side)/2
			u, v := dx*cos+dy*sin+float64(size.X)/2, dy*cos-dx*sin+float64(size.Y)/2
			x0, y0 := int(math.Floor(u)), int(math.Floor(v))
			fx, fy := u-float64(x0), v-float64(y0)
			value := (at(x0, y0)*(1-fx)+at(x0+1, y0)*fx)*(1-fy) + (at(x0, y0+1)*(1-fx)+at(x0+1, y0+1)*fx)*fy
			out.SetGray(x, y, color.Gray{Y: uint8(value)})
		}
	}
	return out
}

// spoiled is grey paper, darker to one side, with specks.
func spoiled(img *image.Gray) *image.Gray {
	size := img.Rect.Size()
	out := image.NewGray(img.Rect)
	seed := uint32(1)
	for y := range size.Y {
		for x := range size.X {
			seed = seed*1664525 + 1013904223
			v := 30 + float64(img.GrayAt(x, y).Y)*(0.45+0.35*float64(x)/float64(size.X)) + float64(seed>>26) - 32
			out.SetGray(x, y, color.Gray{Y: uint8(min(max(v, 0), 255))})
		}
	}
	return out
}

func TestCodesOnAPage(t *testing.T) {
	base := page(t, 200)
	swiss := strings.Repeat("SPC\r\n0200\r\nMuster\r\n", 16)
	tests := map[string]struct {
		drawn *image.Gray
		text  string
		spoil bool
	}{
		"plain":                {code(t, payload, 5, nil), payload, false},
		"small":                {code(t, payload, 2, nil), payload, false},
		"large":                {code(t, payload, 12, nil), payload, false},
		"turned by a quarter":  {turned(code(t, payload, 5, nil), 90), payload, false},
		"askew":                {turned(code(t, payload, 4, nil), 7), payload, false},
		"oblique":              {turned(code(t, payload, 5, nil), 38), payload, false},
		"upside down":          {turned(code(t, payload, 4, nil), 180), payload, false},
		"many modules":         {code(t, swiss, 3, nil), swiss, false},
		"poor paper":           {code(t, payload, 4, nil), payload, true},
		"poor paper and askew": {turned(code(t, payload, 4, nil), 3), payload, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			img := image.NewGray(base.Rect)
			copy(img.Pix, base.Pix)
			at := put(img, tt.drawn, 900, 1500)
			if tt.spoil {
				img = spoiled(img)
			}
			found := qr.Find(img)
			if len(found) != 1 || found[0].Text != tt.text {
				t.Fatalf("found %v", found)
			}
			if box := found[0].Box; !box.In(at.Inset(-8)) || box.Dx() < at.Dx()*2/3 {
				t.Errorf("at %v, want %v", box, at)
			}
		})
	}
}

func TestSeveralCodes(t *testing.T) {
	img := page(t, 200)
	put(img, code(t, "below", 4, nil), 200, 1800)
	put(img, code(t, payload, 4, nil), 1100, 200)
	put(img, code(t, "https://example.com/", 6, nil), 1100, 1800)
	found := qr.Find(img)
	if len(found) != 3 || found[0].Text != payload || found[1].Text != "below" {
		t.Errorf("found %v", found)
	}
}

// Bytes come as they are, and text whose character set is declared as it is
// meant.
func TestCharacterSets(t *testing.T) {
	bytes := "M\u00c3\u00bcller" // UTF-8, byte by byte
	for name, tt := range map[string]struct{ text, set, want string }{
		"bytes":    {bytes, "ISO-8859-1", bytes},
		"declared": {"Müller Žagar", "UTF-8", "Müller Žagar"},
	} {
		img := image.NewGray(image.Rect(0, 0, 400, 400))
		draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
		put(img, code(t, tt.text, 6, map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_CHARACTER_SET: tt.set}), 80, 80)
		if found := qr.Find(img); len(found) != 1 || found[0].Text != tt.want {
			t.Errorf("%s: %q", name, found)
		}
	}
}

// A page of nothing but eyes costs a bounded number of attempts, and a page of
// text or noise holds no code.
func TestPagesWithoutCodes(t *testing.T) {
	eyes := image.NewGray(image.Rect(0, 0, 1600, 1600))
	draw.Draw(eyes, eyes.Rect, image.White, image.Point{}, draw.Src)
	one := cutEye(code(t, "x", 4, nil))
	for y := 20; y < 1550; y += 60 {
		for x := 20; x < 1550; x += 60 {
			put(eyes, one, x, y)
		}
	}
	noise := spoiled(image.NewGray(image.Rect(0, 0, 800, 800)))
	for name, img := range map[string]*image.Gray{
		"eyes": eyes, "text": page(t, 200), "noise": noise, "tiny": image.NewGray(image.Rect(0, 0, 3, 2)), "nothing": image.NewGray(image.Rectangle{}),
	} {
		if found := qr.Find(img); len(found) != 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// cutEye is the upper left corner of a code.
func cutEye(code *image.Gray) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, 28, 28))
	draw.Draw(out, out.Rect, code, image.Point{}, draw.Src)
	return out
}

func BenchmarkFind(b *testing.B) {
	text := page(b, 300)
	with := page(b, 300)
	put(with, code(b, payload, 6, nil), 1500, 2200)
	for name, img := range map[string]*image.Gray{"text": text, "code": with} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				qr.Find(img)
			}
		})
	}
}
