package engine

import (
	"math"
	"unicode"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
)

// Confidences of a recognised word between which a value on it goes from
// useless to as good as printed.
const (
	worthless = 0.25
	flawless  = 0.9
	// leastTrust is what is left of a value's confidence at worst: labels and
	// sums speak for it too.
	leastTrust = 0.25
)

// trust lowers the confidence of values that stand on words which were
// recognised with less than full confidence. A value without a place stands on
// the whole document.
func (r *reading) trust(pages []document.Page) {
	whole, recognised := legibility(pages)
	if !recognised {
		return
	}
	r.each(func(f api.Field) {
		for i := range f.Values {
			v := &f.Values[i]
			c := whole
			if v.Box != nil && v.Box.Page < len(pages) {
				c = weakest(pages[v.Box.Page], v.Box)
			}
			factor := min(max((c-worthless)/(flawless-worthless), leastTrust), 1)
			v.Confidence = math.Round(v.Confidence*factor*1000) / 1000
		}
	})
}

// legibility is the mean confidence of all words, and whether any was
// recognised rather than taken from a text layer.
func legibility(pages []document.Page) (mean float64, recognised bool) {
	var sum, count float64
	for _, p := range pages {
		for _, w := range p.Words {
			sum += w.Confidence
			count++
			recognised = recognised || w.Confidence < 1
		}
	}
	return sum / max(count, 1), recognised
}

// weakest is the lowest confidence of the words under a box that hold a digit
// or a few letters, 1 without any: signs are often unsure and matter little.
// The box is on the page turned upright.
func weakest(page document.Page, box *api.Box) float64 {
	b := document.Box{X0: float64(box.X), Y0: float64(box.Y), X1: float64(box.X + box.Width), Y1: float64(box.Y + box.Height)}
	lowest := 1.0
	for _, w := range page.Words {
		if !telling(w.Text) {
			continue
		}
		if w.Box.OverlapX(b) > w.Box.Width()/2 && w.Box.OverlapY(b) > w.Box.Height()/2 {
			lowest = min(lowest, w.Confidence)
		}
	}
	return lowest
}

func telling(text string) bool {
	letters := 0
	for _, c := range text {
		switch {
		case unicode.IsDigit(c):
			return true
		case unicode.IsLetter(c):
			letters++
		}
	}
	return letters >= 3
}
