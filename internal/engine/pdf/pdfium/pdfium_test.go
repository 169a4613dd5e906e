package pdfium_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/tetratelabs/wazero"

	"github.com/docextract/docextract/internal/engine/pdf/pdfium"
	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
	"github.com/docextract/docextract/internal/engine/wasm"
)

// start makes an instance. The compiled module is shared with other test runs.
func start(t *testing.T) *pdfium.Instance {
	t.Helper()
	load := func(binary []byte, c wazero.CompilationCache) (*pdfium.Library, error) {
		return pdfium.Load(wasm.NewAllocator(64<<20), binary, c)
	}
	l, cache, err := wasm.Load(filepath.Join(os.TempDir(), "docextract-test-cache"), pdfium.Module(), slog.New(slog.DiscardHandler), load)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(l.Close(), cache.Close(t.Context())); err != nil {
			t.Error(err)
		}
	})
	i, err := l.Start()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func load(t *testing.T, i *pdfium.Instance, pages []pdftest.Page, files ...pdftest.File) *pdfium.Document {
	t.Helper()
	d, err := i.Load(pdftest.Build(pages, files...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// A character has its place and how it is set; what PDFium puts in has none.
func TestChars(t *testing.T) {
	i := start(t)
	turned := pdftest.Show("F2", "0 2 -2 0 300 400", 10, "B")
	d := load(t, i, []pdftest.Page{{Content: pdftest.Text(72, 700, 12, "Ab c") + turned}})
	page, err := d.LoadPage(0)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	text := page.LoadText()
	defer text.Close()
	chars := text.Chars()
	var got strings.Builder
	for _, c := range chars {
		got.WriteRune(c.Rune)
		if blank := strings.ContainsRune(" \r\n", c.Rune); blank != (c.Style == nil) {
			t.Errorf("%q is set as %+v", c.Rune, c.Style)
		}
	}
	if got.String() != "Ab c\r\nB" || text.CountChars() != len(chars) {
		t.Fatalf("%d characters: %q", text.CountChars(), got.String())
	}
	first, last := chars[0], chars[len(chars)-1]
	if first.Style != chars[1].Style {
		t.Error("neighbours share no style")
	}
	near := cmpopts.EquateApprox(0, 0.01)
	want := pdfium.Style{Size: 12, Font: &pdfium.Font{Name: "Helvetica"}}
	if diff := cmp.Diff(want, *first.Style, near, cmpopts.IgnoreFields(pdfium.Font{}, "Weight")); diff != "" {
		t.Error(diff)
	}
	if b := first.Box; math.Abs(b.Left-72) > 1 || math.Abs(b.Bottom-700) > 1 || b.Top < 707 || b.Top > 710 || b.Right < 79 || b.Right > 82 {
		t.Errorf("the first character is at %+v", b)
	}
	if s := last.Style; s.Font.Name != "Helvetica-Bold" || math.Abs(s.Size-20) > 0.01 || math.Abs(s.Angle-3*math.Pi/2) > 0.01 {
		t.Errorf("the last character is set as %+v, %+v", s, s.Font)
	}
}

// A file is read in pieces, and one that cannot be read is no document.
func TestLoadFrom(t *testing.T) {
	i := start(t)
	data := pdftest.Build([]pdftest.Page{{}, {}})
	d, err := i.LoadFrom(bytes.NewReader(data), int64(len(data)))
	if err != nil || d.GetPageCount() != 2 {
		t.Fatalf("%v", err)
	}
	d.Close()
	_, err = i.LoadFrom(failing{}, int64(len(data)))
	if reason, ok := errors.AsType[pdfium.LoadError](err); !ok || reason != pdfium.ErrFormat && reason != pdfium.ErrFile {
		t.Errorf("got %v", err)
	}
	if i.Err() != nil {
		t.Errorf("a bad file ended the instance: %v", i.Err())
	}
}

type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestAttachmentNames(t *testing.T) {
	long := strings.Repeat("long", 200) + ".xml" // longer than what there is room for
	d := load(t, start(t), []pdftest.Page{{}}, pdftest.File{Name: "a.xml", Data: []byte("<a/>")}, pdftest.File{Name: long, Data: []byte("<b/>")})
	var names []string
	for n := range d.GetAttachmentCount() {
		a, ok := d.GetAttachment(n)
		if !ok || len(a.GetFile(10)) != 4 || a.GetFile(3) != nil {
			t.Errorf("attachment %d: %v, %q", n, ok, a.GetFile(10))
		}
		names = append(names, a.GetName())
	}
	if diff := cmp.Diff([]string{"a.xml", long}, names); diff != "" {
		t.Error(diff)
	}
	if _, ok := d.GetAttachment(7); ok {
		t.Error("there is an attachment that is not there")
	}
}

// After a failure nothing is called any more, and the first failure stays.
func TestAFailureEndsTheInstance(t *testing.T) {
	i := start(t)
	d := load(t, i, []pdftest.Page{{Content: pdftest.Text(72, 700, 12, "Invoice")}})
	page, err := d.LoadPage(0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.LoadPage(1); !errors.Is(err, pdfium.ErrPage) || i.Err() != nil {
		t.Errorf("a page that is not there: %v, %v", err, i.Err())
	}
	if _, err := i.Load(make([]byte, 65<<20)); err == nil || i.Err() == nil || !i.Memory().Refused() {
		t.Fatalf("more than its memory fits: %v", err)
	}
	first := i.Err()
	text := page.LoadText()
	if n, chars := text.CountChars(), text.Chars(); n != 0 || len(chars) != 0 || page.CountObjects() != 0 {
		t.Errorf("%d characters, %d read, %d objects", n, len(chars), page.CountObjects())
	}
	if _, err := page.Render(pdfium.View{Width: 10, Height: 10, PageWidth: 10, PageHeight: 10}); !errors.Is(err, first) {
		t.Errorf("drawing: %v", err)
	}
	if _, err := d.LoadPage(0); !errors.Is(err, first) {
		t.Errorf("loading: %v", err)
	}
}

func TestMatrix(t *testing.T) {
	m := pdfium.Matrix{A: 2, D: 3, E: 5, F: 7}.Then(pdfium.Matrix{B: 1, C: -1, E: 1})
	if x, y := m.Apply(1, 1); x != -9 || y != 7 { // (7, 10), turned, moved
		t.Errorf("got %g, %g", x, y)
	}
	if x, y := pdfium.Identity().Apply(3, 4); x != 3 || y != 4 {
		t.Errorf("got %g, %g", x, y)
	}
}
