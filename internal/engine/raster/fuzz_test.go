package raster_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/api"
)

// FuzzOpen throws broken pictures at the decoders: each is read, or refused
// with a code.
func FuzzOpen(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	damaged, err := filepath.Glob("testdata/damaged/*.*g")
	if err != nil {
		f.Fatal(err)
	}
	files = append(append(files, damaged...), "testdata/damaged/tiles.tif", "testdata/damaged/fax.tif")
	tiffs, err := filepath.Glob("testdata/tiff/*.tif")
	if err != nil {
		f.Fatal(err)
	}
	files = append(files, tiffs...)
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(manyPages(3))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			t.Skip("large inputs are slow and find nothing that small ones do not")
		}
		file, err := open(t, data)
		for i := 0; err == nil && i < min(file.Len(), 3); i++ {
			p, failure := file.Page(i)
			if err = failure; err == nil && (p.Gray.Bounds().Empty() || p.DPI < 1) {
				t.Errorf("page %d: %v at %v", i, p.Gray.Bounds(), p.DPI)
			}
		}
		if err != nil {
			if e := api.AsError(err); e.Kind != api.KindDocument || e.Code == "" {
				t.Errorf("an error without a code: %v", err)
			}
		}
	})
}
