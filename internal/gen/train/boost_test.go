package main

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/docextract/docextract/internal/engine/ranker"
)

// noise is samples of which a rule says what is right, with features that
// have nothing to do with it.
func noise(n int, rule func(x []float32) bool) []instance {
	dice := rand.New(rand.NewPCG(1, 2))
	var all []instance
	for range n {
		x := []float32{dice.Float32(), dice.Float32(), dice.Float32(), float32(dice.IntN(3))}
		all = append(all, instance{x: x, right: rule(x), weight: 1})
	}
	return all
}

func accuracy(e *ranker.Expert, samples []instance) float64 {
	right := 0
	for _, s := range samples {
		right += one(e.LogOdds(s.x) > 0 == s.right)
	}
	return share(right, len(samples))
}

func TestBoosterLearnsKnownFunctions(t *testing.T) {
	t.Parallel()
	for name, rule := range map[string]func([]float32) bool{
		"a threshold":         func(x []float32) bool { return x[0] > 0.3 },
		"one or the other":    func(x []float32) bool { return (x[0] > 0.5) != (x[1] > 0.5) },
		"a class and a share": func(x []float32) bool { return x[3] == 1 && x[2] < 0.7 },
	} {
		all := noise(3000, rule)
		e := usual().fit(all[:2000])
		if got := accuracy(e, all[2000:]); got < 0.95 {
			t.Errorf("%s: %.3f right of samples never seen", name, got)
		}
	}
}

func TestBoosterIsCarefulWithNoise(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(3, 4))
	all := noise(2000, func([]float32) bool { return dice.Float32() < 0.8 })
	e := usual().fit(all)
	for _, s := range all[:50] {
		if p := ranker.Probability(e.LogOdds(s.x)); p < 0.45 || p > 0.97 {
			t.Errorf("%.2f, and nothing can be known but 0.8", p)
		}
	}
}

func TestBoosterGivesTheSameEachTime(t *testing.T) {
	t.Parallel()
	all := noise(500, func(x []float32) bool { return x[0] > x[1] })
	encode := func() []byte {
		data, err := ranker.Encode(&ranker.Model{Experts: map[string]*ranker.Expert{"it": usual().fit(all)}})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if !bytes.Equal(encode(), encode()) {
		t.Error("the same samples gave two models")
	}
}

func TestBoosterWithoutAnythingToLearn(t *testing.T) {
	t.Parallel()
	if e := usual().fit(nil); len(e.Trees) != 0 || e.Features != 0 {
		t.Errorf("%+v", e)
	}
	same := []instance{{x: []float32{1}, right: true, weight: 1}, {x: []float32{1}, right: true, weight: 1}}
	if e := usual().fit(same); ranker.Probability(e.LogOdds([]float32{1})) < 0.5 {
		t.Error("all are right, and it says otherwise")
	}
}
