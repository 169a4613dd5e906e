package raster_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/engine/raster"
)

// like is the share of rows that look as they should.
func like(got raster.Page, want *image.Gray) float64 {
	size := want.Rect.Size()
	if got.Gray == nil || got.Gray.Rect.Size() != size {
		return 0
	}
	good := 0
	for y := range size.Y {
		difference := 0.0
		for x := range size.X {
			difference += math.Abs(float64(got.Gray.GrayAt(x, y).Y) - float64(want.GrayAt(x, y).Y))
		}
		if difference/float64(size.X) < 20 {
			good++
		}
	}
	return float64(good) / float64(size.Y)
}

// scan is a page like the one that the damaged files show.
func scan() *image.Gray { return striped(320, 480) }

func TestJPEGBrokenInTheMiddle(t *testing.T) {
	data := encodeJPEG(t, scan())
	for _, at := range []float64{0.5, 0.8} {
		broken := bytes.Clone(data)
		n := int(float64(len(data)) * at)
		copy(broken[n:], "\xfe\xff\x12\xff\xc7\xff\xfe\x01\xff\x90")
		p, err := first(t, broken)
		if err != nil {
			t.Fatalf("%v: %v", at, err)
		}
		if got := like(p, scan()); got < at*0.75 {
			t.Errorf("broken at %v: %v of the rows", at, got)
		}
	}
}

// Files by ImageMagick and libjpeg with the picture of scan(), see
// testdata/damaged/README.md.
func TestJPEGWithRestartMarkers(t *testing.T) {
	restart, err := os.ReadFile(filepath.Join("testdata", "damaged", "restart.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 20 {
		broken := bytes.Clone(restart)
		at := len(broken)/4 + r.IntN(len(broken)/2)
		for i := range 12 {
			broken[at+i] = byte(r.IntN(256))
		}
		if n%4 == 3 {
			broken = append(broken[:at], broken[at+300:]...)
		}
		p, err := first(t, broken)
		if err != nil {
			t.Errorf("%d: %v", n, err)
			continue
		}
		if got := like(p, scan()); got < 0.85 {
			t.Errorf("%d: %v of the rows", n, got)
		}
	}
}

func TestProgressiveJPEGWithABrokenScan(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "damaged", "progressive.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []int{len(data) / 2, len(data) * 3 / 4} {
		if p, err := first(t, data[:end]); err != nil || like(p, scan()) < 0.5 {
			t.Errorf("cut at %d of %d: %v, %v of the rows", end, len(data), err, like(p, scan()))
		}
	}
	broken := bytes.Clone(data)
	copy(broken[len(data)*9/10:], "\xff\xc7\xff\xfe\x01\xff\x90\xff\xc7")
	if p, err := first(t, broken); err != nil || like(p, scan()) < 0.8 {
		t.Errorf("broken: %v, %v of the rows", err, like(p, scan()))
	}
}

// pngs are kinds of PNG that show scan().
func pngs(tb testing.TB) map[string][]byte {
	tb.Helper()
	grey := scan()
	paper := color.Palette{color.Gray{Y: 255}}
	for y := range 255 {
		paper = append(paper, color.Gray{Y: uint8(y)})
	}
	kinds := map[string]draw.Image{
		"grey": image.NewGray(grey.Rect), "16 bits": image.NewGray16(grey.Rect), "colour": image.NewNRGBA(grey.Rect), "palette": image.NewPaletted(grey.Rect, paper),
	}
	files := map[string][]byte{}
	for name, img := range kinds {
		draw.Draw(img, grey.Rect, grey, image.Point{}, draw.Src)
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			tb.Fatal(err)
		}
		files[name] = b.Bytes()
	}
	interlaced, err := os.ReadFile(filepath.Join("testdata", "damaged", "interlaced.png"))
	if err != nil {
		tb.Fatal(err)
	}
	files["interlaced"] = interlaced
	return files
}

func TestPNGCutShort(t *testing.T) {
	for name, data := range pngs(t) {
		for _, part := range []float64{0.6, 0.8, 0.98, 1} {
			p, err := first(t, data[:int(float64(len(data)-12)*part)])
			least := part * 0.7
			if name == "interlaced" {
				least = 0 // rows are there in part
			}
			if err != nil || like(p, scan()) < least {
				t.Errorf("%s, %v of it: %v, %v of the rows", name, part, err, like(p, scan()))
			}
		}
	}
}

func TestPNGWithWrongCheckSums(t *testing.T) {
	for name, data := range pngs(t) {
		broken := bytes.Clone(data)
		broken[len(broken)-14] ^= 0x55 // of the last data
		if p, err := first(t, broken); err != nil || like(p, scan()) < 0.99 {
			t.Errorf("%s: %v, %v of the rows", name, err, like(p, scan()))
		}
	}
}

// JPEGs in a TIFF, as colour scanners write them; what is cut off stays white.
func TestJPEGsInATIFF(t *testing.T) {
	for _, name := range []string{"strips.tif", "tiles.tif"} {
		data, err := os.ReadFile(filepath.Join("testdata", "damaged", name))
		if err != nil {
			t.Fatal(err)
		}
		if p, err := first(t, data); err != nil || like(p, scan()) < 0.95 {
			t.Errorf("%s: %v, %v of the rows", name, err, like(p, scan()))
		}
		broken := bytes.Clone(data)
		clear(broken[len(data)/2 : len(data)/2+2000])
		if p, err := first(t, broken); err != nil || like(p, scan()) < 0.4 {
			t.Errorf("%s, broken: %v, %v of the rows", name, err, like(p, scan()))
		}
	}
}

// A fax of Group 3 with filling between its rows, whole and cut off.
func TestFax(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "damaged", "fax.tif"))
	if err != nil {
		t.Fatal(err)
	}
	if p, err := first(t, data); err != nil || like(p, scan()) < 0.99 {
		t.Errorf("%v, %v of the rows", err, like(p, scan()))
	}
	broken := bytes.Clone(data)
	copy(broken[len(data)/3:], "\xff\x00\x13\xaa\x00\x77")
	if p, err := first(t, broken); err != nil || like(p, scan()) < 0.9 {
		t.Errorf("broken: %v, %v of the rows", err, like(p, scan()))
	}
}
