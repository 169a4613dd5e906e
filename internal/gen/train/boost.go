package main

import (
	"math"
	"slices"

	"github.com/docextract/docextract/internal/engine/ranker"
)

// booster holds how trees are grown: second-order boosting of the logistic
// loss over binned features.
type booster struct {
	trees    int
	depth    int
	rate     float64 // how much of each tree is taken
	ridge    float64 // holds leaves with little weight near nothing
	leastSum float64 // the least curvature of the loss in a leaf
}

// usual keeps the trees small: most errors are rare.
func usual() booster { return booster{trees: 90, depth: 3, rate: 0.1, ridge: 4, leastSum: 0.6} }

// bins is how finely a feature is looked at.
const bins = 48

// instance is one thing to learn from.
type instance struct {
	x      []float32
	right  bool
	weight float64
}

// fit grows an expert. The same samples in the same order give the same one.
func (b booster) fit(samples []instance) *ranker.Expert {
	e := &ranker.Expert{}
	if len(samples) == 0 {
		return e
	}
	e.Features = len(samples[0].x)
	g := newGrower(b, samples)
	e.Base = float32(g.base())
	for range b.trees {
		e.Trees = append(e.Trees, g.tree())
	}
	return e
}

// grower is the state between trees.
type grower struct {
	booster
	samples []instance
	cuts    [][]float32 // by feature, the upper ends of all bins but the last
	binned  [][]uint8   // by feature, then sample
	odds    []float64
	slope   []float64 // of the loss, by sample
	curve   []float64
	node    []int // where each sample is
}

func newGrower(b booster, samples []instance) *grower {
	n := len(samples)
	g := &grower{booster: b, samples: samples, odds: make([]float64, n), slope: make([]float64, n), curve: make([]float64, n), node: make([]int, n)}
	column := make([]float32, n)
	for f := range samples[0].x {
		for i, s := range samples {
			column[i] = s.x[f]
		}
		cuts := cutsOf(column)
		binned := make([]uint8, n)
		for i, v := range column {
			at, _ := slices.BinarySearch(cuts, v) // a value on a cut belongs to the left of it
			binned[i] = uint8(at)                 //nolint:gosec // fewer than bins
		}
		g.cuts, g.binned = append(g.cuts, cuts), append(g.binned, binned)
	}
	return g
}

// cutsOf are thresholds between the values of a feature, evenly over its
// different values where they are few and over its samples where many.
func cutsOf(column []float32) []float32 {
	sorted := slices.Clone(column)
	slices.Sort(sorted)
	distinct := slices.Compact(slices.Clone(sorted))
	var cuts []float32
	if len(distinct) <= bins {
		for i := 1; i < len(distinct); i++ {
			cuts = append(cuts, (distinct[i-1]+distinct[i])/2)
		}
		return cuts
	}
	for k := 1; k < bins; k++ {
		v := sorted[k*len(sorted)/bins]
		if len(cuts) == 0 || v > cuts[len(cuts)-1] {
			cuts = append(cuts, v)
		}
	}
	return cuts
}

// base is the log-odds of all samples together, and where the trees begin.
func (g *grower) base() float64 {
	right, all := 0.5, 1.0
	for _, s := range g.samples {
		all += s.weight
		if s.right {
			right += s.weight
		}
	}
	base := math.Log(right / (all - right))
	for i := range g.odds {
		g.odds[i] = base
	}
	return base
}

// tree grows one tree, level by level, and moves the odds by it.
func (g *grower) tree() ranker.Tree {
	for i, s := range g.samples {
		p := ranker.Probability(g.odds[i])
		want := 0.0
		if s.right {
			want = 1
		}
		g.slope[i], g.curve[i], g.node[i] = s.weight*(p-want), s.weight*max(p*(1-p), 1e-6), 0
	}
	t := ranker.Tree{Splits: make([]ranker.Split, 1<<g.depth-1), Leaves: make([]float32, 1<<g.depth)}
	for level := range g.depth {
		first := 1<<level - 1
		best := g.bestSplits(first, 1<<level)
		for k, s := range best {
			t.Splits[first+k] = s.split
		}
		for i := range g.samples {
			at := g.node[i]
			s := best[at-first]
			g.node[i] = 2*at + 1
			if s.found && g.binned[s.split.Feature][i] > s.bin {
				g.node[i]++
			}
		}
	}
	g.leaves(&t)
	return t
}

func (g *grower) leaves(t *ranker.Tree) {
	slope, curve := make([]float64, len(t.Leaves)), make([]float64, len(t.Leaves))
	for i := range g.samples {
		k := g.node[i] - len(t.Splits)
		slope[k] += g.slope[i]
		curve[k] += g.curve[i]
	}
	for k := range t.Leaves {
		t.Leaves[k] = float32(-g.rate * slope[k] / (curve[k] + g.ridge))
	}
	for i := range g.samples {
		g.odds[i] += float64(t.Leaves[g.node[i]-len(t.Splits)])
	}
}

// chosenSplit is the best way to part a node, if there is one.
type chosenSplit struct {
	split ranker.Split
	bin   uint8
	gain  float64
	found bool
}

// totals of a bin or a node.
type totals struct{ slope, curve float64 }

// bestSplits looks for the best split of each of count nodes from first on.
func (g *grower) bestSplits(first, count int) []chosenSplit {
	best := make([]chosenSplit, count)
	for k := range best {
		best[k].split.Threshold = math.MaxFloat32 // all to the left
	}
	all := make([]totals, count)
	for i := range g.samples {
		k := g.node[i] - first
		all[k].slope += g.slope[i]
		all[k].curve += g.curve[i]
	}
	histogram := make([]totals, count*bins)
	for f, cuts := range g.cuts {
		if len(cuts) == 0 {
			continue
		}
		clear(histogram)
		for i, bin := range g.binned[f] {
			h := &histogram[(g.node[i]-first)*bins+int(bin)]
			h.slope += g.slope[i]
			h.curve += g.curve[i]
		}
		for k := range best {
			g.scan(&best[k], histogram[k*bins:(k+1)*bins], all[k], f, cuts)
		}
	}
	return best
}

// scan tries all cuts of one feature at a node.
func (g *grower) scan(best *chosenSplit, histogram []totals, all totals, feature int, cuts []float32) {
	const leastGain = 1e-3
	var left totals
	whole := all.slope * all.slope / (all.curve + g.ridge)
	for bin, cut := range cuts {
		left.slope += histogram[bin].slope
		left.curve += histogram[bin].curve
		right := totals{all.slope - left.slope, all.curve - left.curve}
		if left.curve < g.leastSum || right.curve < g.leastSum {
			continue
		}
		gain := left.slope*left.slope/(left.curve+g.ridge) + right.slope*right.slope/(right.curve+g.ridge) - whole
		if gain > best.gain+leastGain {
			*best = chosenSplit{split: ranker.Split{Feature: uint8(feature), Threshold: cut}, bin: uint8(bin), gain: gain, found: true} //nolint:gosec // fewer than 256 of either
		}
	}
}
