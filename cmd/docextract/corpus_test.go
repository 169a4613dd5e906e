package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNothingOfTheMeasuringDocumentsIsInTheBinary looks for the names and
// numbers of the documents that we measure with: whatever of them were in
// code, lexicon or model would make the figures worth nothing.
func TestNothingOfTheMeasuringDocumentsIsInTheBinary(t *testing.T) {
	corpus := os.Getenv("DOCEXTRACT_CORPUS")
	if corpus == "" {
		t.Skip("DOCEXTRACT_CORPUS names no folder of real documents")
	}
	values := tellingValues(t, corpus)
	if len(values) < 50 {
		t.Fatalf("only %d values to look for in %s: is it the right folder?", len(values), corpus)
	}
	binary := filepath.Join(t.TempDir(), "docextract")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	program, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		if bytes.Contains(program, []byte(v)) {
			t.Errorf("the binary contains %q, which a measuring document holds", v)
		}
	}
}

// tellingValues are the values in the corpus's answers that name one company,
// account or document.
func tellingValues(t *testing.T, corpus string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(corpus, "*", "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var truth map[string]struct {
			Fields map[string]*string `json:"fields"`
		}
		if err := json.Unmarshal(data, &truth); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, document := range truth {
			for _, name := range []string{"supplier_name", "receiver_name", "supplier_vat_id", "iban", "invoice_number", "purchase_order_number"} {
				if v := document.Fields[name]; v != nil && telling(*v) {
					values = append(values, *v)
				}
			}
		}
	}
	return values
}

// telling leaves out what is too short, or counted up, to mean anything.
func telling(v string) bool {
	return len(v) >= 8 && !strings.Contains(v, "12345")
}
