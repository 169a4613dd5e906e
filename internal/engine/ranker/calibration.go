package ranker

import "sort"

// Calibration turns log-odds into the share of candidates that are right when
// the trees say so: straight lines between knots, rising, level outside.
type Calibration []Knot

// Knot is one point of a calibration.
type Knot struct{ LogOdds, Probability float32 }

// Probability is the calibrated probability; without knots it is that of the
// log-odds themselves.
func (c Calibration) Probability(logOdds float64) float64 {
	if len(c) == 0 {
		return Probability(logOdds)
	}
	i := sort.Search(len(c), func(i int) bool { return float64(c[i].LogOdds) >= logOdds })
	switch i {
	case 0:
		return float64(c[0].Probability)
	case len(c):
		return float64(c[len(c)-1].Probability)
	}
	a, b := c[i-1], c[i]
	share := (logOdds - float64(a.LogOdds)) / float64(b.LogOdds-a.LogOdds)
	return float64(a.Probability) + share*float64(b.Probability-a.Probability)
}

// valid reports whether the knots rise and are probabilities.
func (c Calibration) valid() bool {
	for i, k := range c {
		if !(k.Probability >= 0 && k.Probability <= 1) || i > 0 && (!(k.LogOdds > c[i-1].LogOdds) || k.Probability < c[i-1].Probability) {
			return false
		}
	}
	return true
}
