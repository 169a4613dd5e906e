package main

import (
	"math"

	"github.com/docextract/docextract/internal/engine/ranker"
)

// outcome is what an expert said of a document it had not seen, and whether it
// was so.
type outcome struct {
	logOdds float64
	right   bool
	weight  float64
	expert  string
	medium  ranker.Medium
	fold    int
}

// line maps the experts' log-odds to calibrated ones: slope × odds + shift.
type line struct{ slope, shift float64 }

// Weights, in outcomes, of what is believed beforehand.
const (
	believed     = 6.0  // that a medium needs no correction
	likeTheOther = 10.0 // that an expert errs as its medium does
	caution      = 1.5  // sure values that are taken to be wrong
)

// fitLine finds the most likely line by Newton's method, held to the one
// before by a weight, and towards caution where outcomes are few.
func fitLine(outcomes []outcome, before line, weight float64) line {
	l := before
	cautious := append([]outcome{}, outcomes...)
	if len(outcomes) > 0 {
		cautious = append(cautious, outcome{logOdds: highest(outcomes), weight: caution})
	}
	for range 60 {
		// What is believed counts like so many outcomes at even odds, and for the
		// slope like ones that are three off.
		kb := 0.25 * weight
		ka := 9 * kb
		ga, gb := ka*(l.slope-before.slope), kb*(l.shift-before.shift)
		haa, hbb, hab := ka, kb, 0.0
		for _, o := range cautious {
			p := ranker.Probability(l.at(o.logOdds))
			want := 0.0
			if o.right {
				want = 1
			}
			d, h := o.weight*(p-want), o.weight*p*(1-p)
			ga += d * o.logOdds
			gb += d
			haa += h * o.logOdds * o.logOdds
			hbb += h
			hab += h * o.logOdds
		}
		det := haa*hbb - hab*hab
		if det < 1e-12 {
			break
		}
		// Half steps, and more odds never mean less.
		l.slope = min(max(l.slope-0.5*(hbb*ga-hab*gb)/det, 0.2), 2)
		l.shift = min(max(l.shift-0.5*(haa*gb-hab*ga)/det, -4), 4)
	}
	return l
}

func highest(outcomes []outcome) float64 {
	most := math.Inf(-1)
	for _, o := range outcomes {
		most = max(most, o.logOdds)
	}
	return most
}

func (l line) at(logOdds float64) float64 { return l.slope*logOdds + l.shift }

// Confidence is never more than this: nothing here is certain.
const mostSure = 0.995

// knots are the line as a calibration.
func (l line) knots() ranker.Calibration {
	const from, to, steps = -8.0, 8.0, 32
	var c ranker.Calibration
	for i := range steps + 1 {
		odds := from + (to-from)*float64(i)/steps
		p := min(ranker.Probability(l.at(odds)), mostSure)
		c = append(c, ranker.Knot{LogOdds: float32(odds), Probability: float32(p)})
	}
	return c
}

// calibrate finds the lines of all experts and media.
func calibrate(outcomes []outcome, experts []string) map[string][]ranker.Calibration {
	byMedium := make([]line, 3)
	for m := range byMedium {
		byMedium[m] = fitLine(only(outcomes, func(o outcome) bool { return o.medium == ranker.Medium(m) }), line{slope: 1}, believed)
	}
	all := map[string][]ranker.Calibration{}
	for _, e := range experts {
		for m := range byMedium {
			own := only(outcomes, func(o outcome) bool { return o.medium == ranker.Medium(m) && o.expert == e })
			all[e] = append(all[e], fitLine(own, byMedium[m], likeTheOther).knots())
		}
	}
	return all
}

func only(outcomes []outcome, keep func(outcome) bool) []outcome {
	var kept []outcome
	for _, o := range outcomes {
		if keep(o) {
			kept = append(kept, o)
		}
	}
	return kept
}
