package raster

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"testing"
)

func TestResolution(t *testing.T) {
	for _, tt := range []struct {
		name string
		size image.Point
		told float64
		want float64
	}{
		{"a scanner's", image.Pt(1654, 2339), 200, 200},
		{"none, A4", image.Pt(2480, 3508), 0, 300},
		{"none, A4 across", image.Pt(3508, 2480), 0, 300},
		{"a camera's 72", image.Pt(3000, 4243), 72, 363},
		{"a true 96", image.Pt(794, 1123), 96, 96},
		{"none, Letter", image.Pt(2550, 3300), 0, 300},
		{"a receipt", image.Pt(472, 1400), 0, 150},
		{"a lie", image.Pt(2480, 3508), 1, 300},
		{"a tiny one", image.Pt(3, 4), 0, 30},
	} {
		if got := resolution(tt.size, tt.told); math.Abs(got-tt.want) > 2 {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A picture of two pixels is told from its seven turned and mirrored ones.
func TestOrientation(t *testing.T) {
	upright := image.NewGray(image.Rect(0, 0, 3, 2))
	upright.SetGray(0, 0, color.Gray{Y: 200})
	upright.SetGray(2, 0, color.Gray{Y: 100})
	stored := map[int][2]image.Point{ // where the two are in the file
		1: {{X: 0, Y: 0}, {X: 2, Y: 0}}, 2: {{X: 2, Y: 0}, {X: 0, Y: 0}}, 3: {{X: 2, Y: 1}, {X: 0, Y: 1}}, 4: {{X: 0, Y: 1}, {X: 2, Y: 1}},
		5: {{X: 0, Y: 0}, {X: 0, Y: 2}}, 6: {{X: 0, Y: 2}, {X: 0, Y: 0}}, 7: {{X: 1, Y: 2}, {X: 1, Y: 0}}, 8: {{X: 1, Y: 0}, {X: 1, Y: 2}},
	}
	for orientation, at := range stored {
		img := image.NewGray(image.Rect(0, 0, 3, 2))
		if orientation >= 5 {
			img = image.NewGray(image.Rect(0, 0, 2, 3))
		}
		img.SetGray(at[0].X, at[0].Y, color.Gray{Y: 200})
		img.SetGray(at[1].X, at[1].Y, color.Gray{Y: 100})
		if got := orient(img, orientation); !bytes.Equal(got.Pix, upright.Pix) {
			t.Errorf("orientation %d: %v", orientation, got.Pix)
		}
	}
}

// exif is an EXIF segment with an orientation and a resolution.
func exif(order binary.ByteOrder, orientation uint16, dpi uint32) []byte {
	b := make([]byte, 8+2+3*12+4+8)
	copy(b, map[bool]string{true: "MM", false: "II"}[order.Uint16([]byte{0, 1}) == 1])
	order.PutUint16(b[2:], 42)
	order.PutUint32(b[4:], 8)
	order.PutUint16(b[8:], 3)
	entry := func(n int, tag uint16, short uint16, long uint32) {
		e := b[10+12*n:]
		const shortType, fractionType = 3, 5
		order.PutUint16(e, tag)
		order.PutUint16(e[2:], fractionType)
		order.PutUint32(e[4:], 1)
		order.PutUint32(e[8:], long)
		if long == 0 {
			order.PutUint16(e[2:], shortType)
			order.PutUint16(e[8:], short)
		}
	}
	entry(0, tagOrientation, orientation, 0)
	entry(1, tagXResolution, 0, 50)
	entry(2, tagUnit, 2, 0)
	order.PutUint32(b[50:], dpi)
	order.PutUint32(b[54:], 1)
	return append([]byte("Exif\x00\x00"), b...)
}

func TestEXIFInAJPEG(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 400, 300))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		segment := exif(order, 6, 150)
		data := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(segment) + 2)}, segment...)
		data = append(data, b.Bytes()[2:]...)
		f, err := openJPEG(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		p, err := f.Page(0)
		if err != nil || p.Gray.Bounds().Size() != image.Pt(300, 400) || p.DPI != 150 {
			t.Errorf("%v: %v at %v, %v", order, p.Gray.Bounds(), p.DPI, err)
		}
	}
}

func TestResolutionInAHead(t *testing.T) {
	var png [33]byte
	copy(png[8:], "\x00\x00\x00\x09pHYs\x00\x00\x2e\x23\x00\x00\x2e\x23\x01")
	if got := pngHead(bytes.NewReader(png[:]), int64(len(png))); math.Abs(got.dpi-300) > 0.1 {
		t.Errorf("PNG: %v", got)
	}
	bmp := make([]byte, 54)
	binary.LittleEndian.PutUint32(bmp[38:], 7874)
	if got := bmpHead(bytes.NewReader(bmp), 54); math.Abs(got.dpi-200) > 0.1 {
		t.Errorf("BMP: %v", got)
	}
	webp := append([]byte("RIFF\x00\x00\x00\x00WEBPEXIF"), 64, 0, 0, 0)
	webp = append(webp, exif(binary.LittleEndian, 8, 200)...)
	if got := webpHead(bytes.NewReader(webp), int64(len(webp))); got.orientation != 8 || got.dpi != 200 {
		t.Errorf("WebP: %v", got)
	}
	if got := jfifDensity(bytes.NewReader([]byte("JFIF\x00\x01\x01\x02\x00\x76\x00\x76"))); math.Abs(got-299.7) > 0.1 {
		t.Errorf("JFIF: %v", got)
	}
}

// A very large picture is kept smaller, and is still the same page.
func TestLargePicturesAreMadeSmaller(t *testing.T) {
	p := newPage(image.NewGray(image.Rect(0, 0, 5000, 7000)), head{dpi: 600, orientation: 6})
	size := p.Gray.Rect.Size()
	if n := size.X * size.Y; n > maxKept || n < maxKept*9/10 || size.X < size.Y {
		t.Errorf("%v", size)
	}
	if width, height := p.Size(); math.Abs(width-3500) > 5 || math.Abs(height-2500) > 5 {
		t.Errorf("%v × %v at 300 dpi", width, height)
	}
}
