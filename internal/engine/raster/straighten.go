package raster

import (
	"image"
	"math"
)

// lookHeight is about how tall a picture is when it is looked at for the
// direction of its lines.
const lookHeight = 900

// Lines tells how the lines of text run: whether they run up or down the
// page instead of across it, and how much they fall to the right, in degrees.
func Lines(img *image.Gray) (sideways bool, slope float64) {
	small := small(img)
	across, down := ink(small), ink(Turn(small, 1))
	a, b := across.best(), down.best()
	if b.sharpness > 1.3*a.sharpness {
		return true, b.slope
	}
	return false, a.slope
}

func small(img *image.Gray) *image.Gray {
	size := img.Bounds().Size()
	factor := min(1, lookHeight/float64(max(size.X, size.Y)))
	return Resize(img, max(1, int(float64(size.X)*factor)), max(1, int(float64(size.Y)*factor)))
}

// dots are the places where the paper turns to ink, which are many on a line of
// text and none between two lines.
type dots struct {
	points        []image.Point
	width, height int
}

// ink finds edges from light to dark in the direction of reading. An edge is
// a step much larger than most on the page, so neither the grey of the paper
// nor its unevenness matters.
func ink(img *image.Gray) dots {
	size := img.Bounds().Size()
	d := dots{width: size.X, height: size.Y}
	const step = 40
	for y := range size.Y {
		row := img.Pix[y*img.Stride:][:size.X]
		for x := 1; x < len(row); x++ {
			if int(row[x-1])-int(row[x]) > step {
				d.points = append(d.points, image.Pt(x, y))
			}
		}
	}
	return d
}

// direction is a slope in degrees and how sharply lines stand out along it.
type direction struct{ slope, sharpness float64 }

// best tries slopes, coarsely and then finely.
func (d dots) best() direction {
	const reach, coarse, fine = 6.0, 0.5, 0.1
	best := direction{0, d.sharpness(0)}
	try := func(from, to, step float64) {
		for slope := from; slope <= to; slope += step {
			if s := d.sharpness(slope); s > best.sharpness*1.0001 {
				best = direction{slope, s}
			}
		}
	}
	try(-reach, reach, coarse)
	try(best.slope-coarse, best.slope+coarse, fine)
	return best
}

// sharpness is how unevenly the dots fall on lines of a slope: the sum of the
// squares of differences of neighbouring lines, for each dot.
func (d dots) sharpness(slope float64) float64 {
	if len(d.points) == 0 {
		return 0
	}
	rise := math.Tan(slope * math.Pi / 180)
	margin := int(math.Abs(rise)*float64(d.width)) + 1
	counts := make([]float64, d.height+2*margin+1)
	for _, p := range d.points {
		counts[p.Y+margin-int(math.Round(rise*float64(p.X-d.width/2)))]++
	}
	var sum float64
	for i := 1; i < len(counts); i++ {
		sum += (counts[i] - counts[i-1]) * (counts[i] - counts[i-1])
	}
	return sum / float64(len(d.points))
}

// Straighten turns the picture by the degrees that its lines fall to the
// right, about its middle. What comes in at the corners is white.
func Straighten(img *image.Gray, degrees float64) *image.Gray {
	size := img.Bounds().Size()
	out := image.NewGray(image.Rect(0, 0, size.X, size.Y))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(size.X-1)/2, float64(size.Y-1)/2
	for y := range size.Y {
		row := out.Pix[y*out.Stride:][:size.X]
		dy := float64(y) - cy
		for x := range row {
			dx := float64(x) - cx
			row[x] = between(img, size, cx+dx*cos-dy*sin, cy+dx*sin+dy*cos)
		}
	}
	return out
}

// between is the grey at a place between four pixels.
func between(img *image.Gray, size image.Point, x, y float64) uint8 {
	if x < 0 || y < 0 || x >= float64(size.X-1) || y >= float64(size.Y-1) {
		return 255
	}
	ix, iy := int(x), int(y)
	fx, fy := int((x-float64(ix))*256), int((y-float64(iy))*256)
	at := iy*img.Stride + ix
	upper := int(img.Pix[at])*(256-fx) + int(img.Pix[at+1])*fx
	lower := int(img.Pix[at+img.Stride])*(256-fx) + int(img.Pix[at+img.Stride+1])*fx
	return uint8((upper*(256-fy) + lower*fy) >> 16) //nolint:gosec // a mean of bytes
}

// Upright turns the page back by the quarters that its text is turned, and
// straightens its lines.
func (p Page) Upright(turned int, slope float64) Page {
	p.Gray = Turn(p.Gray, -turned)
	if slope != 0 {
		p.Gray = Straighten(p.Gray, slope)
	}
	return p
}

// Blank reports whether there is hardly anything on the page that could be
// text.
func (p Page) Blank() bool {
	const few = 12
	return len(ink(small(p.Gray)).points) < few
}
