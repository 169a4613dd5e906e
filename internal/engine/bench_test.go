package engine_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine"
)

// examples are the repository's own sample documents.
func examples(tb testing.TB, pattern string) map[string][]byte {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "docs", "examples", pattern))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no examples like %s: %v", pattern, err)
	}
	docs := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		docs[filepath.Base(f)] = data
	}
	return docs
}

// BenchmarkTextPage reads PDFs with a warm engine, from the bytes to the
// fields, and reports the time a page.
func BenchmarkTextPage(b *testing.B) {
	docs := examples(b, "*.pdf")
	e := newEngine(b)
	if err := e.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	t := builtin(b, api.DefaultDocumentType)
	pages := 0
	for b.Loop() {
		for _, data := range docs {
			got, err := e.Extract(b.Context(), "in.pdf", bytes.NewReader(data), int64(len(data)), t)
			if err != nil {
				b.Fatal(err)
			}
			pages += len(got.Pages)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(pages), "µs/page")
}

// BenchmarkXML reads an e-invoice, with a new engine each time: it needs
// nothing to be warm.
func BenchmarkXML(b *testing.B) {
	data := testdata(b, "cii.xml")
	t := builtin(b, api.DefaultDocumentType)
	for b.Loop() {
		e := engine.New(engine.Config{})
		if _, err := e.Extract(b.Context(), "in.xml", bytes.NewReader(data), int64(len(data)), t); err != nil {
			b.Fatal(err)
		}
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStart makes PDFium ready in a new engine: compiled from scratch, as
// the first start ever does, and from the cache, as every later one.
func BenchmarkStart(b *testing.B) {
	start := func(b *testing.B, dir string) {
		b.Helper()
		e := engine.New(engine.Config{CacheDir: dir})
		if err := e.Warm(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			start(b, b.TempDir())
		}
	})
	b.Run("cached", func(b *testing.B) {
		dir := b.TempDir()
		start(b, dir)
		for b.Loop() {
			start(b, dir)
		}
	})
}
