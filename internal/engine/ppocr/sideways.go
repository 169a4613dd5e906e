package ppocr

import (
	"context"
	"fmt"
	"image"
)

// A line counts as tall or wide when one side is this many times the other;
// single letters and stamps say nothing.
const elongated = 1.5

// Sideways reports whether the lines of text on a picture run up or down it;
// known is false where there are too few lines to tell.
func (r *Reader) Sideways(ctx context.Context, img *image.Gray) (sideways, known bool, err error) {
	nets, err := r.load()
	if err != nil {
		return false, false, err
	}
	if img.Bounds().Empty() {
		return false, false, nil
	}
	lines, err := r.findLines(ctx, nets, atOrigin(img), Receipt)
	if err != nil {
		return false, false, fmt.Errorf("find lines of text: %w", err)
	}
	tall, wide := 0, 0
	for _, l := range lines {
		switch w, h := float64(l.box.Dx()), float64(l.box.Dy()); {
		case h > elongated*w:
			tall++
		case w > elongated*h:
			wide++
		}
	}
	const few = 3
	return tall > wide, tall > 2*wide+few || wide > 2*tall+few, nil
}
