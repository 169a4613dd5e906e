package raster

import (
	"encoding/binary"
	"image"
	"io"
	"slices"
)

// More tags of TIFF's directories.
const (
	tagWidth        = 256
	tagLength       = 257
	tagCompression  = 259
	tagStripOffsets = 273
	tagSamples      = 277
	tagRowsPerStrip = 278
	tagStripCounts  = 279
	tagPlanes       = 284
	tagTileWidth    = 322
	tagTileLength   = 323
	tagTileOffsets  = 324
	tagTileCounts   = 325
	tagJPEGTables   = 347

	compressionJPEG = 7
	maxTIFFParts    = 20_000 // strips or tiles of a page
	maxJPEGTables   = 64 << 10
)

// jpegPage is a page whose strips or tiles are JPEGs, with the tables that they
// share: colour scanners write such, and the TIFF library does not read them.
type jpegPage struct {
	src              io.ReaderAt
	size             int64
	width, height    int
	partW, partH     int
	offsets, lengths []uint32
	tables           []byte
}

// openJPEGPage reads a directory, and whether it is of that kind.
func openJPEGPage(src io.ReaderAt, size int64, offset uint32) (p jpegPage, ok bool) {
	d, ok := newTagReader(src, size, offset)
	if !ok || d.number(tagCompression, 1) != compressionJPEG || d.number(tagSamples, 1) == 2 { // grey with opacity is no JPEG that is read
		return p, false
	}
	p = jpegPage{src: src, size: size, width: d.number(tagWidth, 0), height: d.number(tagLength, 0)}
	p.tables = d.bytes(tagJPEGTables)
	if p.partW = d.number(tagTileWidth, 0); p.partW > 0 {
		p.partH = d.number(tagTileLength, 0)
		p.offsets, p.lengths = d.numbers(tagTileOffsets), d.numbers(tagTileCounts)
	} else {
		p.partW, p.partH = p.width, min(d.number(tagRowsPerStrip, p.height), p.height)
		p.offsets, p.lengths = d.numbers(tagStripOffsets), d.numbers(tagStripCounts)
	}
	return p, p.partW > 0 && p.partH > 0 && len(p.offsets) > 0 && len(p.offsets) == len(p.lengths)
}

// decode puts the parts together. One that is damaged or missing stays white,
// as long as there are others.
func (p *jpegPage) decode() (*image.Gray, error) {
	const colour = 4 // a part may be the whole page
	if err := check(p.width, p.height, colour+1); err != nil {
		return nil, err
	}
	out := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	across := (p.width + p.partW - 1) / p.partW
	good := false
	for i := range p.offsets {
		at := image.Pt(i%across*p.partW, i/across*p.partH)
		if at.Y >= p.height {
			break
		}
		if part, ok := p.part(i); ok {
			place(out, part, at)
			good = true
		}
	}
	if !good {
		return nil, corrupt(nil, "the TIFF picture is damaged: none of the JPEGs in it can be read")
	}
	return out, nil
}

// part decodes a strip or a tile: the shared tables stand behind its first
// marker.
func (p *jpegPage) part(i int) (*image.Gray, bool) {
	length := min(int64(p.lengths[i]), p.size-int64(p.offsets[i]))
	if length < 4 {
		return nil, false
	}
	data := make([]byte, length)
	if _, err := p.src.ReadAt(data, int64(p.offsets[i])); err != nil {
		return nil, false
	}
	if n := len(p.tables); n > 4 {
		data = slices.Concat(p.tables[:n-2], data[2:]) // without the marker that ends the tables
	}
	s, ok := newJPEGScan(data)
	if !ok || s.width > p.width+64 && s.width > p.partW || check(s.width, s.height, 4) != nil {
		return nil, false
	}
	img, _, err := attempt(data, s.width*s.height)
	return img, err == nil
}

// place copies a part to where it belongs.
func place(out, part *image.Gray, at image.Point) {
	area := part.Rect.Add(at).Intersect(out.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		copy(out.Pix[out.PixOffset(area.Min.X, y):][:area.Dx()], part.Pix[(y-at.Y)*part.Stride:])
	}
}

// tagReader reads the values of a directory.
type tagReader struct {
	src     io.ReaderAt
	size    int64
	order   binary.ByteOrder
	entries map[uint16][]byte // of 12 bytes each
}

func newTagReader(src io.ReaderAt, size int64, offset uint32) (d tagReader, ok bool) {
	var mark, count [2]byte
	if _, err := src.ReadAt(mark[:], 0); err != nil {
		return d, false
	}
	d = tagReader{src: src, size: size, order: byteOrder(mark), entries: map[uint16][]byte{}}
	if _, err := src.ReadAt(count[:], int64(offset)); err != nil {
		return d, false
	}
	const entrySize = 12
	entries := make([]byte, int(d.order.Uint16(count[:]))*entrySize)
	if _, err := src.ReadAt(entries, int64(offset)+2); err != nil {
		return d, false
	}
	for e := range slices.Chunk(entries, entrySize) {
		d.entries[d.order.Uint16(e)] = e
	}
	return d, true
}

// bytes are the bytes of a tag, nil where it is missing or too long.
func (d *tagReader) bytes(tag uint16) []byte {
	const short, long = 3, 4
	e, ok := d.entries[tag]
	if !ok {
		return nil
	}
	n := int64(d.order.Uint32(e[4:]))
	switch d.order.Uint16(e[2:]) {
	case short:
		n *= 2
	case long:
		n *= 4
	}
	if n <= 4 {
		return e[8 : 8+n]
	}
	if n > max(4*maxTIFFParts, maxJPEGTables) || n > d.size {
		return nil
	}
	data := make([]byte, n)
	if _, err := d.src.ReadAt(data, int64(d.order.Uint32(e[8:]))); err != nil {
		return nil
	}
	return data
}

// numbers are the values of a tag of whole numbers.
func (d *tagReader) numbers(tag uint16) (values []uint32) {
	const short = 3
	data := d.bytes(tag)
	if data == nil {
		return nil
	}
	if d.order.Uint16(d.entries[tag][2:]) == short {
		for ; len(data) >= 2; data = data[2:] {
			values = append(values, uint32(d.order.Uint16(data)))
		}
		return values
	}
	for ; len(data) >= 4; data = data[4:] {
		values = append(values, d.order.Uint32(data))
	}
	return values
}

// number is the first value of a tag, or what holds without it.
func (d *tagReader) number(tag uint16, without int) int {
	const most = 1 << 30
	values := d.numbers(tag)
	if len(values) == 0 {
		return without
	}
	return int(min(values[0], most))
}
