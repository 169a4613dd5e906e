package qr

import (
	"image"
	"math"

	"github.com/makiuchi-d/gozxing"
	zxing "github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/text/encoding/charmap"
)

// maxSide is the longest side of a picture of one code that is decoded, in
// pixels: the largest code has 177 modules.
const maxSide = 2400

// decoder counts what its attempts cost.
type decoder struct{ left int }

// decode reads a picture of one code, by a threshold of each neighbourhood
// first and by one for the whole where that fails. The library indexes what it
// computes from the picture; where the picture leads it out of bounds, there
// is no code to read.
func (d *decoder) decode(img *image.Gray) (text string, ok bool) {
	size := img.Rect.Size()
	if size.X < 21 || size.Y < 21 || size.X > maxSide || size.Y > maxSide {
		return "", false
	}
	if d.left -= size.X * size.Y; d.left < 0 {
		return "", false
	}
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	source, err := gozxing.NewPlanarYUVLuminanceSource(img.Pix, img.Stride, size.Y, 0, 0, size.X, size.Y, false)
	if err != nil {
		return "", false
	}
	hints := map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER:    true,
		gozxing.DecodeHintType_CHARACTER_SET: charmap.ISO8859_1, // bytes as they are
	}
	for _, threshold := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(threshold)
		if err != nil {
			continue
		}
		if result, err := zxing.NewQRCodeReader().Decode(bitmap, hints); err == nil {
			return result.GetText(), true
		}
	}
	return "", false
}

// scaled draws the picture larger or smaller, by linear interpolation between
// the middles of areas.
func scaled(img *image.Gray, factor float64) *image.Gray {
	size := img.Rect.Size()
	width, height := int(float64(size.X)*factor), int(float64(size.Y)*factor)
	if width > maxSide || height > maxSide || width < 1 || height < 1 {
		return img
	}
	if factor < 1 {
		img = blurred(img, int(math.Round(1/factor)))
	}
	out := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		y0, y1, fy := between(y, factor, size.Y)
		for x := range width {
			x0, x1, fx := between(x, factor, size.X)
			above := float64(img.Pix[y0*img.Stride+x0])*(1-fx) + float64(img.Pix[y0*img.Stride+x1])*fx
			below := float64(img.Pix[y1*img.Stride+x0])*(1-fx) + float64(img.Pix[y1*img.Stride+x1])*fx
			out.Pix[y*out.Stride+x] = uint8(above*(1-fy) + below*fy + 0.5)
		}
	}
	return out
}

// between is where a pixel of the drawn picture falls in the old one: two
// neighbours, and how far it is from the first.
func between(i int, factor float64, n int) (a, b int, part float64) {
	at := min(max((float64(i)+0.5)/factor-0.5, 0), float64(n-1))
	a = int(at)
	return a, min(a+1, n-1), at - float64(a)
}

// blurred is the mean of squares of a side.
func blurred(img *image.Gray, side int) *image.Gray {
	if side < 2 {
		return img
	}
	size := img.Rect.Size()
	out := image.NewGray(img.Rect)
	for y := range size.Y {
		for x := range size.X {
			sum, n := 0, 0
			for v := max(0, y-side/2); v < min(size.Y, y-side/2+side); v++ {
				for u := max(0, x-side/2); u < min(size.X, x-side/2+side); u++ {
					sum += int(img.Pix[v*img.Stride+u])
					n++
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / n) //nolint:gosec // a mean of bytes
		}
	}
	return out
}
