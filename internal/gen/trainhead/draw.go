package main

import (
	"image"
	"math"
	"math/rand/v2"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// A line is printed in one of three ways: by a laser printer, by a thermal
// printer with its coarse letters, or by needles.
const (
	byNeedles = 6 // of a hundred lines
	byHeat    = 14
)

// printed is the ink of a text in a typeface. The letters are size pixels high.
func printed(r *rand.Rand, t typeface, text string) (p *plane, size float64, err error) {
	switch way := r.IntN(100); {
	case way < byNeedles:
		small := 9 + r.IntN(3)
		if p, err = drawn(r, t, text, float64(small)); err != nil {
			return nil, 0, err
		}
		p = needles(r, p)
		scale := between(r, 22, 40) / float64(small*needlePitch)
		return p.resized(int(float64(p.width)*scale), int(float64(p.height)*scale)), float64(small*needlePitch) * scale, nil
	case way < byNeedles+byHeat:
		small := 15 + r.IntN(10)
		if p, err = drawn(r, t, text, float64(small)); err != nil {
			return nil, 0, err
		}
		for i, v := range p.at {
			p.at[i] = float32(math.Round(float64(v) + between(r, -.05, .05)))
		}
		scale := between(r, .8, 2)
		p = p.blurred(between(r, .3, .7))
		return p.resized(int(float64(p.width)*scale*between(r, .8, 1.2)), int(float64(p.height)*scale)), float64(small) * scale, nil
	}
	size = min(46, max(10, 24+8*r.NormFloat64()))
	if p, err = drawn(r, t, text, size); err != nil {
		return nil, 0, err
	}
	if size > 15 && r.IntN(100) < 14 {
		p = p.spread(size > 30 && r.IntN(2) == 0)
	}
	if r.IntN(4) == 0 {
		p = p.resized(int(float64(p.width)*between(r, .75, 1.25)), p.height)
	}
	return p, size, nil
}

// drawn is the ink of a text, now and then spaced out, with room around it.
func drawn(r *rand.Rand, t typeface, text string, size float64) (*plane, error) {
	face, err := t.face(size)
	if err != nil {
		return nil, err
	}
	track := 0.
	if r.IntN(5) == 0 {
		track = between(r, 0, .15) * size
	}
	width := float64(font.MeasureString(face, text))/64 + track*float64(len(text)) + 3*size
	img := image.NewAlpha(image.Rect(0, 0, int(width), int(2.4*size)))
	d := font.Drawer{Dst: img, Src: image.Opaque, Face: face, Dot: fixed.Point26_6{X: fixed.Int26_6(96 * size), Y: fixed.Int26_6(float64(104+r.IntN(3)) * size)}}
	if track == 0 {
		d.DrawString(text)
	} else {
		for _, c := range text {
			d.DrawString(string(c))
			d.Dot.X += fixed.Int26_6(64 * track)
		}
	}
	p := newPlane(img.Rect.Dx(), img.Rect.Dy())
	for i := range p.at {
		p.at[i] = float32(img.Pix[i]) / 255
	}
	return p, face.Close()
}

// needlePitch is how many pixels a needle's dot is apart from the next.
const needlePitch = 4

// needles prints each inked pixel as a round dot.
func needles(r *rand.Rand, p *plane) *plane {
	radius := needlePitch / 2 * math.Sqrt(between(r, .6, 1.4))
	out := newPlane(p.width*needlePitch, p.height*needlePitch)
	for y := range out.height {
		for x := range out.width {
			dx, dy := float64(x%needlePitch)-(needlePitch-1)/2., float64(y%needlePitch)-(needlePitch-1)/2.
			if p.value(x/needlePitch, y/needlePitch) > .43 && math.Hypot(dx, dy) <= radius {
				out.at[y*out.width+x] = 1
			}
		}
	}
	return out.blurred(needlePitch * between(r, .2, .45))
}

func between(r *rand.Rand, low, high float64) float64 { return low + (high-low)*r.Float64() }
