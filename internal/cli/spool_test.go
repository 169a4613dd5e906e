package cli

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/docextract/docextract/internal/api"
)

func TestSpoolCanBeReadAgain(t *testing.T) {
	t.Parallel()
	doc, err := spool(strings.NewReader("%PDF-1.7 and more"), "standard input", "")
	if err != nil {
		t.Fatal(err)
	}
	if doc.Name != "document.pdf" || doc.Size != 17 {
		t.Errorf("name %q, size %d", doc.Name, doc.Size)
	}
	for range 2 {
		r, err := doc.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if string(text) != "%PDF-1.7 and more" || err != nil || r.Close() != nil {
			t.Errorf("read %q, error %v", text, err)
		}
	}
}

func TestSpoolSaysWhyItCannotRead(t *testing.T) {
	t.Parallel()
	if _, err := spool(iotest.ErrReader(errors.New("gone")), "standard input", "x.pdf"); api.KindOf(err) != api.KindUnreadable {
		t.Errorf("error %v", err)
	}
	if _, err := spool(iotest.ErrReader(ErrInterrupted), "standard input", "x.pdf"); api.KindOf(err) != api.KindInterrupted {
		t.Errorf("error %v", err)
	}
}

func TestSuffixOf(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]string{
		"junk\n%PDF-1.4": ".pdf", `<?xml version="1.0"?>`: ".xml", "\x89PNG\r\n\x1a\n": ".png", "\xff\xd8\xff\xe0": ".jpg",
		"<Invoice>": ".xml", "II*\x00": ".tiff", "plain text": "", "": "",
	} {
		if got := suffixOf(strings.NewReader(head)); got != want {
			t.Errorf("suffixOf(%q) = %q, want %q", head, got, want)
		}
	}
}
