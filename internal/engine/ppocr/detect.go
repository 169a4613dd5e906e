package ppocr

import (
	"cmp"
	"context"
	"image"
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/ppocr/nn"
	"github.com/docextract/docextract/internal/engine/ppocr/simd"
)

// The network's strides add up to 32.
const stride = 32

// maxArea bounds the pixels that are searched, and by them the memory: it is
// that of an A4 page of 1600 pixels' height.
const maxArea = 1600 * 1184

// side is the longest side of the picture that is searched for lines.
func (l Layout) side() int {
	if l == Page {
		return 1600
	}
	return 960
}

// detect finds the lines of text, from top to bottom.
func (n *networks) detect(ctx context.Context, kernels *simd.Kernels, img *image.Gray, l Layout) ([]line, error) {
	size := img.Bounds().Size()
	ratio := min(1, float64(l.side())/float64(max(size.X, size.Y)), math.Sqrt(maxArea/(float64(size.X)*float64(size.Y))))
	width, height := aligned(float64(size.X)*ratio), aligned(float64(size.Y)*ratio)
	input := &nn.Tensor{Shape: []int{1, 3, height, width}, Data: detectionInput(scale(img, img.Bounds(), width, height))}
	var lines []line
	err := nn.NewWorker(kernels, detectionMemory*width*height).Run(ctx, n.detection, input, func(t *nn.Tensor) error {
		lines = findLines(heat{t.Data, width, height}, size)
		return nil
	})
	slices.SortStableFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.box.Min.Y/10, b.box.Min.Y/10), cmp.Compare(a.box.Min.X, b.box.Min.X))
	})
	return lines[:min(len(lines), maxLines)], err
}

func aligned(v float64) int { return max(1, int(math.Round(v/stride))) * stride }

// detectionInput is three planes, normalised as in training (the means and
// deviations of ImageNet's channels).
func detectionInput(grey []float32) []float32 {
	mean, deviation := [3]float32{0.485, 0.456, 0.406}, [3]float32{0.229, 0.224, 0.225}
	in := make([]float32, 0, 3*len(grey))
	for c := range 3 {
		for _, v := range grey {
			in = append(in, (v/255-mean[c])/deviation[c])
		}
	}
	return in
}

// line is a line of text: its box in the picture and how many pixels it falls
// for each pixel to the right.
type line struct {
	box   image.Rectangle
	slope float64
}

// Of the network's answer, places above inkThreshold are text; a component
// is a line when it has minSide pixels each way and the mean minScore. The
// network paints the core of lines only: growth is how much they are larger
// (PaddleOCR's unclip ratio).
const (
	inkThreshold = 0.3
	minScore     = 0.5
	minSide      = 3
	growth       = 1.5
)

// findLines makes a line of each component of the heat, in a picture of size.
func findLines(h heat, size image.Point) []line {
	var lines []line
	h.components(func(c component) {
		w, t := float64(c.x1-c.x0+1), float64(c.y1-c.y0+1)
		if w < minSide || t < minSide || c.score/c.count < minScore {
			return
		}
		d := w * t * growth / (2 * (w + t))
		sx, sy := float64(size.X)/float64(h.width), float64(size.Y)/float64(h.height)
		box := image.Rect(
			int((float64(c.x0)-d)*sx), int((float64(c.y0)-d)*sy),
			int((float64(c.x1+1)+d)*sx), int((float64(c.y1+1)+d)*sy),
		).Intersect(image.Rectangle{Max: size})
		if box.Dx() >= 2 && box.Dy() >= 2 {
			lines = append(lines, line{box, c.slope() * sy / sx})
		}
	})
	return lines
}
