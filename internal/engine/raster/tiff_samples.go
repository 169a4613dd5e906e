package raster

import (
	"bytes"
	"compress/zlib"
	"image"
	"io"
	"math/bits"

	"golang.org/x/image/ccitt"
	"golang.org/x/image/tiff/lzw"
)

// How the bytes of a strip or a tile are compressed.
const (
	compressionNone     = 1
	compressionFax3     = 3
	compressionFax4     = 4
	compressionLZW      = 5
	compressionDeflate  = 8
	compressionPackBits = 32773
	compressionZIP      = 32946 // as Deflate was first called
)

// unpacks reports whether the compression is one that is undone here.
func (p *tiffPage) unpacks() bool {
	switch p.compression {
	case compressionFax3, compressionFax4:
		return p.pixels.bits == 1 && p.pixels.samples == 1
	case compressionNone, compressionLZW, compressionDeflate, compressionPackBits, compressionZIP:
		return true
	}
	return false
}

// samplesPart decodes a part, and those of the other planes that belong to it,
// row by row until one of them ends.
func (p *tiffPage) samplesPart(i, rows, perPlane int) (*image.Gray, bool) {
	f := &p.pixels
	planes, n := 1, p.partW*f.samples
	if f.apart {
		planes, n = f.samples, p.partW
	}
	size := f.rowSize(p.partW)
	raw := make([][]byte, planes)
	for k := range raw {
		raw[k] = p.decompress(p.coded(i+k*perPlane), rows, size)
		rows = min(rows, len(raw[k])/size)
	}
	if rows <= 0 {
		return nil, false
	}
	out := image.NewGray(image.Rect(0, 0, p.partW, rows))
	samples := make([]byte, p.partW*f.samples)
	for y := range rows {
		for k, plane := range raw {
			row := plane[y*size:][:size]
			f.undo(row)
			f.unpack(samples[k:], row, n, planes)
		}
		f.grey(out.Pix[y*out.Stride:][:p.partW], samples)
	}
	return out, true
}

// decompress gives the rows of a part, each of size bytes, as far as they can
// be read.
func (p *tiffPage) decompress(data []byte, rows, size int) []byte {
	if p.compression == compressionFax3 || p.compression == compressionFax4 {
		if p.number(tagFillOrder, 1) == 2 {
			for i, b := range data {
				data[i] = bits.Reverse8(b)
			}
		}
	}
	r := io.Reader(bytes.NewReader(data))
	switch p.compression {
	case compressionFax3:
		return faxPicture(data, p.partW, rows, p.number(tagT4Options, 0)&twoDimensional != 0)
	case compressionFax4:
		// As elsewhere in TIFF the bits of white are 0, whatever that then means.
		r = ccitt.NewReader(r, ccitt.MSB, ccitt.Group4, p.partW, rows, &ccitt.Options{Invert: true})
	case compressionLZW:
		l := lzw.NewReader(r, lzw.MSB, 8)
		defer func() { _ = l.Close() }() // nothing is open
		r = l
	case compressionDeflate, compressionZIP:
		z, err := zlib.NewReader(r)
		if err != nil {
			return nil
		}
		r = z
	case compressionPackBits:
		return unpackBits(data, rows*size)
	}
	out := make([]byte, rows*size)
	n, _ := io.ReadFull(r, out) // what is missing stays white
	return out[:n]
}

// unpackBits undoes the run lengths of PackBits (TIFF 6.0, section 9), up to so
// many bytes.
func unpackBits(data []byte, most int) []byte {
	out := make([]byte, 0, most)
	for len(data) > 1 && len(out) < most {
		n := int(int8(data[0])) //nolint:gosec // a signed byte is meant
		switch {
		case n >= 0:
			n = min(n+1, len(data)-1)
			out = append(out, data[1:1+n]...)
			data = data[1+n:]
		case n == -128:
			data = data[1:]
		default:
			out = append(out, bytes.Repeat(data[1:2], 1-n)...)
			data = data[2:]
		}
	}
	return out[:min(len(out), most)]
}
