package raster_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/raster"
)

func open(tb testing.TB, data []byte) (*raster.File, error) {
	tb.Helper()
	return raster.Open(document.Sniff(data), bytes.NewReader(data), int64(len(data)))
}

func first(tb testing.TB, data []byte) (raster.Page, error) {
	tb.Helper()
	f, err := open(tb, data)
	if err != nil {
		return raster.Page{}, err
	}
	return f.Page(0)
}

func testdata(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// Every file shows the same: white, 64 × 48, with a black bar at the upper
// left from (4, 4) to (23, 11).
func TestKindsOfPictures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Base(f)
		if name == "jpeg.tif" || name == "clear.png" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p, err := first(t, testdata(t, name))
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Gray.Bounds(); got != image.Rect(0, 0, 64, 48) {
				t.Fatalf("bounds %v", got)
			}
			for at, dark := range map[image.Point]bool{{X: 13, Y: 7}: true, {X: 40, Y: 7}: false, {X: 13, Y: 30}: false} {
				if got := p.Gray.GrayAt(at.X, at.Y).Y; (got < 40) != dark || (got > 215) == dark {
					t.Errorf("%d at %v", got, at)
				}
			}
		})
	}
}

func TestPagesOfATIFF(t *testing.T) {
	f, err := open(t, testdata(t, "pages.tif"))
	if err != nil || f.Len() != 2 {
		t.Fatalf("%d pages, %v", f.Len(), err)
	}
	second, err := f.Page(1)
	if err != nil || second.Gray.Bounds().Size() != image.Pt(48, 64) || second.Gray.GrayAt(7, 13).Y > 40 {
		t.Errorf("second page %v, %v", second.Gray.Bounds(), err)
	}
}

func TestWhatIsTransparentIsPaper(t *testing.T) {
	p, err := first(t, testdata(t, "clear.png"))
	if err != nil || p.Gray.GrayAt(13, 7).Y != 255 {
		t.Errorf("%v, %v", p.Gray.GrayAt(13, 7), err)
	}
}

func TestPicturesThatCannotBeRead(t *testing.T) {
	lzw := testdata(t, "lzw.tif")
	huge := pngHeader(25_000, 25_000)
	circle := bytes.Clone(testdata(t, "big-endian.tif"))
	tests := []struct{ name, data, code string }{
		{"HEIC", "\x00\x00\x00\x18ftypheic\x00\x00", api.CodeUnsupported},
		{"JPEG of grey and opacity in TIFF", string(testdata(t, "jpeg.tif")), api.CodeUnsupported},
		{"BigTIFF", "II+\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00", api.CodeUnsupported},
		{"compressed BMP", "BM\x00\x01\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x04\x00\x00\x00\x04\x00\x00\x00\x01\x00\x08\x00\x01" + string(make([]byte, 99)), api.CodeUnsupported},
		{"TIFF cut short", string(lzw[:20]), api.CodeCorrupt},
		{"TIFF without pages", "II*\x00\x00\x00\x00\x00", api.CodeCorrupt},
		{"JPEG without a picture", "\xff\xd8\xff\xe0\x00\x10JFIF", api.CodeCorrupt},
		{"too large", string(huge), api.CodeTooLarge},
		{"PNG cut short", string(testdata(t, "palette.png")[:60]), api.CodeCorrupt},
		{"WebP cut short", string(testdata(t, "lossy.webp")[:40]), api.CodeCorrupt},
		{"too many pages", string(manyPages(600)), api.CodeTooManyPages},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := first(t, []byte(tt.data))
			if e := api.AsError(err); e == nil || e.Kind != api.KindDocument || e.Code != tt.code {
				t.Errorf("got %v, want %s", err, tt.code)
			}
		})
	}
	// A chain of directories that runs in a circle has an end.
	at := len(circle) - 4
	for i := len(circle) - 4; i > 8; i-- {
		if bytes.Equal(circle[i:i+4], []byte{0, 0, 0, 0}) {
			at = i
			break
		}
	}
	copy(circle[at:], circle[4:8])
	if f, err := open(t, circle); err == nil && f.Len() > 1 {
		t.Errorf("%d pages in a circle", f.Len())
	}
}

// pngHeader is a PNG of a size without any pixels.
func pngHeader(width, height int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	data := b.Bytes()
	for i := range 4 {
		data[16+i], data[20+i] = byte(width>>(24-8*i)), byte(height>>(24-8*i))
	}
	copy(data[29:], crc(data[12:29]))
	return data
}

// manyPages is a TIFF of n directories without entries.
func manyPages(n int) []byte {
	data := []byte("II*\x00\x08\x00\x00\x00")
	for i := range n {
		next := uint32(8 + 6*(i+1))
		if i == n-1 {
			next = 0
		}
		data = append(data, 0, 0, byte(next), byte(next>>8), byte(next>>16), byte(next>>24))
	}
	return data
}

// striped is a page of dark bars with gaps, like lines of text.
func striped(width, height int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			v := uint8(255)
			if y/12%2 == 0 && (x/5*7+y/24*11+x/5*(y/24)%13)%4 != 0 && x > width/10 && x < width*9/10 {
				v = 20
			}
			img.SetGray(x, y, color.Gray{Y: v})
		}
	}
	return img
}

func encodeJPEG(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// A JPEG that was cut off is read as far as it goes; below that the page is
// white.
func TestJPEGCutShort(t *testing.T) {
	whole := striped(320, 480)
	data := encodeJPEG(t, whole)
	for _, part := range []float64{0.3, 0.6, 0.9, 0.999} {
		p, err := first(t, data[:int(float64(len(data))*part)])
		if err != nil {
			t.Fatalf("%v of the file: %v", part, err)
		}
		good := 0
		for y := range 480 {
			var difference float64
			for x := range 320 {
				difference += math.Abs(float64(p.Gray.GrayAt(x, y).Y) - float64(whole.GrayAt(x, y).Y))
			}
			if difference/320 > 20 {
				break
			}
			good++
		}
		if float64(good) < 480*part*0.8-30 {
			t.Errorf("%v of the file: %d of 480 rows", part, good)
		}
	}
	if _, err := first(t, data[:300]); err == nil {
		t.Error("a file without any pixels was read")
	}
}
