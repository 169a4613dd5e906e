package sample

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestXMLIsWellFormedAndHoldsTheFields(t *testing.T) {
	for seed := range uint64(60) {
		doc := New(seed, Options{Credit: seed%5 == 0})
		for name, data := range map[string][]byte{"CII": doc.CII(), "UBL": doc.UBL()} {
			for dec := xml.NewDecoder(bytes.NewReader(data)); ; {
				if _, err := dec.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("seed %d: %s: %v", seed, name, err)
				}
			}
			for field, want := range doc.XMLTruth().Fields {
				if want == nil || strings.HasSuffix(field, "_date") || strings.ContainsAny(*want, "&'") {
					continue
				}
				if !bytes.Contains(data, []byte(">"+*want+"<")) {
					t.Errorf("seed %d: %s lacks %s %q", seed, name, field, *want)
				}
			}
		}
	}
}

func TestFormsOfADocument(t *testing.T) {
	doc := New(3, Options{Language: "sl", Layout: "boxes", Lines: 3})
	forms := map[string]func() ([]byte, error){
		"hybrid":    doc.HybridPDF,
		"encrypted": func() ([]byte, error) { return doc.EncryptedPDF("open sesame") },
		"scanned":   func() ([]byte, error) { return doc.ScannedPDF(100) },
	}
	marks := map[string]string{"hybrid": "/EmbeddedFile", "encrypted": "/Encrypt", "scanned": "/DCTDecode"}
	for name, form := range forms {
		data, err := form()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data, []byte(marks[name])) {
			t.Errorf("%s: not the PDF that it should be", name)
		}
		again, err := form()
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: the same document gave other bytes (%v)", name, err)
		}
	}
}

func TestImagesShowEveryPage(t *testing.T) {
	doc := New(4, Options{Layout: "ledger", Lines: 150})
	pages, err := doc.Images(60)
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) < 2 {
		t.Fatalf("%d pages for 150 lines", len(pages))
	}
	for i, p := range pages {
		dark := 0
		for _, v := range p.Pix {
			if v < 128 {
				dark++
			}
		}
		if dark < 500 {
			t.Errorf("page %d is almost empty: %d dark pixels", i+1, dark)
		}
	}
}
