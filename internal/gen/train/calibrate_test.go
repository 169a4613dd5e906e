package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/docextract/docextract/internal/engine/ranker"
)

// said is outcomes of an expert that says log-odds and is right as often as
// truly of them.
func said(n int, truly func(odds float64) float64) []outcome {
	dice := rand.New(rand.NewPCG(5, 6))
	var all []outcome
	for range n {
		odds := dice.Float64()*8 - 2
		all = append(all, outcome{logOdds: odds, right: dice.Float64() < truly(odds), weight: 1, expert: "amounts", medium: ranker.Slip})
	}
	return all
}

func TestCalibrationFindsWhatIsRight(t *testing.T) {
	t.Parallel()
	for name, truly := range map[string]func(float64) float64{
		"well said":       ranker.Probability,
		"too sure":        func(o float64) float64 { return ranker.Probability(0.5*o - 0.5) },
		"not sure enough": func(o float64) float64 { return ranker.Probability(1.5*o + 0.5) },
	} {
		c := calibrate(said(4000, truly), []string{"amounts"})["amounts"][ranker.Slip]
		for odds := -1.0; odds < 5; odds++ {
			if got, want := c.Probability(odds), truly(odds); math.Abs(got-want) > 0.05 {
				t.Errorf("%s: %.3f at %v, want %.3f", name, got, odds, want)
			}
		}
	}
}

func TestCalibrationOfFewIsCautious(t *testing.T) {
	t.Parallel()
	few := []outcome{{logOdds: 6, right: true, weight: 1, expert: "amounts"}, {logOdds: 5, right: true, weight: 1, expert: "amounts"}}
	c := calibrate(few, []string{"amounts", "dates"})
	for _, name := range []string{"amounts", "dates"} {
		if got := c[name][ranker.TextLayer].Probability(6); got > ranker.Probability(6) || got < 0.5 {
			t.Errorf("%s: %.4f after two outcomes", name, got)
		}
	}
	if p := c["dates"][ranker.Scan].Probability(20); p > mostSure+1e-6 {
		t.Errorf("%v is more than anything can be sure", p)
	}
}
