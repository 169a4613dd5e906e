package einvoice_test

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/einvoice"
)

// truth is what a real document is known to say.
type truth struct {
	Fields    map[string]*string  `json:"fields"`
	LineItems []map[string]string `json:"line_items"`
	VATRates  []map[string]string `json:"vat_rates"`
}

// TestRealInvoices reads real e-invoices and compares with what they are known
// to say.
func TestRealInvoices(t *testing.T) {
	root := os.Getenv("DOCEXTRACT_CORPUS")
	if root == "" {
		t.Skip("DOCEXTRACT_CORPUS names no folder of real documents")
	}
	folder := filepath.Join(root, "einvoices-xml")
	data, err := os.ReadFile(filepath.Join(folder, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truths map[string]truth
	if err := json.Unmarshal(data, &truths); err != nil {
		t.Fatal(err)
	}
	for name, want := range truths {
		t.Run(name, func(t *testing.T) {
			file, err := os.Open(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			got, err := einvoice.Read(file)
			if err != nil {
				t.Fatal(err)
			}
			for field, w := range want.Fields {
				switch values := got.Fields[field]; {
				case w == nil && len(values) > 0:
					t.Errorf("%s: got %q, want nothing", field, values)
				case w != nil && (len(values) == 0 || !same(values[0], *w)):
					t.Errorf("%s: got %q, want %q", field, values, *w)
				}
			}
			compareRows(t, "line", got.Lines, want.LineItems)
			compareRows(t, "rate", got.Rates, want.VATRates)
		})
	}
}

func compareRows(t *testing.T, what string, got, want []map[string]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d %ss, want %d", len(got), what, len(want))
		return
	}
	for i, w := range want {
		for cell, v := range w {
			if !same(got[i][cell], v) {
				t.Errorf("%s %d: %s: got %q, want %q", what, i, cell, got[i][cell], v)
			}
		}
	}
}

// same compares numbers as numbers and texts without regard to blanks.
func same(got, want string) bool {
	g, ok1 := new(big.Rat).SetString(got)
	w, ok2 := new(big.Rat).SetString(want)
	if ok1 && ok2 {
		return g.Cmp(w) == 0
	}
	return strings.Join(strings.Fields(got), "") == strings.Join(strings.Fields(want), "")
}
