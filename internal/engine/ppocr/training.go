package ppocr

import (
	"context"
	"image"
	"strings"

	"github.com/docextract/docextract/internal/engine/ppocr/nn"
)

// This file is what the last layer's training program (internal/gen/trainhead)
// needs, so that it sees lines as they are read.

// Blank is the class of no character.
const Blank = 0

// Classes are the characters of the last layer's classes, the blank as 0.
func Classes() []rune { return newAlphabet(nil).text }

// Letters are those that a language has beside ASCII, "" for unknown ones.
func Letters(language string) string { return letters(language) }

// Lines finds the lines of text on a picture and cuts them out.
func (r *Reader) Lines(ctx context.Context, img *image.Gray, l Layout) ([]*image.Gray, error) {
	nets, err := r.load()
	if err != nil {
		return nil, err
	}
	img = atOrigin(img)
	lines, err := r.findLines(ctx, nets, img, l)
	if err != nil {
		return nil, err
	}
	var cuts []*image.Gray
	for _, line := range lines {
		cuts = append(cuts, cut(img, line, l == Receipt).grey)
	}
	return cuts, nil
}

// LineInput is a line as the reading network takes it.
func LineInput(grey *image.Gray) *nn.Tensor {
	input, _ := recognitionInput(grey)
	return input
}

// Decode reads words, parted by blanks, from the scores of each step's
// classes. The least score of a character is given with them, 0 without any.
func Decode(scores []float32, steps int, languages []string) (text string, least float64) {
	read := newAlphabet(languages).decode(scores, steps)
	var words []string
	for _, w := range makeWords(read, crop{}, scaleOf{}) {
		words = append(words, w.Text)
	}
	for i, c := range read {
		if i == 0 || float64(c.score) < least {
			least = float64(c.score)
		}
	}
	return strings.Join(words, " "), least
}
