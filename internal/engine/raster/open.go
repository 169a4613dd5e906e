package raster

import (
	"errors"
	"fmt"
	"image"
	"io"
	"math"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"github.com/docextract/docextract/internal/engine/document"
)

// File is an opened picture file of one or more pages.
type File struct {
	pages []func() (Page, error)
}

// Len is the number of pages.
func (f *File) Len() int { return len(f.pages) }

// Page decodes the page of an index, from 0.
func (f *File) Page(index int) (Page, error) { return f.pages[index]() }

// Open reads the head of a picture file of size bytes. A file that cannot be
// read gives an *api.Error of KindDocument, here or when a page is decoded.
func Open(kind document.Kind, src io.ReaderAt, size int64) (*File, error) {
	switch kind {
	case document.KindJPEG:
		return openJPEG(src, size)
	case document.KindTIFF:
		return openTIFF(src, size)
	case document.KindPNG:
		return openWith(kind, src, size, pngConfig, decodePNG, pngHead)
	case document.KindWebP:
		return openWith(kind, src, size, webp.DecodeConfig, webp.Decode, webpHead)
	case document.KindBMP:
		return openWith(kind, src, size, bmp.DecodeConfig, bmp.Decode, bmpHead)
	case document.KindHEIC:
		return nil, unsupported(nil, "the picture is HEIC, which cannot be read", "Send it as JPEG: the camera's setting is \"most compatible\".")
	case document.KindUnknown, document.KindPDF, document.KindXML:
	}
	return nil, unsupported(nil, fmt.Sprintf("%q is no kind of picture", kind), "")
}

// head is what a file says of its picture beside the pixels.
type head struct {
	dpi         float64 // 0 where it says nothing
	orientation int     // as in EXIF, 1 to 8; 0 where it says nothing
}

// openWith opens a file of one picture with the decoder of its kind.
func openWith(kind document.Kind, src io.ReaderAt, size int64, configure func(io.Reader) (image.Config, error),
	decode func(io.Reader) (image.Image, error), look func(io.ReaderAt, int64) head,
) (*File, error) {
	config, err := configure(io.NewSectionReader(src, 0, size))
	switch {
	case errors.Is(err, bmp.ErrUnsupported):
		return nil, unsupported(err, "the BMP picture is of a kind that cannot be read (compressed, or of 16 bits)", "Save it as PNG.")
	case err != nil:
		return nil, corrupt(err, fmt.Sprintf("the %s picture is damaged: its head cannot be read", kind))
	}
	if err := check(config.Width, config.Height, pixelCost(config.ColorModel)); err != nil {
		return nil, err
	}
	return &File{pages: []func() (Page, error){func() (Page, error) {
		img, err := decode(io.NewSectionReader(src, 0, size))
		if err != nil {
			return Page{}, corrupt(err, fmt.Sprintf("the %s picture is damaged or incomplete", kind))
		}
		return newPage(grey(img), look(src, size)), nil
	}}}, nil
}

// newPage turns the pixels as the head says and settles the resolution.
func newPage(img *image.Gray, h head) Page {
	size := img.Rect.Size()
	dpi := resolution(size, h.dpi)
	if n := size.X * size.Y; n > maxKept {
		factor := math.Sqrt(float64(maxKept) / float64(n))
		img = Resize(img, max(int(float64(size.X)*factor), 1), max(int(float64(size.Y)*factor), 1))
		dpi *= float64(img.Rect.Dx()) / float64(size.X)
	}
	return Page{Gray: orient(img, h.orientation), DPI: dpi}
}
