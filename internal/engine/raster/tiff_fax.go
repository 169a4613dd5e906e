package raster

import (
	"bytes"
	"image"
	"io"
	"math/bits"

	"golang.org/x/image/ccitt"
)

// Tags of faxes.
const (
	tagPhotometric = 262
	tagFillOrder   = 266
	tagT4Options   = 292

	compressionFax = 3
	maxFaxStrip    = 8 << 20 // bytes
	twoDimensional = 1       // the bit in the options
)

// decodeFax decodes a page of Group 3 row by row: between the rows there may be
// filling, which the TIFF library does not know. What is damaged or cut off
// stays white. ok is false for a page of another kind, such as with rows that
// refer to the one above.
func decodeFax(src io.ReaderAt, size int64, offset uint32) (img *image.Gray, ok bool) {
	d, ok := newTagReader(src, size, offset)
	if !ok || d.number(tagCompression, 1) != compressionFax || d.number(tagT4Options, 0)&twoDimensional != 0 {
		return nil, false
	}
	width, height := d.number(tagWidth, 0), d.number(tagLength, 0)
	rows := min(d.number(tagRowsPerStrip, height), height)
	offsets, lengths := d.numbers(tagStripOffsets), d.numbers(tagStripCounts)
	if check(width, height, 2) != nil || rows <= 0 || len(offsets) != len(lengths) {
		return nil, false
	}
	// The decoder gives white as 1; a file for which 1 is white was inverted.
	out := image.NewGray(image.Rect(0, 0, width, height))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	good := false
	for i, at := range offsets {
		data := make([]byte, min(int64(lengths[i]), max(size-int64(at), 0), maxFaxStrip))
		if _, err := src.ReadAt(data, int64(at)); err != nil {
			break
		}
		if d.number(tagFillOrder, 1) == 2 {
			for k, b := range data {
				data[k] = bits.Reverse8(b)
			}
		}
		y := i * rows
		for _, coded := range faxRows(data) {
			if y >= min(height, (i+1)*rows) {
				break
			}
			good = faxRow(out.Pix[y*out.Stride:][:width], coded) || good
			y++
		}
	}
	if d.number(tagPhotometric, 0) == 1 {
		invert(out)
	}
	return out, good
}

// endOfLine is the mark in front of a row: eleven zeros and a one, or more zeros
// where there is filling.
const endOfLine = 11

// faxRows cuts the data into rows, each with a mark of its own in front.
func faxRows(data []byte) (rows [][]byte) {
	var row []byte
	n, zeros, ones := 0, 0, 0
	begin := func() {
		row, n, zeros, ones = []byte{0, 1 << 4}, endOfLine+1, 0, 0
	}
	begin()
	for i := range 8 * len(data) {
		bit := data[i/8] >> (7 - i%8) & 1
		if bit == 1 && zeros >= endOfLine {
			if ones > 0 {
				rows = append(rows, row)
			}
			begin()
			continue
		}
		if n/8 == len(row) {
			row = append(row, 0)
		}
		row[n/8] |= bit << (7 - n%8)
		n++
		if zeros++; bit == 1 {
			zeros = 0
			ones++
		}
	}
	if ones > 0 {
		rows = append(rows, row)
	}
	return rows
}

// faxRow decodes a row into pixels, black on white.
func faxRow(pixels, coded []byte) bool {
	line := make([]byte, (len(pixels)+7)/8)
	fax := ccitt.NewReader(bytes.NewReader(coded), ccitt.MSB, ccitt.Group3, len(pixels), 1, nil)
	if _, err := io.ReadFull(fax, line); err != nil {
		return false
	}
	for x := range pixels {
		if line[x/8]&(0x80>>(x%8)) == 0 {
			pixels[x] = 0
		}
	}
	return true
}

func invert(img *image.Gray) {
	for i, p := range img.Pix {
		img.Pix[i] = ^p
	}
}
