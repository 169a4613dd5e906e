package main

import (
	"image"
	"slices"

	"github.com/docextract/docextract/internal/engine/ppocr"
)

// sample is a line: its picture's features and what stands on it.
type sample struct {
	Text     string
	Language string
	Features []float32 // features numbers for each step
}

func (s *sample) steps() int { return len(s.Features) / features }

// labelsOf is the classes of a text.
func labelsOf(text string) []int {
	classes := ppocr.Classes()
	var all []int
	for _, c := range text {
		all = append(all, slices.Index(classes, c))
	}
	return all
}

// fits reports whether a text can be read in that many steps: equal neighbours
// need a blank between them.
func fits(text string, steps int) bool {
	need, before := 0, rune(0)
	for _, c := range text {
		need++
		if c == before {
			need++
		}
		before = c
	}
	return need <= steps
}

// widest is the longest picture of a line, relative to its height.
const widest = 20

// maker makes lines. Each line has dice of its own, so that lines do not hang
// on who makes them when.
type maker struct {
	seed  uint64
	texts writer
	fonts families

	spellable func(text string) bool
}

// line makes line number i: its picture, what stands on it in the characters
// that have classes, and its language.
func (m maker) line(i uint64) (img *image.Gray, text, language string, err error) {
	r := dice(m.seed, i)
	for {
		text, language = m.texts.line(r)
		if text == "" || !m.spellable(plain(text)) {
			continue
		}
		face, ok := m.fonts.drawable(r, text)
		if !ok {
			continue
		}
		ink, size, err := printed(r, face, text)
		if err != nil {
			return nil, "", "", err
		}
		img, err = scanned(r, ink, size)
		if err != nil {
			return nil, "", "", err
		}
		if img != nil && img.Rect.Dx() <= widest*img.Rect.Dy() && img.Rect.Dy() >= 6 {
			return img, plain(text), language, nil
		}
	}
}
