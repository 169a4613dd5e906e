package engine

import (
	"context"
	"image"
	"slices"

	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/ppocr"
	"github.com/docextract/docextract/internal/engine/raster"
)

const (
	// sureNumber is the page reader's confidence in a word with digits above
	// which it is not read again: of 874 such places on 49 scans the line reader
	// read the same digits in 866.
	sureNumber = 0.93
	// unsureWord is the confidence in other words below which they are.
	unsureWord = 0.7
	// The margins of a piece of a line that the line reader is shown, in heights.
	marginX, marginY = 0.3, 0.2
)

// again reads with the line reader what the page reader leaves in doubt: the
// words that it is unsure of and what it has not seen. A page that it hardly
// read is read again in whole, and so is one whose language is still to be
// found or that has marks beyond counting.
func (e *Engine) again(ctx context.Context, picture raster.Page, words []document.Word, codes []document.Code, language string) ([]document.Word, error) {
	if language == "" || meanConfidence(words) < degraded {
		return e.lines(ctx, picture, language, ppocr.Page)
	}
	height := usualHeight(words)
	unseen, countable := unseen(picture, words, codes, height)
	if !countable {
		return e.lines(ctx, picture, language, ppocr.Page)
	}
	places := append(doubts(words), unseen...)
	if len(places) == 0 {
		return nil, nil
	}
	boxes := make([]image.Rectangle, len(places))
	for i, p := range places {
		boxes[i] = onPicture(withMargin(p, height), picture.Scale())
	}
	return e.linesAt(ctx, picture, language, boxes)
}

// doubts are the places of a page that are worth reading again after the words
// that the page reader has for them: numbers and words that it is unsure of,
// with those beside them.
func doubts(words []document.Word) []document.Box {
	var places []document.Box
	for len(words) > 0 {
		n := piece(words)
		if slices.ContainsFunc(words[:n], doubtful) {
			places = append(places, around(words[:n]))
		}
		words = words[n:]
	}
	return places
}

// piece is how many of the first words stand side by side and are numbers or
// doubtful: a number may be printed in groups of digits. One word is always a
// piece.
func piece(words []document.Word) int {
	const blank = 1.5 // heights
	n := 1
	for ; n < len(words); n++ {
		a, b := words[n-1], words[n]
		height := max(a.Box.Height(), b.Box.Height())
		gap := b.Box.X0 - a.Box.X1
		if !numberOrDoubtful(a) || !numberOrDoubtful(b) || !touches(a.Box, b.Box) || gap < -height || gap > blank*height {
			break
		}
	}
	return n
}

func doubtful(w document.Word) bool {
	if hasDigit(w.Text) {
		return w.Confidence < sureNumber
	}
	return w.Confidence < unsureWord
}

func numberOrDoubtful(w document.Word) bool { return hasDigit(w.Text) || doubtful(w) }

// settled gives numbers that the line reader need not be asked about the
// confidence that its agreement would have given them.
func settled(words []document.Word) []document.Word {
	words = slices.Clone(words)
	for i, w := range words {
		if hasDigit(w.Text) && !doubtful(w) {
			words[i].Confidence = max(w.Confidence, agreedConfidence)
		}
	}
	return words
}

// unseen are the places of a page that look like words and are none of those
// read; countable is false where there are too many. Light text on dark areas
// is not among them, and neither are codes.
func unseen(picture raster.Page, words []document.Word, codes []document.Code, height float64) (places []document.Box, countable bool) {
	scale := picture.Scale()
	_, seen := picture.DarkText()
	for _, w := range words {
		if w.Box.Height() < tallest*height || w.Confidence >= unsureWord { // else a misreading of rulings, with words within
			seen = append(seen, onPicture(w.Box, scale))
		}
	}
	for _, c := range codes {
		seen = append(seen, onPicture(c.Box, scale))
	}
	marks, countable := picture.Unread(seen, height/scale)
	for _, m := range marks {
		places = append(places, inPixels(m, scale))
	}
	return places, countable
}

// usualHeight is the median height of words, which must be some.
func usualHeight(words []document.Word) float64 {
	heights := make([]float64, len(words))
	for i, w := range words {
		heights[i] = w.Box.Height()
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}

func around(words []document.Word) document.Box {
	box := words[0].Box
	for _, w := range words[1:] {
		box = box.Union(w.Box)
	}
	return box
}

// withMargin is a place as the line reader wants to see it: as tall as a line
// of words of the usual height is at least, with some paper around it.
func withMargin(b document.Box, height float64) document.Box {
	tall := max(b.Height(), height)
	x, y := marginX*tall, (tall-b.Height())/2+marginY*tall
	return document.Box{X0: b.X0 - x, Y0: b.Y0 - y, X1: b.X1 + x, Y1: b.Y1 + y}
}

// onPicture is a box in the pixels of a picture of that scale.
func onPicture(b document.Box, scale float64) image.Rectangle {
	return image.Rect(int(b.X0/scale), int(b.Y0/scale), int(b.X1/scale), int(b.Y1/scale))
}
