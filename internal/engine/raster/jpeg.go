package raster

import (
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"io"

	"github.com/docextract/docextract/internal/api"
)

func openJPEG(src io.ReaderAt, size int64) (*File, error) {
	config, err := jpeg.DecodeConfig(io.NewSectionReader(src, 0, size))
	if err != nil {
		if _, ok := errors.AsType[jpeg.UnsupportedError](err); ok {
			return nil, unsupported(err, "the JPEG picture is of a kind that cannot be read (lossless, arithmetic or 12 bits)", "Save it as an ordinary JPEG or as PNG.")
		}
		return nil, corrupt(err, "the JPEG picture is damaged: its head cannot be read")
	}
	h, progressive := jpegHead(src, size)
	cost := pixelCost(config.ColorModel)
	if progressive {
		cost *= progressiveCost
	}
	if err := check(config.Width, config.Height, cost); err != nil {
		return nil, err
	}
	return &File{pages: []func() (Page, error){func() (Page, error) {
		img, err := decodeJPEG(src, size, config.Width*config.Height)
		if err != nil {
			return Page{}, err
		}
		return newPage(img, h), nil
	}}}, nil
}

// decodeJPEG decodes as much as there is. Where the file ends too early, as an
// upload that broke off does, the decoder is given blank data to the end of
// the picture, and what it makes of that becomes white.
func decodeJPEG(src io.ReaderAt, size int64, pixels int) (*image.Gray, error) {
	padded := &padding{src: io.NewSectionReader(src, 0, size), blank: pixels}
	img, err := jpeg.Decode(padded)
	if err != nil {
		if repaired, failure := repairJPEG(src, size, pixels); failure == nil {
			return repaired, nil
		}
		return nil, &api.Error{Kind: api.KindDocument, Code: api.CodeCorrupt, Message: "the JPEG picture is damaged", Err: err}
	}
	out := grey(img)
	if padded.used > endOfImage {
		whiten(out)
	}
	return out, nil
}

// endOfImage is the length of the marker that ends a JPEG.
const endOfImage = 2

// padding gives a file and after it zeros, which are data to a JPEG decoder,
// and at last the marker of the end over and over.
type padding struct {
	src   io.Reader
	ended bool
	blank int // zeros that are left to give
	used  int // bytes given beyond the file
}

// Read implements io.Reader.
func (p *padding) Read(b []byte) (int, error) {
	if !p.ended {
		n, err := p.src.Read(b)
		if !errors.Is(err, io.EOF) {
			return n, err
		}
		p.ended = true
		if n > 0 {
			return n, nil
		}
	}
	n := 0
	for n < len(b) && n < 4096 {
		b[n] = 0
		if p.blank <= 0 {
			b[n] = "\xff\xd9"[p.used&1]
		}
		p.blank--
		p.used++
		n++
	}
	return n, nil
}

// whiten makes those rows at the foot white that the decoder made of blank
// data: the same 16 pixels over and over.
func whiten(img *image.Gray) {
	const unit = 16
	size := img.Bounds().Size()
	for y := size.Y - 1; y >= 0; y-- {
		row := img.Pix[y*img.Stride:][:size.X]
		for x := unit; x < len(row); x++ {
			if d := int(row[x]) - int(row[x-unit]); d > 2 || d < -2 {
				return
			}
		}
		for x := range row {
			row[x] = 255
		}
	}
}

// jpegHead reads the segments before the picture's data.
func jpegHead(src io.ReaderAt, size int64) (h head, progressive bool) {
	const maxSegments = 200
	at := int64(2)
	for range maxSegments {
		var mark [4]byte
		if _, err := src.ReadAt(mark[:], at); err != nil || mark[0] != 0xff {
			return h, progressive
		}
		length := int64(binary.BigEndian.Uint16(mark[2:]))
		if length < 2 || at+2+length > size {
			return h, progressive
		}
		body := io.NewSectionReader(src, at+4, length-2)
		switch mark[1] {
		case 0xe0:
			if d := jfifDensity(body); d > 0 {
				h.dpi = d
			}
		case 0xe1:
			h = h.or(exifHead(body))
		case 0xc2, 0xc6, 0xca, 0xce:
			progressive = true
		case 0xda, 0xd9:
			return h, progressive
		}
		at += 2 + length
	}
	return h, progressive
}

// jfifDensity is the resolution of the JFIF segment, 0 where it gives none.
func jfifDensity(body io.ReaderAt) float64 {
	var b [12]byte
	if _, err := body.ReadAt(b[:], 0); err != nil || string(b[:5]) != "JFIF\x00" {
		return 0
	}
	return inUnit(float64(binary.BigEndian.Uint16(b[8:])), int(b[7]))
}

// inUnit turns a density into dots an inch: unit 1 is the inch, 2 the
// centimetre.
func inUnit(density float64, unit int) float64 {
	switch unit {
	case 1:
		return density
	case 2:
		return density * 2.54
	}
	return 0
}

// exifHead reads an EXIF segment, which is a TIFF directory.
func exifHead(body *io.SectionReader) head {
	var b [6]byte
	if _, err := body.ReadAt(b[:], 0); err != nil || string(b[:]) != "Exif\x00\x00" {
		return head{}
	}
	directories, err := readDirectories(io.NewSectionReader(body, 6, body.Size()-6), 1)
	if err != nil || len(directories) == 0 {
		return head{}
	}
	return directories[0].head
}

// or fills in what is missing.
func (h head) or(other head) head {
	if h.dpi == 0 {
		h.dpi = other.dpi
	}
	if h.orientation == 0 {
		h.orientation = other.orientation
	}
	return h
}
