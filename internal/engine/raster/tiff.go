package raster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"

	"github.com/docextract/docextract/internal/api"
)

// directory is one page of a TIFF file.
type directory struct {
	offset uint32
	head   head
	tall   float64 // how many times as tall as wide a pixel is, 0 where nothing is said
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
	p, err := openTIFFPage(src, size, d.offset)
	if err != nil {
		return Page{}, err
	}
	img, err := p.decode()
	if err != nil {
		return Page{}, err
	}
	return newPage(square(img, d.tall), d.head), nil
}

// square gives a picture as many pixels to the inch down as across, where tall
// is how many times as tall as wide a pixel is: those of a fax in its usual
// resolution are twice as tall.
func square(img *image.Gray, tall float64) *image.Gray {
	const most = 4
	width, height := img.Rect.Dx(), img.Rect.Dy()
	switch {
	case tall > 1.1 && tall < most:
		height = int(float64(height) * tall)
	case tall > 1.0/most && tall < 1/1.1:
		width = int(float64(width) / tall)
	default:
		return img
	}
	if check(width, height, 2) != nil {
		return img
	}
	return Resize(img, width, height)
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
		d, next, err := readDirectory(src, order, offset)
		if err != nil {
			return all, err
		}
		all = append(all, d)
		offset = next
	}
	return all, nil
}

// readDirectory reads how a page is shown, and where the next one is.
func readDirectory(src *io.SectionReader, order binary.ByteOrder, offset uint32) (d directory, next uint32, err error) {
	tags, ok := newTagReader(src, src.Size(), offset)
	if !ok {
		return d, 0, errDirectory
	}
	d = directory{offset: offset, head: head{orientation: tags.number(tagOrientation, 0)}}
	across, down := tags.density(tagXResolution), tags.density(tagYResolution)
	if across > 0 && down > 0 {
		d.tall = across / down
	}
	d.head.dpi = inUnit(across, tags.number(tagUnit, 2)-1) // an inch, where nothing else is said
	if d.tall > 0 && d.tall < 1 {
		d.head.dpi = inUnit(down, tags.number(tagUnit, 2)-1)
	}
	var after [4]byte
	if _, err := src.ReadAt(after[:], tags.end); err != nil {
		return d, 0, nil //nolint:nilerr // no room for a next one: this is the last
	}
	return d, order.Uint32(after[:]), nil
}
