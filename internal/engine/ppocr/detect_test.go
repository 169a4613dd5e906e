package ppocr

import (
	"image"
	"math"
	"strings"
	"testing"
)

// drawing makes heat of rows of text: '#' is hot, '+' just below the threshold.
func drawing(rows ...string) heat {
	h := heat{width: len(rows[0]), height: len(rows)}
	for _, r := range strings.Join(rows, "") {
		h.data = append(h.data, map[rune]float32{'#': .9, '+': .29, '.': .1, 'o': .35}[r])
	}
	return h
}

func TestComponents(t *testing.T) {
	h := drawing(
		"##...####",
		"#+....#..",
		".#...#...",
	)
	var found []component
	h.components(func(c component) { found = append(found, c) })
	if len(found) != 2 {
		t.Fatalf("%d components", len(found))
	}
	if c := found[0]; c.x0 != 0 || c.x1 != 1 || c.y0 != 0 || c.y1 != 2 || c.count != 4 {
		t.Errorf("the left one is %+v: corners touch, what is below the threshold does not", c)
	}
	if c := found[1]; c.x0 != 5 || c.x1 != 8 || c.count != 6 {
		t.Errorf("the right one is %+v", c)
	}
}

func TestLinesOfHeat(t *testing.T) {
	h := drawing(
		"....................",
		"..##########........",
		"..##########...oooo.",
		"..##########...oooo.",
		"...............oooo.",
		".##.................",
		"....................",
	)
	lines := findLines(h, image.Pt(200, 70))
	if len(lines) != 1 {
		t.Fatalf("%d lines: too thin and too weak ones are none", len(lines))
	}
	// 10 × 3 places grow by 30·1.5/26 on each side, then tenfold.
	if got, want := lines[0].box, image.Rect(2, 0, 137, 57); got != want {
		t.Errorf("box %v, want %v", got, want)
	}
	if lines[0].slope != 0 {
		t.Errorf("slope %v", lines[0].slope)
	}
}

func TestSlopeOfHeat(t *testing.T) {
	h := heat{width: 64, height: 32, data: make([]float32, 64*32)}
	for x := 4; x < 60; x++ {
		for y := range 4 {
			h.data[(8+x/4+y)*64+x] = 1
		}
	}
	lines := findLines(h, image.Pt(64, 32))
	if len(lines) != 1 || math.Abs(lines[0].slope-.25) > .01 {
		t.Errorf("got %+v", lines)
	}
}

func TestScaleKeepsMeansAndEdges(t *testing.T) {
	src := paper(64, 48)
	for y := range 48 {
		for x := range 32 {
			src.Pix[y*src.Stride+x] = 10
		}
	}
	for _, size := range []image.Point{{64, 48}, {16, 12}, {7, 5}, {200, 150}} {
		out := scale(src, src.Rect, size.X, size.Y)
		sum := float32(0)
		for _, v := range out {
			sum += v
		}
		if mean := sum / float32(len(out)); math.Abs(float64(mean)-127.5) > 2 {
			t.Errorf("%v: mean %v", size, mean)
		}
		if first, last := out[0], out[len(out)-1]; math.Abs(float64(first-10)) > .01 || math.Abs(float64(last-245)) > .01 {
			t.Errorf("%v: corners %v and %v", size, first, last)
		}
	}
	if part := scale(src, image.Rect(32, 0, 64, 48), 4, 4); part[0] != 245 {
		t.Errorf("a part takes from outside itself: %v", part[0])
	}
}

func TestABandOfTextIsFound(t *testing.T) {
	img := paper(200, 60)
	for y := 25; y < 40; y++ {
		for x := 10; x < 190; x += 3 {
			img.Pix[y*img.Stride+x] = 20
		}
	}
	img.Pix[2*img.Stride+50] = 20 // a speck
	top, bottom, ok := textBand(img)
	if !ok || top != 25 || bottom != 40 {
		t.Errorf("got %d to %d, %v", top, bottom, ok)
	}
	for i, v := range img.Pix {
		img.Pix[i] = 255 - v
	}
	if top, bottom, ok := textBand(img); !ok || top != 25 || bottom != 40 {
		t.Errorf("light on dark: got %d to %d, %v", top, bottom, ok)
	}
	if _, _, ok := textBand(paper(200, 60)); ok {
		t.Error("plain paper has a band")
	}
}

func TestCutTightensOnlyWhereAsked(t *testing.T) {
	img := paper(400, 120)
	for y := 52; y < 68; y++ {
		for x := 60; x < 340; x += 4 {
			img.Pix[y*img.Stride+x] = 0
		}
	}
	l := line{box: image.Rect(50, 35, 350, 85)}
	if c := cut(img, l, false); c.box != l.box || c.grey.Bounds() != l.box {
		t.Errorf("left alone: %v", c.box)
	} else if c.top != 52 || c.bottom != 68 {
		t.Errorf("the ink is between %v and %v", c.top, c.bottom)
	}
	c := cut(img, l, true)
	if c.box.Min.Y != 49 || c.box.Max.Y != 71 || c.box.Min.X != 48 || c.box.Max.X != 352 {
		t.Errorf("tightened: %v", c.box)
	}
	if c.top != 52 || c.bottom != 68 {
		t.Errorf("the ink is between %v and %v", c.top, c.bottom)
	}
	if c.grey.Rect.Size() != c.box.Size() {
		t.Errorf("a picture of %v for %v", c.grey.Rect, c.box)
	}
}

func TestShearLevelsALine(t *testing.T) {
	img := paper(200, 100)
	for x := range 200 {
		y := 40 + x/10
		img.Pix[y*img.Stride+x], img.Pix[(y+1)*img.Stride+x] = 0, 0
	}
	out := shear(img, image.Rect(0, 20, 200, 80), .1, 100)
	for _, x := range []int{5, 100, 195} {
		if v := out.Pix[30*out.Stride+x]; v > 140 {
			t.Errorf("the line is not level at %d: %d", x, v)
		}
	}
}

func TestDamagedModelsAreRefused(t *testing.T) {
	if _, err := compile("detection.onnx", append([]byte(nil), recognitionModel...)); err == nil {
		t.Error("another model was taken")
	}
}
