package raster

import (
	"image"
	"image/color"
)

// grey is the picture in grey, on white where it is transparent.
func grey(img image.Image) *image.Gray {
	switch img := img.(type) {
	case *image.Gray:
		return atOrigin(img)
	case *image.YCbCr:
		return luma(img)
	case *image.Paletted:
		return mapped(img)
	case *image.RGBA:
		return packedGrey(img.Pix, img.Stride, img.Rect, true)
	case *image.NRGBA:
		return packedGrey(img.Pix, img.Stride, img.Rect, false)
	}
	b := img.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		row := out.Pix[y*out.Stride:]
		for x := range b.Dx() {
			row[x] = luminance(img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}

// luma copies the brightness, so that the colours need not be kept.
func luma(img *image.YCbCr) *image.Gray {
	size := img.Rect.Size()
	out := image.NewGray(image.Rect(0, 0, size.X, size.Y))
	for y := range size.Y {
		copy(out.Pix[y*out.Stride:][:size.X], img.Y[y*img.YStride:])
	}
	return out
}

// luminance is the grey of a colour on white paper.
func luminance(c color.Color) uint8 {
	r, g, b, a := c.RGBA()
	return uint8((299*r + 587*g + 114*b + 1000*(0xffff-a)) / 1000 >> 8) //nolint:gosec // at most 0xff
}

func mapped(img *image.Paletted) *image.Gray {
	var greys [256]uint8
	for i, c := range img.Palette[:min(len(img.Palette), len(greys))] {
		greys[i] = luminance(c)
	}
	size := img.Rect.Size()
	out := image.NewGray(image.Rect(0, 0, size.X, size.Y))
	for y := range size.Y {
		from, to := img.Pix[y*img.Stride:][:size.X], out.Pix[y*out.Stride:]
		for x, p := range from {
			to[x] = greys[p]
		}
	}
	return out
}

// packedGrey reads four bytes a pixel: red, green, blue and opacity, by which
// the colours have been multiplied or not.
func packedGrey(pix []uint8, stride int, bounds image.Rectangle, multiplied bool) *image.Gray {
	size := bounds.Size()
	out := image.NewGray(image.Rect(0, 0, size.X, size.Y))
	for y := range size.Y {
		row, to := pix[y*stride:][:4*size.X], out.Pix[y*out.Stride:]
		for x := range size.X {
			p := row[4*x : 4*x+4]
			v, a := (299*int(p[0])+587*int(p[1])+114*int(p[2]))/1000, int(p[3])
			if !multiplied {
				v = v * a / 255
			}
			to[x] = uint8(min(v+255-a, 255)) //nolint:gosec // within a byte
		}
	}
	return out
}

// atOrigin moves the picture to the origin without copying it.
func atOrigin(img *image.Gray) *image.Gray {
	size := img.Rect.Size()
	return &image.Gray{Pix: img.Pix, Stride: img.Stride, Rect: image.Rect(0, 0, size.X, size.Y)}
}
