package raster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/image/tiff"

	"github.com/docextract/docextract/internal/api"
)

// The tags of TIFF's directories that are looked at.
const (
	tagOrientation = 274
	tagXResolution = 282
	tagUnit        = 296
)

// directory is one page of a TIFF file.
type directory struct {
	offset uint32
	head   head
}

var errDirectory = errors.New("the directory is damaged")

func openTIFF(src io.ReaderAt, size int64) (*File, error) {
	if bigTIFF(src) {
		return nil, unsupported(nil, "the TIFF picture is a BigTIFF, which cannot be read", "Save it as an ordinary TIFF, or as PDF or PNG.")
	}
	directories, err := readDirectories(io.NewSectionReader(src, 0, size), maxPages+1)
	switch {
	case len(directories) == 0:
		return nil, corrupt(err, "the TIFF picture is damaged: its directory cannot be read")
	case len(directories) > maxPages:
		return nil, &api.Error{
			Kind: api.KindDocument, Code: api.CodeTooManyPages,
			Message: fmt.Sprintf("the TIFF picture has more than %d pages", maxPages),
			Hint:    "Send the pages of one invoice only.",
		}
	}
	f := &File{}
	for _, d := range directories {
		f.pages = append(f.pages, func() (Page, error) { return d.decode(src, size) })
	}
	return f, nil
}

// bigTIFF reports whether the file is of the kind for more than 4 GB.
func bigTIFF(src io.ReaderAt) bool {
	var begin [4]byte
	if _, err := src.ReadAt(begin[:], 0); err != nil {
		return false
	}
	return byteOrder([2]byte(begin[:2])).Uint16(begin[2:]) == 43
}

func (d directory) decode(src io.ReaderAt, size int64) (Page, error) {
	if p, ok := openJPEGPage(src, size, d.offset); ok {
		img, err := p.decode()
		if err != nil {
			return Page{}, err
		}
		return newPage(img, d.head), nil
	}
	if img, ok := decodeFax(src, size, d.offset); ok {
		return newPage(img, d.head), nil
	}
	file := io.NewSectionReader(startingAt{src, d.offset}, 0, size)
	config, err := tiff.DecodeConfig(file)
	if err != nil {
		return Page{}, tiffError(err)
	}
	if err := check(config.Width, config.Height, pixelCost(config.ColorModel)); err != nil {
		return Page{}, err
	}
	img, err := tiff.Decode(io.NewSectionReader(startingAt{src, d.offset}, 0, size))
	if err != nil {
		if rare(src, size, d.offset) {
			return Page{}, unsupported(err, "the TIFF picture is of a rare kind that cannot be read (two-dimensional fax, or planes apart)", "Save it with LZW or Group 4 compression, or as PNG.")
		}
		return Page{}, tiffError(err)
	}
	return newPage(grey(img), d.head), nil
}

// rare reports whether a page is of a kind that the library takes for damaged.
func rare(src io.ReaderAt, size int64, offset uint32) bool {
	d, ok := newTagReader(src, size, offset)
	return ok && (d.number(tagCompression, 1) == compressionFax || d.number(tagPlanes, 1) == 2)
}

func tiffError(err error) error {
	if _, ok := errors.AsType[tiff.UnsupportedError](err); ok {
		return unsupported(err, "the TIFF picture is of a kind that cannot be read", "Save it with LZW, Deflate or fax compression, or as PNG.")
	}
	return corrupt(err, "the TIFF picture is damaged")
}

// startingAt is the file as if the directory at offset were its first one. The
// decoder only ever looks at that.
type startingAt struct {
	src    io.ReaderAt
	offset uint32
}

// ReadAt implements io.ReaderAt.
func (s startingAt) ReadAt(p []byte, at int64) (int, error) {
	n, err := s.src.ReadAt(p, at)
	if at >= 8 || n == 0 {
		return n, err
	}
	var order [2]byte
	if _, err := s.src.ReadAt(order[:], 0); err != nil {
		return n, err
	}
	var field [4]byte
	byteOrder(order).PutUint32(field[:], s.offset)
	for i, b := range field {
		if k := int64(4+i) - at; k >= 0 && k < int64(n) {
			p[k] = b
		}
	}
	return n, err
}

func byteOrder(mark [2]byte) binary.ByteOrder {
	if mark == [2]byte{'M', 'M'} {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// readDirectories follows the chain of directories, at most so many. A chain
// that runs in a circle ends where it begins again.
func readDirectories(src *io.SectionReader, most int) ([]directory, error) {
	var begin [8]byte
	if _, err := src.ReadAt(begin[:], 0); err != nil {
		return nil, errDirectory
	}
	order := byteOrder([2]byte(begin[:2]))
	if order.Uint16(begin[2:]) != 42 {
		return nil, errDirectory
	}
	var all []directory
	for offset := order.Uint32(begin[4:]); offset != 0 && len(all) < most; {
		if slices.ContainsFunc(all, func(d directory) bool { return d.offset == offset }) {
			return all, nil
		}
		h, next, err := readDirectory(src, order, offset)
		if err != nil {
			return all, err
		}
		all = append(all, directory{offset, h})
		offset = next
	}
	return all, nil
}

// readDirectory reads what of a directory is needed, and where the next is.
func readDirectory(src io.ReaderAt, order binary.ByteOrder, offset uint32) (h head, next uint32, err error) {
	var count [2]byte
	if _, err := src.ReadAt(count[:], int64(offset)); err != nil {
		return h, 0, errDirectory
	}
	const entrySize = 12
	entries := make([]byte, int(order.Uint16(count[:]))*entrySize)
	if _, err := src.ReadAt(entries, int64(offset)+2); err != nil {
		return h, 0, errDirectory
	}
	unit, density := 2, 0.0 // an inch, where nothing else is said
	for e := range slices.Chunk(entries, entrySize) {
		switch order.Uint16(e) {
		case tagOrientation:
			h.orientation = int(order.Uint16(e[8:]))
		case tagUnit:
			unit = int(order.Uint16(e[8:]))
		case tagXResolution:
			density = fraction(src, order, order.Uint32(e[8:]))
		}
	}
	h.dpi = inUnit(density, unit-1)
	var after [4]byte
	if _, err := src.ReadAt(after[:], int64(offset)+2+int64(len(entries))); err != nil {
		return h, 0, nil //nolint:nilerr // no room for a next one: this is the last
	}
	return h, order.Uint32(after[:]), nil
}

func fraction(src io.ReaderAt, order binary.ByteOrder, at uint32) float64 {
	var b [8]byte
	if _, err := src.ReadAt(b[:], int64(at)); err != nil || order.Uint32(b[4:]) == 0 {
		return 0
	}
	return float64(order.Uint32(b[:])) / float64(order.Uint32(b[4:]))
}
