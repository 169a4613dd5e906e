package document_test

import (
	"strings"
	"testing"

	"github.com/docextract/docextract/internal/engine/document"
)

func TestSniff(t *testing.T) {
	tests := []struct {
		name, head string
		want       document.Kind
	}{
		{"pdf", "%PDF-1.7\n%\xe2\xe3", document.KindPDF},
		{"pdf behind a mail header", "Content-Type: application/pdf\r\n\r\n%PDF-1.4", document.KindPDF},
		{"pdf at the last place", strings.Repeat("x", 1019) + "%PDF-", document.KindPDF},
		{"pdf too late", strings.Repeat("x", 1020) + "%PDF-1.4", document.KindUnknown},
		{"xml", `<?xml version="1.0"?><Invoice/>`, document.KindXML},
		{"xml with a mark", "\xef\xbb\xbf<?xml?>", document.KindXML},
		{"xml behind blanks", "\n\t <Invoice>", document.KindXML},
		{"xml with a comment", "<!-- made by hand --><a/>", document.KindXML},
		{"xml that speaks of pdf", "<a>%PDF-1.4</a>", document.KindXML},
		{"utf-16, little end first", "\xff\xfe<\x00?\x00x\x00m\x00l\x00", document.KindXML},
		{"utf-16, big end first", "\xfe\xff\x00<\x00?\x00x", document.KindXML},
		{"utf-16 without a mark", "<\x00?\x00x\x00", document.KindXML},
		{"a web page", "<!DOCTYPE html><html>", document.KindUnknown},
		{"a web page without a type", "\n<HTML lang=en>", document.KindUnknown},
		{"an office archive", "PK\x03\x04", document.KindUnknown},
		{"a film", "\x00\x00\x00\x18ftypmp42", document.KindUnknown},
		{"nothing", "", document.KindUnknown},
		{"jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", document.KindJPEG},
		{"png", "\x89PNG\r\n\x1a\n\x00\x00", document.KindPNG},
		{"tiff", "II*\x00\x08\x00", document.KindTIFF},
		{"tiff, big end first", "MM\x00*\x00\x00", document.KindTIFF},
		{"webp", "RIFF\x24\x00\x00\x00WEBPVP8 ", document.KindWebP},
		{"wave", "RIFF\x24\x00\x00\x00WAVEfmt ", document.KindUnknown},
		{"bmp", "BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00", document.KindBMP},
		{"a word that begins with BM", "BMW AG, München", document.KindUnknown},
		{"heic", "\x00\x00\x00\x18ftypheic\x00\x00", document.KindHEIC},
		{"mp4", "\x00\x00\x00\x18ftypisom\x00\x00", document.KindUnknown},
		{"text", "Invoice No. 1\n", document.KindUnknown},
		{"less than", "< 5 EUR", document.KindUnknown},
		{"zip", "PK\x03\x04", document.KindUnknown},
		{"nothing", "", document.KindUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := document.Sniff([]byte(tt.head)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzSniff(f *testing.F) {
	for _, seed := range []string{"%PDF-1.7", "<?xml", "\xff\xfe<\x00", "RIFF\x00\x00\x00\x00WEBP", "\x00\x00\x00\x18ftypheic", "BM"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, head []byte) {
		k := document.Sniff(head)
		if k.Image() && (k == document.KindPDF || k == document.KindXML) {
			t.Errorf("%q is an image and is not", k)
		}
		if len(head) > document.HeadSize && k != document.Sniff(head[:document.HeadSize]) {
			t.Error("bytes behind the head changed the kind")
		}
	})
}

func TestSuffix(t *testing.T) {
	t.Parallel()
	for kind, want := range map[document.Kind]string{
		document.KindUnknown: "", document.KindPDF: ".pdf", document.KindXML: ".xml", document.KindJPEG: ".jpg", document.KindHEIC: ".heic",
	} {
		if got := kind.Suffix(); got != want {
			t.Errorf("%q: %q, want %q", kind, got, want)
		}
	}
}
