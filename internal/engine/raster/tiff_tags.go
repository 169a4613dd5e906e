package raster

import (
	"encoding/binary"
	"io"
	"slices"
)

// The tags of TIFF's directories that are looked at.
const (
	tagWidth        = 256
	tagLength       = 257
	tagBits         = 258
	tagCompression  = 259
	tagPhotometric  = 262
	tagFillOrder    = 266
	tagStripOffsets = 273
	tagOrientation  = 274
	tagSamples      = 277
	tagRowsPerStrip = 278
	tagStripCounts  = 279
	tagXResolution  = 282
	tagYResolution  = 283
	tagPlanes       = 284
	tagT4Options    = 292
	tagUnit         = 296
	tagPredictor    = 317
	tagColours      = 320
	tagTileWidth    = 322
	tagTileLength   = 323
	tagTileOffsets  = 324
	tagTileCounts   = 325
	tagExtraSamples = 338
	tagSampleFormat = 339
	tagJPEGTables   = 347
)

// tagReader reads the values of a directory.
type tagReader struct {
	src     io.ReaderAt
	size    int64
	order   binary.ByteOrder
	entries map[uint16][]byte // of 12 bytes each
	end     int64             // where the directory ends
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
	d.end = int64(offset) + 2 + int64(len(entries))
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

// density is the value of a tag that is a fraction, 0 where there is none.
func (d *tagReader) density(tag uint16) float64 {
	e, ok := d.entries[tag]
	if !ok {
		return 0
	}
	var b [8]byte
	if _, err := d.src.ReadAt(b[:], int64(d.order.Uint32(e[8:]))); err != nil || d.order.Uint32(b[4:]) == 0 {
		return 0
	}
	return float64(d.order.Uint32(b[:])) / float64(d.order.Uint32(b[4:]))
}
