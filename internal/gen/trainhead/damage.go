package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
)

// scanned is a printed line as it is cut out of a scan: with paper around it,
// and with what printers, paper, scanners and compression do to it. It is nil
// where nothing is left.
func scanned(r *rand.Rand, ink *plane, size float64) (*image.Gray, error) {
	if slope, lean := tilt(r); slope != 0 || lean != 0 {
		ink = ink.slanted(slope, lean)
	}
	box := ink.ink()
	if box.Dx() < 2 || box.Dy() < 3 {
		return nil, nil //nolint:nilnil // nothing left is no error
	}
	ink = ink.part(margins(r, box, size))
	weaken(r, ink)
	rule(r, ink)
	grey := inked(r, ink)
	if r.IntN(100) < 42 {
		grey = grey.blurred(between(r, .2, .25+.045*float64(grey.height)))
	}
	grain(r, grey)
	img := grey.grey()
	if r.IntN(100) < 42 {
		return compressed(r, img)
	}
	return img, nil
}

func tilt(r *rand.Rand) (slope, lean float64) {
	if r.IntN(2) == 0 {
		slope = min(.026, max(-.026, .009*r.NormFloat64()))
	}
	if r.IntN(4) == 0 {
		lean = .1 * r.NormFloat64()
	}
	return slope, lean
}

// margins is the box of ink with paper around it: mostly little, as lines are
// cut out, now and then too much or a little too tight.
func margins(r *rand.Rand, box image.Rectangle, size float64) image.Rectangle {
	height := float64(box.Dy())
	if height < .35*size { // low signs only: a line's height
		middle := (box.Min.Y + box.Max.Y) / 2
		box.Min.Y, box.Max.Y = middle-int(.35*size), middle+int(.35*size)
		height = float64(box.Dy())
	}
	low, high := .1, .35
	if r.IntN(4) == 0 {
		low, high = -.02, .6
	}
	return image.Rect(
		box.Min.X-int(between(r, .05, .5)*height), box.Min.Y-int(math.Round(between(r, low, high)*height)),
		box.Max.X+int(between(r, .05, .5)*height), box.Max.Y+int(math.Round(between(r, low, high)*height)),
	)
}

// weaken takes ink away: places that fade, and the stripes that dead elements
// of a thermal printer's head leave.
func weaken(r *rand.Rand, ink *plane) {
	if r.IntN(100) < 16 {
		phase, wave, depth := between(r, 0, 2*math.Pi), between(r, .5, 4)*float64(ink.height), between(r, .2, .75)
		tilt := between(r, -1, 1)
		for y := range ink.height {
			for x := range ink.width {
				fade := depth * (.5 + .5*math.Sin(phase+(float64(x)+tilt*float64(y))*2*math.Pi/wave))
				ink.at[y*ink.width+x] *= float32(1 - fade)
			}
		}
	}
	if r.IntN(100) < 4 {
		for range 1 + r.IntN(4) {
			for x, wide := r.IntN(ink.width), 1+ink.height/24; wide > 0 && x < ink.width; x, wide = x+1, wide-1 {
				for y := range ink.height {
					ink.at[y*ink.width+x] *= .2
				}
			}
		}
	}
	if r.IntN(100) < 8 { // drop-outs
		share := between(r, .02, .2)
		for i := range ink.at {
			if r.Float64() < share {
				ink.at[i] *= .3
			}
		}
	}
}

// rule draws a line of a table along an edge.
func rule(r *rand.Rand, ink *plane) {
	if r.IntN(100) >= 6 {
		return
	}
	thick := max(1, ink.height/24)
	side := r.IntN(3)
	for y := range ink.height {
		for x := range ink.width {
			if side == 0 && y < thick || side == 1 && y >= ink.height-thick || side == 2 && x < thick {
				ink.at[y*ink.width+x] = .8
			}
		}
	}
}

// inked turns shares of ink into greys, on white or grey paper, by full or
// weak ink, now and then white on dark.
func inked(r *rand.Rand, ink *plane) *plane {
	paper := one(r, []float64{255, 255, 250, between(r, 170, 255)})
	dark := one(r, []float64{0, between(r, 0, 90), between(r, 0, 60)})
	if r.IntN(100) < 13 {
		dark = paper - between(r, 35, 90)
	}
	if r.IntN(100) < 4 {
		paper, dark = dark, paper
	}
	left, right := 0., 0.
	if r.IntN(100) < 16 {
		left, right = between(r, -25, 25), between(r, -25, 25)
	}
	grey := newPlane(ink.width, ink.height)
	for i, v := range ink.at {
		x := float64(i%ink.width) / float64(ink.width)
		grey.at[i] = float32(paper + (dark-paper)*float64(v) + left*(1-x) + right*x)
	}
	return grey
}

func grain(r *rand.Rand, grey *plane) {
	if r.IntN(100) < 45 {
		deviation := one(r, []float64{3, 6, 12, 20})
		for i := range grey.at {
			grey.at[i] += float32(deviation * r.NormFloat64())
		}
	}
	if r.IntN(100) < 5 {
		for i := range grey.at {
			switch p := r.IntN(100); p {
			case 0:
				grey.at[i] = 0
			case 1:
				grey.at[i] = 255
			}
		}
	}
}

func compressed(r *rand.Rand, img *image.Gray) (*image.Gray, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 25 + r.IntN(61)}); err != nil {
		return nil, err
	}
	decoded, err := jpeg.Decode(&b)
	if err != nil {
		return nil, err
	}
	return decoded.(*image.Gray), nil //nolint:forcetypeassert // it was one
}
