package pdf_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/pdf"
	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
)

// protected writes a PDF that wants a password, "" for one that opens without
// but forbids to copy its text.
func protected(t *testing.T, password string) []byte {
	t.Helper()
	f := fpdf.New("P", "mm", "A4", "")
	f.SetProtection(fpdf.CnProtectPrint, password, "owner")
	f.AddPage()
	f.SetFont("Helvetica", "", 12)
	f.Text(20, 20, "Confidential")
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// nested is a page on which each drawing draws the next one twice, two to the
// power of the depth in all.
func nested(depth int) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n" +
		"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</A 10 0 R>>>>>> endobj\n" +
		"4 0 obj <</Length 11>> stream\n/A Do /A Do\nendstream endobj\n")
	for i := range depth {
		fmt.Fprintf(&b, "%d 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</A %d 0 R>>>>/Length 11>> stream\n"+
			"/A Do /A Do\nendstream endobj\n", 10+i, 11+i)
	}
	fmt.Fprintf(&b, "%d 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 1>> stream\nn\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%%%EOF", 10+depth)
	return []byte(b.String())
}

// bomb is a page whose content is a few megabytes and unpacks to a gigabyte.
func bomb(t *testing.T) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	chunk := bytes.Repeat([]byte("q Q "), 1<<18)
	for range 1 << 10 {
		if _, err := w.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	plain := pdftest.Build([]pdftest.Page{{Content: "XXXX"}})
	filtered := fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s", packed.Len(), packed.String())
	return bytes.Replace(plain, []byte("<<  /Length 4 >>\nstream\nXXXX"), []byte(filtered), 1)
}

// Documents made to hurt end with an error of their own or are read as far as
// they make sense, and the next document is none the worse for it.
func TestHardInput(t *testing.T) {
	text := pdftest.Text(72, 100, 12, "Invoice")
	page := func(attributes, content string) []byte {
		return pdftest.Build([]pdftest.Page{{Attributes: attributes, Content: content}})
	}
	random := make([]byte, 100_000)
	for i := range random {
		random[i] = byte(rand.Uint32())
	}
	tests := []struct {
		name string
		data []byte
		code string // "" where it is read
	}{
		{"password", protected(t, "secret"), api.CodeEncrypted},
		{"no password needed", protected(t, ""), ""},
		{"random bytes", append([]byte("%PDF-1.7\n"), random...), api.CodeCorrupt},
		{"huge page", page("/MediaBox [0 0 1000000 1000000]", text), ""},
		{"page that no wall holds", page("/MediaBox [0 0 595 3000000]", text), api.CodeTooLarge},
		{"empty page", page("/MediaBox [0 0 0 0]", text), ""},
		{"page that is inside out", page("/MediaBox [595 842 0 0]", text), ""},
		{"page of the size of a galaxy", page("/MediaBox [-1e30 0 1e30 1e30]", text), ""},
		{"box that is no box", page("/MediaBox [a b]", text), ""},
		{"crop box outside of the page", page("/MediaBox [0 0 595 842] /CropBox [5000 5000 6000 6000]", text), ""},
		{"deep arrays", page("", strings.Repeat("[", 500_000)+text), ""},
		{"deep dictionaries", page(pdftest.A4+" /X "+strings.Repeat("<< /A ", 50_000), text), ""},
		{"deep graphics states", page("", strings.Repeat("q ", 500_000)+text), ""},
		{"the same word many times", page("", strings.Repeat(text, 5_000)), ""},
		{"many lines", page("", strings.Repeat("10 10 m 500 10 l S ", 50_000)+text), ""},
		{"page of a million characters", page("", "BT /F1 3 Tf 1 0 0 1 10 800 Tm "+strings.Repeat("(ten chars ) Tj ", 100_000)+"ET"), api.CodeTooLarge},
		{"drawings in drawings", nested(35), api.CodeTooLarge},
		{"bomb", bomb(t), api.CodeTooLarge},
	}
	r := newReader(t)
	good := page("", text)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := read(t, r, tt.data)
			switch e := api.AsError(err); {
			case tt.code == "" && err != nil:
				t.Error(err)
			case tt.code == "" && len(doc.Pages) != 1:
				t.Errorf("%d pages", len(doc.Pages))
			case tt.code != "" && (e == nil || e.Kind != api.KindDocument || e.Code != tt.code):
				t.Errorf("got %v, want %s", err, tt.code)
			}
			if doc, err := read(t, r, good); err != nil || len(doc.Pages[0].Words) != 1 {
				t.Errorf("the next document: %v", err)
			}
		})
	}
}

// A hundred thousand words on many pages are read.
func TestManyWords(t *testing.T) {
	var b strings.Builder
	for y := range 80 {
		for x := range 10 {
			b.WriteString(pdftest.Text(20+float64(x)*55, 820-float64(y)*10, 8, fmt.Sprintf("w%d-%d", x, y)))
		}
	}
	pages := make([]pdftest.Page, 125)
	for i := range pages {
		pages[i].Content = b.String()
	}
	doc, err := read(t, newReader(t), pdftest.Build(pages))
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for _, p := range doc.Pages {
		words += len(p.Words)
	}
	if words != 100_000 {
		t.Errorf("%d words", words)
	}
}

// When the caller's time is over it has its answer at once, even though
// PDFium cannot be interrupted; the sandbox ends by itself, and Close waits for
// it.
func TestTimeIsOverWhileReading(t *testing.T) {
	r := newReader(t)
	if err := r.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	data := nested(35)
	_, err := r.Read(ctx, bytes.NewReader(data), int64(len(data)))
	if e := api.AsError(err); e == nil || e.Code != api.CodeTimeout && e.Code != api.CodeTooLarge {
		t.Errorf("got %v", err)
	}
}

// A free sandbox is no reason to begin what nobody waits for any more.
func TestTimeIsOverBefore(t *testing.T) {
	r := newReader(t)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 { // a select would choose either way
		if err := r.Warm(over); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
	}
}

// broken is a source whose reading is a fault of the program's.
type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { panic("no such luck") }

// A fault while reading one document reaches the one who asked, who can
// recover, and costs the next document nothing.
func TestAPanicIsTheCallers(t *testing.T) {
	r := newReader(t)
	func() {
		defer func() {
			if got := fmt.Sprint(recover()); !strings.Contains(got, "no such luck") || !strings.Contains(got, "ReadAt") {
				t.Errorf("the caller saw %q", got)
			}
		}()
		_, err := r.Read(t.Context(), broken{}, 1000)
		t.Errorf("no panic, error %v", err)
	}()
	if _, err := read(t, r, pdftest.Build([]pdftest.Page{{Content: pdftest.Text(72, 700, 12, "next")}})); err != nil {
		t.Errorf("the next document: %v", err)
	}
}

// A cache folder that cannot be used costs time and nothing else.
func TestCacheFolderThatCannotBeUsed(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles PDFium, which takes seconds")
	}
	r := pdf.New(pdf.Config{CacheDir: "/dev/null/cache", Workers: 1})
	if _, err := read(t, r, pdftest.Build([]pdftest.Page{{Content: "q Q"}})); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := read(t, r, pdftest.Build([]pdftest.Page{{}})); err == nil {
		t.Error("a closed reader reads")
	}
}

// A cache that fails where it is used, as on a full disk, is left out.
func TestCacheThatFails(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles PDFium, which takes seconds")
	}
	if err := newReader(t).Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob(filepath.Join(os.TempDir(), "docextract-test-cache", "*", "*"))
	if err != nil || len(kept) == 0 {
		t.Fatalf("no compiled modules: %v", err)
	}
	broken := t.TempDir()
	for _, name := range kept { // a folder in a file's place can be neither read nor replaced
		place := filepath.Join(broken, filepath.Base(filepath.Dir(name)), filepath.Base(name))
		if err := os.MkdirAll(place, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	r := pdf.New(pdf.Config{CacheDir: broken, Workers: 1})
	defer r.Close()
	if _, err := read(t, r, pdftest.Build([]pdftest.Page{{Content: "q Q"}})); err != nil {
		t.Error(err)
	}
}
