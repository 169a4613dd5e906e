package pdf_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/pdf"
	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
)

// newReader is a reader that shares the compiled module with other test runs.
func newReader(tb testing.TB) *pdf.Reader {
	tb.Helper()
	r := pdf.New(pdf.Config{Workers: 2, CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache")})
	tb.Cleanup(func() {
		if err := r.Close(); err != nil {
			tb.Error(err)
		}
	})
	return r
}

func read(tb testing.TB, r *pdf.Reader, data []byte) (*pdf.Document, error) {
	tb.Helper()
	return r.Read(tb.Context(), bytes.NewReader(data), int64(len(data)))
}

func texts(p document.Page) []string {
	var out []string
	for _, w := range p.Words {
		out = append(out, w.Text)
	}
	return out
}

func TestWordsOfAPage(t *testing.T) {
	r := newReader(t)
	tests := []struct {
		name, content string
		want          []string
	}{
		{"blanks", pdftest.Text(72, 700, 12, "Invoice  No. 4711"), []string{"Invoice", "No.", "4711"}},
		{"non-breaking blank and soft hyphen", pdftest.Text(72, 700, 12, "EUR\xa012\xad3"), []string{"EUR", "12-3"}},
		{"cells without a blank between them", pdftest.Text(72, 700, 12, "1") + pdftest.Text(92, 700, 12, "19,00"), []string{"1", "19,00"}},
		{"fake bold", pdftest.Text(72, 700, 12, "Total") + pdftest.Text(72.3, 700, 12, "Total"), []string{"Total"}},
		{"outside of the page", pdftest.Text(-200, 700, 12, "secret") + pdftest.Text(72, 700, 12, "seen"), []string{"seen"}},
		{"oblique watermark", pdftest.Show("F1", "0.7 0.7 -0.7 0.7 100 100", 60, "COPY") + pdftest.Text(72, 700, 12, "seen"), []string{"seen"}},
		{"fake italic", pdftest.Show("F1", "1 0 0.33 1 72 700", 12, "sloped"), []string{"sloped"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := read(t, r, pdftest.Build([]pdftest.Page{{Content: tt.content}}))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, texts(doc.Pages[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Wherever the producer puts the origin and however it turns the page, the box
// is where the word is seen.
func TestBoxesAreWhereTheWordIsSeen(t *testing.T) {
	r := newReader(t)
	// On the page as shown the word begins 1 inch from the left, its baseline
	// is 2 inches from the top, and the page is 400 × 600 points.
	tests := []struct {
		name, attributes, content string
	}{
		{"plain", "/MediaBox [0 0 400 600]", pdftest.Show("F2", "1 0 0 1 72 456", 24, "HHH")},
		{"media box off the origin", "/MediaBox [-100 50 300 650]", pdftest.Show("F2", "1 0 0 1 -28 506", 24, "HHH")},
		{"crop box", "/MediaBox [0 0 1000 1000] /CropBox [200 300 600 900]", pdftest.Show("F2", "1 0 0 1 272 756", 24, "HHH")},
		{"rotate 90", "/MediaBox [0 0 600 400] /Rotate 90", pdftest.Show("F2", "0 1 -1 0 144 72", 24, "HHH")},
		{"rotate 180", "/MediaBox [0 0 400 600] /Rotate 180", pdftest.Show("F2", "-1 0 0 -1 328 144", 24, "HHH")},
		{"rotate 270", "/MediaBox [0 0 600 400] /Rotate 270", pdftest.Show("F2", "0 -1 1 0 456 328", 24, "HHH")},
		{"rotate −90 and crop", "/MediaBox [0 0 900 900] /CropBox [100 200 700 600] /Rotate -90", pdftest.Show("F2", "0 -1 1 0 556 528", 24, "HHH")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := read(t, r, pdftest.Build([]pdftest.Page{{Attributes: tt.attributes, Content: tt.content}}))
			if err != nil {
				t.Fatal(err)
			}
			p := doc.Pages[0]
			if math.Round(p.Width) != 1667 || math.Round(p.Height) != 2500 {
				t.Errorf("page is %v × %v, want 1667 × 2500", p.Width, p.Height)
			}
			if len(p.Words) != 1 {
				t.Fatalf("words: %q", texts(p))
			}
			w := p.Words[0]
			if math.Abs(w.Box.X0-300) > 10 || math.Abs(w.Box.Y1-600) > 4 || math.Abs(w.Box.Height()-72) > 4 || w.Box.Width() < 180 {
				t.Errorf("box is %+v", w.Box)
			}
			if !w.Bold || math.Round(w.Size) != 100 || w.Confidence != 1 {
				t.Errorf("word is %+v, want bold, 100 pixels", w)
			}
		})
	}
}

// A page whose text runs up or down is read as if it were turned, and its boxes
// can be found on the page as it is shown.
func TestTurnedText(t *testing.T) {
	r := newReader(t)
	for _, tt := range []struct {
		name, matrix string
		turned       int
		want         document.Box // as shown
	}{
		{"down", "0 -1 1 0 144 528", 1, document.Box{X0: 600, Y0: 300, X1: 672, Y1: 520}},
		{"head over", "-1 0 0 -1 328 144", 2, document.Box{X0: 1147, Y0: 1900, X1: 1367, Y1: 1972}},
		{"up", "0 1 -1 0 144 72", 3, document.Box{X0: 528, Y0: 1980, X1: 600, Y1: 2200}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			content := pdftest.Show("F2", tt.matrix, 24, "HHH") + pdftest.Text(300, 20, 8, "x")
			doc, err := read(t, r, pdftest.Build([]pdftest.Page{{Attributes: "/MediaBox [0 0 400 600]", Content: content}}))
			if err != nil {
				t.Fatal(err)
			}
			p := doc.Pages[0]
			if w, h := p.ShownSize(); math.Round(w) != 1667 || math.Round(h) != 2500 || p.Turned != tt.turned {
				t.Errorf("page of %v × %v, turned %d", w, h, p.Turned)
			}
			if len(p.Words) != 1 || p.Words[0].Box.Width() < 2*p.Words[0].Box.Height() {
				t.Fatalf("words: %+v", p.Words)
			}
			got := p.Shown(p.Words[0].Box)
			near := func(a, b float64) bool { return math.Abs(a-b) < 12 }
			if !near(got.X0, tt.want.X0) || !near(got.X1, tt.want.X1) || !near(got.Y0, tt.want.Y0) || !near(got.Y1, tt.want.Y1) {
				t.Errorf("shown at %+v, want %+v", got, tt.want)
			}
		})
	}
}

// What was filled into a form is part of what the page says.
func TestFilledForm(t *testing.T) {
	const form = "%PDF-1.7\n" +
		"1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>> endobj\n" +
		"2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n" +
		"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]/Resources<</Font<</F1 5 0 R>>>>>> endobj\n" +
		"4 0 obj <</Length 48>> stream\nBT /F1 12 Tf 1 0 0 1 72 700 Tm (Invoice) Tj ET  \nendstream endobj\n" +
		"5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n" +
		"6 0 obj <</Type/Annot/Subtype/Widget/FT/Tx/T(no)/V(4711)/Rect[200 695 300 715]/F 4/P 3 0 R/AP<</N 7 0 R>>>> endobj\n" +
		"7 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 5 0 R>>>>/Length 45>> stream\n" +
		"BT /F1 12 Tf 1 0 0 1 2 5 Tm (4711) Tj ET     \nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF"
	doc, err := read(t, newReader(t), []byte(form))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Invoice", "4711"}, texts(doc.Pages[0])); diff != "" {
		t.Fatal(diff)
	}
	if w := doc.Pages[0].Words[1]; math.Abs(w.Box.X0-842) > 8 || math.Abs(w.Box.Y1-592) > 8 {
		t.Errorf("the filled-in word is at %+v", w.Box)
	}
}

func TestAttachments(t *testing.T) {
	data := pdftest.Build([]pdftest.Page{{Content: pdftest.Text(72, 700, 12, "Hybrid")}},
		pdftest.File{Name: "factur-x.xml", Data: []byte("<a/>")}, pdftest.File{Name: "note.txt", Data: []byte("hello")}, pdftest.File{Name: "other", Data: []byte("<b/>")})
	doc, err := read(t, newReader(t), data)
	if err != nil {
		t.Fatal(err)
	}
	want := []pdf.Attachment{{Name: "factur-x.xml", Data: []byte("<a/>")}, {Name: "other", Data: []byte("<b/>")}}
	if diff := cmp.Diff(want, doc.Attachments); diff != "" {
		t.Error(diff)
	}
}

func TestDocumentsThatCannotBeRead(t *testing.T) {
	r := newReader(t)
	good := pdftest.Build([]pdftest.Page{{Content: pdftest.Text(72, 700, 12, "fine")}})
	tests := []struct {
		name string
		data []byte
		code string
	}{
		{"header only", []byte("%PDF-1.7\n"), api.CodeCorrupt},
		{"cut off", good[:len(good)/4], api.CodeCorrupt},
		{"no page", pdftest.Build(nil), api.CodeCorrupt},
		{"too many pages", pdftest.Build(make([]pdftest.Page, 3000)), api.CodeTooManyPages},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(t, r, tt.data)
			if e := api.AsError(err); e == nil || e.Kind != api.KindDocument || e.Code != tt.code {
				t.Fatalf("got %v, want %s", err, tt.code)
			}
			if _, err := read(t, r, good); err != nil {
				t.Errorf("the next document: %v", err)
			}
		})
	}
}
