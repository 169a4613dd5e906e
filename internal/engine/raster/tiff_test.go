package raster_test

import (
	"bytes"
	"image"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

// tiffs are the files of testdata/tiff by name, see the README there. They all
// show scan().
func tiffs(tb testing.TB) map[string][]byte {
	tb.Helper()
	names, err := filepath.Glob("testdata/tiff/*.tif")
	if err != nil || len(names) < 15 {
		tb.Fatal(len(names), err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		files[filepath.Base(name)] = data
	}
	return files
}

func TestKindsOfTIFF(t *testing.T) {
	for name, data := range tiffs(t) {
		if name == "fax-standard.tif" {
			continue
		}
		if p, err := first(t, data); err != nil || like(p, scan()) != 1 {
			t.Errorf("%s: %v, %v of the rows", name, err, like(p, scan()))
		}
	}
}

// A file that is cut in the middle of its pixels, or whose directory stands in
// front of pixels that are partly damaged, shows what there is.
func TestTIFFCutShort(t *testing.T) {
	for name, data := range tiffs(t) {
		if name == "fax-standard.tif" || bytes.HasPrefix([]byte(name), []byte("g3-2d")) {
			continue
		}
		cut := bytes.Clone(data)
		at := pixelsEnd(cut)
		damage := at / 3 // of the file
		for i := at - damage; i < at; i++ {
			cut[i] = 0
		}
		if p, err := first(t, cut); err != nil || like(p, scan()) < 0.2 {
			t.Errorf("%s: %v, %v of the rows", name, err, like(p, scan()))
		}
	}
}

// pixelsEnd is about where the pixels of a small file end: in front of the
// directory, or at the end.
func pixelsEnd(data []byte) int {
	offset := int(data[4]) | int(data[5])<<8 | int(data[6])<<16
	if offset > len(data)/2 {
		return offset - 8
	}
	return len(data) - 8
}

// Of a fax whose rows refer to each other damage costs the rows up to the next
// that stands alone.
func TestDamageInAFax(t *testing.T) {
	data := bytes.Clone(tiffs(t)["g3-2d.tif"])
	copy(data[len(data)/2:], "\x55\xff\x13")
	if p, err := first(t, data); err != nil || like(p, scan()) < 0.95 {
		t.Errorf("%v, %v of the rows", err, like(p, scan()))
	}
}

// The pixels of a fax in the usual resolution are twice as tall as wide.
func TestFaxInStandardResolution(t *testing.T) {
	p, err := first(t, tiffs(t)["fax-standard.tif"])
	if err != nil {
		t.Fatal(err)
	}
	size := p.Gray.Rect.Size()
	if size.X != 320 || math.Abs(float64(size.Y)-480) > 25 {
		t.Fatalf("%v pixels", size)
	}
	same, want := 0, scan()
	for y := range size.Y {
		for x := range size.X {
			if (p.Gray.GrayAt(x, y).Y > 127) == (want.GrayAt(x, y*480/size.Y).Y > 127) {
				same++
			}
		}
	}
	if share := float64(same) / float64(size.X*size.Y); share < 0.85 {
		t.Errorf("%v of the pixels are where they belong", share)
	}
}

func TestTIFFsThatAreRefused(t *testing.T) {
	page := func(change func(map[uint16]uint32)) []byte {
		tags := map[uint16]uint32{256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 8, 279: 64}
		change(tags)
		return tiffOf(tags)
	}
	tests := []struct {
		name   string
		change func(map[uint16]uint32)
		code   string
	}{
		{"none of it", func(map[uint16]uint32) {}, ""},
		{"old JPEG", func(m map[uint16]uint32) { m[259] = 6 }, api.CodeUnsupported},
		{"five bits", func(m map[uint16]uint32) { m[258] = 5 }, api.CodeUnsupported},
		{"fractions", func(m map[uint16]uint32) { m[339] = 3 }, api.CodeUnsupported},
		{"unknown colours", func(m map[uint16]uint32) { m[262] = 32844 }, api.CodeUnsupported},
		{"a palette without colours", func(m map[uint16]uint32) { m[262] = 3 }, api.CodeUnsupported},
		{"no width", func(m map[uint16]uint32) { delete(m, 256) }, api.CodeCorrupt},
		{"no pixels", func(m map[uint16]uint32) { delete(m, 273) }, api.CodeCorrupt},
		{"pixels beyond the end", func(m map[uint16]uint32) { m[273] = 1 << 30 }, api.CodeCorrupt},
		{"very many pixels", func(m map[uint16]uint32) { m[256], m[257] = 29_000, 29_000 }, api.CodeTooLarge},
		{"tiles without height", func(m map[uint16]uint32) { m[322] = 16; m[324] = 8 }, api.CodeCorrupt},
		{"tiles of any size", func(m map[uint16]uint32) { m[322], m[323], m[324] = 1<<29, 1<<29, 8 }, api.CodeCorrupt},
		{"samples by the thousand", func(m map[uint16]uint32) { m[277] = 1 << 20 }, api.CodeUnsupported},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := first(t, page(tt.change))
			switch e := api.AsError(err); {
			case tt.code == "" && (err != nil || p.Gray.Rect.Size() != image.Pt(8, 8)):
				t.Errorf("got %v", err)
			case tt.code != "" && (e == nil || e.Code != tt.code):
				t.Errorf("got %v, want %s", err, tt.code)
			}
		})
	}
}

// tiffOf is a TIFF with 64 bytes of pixels and a directory of whole numbers.
func tiffOf(tags map[uint16]uint32) []byte {
	const at = 8 + 64
	data := append([]byte("II*\x00"), at, 0, 0, 0)
	data = append(data, make([]byte, 64)...)
	data = append(data, byte(len(tags)), 0)
	for tag, v := range tags { // their order does not matter
		data = append(data, byte(tag), byte(tag>>8), 4, 0, 1, 0, 0, 0, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	return append(data, 0, 0, 0, 0)
}
