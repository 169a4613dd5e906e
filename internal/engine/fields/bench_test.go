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

func BenchmarkExtract(b *testing.B) {
	x, err := New(&ranker.Model{})
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
}

func BenchmarkDetect(b *testing.B) {
	_, page := readDrawing(b, "testdata/pages/de-prepaid.txt")
	for b.Loop() {
		locale.Detect([]document.Page{page})
	}
}
