package ocr_test

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/engine/raster"
	"github.com/docextract/docextract/internal/sample"
)

// models are the languages of samples by Tesseract's names.
var models = map[string]string{"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "sl": "slv"}

// BenchmarkPage reads pages of A4 at 200 dpi, in turns with the native program
// where it is installed, which is told the language; and reports the time a
// page. "look" is what finding the language and the direction costs.
func BenchmarkPage(b *testing.B) {
	dir := b.TempDir()
	var pages []raster.Page
	var files []string
	for _, language := range sample.Languages() {
		page, _ := invoice(b, language, "plain")
		pages = append(pages, page)
		name := filepath.Join(dir, models[language]+".png")
		f, err := os.Create(name)
		if err != nil {
			b.Fatal(err)
		}
		if err := png.Encode(f, page.Gray); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
		files = append(files, name)
	}
	perPage := func(b *testing.B, read func(*testing.B, int)) {
		b.Helper()
		n := 0
		for b.Loop() {
			read(b, n%len(pages))
			n++
		}
		b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(n), "ms/page")
	}
	r := newReader(b)
	b.Run("look", func(b *testing.B) {
		perPage(b, func(b *testing.B, i int) {
			b.Helper()
			if _, err := r.Look(b.Context(), pages[i], ""); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("read", func(b *testing.B) {
		perPage(b, func(b *testing.B, i int) {
			b.Helper()
			if _, err := r.Read(b.Context(), pages[i], sample.Languages()[i]); err != nil {
				b.Fatal(err)
			}
		})
	})
	native, err := exec.LookPath("tesseract")
	if err != nil {
		return
	}
	b.Run("native", func(b *testing.B) {
		perPage(b, func(b *testing.B, i int) {
			b.Helper()
			cmd := exec.CommandContext(b.Context(), native, files[i], "-", "-l", models[sample.Languages()[i]])
			cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
			if err := cmd.Run(); err != nil {
				b.Fatal(err)
			}
		})
	})
}
