package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/docextract/docextract/internal/score"
)

const (
	example = "../../../docs/examples/invoice.pdf"
	truth   = `{"invoice.pdf": {"fields": {"total_amount": "1881.11"}}, "away.pdf": {"fields": {"total_amount": "1.00"}}}`
)

func TestASecondRunReadsTheWordsOfTheFirst(t *testing.T) {
	folder, cache := t.TempDir(), filepath.Join(t.TempDir(), "words")
	data, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "invoice.pdf"), data)
	write(t, filepath.Join(folder, "truth.json"), []byte(truth))

	first := rescore(t, "-cache", cache, "-json", folder)
	if first.Documents != 2 || first.Failed != 1 || first.Fields["total_amount"].Right != 1 {
		t.Errorf("%d documents, %d failed, total_amount %+v", first.Documents, first.Failed, first.Fields["total_amount"])
	}
	kept, err := filepath.Glob(filepath.Join(cache, "*.json"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %v (%v)", kept, err)
	}
	// The words of another document in its place: they are what is scored.
	write(t, kept[0], []byte(`{}`))
	if second := rescore(t, "-cache", cache, "-json", folder); second.Fields["total_amount"].Right != 0 {
		t.Error("the document was read again")
	}
}

func rescore(t *testing.T, args ...string) score.Report {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(os.TempDir(), "docextract-test-cache"))
	var out bytes.Buffer
	if err := run(t.Context(), args, &out); err != nil {
		t.Fatal(err)
	}
	var r score.Report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
