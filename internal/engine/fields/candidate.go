package fields

import (
	"math"
	"slices"
	"strings"

	"github.com/docextract/docextract/internal/api"
	"github.com/docextract/docextract/internal/engine/document"
	"github.com/docextract/docextract/internal/engine/locale"
)

// candidate is one possible value of a field.
type candidate struct {
	text  string
	score float64
	// confidence is an estimated probability, 0 to 1.
	confidence float64
	page       int
	box        document.Box // the zero Box where it has no place
	// cell holds the text in its words from to before to; nil where it has no
	// place.
	cell     *cell
	from, to int
	hints    hints
	// ofTill says that the reader of slips found it; foundAgain is the score of
	// another that found it too.
	ofTill     bool
	foundAgain float64
}

// value is the candidate as the API has it.
func (c candidate) value() api.Value {
	v := api.Value{Text: &c.text, Confidence: math.Round(c.confidence*1000) / 1000}
	if c.box != (document.Box{}) {
		v.Box = &api.Box{
			Page: c.page, X: int(math.Round(c.box.X0)), Y: int(math.Round(c.box.Y0)),
			Width: int(math.Round(c.box.Width())), Height: int(math.Round(c.box.Height())),
		}
	}
	return v
}

// rank orders candidates by score, keeps the best of each text and turns
// scores into confidences: by the score itself, and by the margin to the next.
func rank(found []candidate, threshold float64) []candidate {
	slices.SortStableFunc(found, func(a, b candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var kept []candidate
	seen := map[string]bool{}
	for _, c := range found {
		key := plain(c.text)
		if seen[key] || len(kept) == mostWeighed {
			continue
		}
		seen[key] = true
		kept = append(kept, c)
	}
	if len(kept) == 0 || kept[0].score < threshold {
		return nil
	}
	for i := range kept {
		other := 0.0
		switch {
		case i > 0:
			other = kept[0].score
		case len(kept) > 1:
			other = kept[1].score
		}
		kept[i].confidence = confidence(kept[i].score, kept[i].score-other)
	}
	return kept
}

// confidence is logistic in the score and in the margin, which beyond one
// adds nothing.
func confidence(score, margin float64) float64 {
	margin = max(-1.5, min(1, margin))
	z := -2.4 + 3.0*min(score, 1.8) + 1.6*margin
	return max(0.01, min(0.99, 1/(1+math.Exp(-z))))
}

// currencyOf reads a currency, also with a minus in front of it.
func currencyOf(text string) (string, bool) {
	return locale.Currency(strings.TrimLeft(text, "-−–"))
}
