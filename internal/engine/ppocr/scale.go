package ppocr

import (
	"image"
	"math"
)

// scale resamples a part of a picture to width × height values of 0 to 255.
// When it shrinks, every source pixel counts (a triangle filter as wide as the
// shrinking), so that thin strokes do not fall between the samples.
func scale(src *image.Gray, r image.Rectangle, width, height int) []float32 {
	across, down := newFilter(r.Dx(), width), newFilter(r.Dy(), height)
	lines := make([]float32, r.Dy()*width)
	for y := range r.Dy() {
		from := src.Pix[src.PixOffset(r.Min.X, r.Min.Y+y):][:r.Dx()]
		to := lines[y*width : (y+1)*width]
		for x := range to {
			sum := float32(0)
			for i, w := range across.weights(x) {
				sum += w * float32(from[across.first[x]+i])
			}
			to[x] = sum
		}
	}
	out := make([]float32, width*height)
	for y := range height {
		to := out[y*width : (y+1)*width]
		for i, w := range down.weights(y) {
			for x, v := range lines[(down.first[y]+i)*width:][:width] {
				to[x] += w * v
			}
		}
	}
	return out
}

// filter is the share of source samples in each result along one axis.
type filter struct {
	first []int // the first source sample of each result
	start []int // where its weights begin in all
	all   []float32
}

func newFilter(from, to int) filter {
	ratio := float64(from) / float64(to)
	support := max(1, ratio)
	f := filter{start: []int{0}}
	for i := range to {
		centre := (float64(i)+.5)*ratio - .5
		lo := max(0, int(math.Ceil(centre-support)))
		hi := min(from-1, int(math.Floor(centre+support)))
		sum := float32(0)
		for s := lo; s <= hi; s++ {
			w := float32(max(0, 1-math.Abs(float64(s)-centre)/support))
			f.all = append(f.all, w)
			sum += w
		}
		for s := f.start[i]; s < len(f.all); s++ {
			f.all[s] /= sum
		}
		f.first = append(f.first, lo)
		f.start = append(f.start, len(f.all))
	}
	return f
}

func (f filter) weights(i int) []float32 { return f.all[f.start[i]:f.start[i+1]] }
