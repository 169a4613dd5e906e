package raster

import (
	"image"
	"io"
)

// maxTIFFParts is how many strips or tiles a page may have.
const maxTIFFParts = 20_000

// tiffPage is a page of strips or tiles, in whatever way they are coded. It is
// decoded here, and not by the library that is used for parts of it, because
// that refuses what every viewer shows: a page that is cut short, colours for
// printing, planes apart, fewer than 8 bits of grey.
type tiffPage struct {
	tagReader
	width, height    int
	partW, partH     int // of a strip or a tile
	tiled            bool
	offsets, lengths []uint32
	compression      int
	tables           []byte // that the JPEGs of a page share
	pixels           pixelFormat
}

// openTIFFPage reads the directory at offset.
func openTIFFPage(src io.ReaderAt, size int64, offset uint32) (*tiffPage, error) {
	tags, ok := newTagReader(src, size, offset)
	if !ok {
		return nil, corrupt(nil, "the TIFF picture is damaged: its directory cannot be read")
	}
	p := &tiffPage{tagReader: tags}
	p.width, p.height = p.number(tagWidth, 0), p.number(tagLength, 0)
	p.compression = p.number(tagCompression, 1)
	p.pixels = readPixelFormat(tags)
	if p.partW = p.number(tagTileWidth, 0); p.partW > 0 {
		p.tiled, p.partH = true, p.number(tagTileLength, 0)
		p.offsets, p.lengths = p.numbers(tagTileOffsets), p.numbers(tagTileCounts)
	} else {
		p.partW, p.partH = p.width, min(p.number(tagRowsPerStrip, p.height), p.height)
		p.offsets, p.lengths = p.numbers(tagStripOffsets), p.numbers(tagStripCounts)
	}
	if p.compression == compressionJPEG {
		p.tables = p.bytes(tagJPEGTables)
	}
	if !p.known() {
		return nil, unsupported(nil, "the TIFF picture is of a kind that cannot be read", "Save it with LZW, Deflate or fax compression, or as PNG.")
	}
	cost := p.pixels.cost()
	if err := check(p.width, p.height, cost); err != nil {
		return nil, err
	}
	if len(p.offsets) == 0 || check(p.partW, p.partH, cost) != nil {
		return nil, corrupt(nil, "the TIFF picture is damaged: it does not say where its pixels are")
	}
	return p, nil
}

// known reports whether the page is of a kind that is read.
func (p *tiffPage) known() bool {
	if p.compression == compressionJPEG {
		return p.pixels.samples != 2 // grey with opacity is no JPEG that is read
	}
	return p.unpacks() && p.pixels.known()
}

// decode puts the parts together. What is damaged or missing stays white, as
// long as there is anything else.
func (p *tiffPage) decode() (*image.Gray, error) {
	out := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	across := (p.width + p.partW - 1) / p.partW
	down := (p.height + p.partH - 1) / p.partH
	good := false
	for i := range min(across*down, len(p.offsets)) {
		at := image.Pt(i%across*p.partW, i/across*p.partH)
		if part, ok := p.part(i, p.rows(at.Y), across*down); ok {
			place(out, part, at)
			good = true
		}
	}
	if !good {
		return nil, corrupt(nil, "the TIFF picture is damaged: nothing of it can be read")
	}
	return out, nil
}

// rows is how many rows a part has that begins at y: the last strip is shorter.
func (p *tiffPage) rows(y int) int {
	if p.tiled {
		return p.partH
	}
	return min(p.partH, p.height-y)
}

// part decodes a strip or a tile, as far as it goes.
func (p *tiffPage) part(i, rows, perPlane int) (*image.Gray, bool) {
	if p.compression == compressionJPEG {
		return p.jpegPart(i)
	}
	return p.samplesPart(i, rows, perPlane)
}

// coded are the bytes of a part, as many of them as the file has. A part that
// claims far more than its pixels can take is not believed: thousands might
// claim the same.
func (p *tiffPage) coded(i int) []byte {
	if i >= len(p.offsets) {
		return nil
	}
	at := int64(p.offsets[i])
	length := p.size - at
	if i < len(p.lengths) { // a file of one strip need not say it
		length = min(length, int64(p.lengths[i]))
	}
	const worst = 5 // times the pixels: a fax of dots
	length = min(length, int64(p.partW)*int64(p.partH)*int64(p.pixels.cost())*worst+maxJPEGTables)
	if length <= 0 {
		return nil
	}
	data := make([]byte, length)
	n, err := p.src.ReadAt(data, at)
	if err != nil && n == 0 {
		return nil
	}
	return data[:n]
}

// place copies a part to where it belongs.
func place(out, part *image.Gray, at image.Point) {
	area := part.Rect.Add(at).Intersect(out.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		copy(out.Pix[out.PixOffset(area.Min.X, y):][:area.Dx()], part.Pix[(y-at.Y)*part.Stride:])
	}
}
