package document

import (
	"bytes"
	"strings"
)

// Kind is a kind of file, told by its content.
type Kind string

// The kinds that are told apart. KindUnknown is everything else.
const (
	KindUnknown Kind = ""
	KindPDF     Kind = "PDF"
	KindXML     Kind = "XML"
	KindJPEG    Kind = "JPEG"
	KindPNG     Kind = "PNG"
	KindTIFF    Kind = "TIFF"
	KindWebP    Kind = "WebP"
	KindBMP     Kind = "BMP"
	KindHEIC    Kind = "HEIC"
)

// Image reports whether the kind is one of picture files.
func (k Kind) Image() bool {
	switch k {
	case KindJPEG, KindPNG, KindTIFF, KindWebP, KindBMP, KindHEIC:
		return true
	case KindUnknown, KindPDF, KindXML:
	}
	return false
}

// Suffix is what the names of such files end in, "" for KindUnknown.
func (k Kind) Suffix() string {
	switch k {
	case KindUnknown:
		return ""
	case KindJPEG:
		return ".jpg"
	default:
		return "." + strings.ToLower(string(k))
	}
}

// HeadSize is how many bytes Sniff wants to see. PDF readers accept a header
// within the first 1024 bytes.
const HeadSize = 1024

// Sniff tells the kind of a file from its first bytes, whatever its name.
func Sniff(head []byte) Kind {
	head = head[:min(len(head), HeadSize)]
	switch {
	case startsWith(head, "\xff\xd8\xff"):
		return KindJPEG
	case startsWith(head, "\x89PNG\r\n\x1a\n"):
		return KindPNG
	case startsWith(head, "II*\x00", "MM\x00*", "II+\x00", "MM\x00+"):
		return KindTIFF
	case startsWith(head, "RIFF") && at(head, 8, "WEBP"):
		return KindWebP
	case startsWith(head, "BM") && at(head, 6, "\x00\x00\x00\x00"): // "BM" alone begins many a text
		return KindBMP
	case at(head, 4, "ftyp") && heif(head):
		return KindHEIC
	case xml(head):
		return KindXML
	case bytes.Contains(head, []byte("%PDF-")):
		return KindPDF
	}
	return KindUnknown
}

func startsWith(head []byte, magic ...string) bool {
	for _, m := range magic {
		if at(head, 0, m) {
			return true
		}
	}
	return false
}

func at(head []byte, offset int, magic string) bool {
	return len(head) >= offset+len(magic) && string(head[offset:offset+len(magic)]) == magic
}

// heif looks for a brand of HEIF still images.
func heif(head []byte) bool {
	for _, brand := range []string{"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"} {
		if at(head, 8, brand) {
			return true
		}
	}
	return false
}

// xml reports whether the text begins with markup, after a byte order mark
// and blanks, in any encoding that has ASCII in it or is UTF-16.
func xml(head []byte) bool {
	text := string(head)
	switch {
	case startsWith(head, "\xff\xfe", "\xfe\xff"), at(head, 0, "<\x00"), at(head, 0, "\x00<"):
		text = strings.ReplaceAll(text, "\x00", "") // UTF-16: what markup begins with is ASCII
	}
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		text = strings.TrimPrefix(text, mark)
	}
	text = strings.TrimLeft(text, " \t\r\n")
	if len(text) < 2 || text[0] != '<' || webPage(text) {
		return false
	}
	c := text[1]
	return c == '?' || c == '!' || c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// webPage tells HTML, which is markup too and no document of ours.
func webPage(text string) bool {
	text = strings.ToLower(text[:min(len(text), len("<!doctype html"))])
	return strings.HasPrefix(text, "<html") || strings.HasPrefix(text, "<!doctype html")
}
