package sample

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestExamplesAreFresh holds the committed examples against the generator:
// `go run ./internal/gen/samples` rewrites them.
func TestExamplesAreFresh(t *testing.T) {
	const room = 60 << 10
	for _, m := range Examples() {
		want, _, err := m.Make()
		if err != nil {
			t.Fatalf("%s: %v", m.Name, err)
		}
		got, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", m.Name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the generator makes: run go run ./internal/gen/samples", m.Name)
		}
		if len(got) > room {
			t.Errorf("%s has %d bytes, more than %d", m.Name, len(got), room)
		}
	}
}

func TestCorpusHasEveryLanguageAndLayout(t *testing.T) {
	n := len(Languages()) * len(Layouts())
	seen := map[string]bool{}
	for _, m := range Corpus(7, n) {
		if seen[m.Name[:len(m.Name)-len("0000.pdf")]] {
			t.Errorf("%s comes twice", m.Name)
		}
		seen[m.Name[:len(m.Name)-len("0000.pdf")]] = true
	}
	if len(seen) != n {
		t.Errorf("%d combinations, want %d", len(seen), n)
	}
}
