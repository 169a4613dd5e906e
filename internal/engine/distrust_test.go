package engine

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/pdf"
	"github.com/docextract/docextract/internal/sample"
)

// In all languages and layouts it is told whether a text layer is what the
// page shows.
func TestJudgingTextLayers(t *testing.T) {
	r := pdf.New(pdf.Config{Workers: 1, CacheDir: filepath.Join(os.TempDir(), "docextract-test-cache")})
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	type form struct {
		name   string
		encode func(*sample.Document) ([]byte, error)
		// read says that the page must be read as a picture.
		read bool
	}
	forms := []form{
		{"as it should be", (*sample.Document).PDF, false},
		{"private characters", func(d *sample.Document) ([]byte, error) { return d.MismappedPDF(0xe000) }, true},
		{"other letters", func(d *sample.Document) ([]byte, error) { return d.MismappedPDF(0x1d) }, true},
		{"recognised well", func(d *sample.Document) ([]byte, error) { return d.SearchablePDF(50, strings.Clone) }, false},
		{"recognised badly", func(d *sample.Document) ([]byte, error) { return d.SearchablePDF(50, consonants) }, true},
		{"one letter for all", func(d *sample.Document) ([]byte, error) { return d.SearchablePDF(50, allOne) }, true},
		{"stamped", func(d *sample.Document) ([]byte, error) { return d.StampedPDF(50, "Received 03.05.2031 10:12") }, true},
	}
	for i, layout := range sample.Layouts() {
		language := sample.Languages()[i%len(sample.Languages())]
		d := sample.New(uint64(50+i), sample.Options{Language: language, Layout: layout, Lines: 3})
		for _, f := range forms {
			data, err := f.encode(d)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := r.Read(t.Context(), bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			pictures := append(distrust(doc), doc.Textless...)
			if got := len(pictures) > 0; got != f.read {
				t.Errorf("%s (%s), %s: %v to be read as pictures", layout, language, f.name, pictures)
			}
			if f.name == "recognised well" && len(pictures) == 0 && doc.Pages[0].Words[0].Confidence >= 1 {
				t.Errorf("%s: recognised words count as printed", layout)
			}
		}
	}
}

// consonants is what a poor reader makes of print.
func consonants(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiouAEIOUäöüéèàí", r) {
			return 'l'
		}
		return r
	}, s)
}

// allOne is what a font with one character for all gives.
func allOne(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' {
			return r
		}
		return 'a'
	}, s)
}

func TestWordsThatNobodyCanSay(t *testing.T) {
	for word, want := range map[string]bool{
		"rechnung": false, "invoice": false, "5hfkqxqj": true, "strč": true, "o'neill-smith": false, "info@muster.de": false,
		"r$#%ng": true, "наименование": false, "abc123def456": true, "überträge": false,
	} {
		if got := strange(word); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}
