package pdf_test

import (
	"bytes"
	"context"
	"math"
	"testing"
	"time"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/pdf/pdftest"
)

// FuzzRead throws broken files at the sandbox: whatever happens in it, the
// reader answers with a document or with an error that has a code.
func FuzzRead(f *testing.F) {
	text := pdftest.Text(72, 700, 12, "Invoice 4711")
	f.Add(pdftest.Build([]pdftest.Page{{Content: text}}))
	f.Add(pdftest.Build([]pdftest.Page{{Content: text + "0 0 m 500 0 l S", Attributes: "/MediaBox [0 0 300 300] /Rotate 90"}, {}}))
	f.Add(pdftest.Build([]pdftest.Page{{Content: text}}, pdftest.File{Name: "factur-x.xml", Data: []byte("<a/>")}))
	f.Add(nested(5))
	r := newReader(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			t.Skip("large inputs are slow and find nothing that small ones do not")
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		doc, err := r.Read(ctx, bytes.NewReader(data), int64(len(data)))
		if err != nil {
			if e := api.AsError(err); e.Kind != api.KindDocument || e.Code == "" {
				t.Errorf("an error without a code: %v", err)
			}
			return
		}
		for _, p := range doc.Pages {
			for _, w := range p.Words {
				if w.Text == "" || math.IsNaN(w.Box.Width()+w.Box.Height()+w.Size) || w.Box.X0 > w.Box.X1 || w.Box.Y0 > w.Box.Y1 {
					t.Errorf("page %d: word %+v", p.Index, w)
				}
			}
		}
	})
}

// A file that is cut off anywhere is either read, as far as it goes, or
// damaged: never a fault, and never said to be something else.
func TestCutOffAnywhere(t *testing.T) {
	data := pdftest.Build([]pdftest.Page{{Content: pdftest.Text(72, 700, 12, "Invoice 4711")}, {Content: pdftest.Text(72, 700, 12, "Page 2")}})
	r := newReader(t)
	for n := len("%PDF-1.7\n"); n < len(data); n += 23 {
		doc, err := read(t, r, data[:n])
		switch e := api.AsError(err); {
		case err == nil && !doc.Repaired && n < len(data)-8:
			t.Errorf("cut off at %d of %d: taken for whole", n, len(data))
		case err != nil && e.Code != api.CodeCorrupt:
			t.Errorf("cut off at %d of %d: %v", n, len(data), err)
		}
	}
}
