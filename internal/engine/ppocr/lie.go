package ppocr

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ppocr/nn"
	"github.com/docextract/docextract/internal/engine/raster"
)

const (
	// A line counts as tall or wide when one side is this many times the other;
	// single letters and stamps say nothing.
	elongated = 1.5
	// few lines more or less say nothing about how a picture lies.
	few = 3
	// tried is how many lines are read in both directions at most, the longest
	// ones, and of them the middle, so many times as wide as it is tall.
	tried, middle = 5, 6
	// plain is the difference of the lines' confidences that further lines would
	// hardly turn: of 200 lines, none was read as surely from the wrong end, and
	// the mean difference is 0.6.
	plain = 1
)

// Lie tells how many quarters clockwise the text on a picture is turned: by
// the direction of its lines, and by reading some of them both ways. It is not
// known where there are too few lines to tell.
func (r *Reader) Lie(ctx context.Context, img *image.Gray) (quarters int, known bool, err error) {
	nets, err := r.load()
	if err != nil || img.Bounds().Empty() {
		return 0, false, err
	}
	img = atOrigin(img)
	lines, err := r.findLines(ctx, nets, img, Receipt)
	if err != nil {
		return 0, false, fmt.Errorf("find lines of text: %w", err)
	}
	lying, known := sideways(lines)
	if !known {
		return 0, false, nil
	}
	if lying {
		img, quarters = raster.Turn(img, -1), 1
		if lines, err = r.findLines(ctx, nets, img, Receipt); err != nil {
			return 0, false, fmt.Errorf("find lines of text: %w", err)
		}
	}
	headstand, err := r.headstand(ctx, nets, img, lines)
	if err != nil {
		return 0, false, fmt.Errorf("read a line: %w", err)
	}
	if headstand {
		quarters += 2
	}
	return quarters, true, nil
}

// Sideways reports whether the lines of text on a picture run up or down it;
// known is false where there are too few lines to tell.
func (r *Reader) Sideways(ctx context.Context, img *image.Gray) (yes, known bool, err error) {
	nets, err := r.load()
	if err != nil || img.Bounds().Empty() {
		return false, false, err
	}
	lines, err := r.findLines(ctx, nets, atOrigin(img), Receipt)
	if err != nil {
		return false, false, fmt.Errorf("find lines of text: %w", err)
	}
	yes, known = sideways(lines)
	return yes, known, nil
}

// sideways reports whether lines run up or down the picture; known is false
// where there are too few to tell.
func sideways(lines []line) (yes, known bool) {
	tall, wide := 0, 0
	for _, l := range lines {
		switch w, h := float64(l.box.Dx()), float64(l.box.Dy()); {
		case h > elongated*w:
			tall++
		case w > elongated*h:
			wide++
		}
	}
	return tall > wide, tall > 2*wide+few || wide > 2*tall+few
}

// headstand reports whether the lines are read more surely from the other end.
// It reads no more of them than make it plain.
func (r *Reader) headstand(ctx context.Context, nets *networks, img *image.Gray, lines []line) (head bool, err error) {
	workers, err := r.idle(ctx)
	if err != nil {
		return false, err
	}
	defer func() {
		for _, w := range workers {
			r.readers <- w
		}
	}()
	defer func() {
		if p := recover(); p != nil {
			err = errors.Join(err, fmt.Errorf("%w: %v", errFault, p))
		}
	}()
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.box.Dx(), a.box.Dx()) })
	alphabets := Options{}.alphabets()
	var upright, turned float64
	for _, l := range lines[:min(tried, len(lines))] {
		if math.Abs(upright-turned) >= plain {
			break
		}
		c := cut(img, l, true).middle()
		for i, sum := range []*float64{&upright, &turned} {
			if i == 1 {
				c.grey = raster.Turn(c.grey, 2)
			}
			sure, err := nets.sureness(ctx, workers[0], c, alphabets)
			if err != nil {
				return false, err
			}
			*sum += sure
		}
	}
	return turned > upright, nil
}

// middle is the middle of the line's crop.
func (c crop) middle() crop {
	if gone := (c.box.Dx() - middle*c.box.Dy()) / 2; gone > 0 {
		c.box.Min.X, c.box.Max.X = c.box.Min.X+gone, c.box.Max.X-gone
		r := c.grey.Rect
		c.grey = part(c.grey, image.Rect(r.Min.X+gone, r.Min.Y, r.Max.X-gone, r.Max.Y))
	}
	return c
}

// sureness is the mean confidence of a line's characters.
func (n *networks) sureness(ctx context.Context, w *nn.Worker, c crop, alphabets map[string]*alphabet) (float64, error) {
	words, err := n.readLine(ctx, w, c, alphabets)
	if err != nil {
		return 0, err
	}
	return confidence(words[""]), nil
}

func confidence(words []document.Word) float64 {
	sum, count := 0.0, 0.0
	for _, w := range words {
		sum += w.Confidence * float64(len(w.Text))
		count += float64(len(w.Text))
	}
	return sum / max(count, 1)
}
