package till_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/layout"
	"github.com/docextract/docextract/internal/engine/locale"
	"github.com/docextract/docextract/internal/engine/till"
)

// Type on the slips that tests draw: a character is 0.6 sizes wide.
const (
	drawnSize  = 32.0
	drawnPitch = 0.6 * drawnSize
	drawnLine  = 44.0
)

// draw sets text as typed: a column a character, a row a line.
func draw(text string) document.Page {
	p := document.Page{Width: 945, Height: 2200}
	for row, line := range strings.Split(text, "\n") {
		y, column := 100+drawnLine*float64(row), 0
		for word := range strings.SplitSeq(line, " ") {
			n := len([]rune(word))
			if n > 0 {
				x := 60 + drawnPitch*float64(column)
				p.Words = append(p.Words, document.Word{
					Text: word, Confidence: 0.97,
					Box: document.Box{X0: x, Y0: y, X1: x + drawnPitch*float64(n), Y1: y + drawnSize},
				})
			}
			column += n + 1
		}
	}
	return p
}

func read(drawing string) till.Findings {
	pages := []document.Page{draw(drawing)}
	return till.New().Read(layout.New(pages).Pages[0], locale.NewReader(locale.Detect(pages)))
}

func first(found []till.Candidate) string {
	if len(found) == 0 {
		return ""
	}
	return found[0].Text
}

// Every slip of testdata/slips gives what its head says.
func TestSlipsOfAllLanguages(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/slips/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no slips: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			head, drawing, _ := strings.Cut(string(text), "---\n")
			f := read(drawing)
			got := map[string]string{
				"supplier_name": first(f.Supplier), "supplier_address": first(f.Address), "issue_date": first(f.Date), "total_amount": first(f.Total),
			}
			for line := range strings.Lines(head) {
				name, want, _ := strings.Cut(strings.TrimSpace(line), ": ")
				value := got[name]
				if name == "total_amount" {
					value = plainAmount(t, value)
				}
				if value != want {
					t.Errorf("%s is %q, want %q", name, got[name], want)
				}
			}
		})
	}
}

// plainAmount is an amount with two decimals.
func plainAmount(t *testing.T, text string) string {
	t.Helper()
	if text == "" {
		return ""
	}
	whole, decimals, _ := strings.Cut(text, ".")
	return whole + "." + (decimals + "00")[:2]
}
