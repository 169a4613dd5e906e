package vatrates_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/lineitems"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/pdf"
	"github.com/docextract/docextract/internal/engine/vatrates"
)

// wanted is what a folder's truth.json says of one document.
type wanted struct {
	LineItems []map[string]string `json:"line_items"`
	VATRates  []map[string]string `json:"vat_rates"`
}

// tally counts what is right, wanted and given.
type tally struct{ right, wanted, given int }

func (t tally) f1() float64 {
	if t.wanted+t.given == 0 {
		return 1
	}
	return 2 * float64(t.right) / float64(t.wanted+t.given)
}

// TestCorpus measures rows and rates on the folders of real invoices below
// DOCEXTRACT_CORPUS, each with a truth.json. It tells figures of the whole
// only.
func TestCorpus(t *testing.T) {
	root := os.Getenv("DOCEXTRACT_CORPUS")
	if root == "" {
		t.Skip("DOCEXTRACT_CORPUS names no folder of real documents")
	}
	r := pdf.New(pdf.Config{Workers: 1})
	t.Cleanup(func() { _ = r.Close() })
	for _, name := range []string{"invoices-mixed", "invoices-pdf"} {
		folder := filepath.Join(root, name)
		var rows, rates tally
		for name, want := range truth(t, folder) {
			pages, ok := pagesOf(t, r, filepath.Join(folder, name))
			if !ok {
				continue
			}
			measure(pages, want, &rows, &rates)
		}
		t.Logf("%s: line items F1 %.4f, VAT rates F1 %.4f", name, rows.f1(), rates.f1())
		const floor = 0.5 // far below what is reached: only to notice a break
		if rows.f1() < floor || rates.f1() < floor {
			t.Errorf("%s: below %.1f", folder, floor)
		}
	}
}

func measure(pages []document.Page, want wanted, rows, rates *tally) {
	doc, reader := layout.New(pages), locale.NewReader(locale.Detect(pages))
	table := lineitems.Extract(doc, reader)
	if want.LineItems != nil {
		rows.wanted += len(want.LineItems)
		rows.given += len(table.Items)
		rows.right += rightRows(table.Items, want.LineItems)
	}
	if want.VATRates != nil {
		got := vatrates.Extract(doc, reader, table)
		rates.wanted += len(want.VATRates)
		rates.given += len(got)
		rates.right += rightRates(got, want.VATRates)
	}
}

func rightRows(got []lineitems.Item, want []map[string]string) int {
	used := make([]bool, len(got))
	n := 0
	for _, w := range want {
		for i := range got {
			if used[i] || !alike(got[i].Description.Text, w["product_description"]) {
				continue
			}
			if net, ok := w["net_price"]; ok && (!got[i].Net.Found || !near(got[i].Net.Value.String(), net)) {
				continue
			}
			used[i] = true
			n++
			break
		}
	}
	return n
}

func rightRates(got []vatrates.Rate, want []map[string]string) int {
	used := make([]bool, len(got))
	n := 0
	for _, w := range want {
		for i := range got {
			if !used[i] && near(got[i].Percentage.Value.String(), w["vat_rate_percentage"]) && near(got[i].Net.Value.String(), w["vat_rate_net"]) {
				used[i] = true
				n++
				break
			}
		}
	}
	return n
}

func near(a, b string) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && x-y < 0.006 && y-x < 0.006
}

// alike is stricter than the measure that users are told: the description
// begins as the wanted one does.
func alike(got, want string) bool { return strings.HasPrefix(bare(got), bare(want)) }

// bare leaves letters and digits without case and accents.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}

func truth(t *testing.T, folder string) map[string]wanted {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]wanted
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func pagesOf(t *testing.T, r *pdf.Reader, path string) ([]document.Page, bool) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := r.Read(t.Context(), f, info.Size())
	if err != nil {
		return nil, false // a document without text counts for those who read PDFs
	}
	return doc.Pages, true
}
