package fields

import (
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/ranker"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(&ranker.Model{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkExtract is without the ranker and with it.
func BenchmarkExtract(b *testing.B) {
	embedded, err := ranker.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	for name, model := range map[string]*ranker.Model{"rules": {}, "ranked": embedded} {
		b.Run(name, func(b *testing.B) {
			x, err := New(model)
			if err != nil {
				b.Fatal(err)
			}
			_, page := readDrawing(b, "testdata/pages/de-prepaid.txt")
			pages := []document.Page{page}
			dt, _ := api.BuiltinType("invoice")
			in := Input{Layout: layout.New(pages), Reader: locale.NewReader(locale.Detect(pages))}
			for b.Loop() {
				x.Extract(in, dt)
			}
		})
	}
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := ranker.Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	_, page := readDrawing(b, "testdata/pages/de-prepaid.txt")
	for b.Loop() {
		locale.Detect([]document.Page{page})
	}
}
