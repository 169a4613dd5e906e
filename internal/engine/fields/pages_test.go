package fields

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ranker"
)

// Type on the pages that tests draw: a character is 0.6 sizes wide.
const (
	drawnSize  = 36.0
	drawnPitch = 0.6 * drawnSize
	drawnLine  = 50.0
)

// drawPage sets text as typed: a column a character, a row a line. Two blanks
// are a gap.
func drawPage(text string) document.Page {
	p := document.Page{Width: 2480, Height: 3508}
	for row, line := range strings.Split(text, "\n") {
		y := 150 + drawnLine*float64(row)
		column := 0
		for word := range strings.SplitSeq(line, " ") {
			n := len([]rune(word))
			if n > 0 {
				x := 100 + drawnPitch*float64(column)
				p.Words = append(p.Words, document.Word{
					Text: word, Size: drawnSize, Confidence: 1,
					Box: document.Box{X0: x, Y0: y, X1: x + drawnPitch*float64(n), Y1: y + drawnSize},
				})
			}
			column += n + 1
		}
	}
	return p
}

// readDrawing splits a file of testdata into the answers and the page.
func readDrawing(tb testing.TB, path string) (want map[string]string, page document.Page) {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	head, drawing, ok := strings.Cut(string(text), "---\n")
	if !ok {
		tb.Fatalf("%s: no line of dashes between the answers and the page", path)
	}
	want = map[string]string{}
	for line := range strings.Lines(head) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		want[name] = strings.TrimSpace(value)
	}
	return want, drawPage(drawing)
}

// Every page of testdata/pages gives the fields named at its head: "" for a
// field that is not on it; a field not named may be anything.
func TestDrawnPages(t *testing.T) {
	t.Parallel()
	x, err := New(&ranker.Model{})
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("testdata/pages/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, page := readDrawing(t, path)
			kind := "invoice"
			if _, receipt := want[api.SupplierAddress]; receipt {
				kind = "receipt"
			}
			got := extract(x, []document.Page{page}, kind)
			for name, w := range want {
				if g := got[name]; !sameText(name, g, w) {
					t.Errorf("%s: got %q at %.2f, want %q", name, g.String(), g.Confidence, w)
				}
			}
		})
	}
}

func sameText(name string, got api.Value, want string) bool {
	if want == "" || !got.Found() {
		return want == "" && !got.Found()
	}
	return same(name, got.Text, &want)
}
