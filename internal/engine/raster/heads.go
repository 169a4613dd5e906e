package raster

import (
	"encoding/binary"
	"io"
)

const metersPerInch = 0.0254

// maxChunks is how many chunks of a file are passed over in search of one.
const maxChunks = 1000

// pngHead looks for the chunks of physical size and of EXIF.
func pngHead(src io.ReaderAt, size int64) (h head) {
	at := int64(8)
	for range maxChunks {
		var b [8]byte
		if _, err := src.ReadAt(b[:], at); err != nil {
			return h
		}
		length := int64(binary.BigEndian.Uint32(b[:]))
		if at+12+length > size {
			return h
		}
		body := io.NewSectionReader(src, at+8, length)
		switch string(b[4:]) {
		case "pHYs":
			var p [9]byte
			if _, err := body.ReadAt(p[:], 0); err == nil && p[8] == 1 {
				h.dpi = float64(binary.BigEndian.Uint32(p[:])) * metersPerInch
			}
		case "eXIf":
			if d, err := readDirectories(body, 1); err == nil && len(d) > 0 {
				h = h.or(d[0].head)
			}
		case "IEND":
			return h
		}
		at += 12 + length
	}
	return h
}

// webpHead looks for the chunk of EXIF.
func webpHead(src io.ReaderAt, size int64) (h head) {
	at := int64(12)
	for range maxChunks {
		var b [8]byte
		if _, err := src.ReadAt(b[:], at); err != nil {
			return h
		}
		length := int64(binary.LittleEndian.Uint32(b[4:]))
		if at+8+length > size {
			return h
		}
		if string(b[:4]) == "EXIF" {
			if d, err := readDirectories(io.NewSectionReader(src, at+8, length), 1); err == nil && len(d) > 0 {
				return d[0].head
			}
			return exifHead(io.NewSectionReader(src, at+8, length))
		}
		at += 8 + length + length&1
	}
	return h
}

// bmpHead reads the pixels to the meter.
func bmpHead(src io.ReaderAt, _ int64) head {
	var b [4]byte
	if _, err := src.ReadAt(b[:], 38); err != nil {
		return head{}
	}
	return head{dpi: float64(binary.LittleEndian.Uint32(b[:])) * metersPerInch}
}
