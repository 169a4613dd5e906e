// Command samples writes the repository's own sample documents with their
// answers. Without -out it rewrites docs/examples, byte for byte the same each
// time; with -out it makes a corpus of any size for tuning.
//
//	go run ./internal/gen/samples
//	go run ./internal/gen/samples -out corpus -n 200 -seed 7
//	go run ./internal/gen/samples -slips -out slips -n 200 -seed 7
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/docextract/docextract/internal/sample"
)

func main() {
	out := flag.String("out", "", "folder for a random corpus; empty rewrites docs/examples")
	n := flag.Int("n", 100, "how many documents the corpus has")
	seed := flag.Uint64("seed", 1, "the corpus's seed")
	slips := flag.Bool("slips", false, "make the slips of tills and not invoices")
	flag.Parse()
	corpus := sample.Corpus
	if *slips {
		corpus = sample.Receipts
	}
	if err := run(*out, *n, *seed, corpus); err != nil {
		fmt.Fprintln(os.Stderr, "samples:", err)
		os.Exit(1)
	}
}

func run(out string, n int, seed uint64, corpus func(seed uint64, n int) []sample.Maker) error {
	if out != "" {
		return write(out, corpus(seed, n))
	}
	return write(filepath.Join("docs", "examples"), sample.Examples())
}

// write saves every file and truth.json, which names them all.
func write(dir string, files []sample.Maker) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	truths := map[string]sample.Truth{}
	for _, f := range files {
		data, truth, err := f.Make()
		if err != nil {
			return fmt.Errorf("make %s: %w", f.Name, err)
		}
		truths[f.Name] = truth
		if err := os.WriteFile(filepath.Join(dir, f.Name), data, 0o600); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(truths); err != nil {
		return fmt.Errorf("encode the answers: %w", err)
	}
	return os.WriteFile(filepath.Join(dir, "truth.json"), b.Bytes(), 0o600)
}
