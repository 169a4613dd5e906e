package raster

import "image"

// Turn turns the picture clockwise by quarters.
func Turn(img *image.Gray, quarters int) *image.Gray {
	size := img.Bounds().Size()
	switch quarters & 3 {
	case 1:
		return remap(img, size.Y, size.X, size.Y-1, 0, -1, 0, 0, 1)
	case 2:
		return remap(img, size.X, size.Y, size.X-1, size.Y-1, 0, -1, -1, 0)
	case 3:
		return remap(img, size.Y, size.X, 0, size.X-1, 1, 0, 0, -1)
	}
	return img
}

// orient undoes what EXIF's orientation says of how the camera was held.
func orient(img *image.Gray, orientation int) *image.Gray {
	mirrored := func(img *image.Gray) *image.Gray {
		size := img.Bounds().Size()
		return remap(img, size.X, size.Y, size.X-1, 0, 0, -1, 1, 0)
	}
	switch orientation {
	case 2:
		return mirrored(img)
	case 3:
		return Turn(img, 2)
	case 4:
		return Turn(mirrored(img), 2)
	case 5:
		return Turn(mirrored(img), 3)
	case 6:
		return Turn(img, 1)
	case 7:
		return Turn(mirrored(img), 1)
	case 8:
		return Turn(img, 3)
	}
	return img
}

// remap moves every pixel (x, y) to (x0 + ax·y + bx·x, y0 + ay·x' …) of a new
// picture: columns of the source go along (bx, by), rows along (ax, ay).
func remap(img *image.Gray, width, height, x0, y0, rowX, colX, rowY, colY int) *image.Gray {
	size := img.Bounds().Size()
	out := image.NewGray(image.Rect(0, 0, width, height))
	step := colX + colY*out.Stride
	for y := range size.Y {
		at := (y0+y*rowY)*out.Stride + x0 + y*rowX
		for _, p := range img.Pix[y*img.Stride:][:size.X] {
			out.Pix[at] = p
			at += step
		}
	}
	return out
}
