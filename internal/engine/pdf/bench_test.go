package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// corpus gives the documents below a folder of DOCEXTRACT_CORPUS.
func corpus(tb testing.TB, folder, pattern string) []string {
	tb.Helper()
	root := os.Getenv("DOCEXTRACT_CORPUS")
	if root == "" {
		tb.Skip("DOCEXTRACT_CORPUS names no folder of real documents")
	}
	files, err := filepath.Glob(filepath.Join(root, folder, pattern))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no documents in %s: %v", filepath.Join(root, folder), err)
	}
	return files
}

// BenchmarkRealPages reads the text layers of real invoices, and reports the
// time a page.
func BenchmarkRealPages(b *testing.B) {
	var docs [][]byte
	for _, f := range corpus(b, "invoices-mixed", "*.pdf") {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, data)
	}
	r := newReader(b)
	if err := r.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	pages := 0
	b.ResetTimer()
	for b.Loop() {
		for _, data := range docs {
			doc, err := r.Read(b.Context(), bytes.NewReader(data), int64(len(data)))
			if err != nil {
				b.Fatal(err)
			}
			pages += len(doc.Pages)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(pages), "µs/page")
}
