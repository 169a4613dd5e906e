package ppocr

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// paper is a grey sheet to print on.
func paper(width, height int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 245
	}
	return img
}

// print writes text with its baseline starting at x, y.
func printText(tb testing.TB, img *image.Gray, size float64, x, y int, text string) {
	tb.Helper()
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		tb.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		tb.Fatal(err)
	}
	d := font.Drawer{Dst: img, Src: image.NewUniform(color.Gray{Y: 30}), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// receipt prints lines as a till does, with the grain of a scan.
func receipt(tb testing.TB, lines ...string) *image.Gray {
	tb.Helper()
	img := paper(420, 40*len(lines)+60)
	for i, line := range lines {
		printText(tb, img, 24, 30, 60+40*i, line)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i, v := range img.Pix {
		img.Pix[i] = uint8(min(255, max(0, int(v)+r.IntN(17)-8)))
	}
	return img
}

// slanted turns a picture by shearing it: y grows by slope for each x.
func slanted(img *image.Gray, slope float64) *image.Gray {
	out := paper(img.Rect.Dx(), img.Rect.Dy()+int(slope*float64(img.Rect.Dx()))+1)
	for x := range img.Rect.Dx() {
		column := image.Rect(x, int(slope*float64(x)), x+1, int(slope*float64(x))+img.Rect.Dy())
		draw.Draw(out, column, img, image.Pt(x, 0), draw.Src)
	}
	return out
}
