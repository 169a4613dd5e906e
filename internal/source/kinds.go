package source

import (
	"bytes"
	"path/filepath"
	"strings"
)

// headSize is how much of a file is looked at. PDF readers accept a header
// within the first 1024 bytes.
const headSize = 1024

// knownSuffix reports whether the name ends like a kind of document we know.
func knownSuffix(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pdf", ".xml", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".heif":
		return true
	default:
		return false
	}
}

// knownHead reports whether the bytes begin like a kind of document we know.
func knownHead(head []byte) bool {
	if bytes.Contains(head, []byte("%PDF-")) {
		return true
	}
	for _, magic := range []string{
		"\xff\xd8\xff",       // JPEG
		"\x89PNG\r\n\x1a\n",  // PNG
		"II*\x00", "MM\x00*", // TIFF
		"II+\x00", "MM\x00+", // BigTIFF
		"<?xml", "\xef\xbb\xbf<?xml", // XML
		"\xff\xfe<\x00?\x00x\x00", "\xfe\xff\x00<\x00?\x00x", // XML in UTF-16
	} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return isWebP(head) || isBMP(head) || isHEIC(head)
}

func isWebP(head []byte) bool {
	return len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP"
}

// isBMP wants the reserved words to be zero: "BM" alone begins many a text.
func isBMP(head []byte) bool {
	return len(head) >= 14 && string(head[:2]) == "BM" && bytes.Equal(head[6:10], make([]byte, 4))
}

// isHEIC looks for the brands of HEIF still images in the file type box.
func isHEIC(head []byte) bool {
	if len(head) < 12 || string(head[4:8]) != "ftyp" {
		return false
	}
	switch string(head[8:12]) {
	case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1":
		return true
	default:
		return false
	}
}
